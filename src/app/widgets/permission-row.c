/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/permission-row.h"

#include "core/base/text.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraPermissionRow
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *reason;
  GtkLabel *state;

  GObject *item; /* a grant or a result */
};

G_DEFINE_FINAL_TYPE (TesseraPermissionRow, tessera_permission_row, ADW_TYPE_BIN)

/* The appearance of a state. */
typedef struct
{
  const char *icon;
  const char *style;
  const char *words; /* not translated yet */
} Look;

static const Look grant_looks[] = {
  [TESSERA_GRANT_DIFF_UNREQUESTED] = { "dialog-error-symbolic", "error", N_ ("Not requested") },
  [TESSERA_GRANT_DIFF_MISSING] = { "dialog-warning-symbolic", "warning", N_ ("Not granted") },
  [TESSERA_GRANT_DIFF_DANGLING] = { "dialog-warning-symbolic", "warning", N_ ("Since deleted") },
  [TESSERA_GRANT_DIFF_AS_REQUESTED] = { "object-select-symbolic", "success", N_ ("As requested") },
};

/* Their labels come from the core. */
static const Look test_looks[] = {
  [TESSERA_TEST_WAITING] = { "content-loading-symbolic", "dim-label", NULL },
  [TESSERA_TEST_WORKS] = { "object-select-symbolic", "success", NULL },
  [TESSERA_TEST_REFUSED] = { "action-unavailable-symbolic", "error", NULL },
  [TESSERA_TEST_GONE] = { "user-trash-symbolic", "warning", NULL },
  [TESSERA_TEST_NOT_TESTABLE] = { "dialog-question-symbolic", "dim-label", NULL },
  [TESSERA_TEST_NOT_ASKED] = { "media-playback-stop-symbolic", "dim-label", NULL },
};

static char *
make_title (TesseraPermission *permission)
{
  const char *type = tessera_permission_get_resource_type (permission);
  const char *name = tessera_permission_get_name (permission);
  const char *id = tessera_permission_get_id (permission);

  if (name != NULL)
    return tessera_text_one_line (name);
  if (id != NULL)
    return g_strdup (id);
  if (tessera_permission_get_org_id (permission) == NULL)
    /* Translators: %s is a kind of thing, as in "All Buckets on the server" */
    return g_strdup_printf (_ ("All %s on the server"), tessera_resource_type_get_label (type));
  /* Translators: %s is a kind of thing, as in "All Buckets" */
  return g_strdup_printf (_ ("All %s"), tessera_resource_type_get_label (type));
}

static char *
make_subtitle (TesseraPermission *permission)
{
  const char *action = tessera_permission_get_action (permission) == TESSERA_ACTION_READ
                           ? C_ ("permission", "Read")
                           : C_ ("permission", "Write");

  return g_strdup_printf (
      "%s · %s", action,
      tessera_resource_type_get_label (tessera_permission_get_resource_type (permission)));
}

static void
show_permission (TesseraPermissionRow *self, TesseraPermission *permission, const Look *look,
                 const char *words, const char *reason)
{
  const char *style[] = { look->style, NULL };
  g_autofree char *title = make_title (permission);
  g_autofree char *subtitle = make_subtitle (permission);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", subtitle, title, words);

  gtk_image_set_from_icon_name (self->icon, look->icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), style);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), style);
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), tessera_permission_get_id (permission));
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_label_set_text (self->state, words);
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
follow_cb (TesseraPermissionRow *self)
{
  if (TESSERA_IS_GRANT_DIFF (self->item))
    {
      TesseraGrantDiff *grant = TESSERA_GRANT_DIFF (self->item);
      const Look *look = &grant_looks[tessera_grant_diff_get_state (grant)];

      show_permission (self, tessera_grant_diff_get_permission (grant), look, _ (look->words),
                       NULL);
    }
  else if (TESSERA_IS_TEST_RESULT (self->item))
    {
      TesseraTestResult *result = TESSERA_TEST_RESULT (self->item);
      TesseraTestOutcome outcome = tessera_test_result_get_outcome (result);

      show_permission (self, tessera_test_result_get_permission (result), &test_looks[outcome],
                       tessera_test_outcome_get_label (outcome),
                       tessera_test_result_get_reason (result));
    }
}

static void
set_item (TesseraPermissionRow *self, GObject *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (TESSERA_IS_TEST_RESULT (item))
    g_signal_connect_swapped (item, "notify::outcome", G_CALLBACK (follow_cb), self);
  follow_cb (self);
}

static void
tessera_permission_row_dispose (GObject *object)
{
  set_item (TESSERA_PERMISSION_ROW (object), NULL);
  G_OBJECT_CLASS (tessera_permission_row_parent_class)->dispose (object);
}

static void
tessera_permission_row_class_init (TesseraPermissionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_permission_row_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "permission-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionRow, icon);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionRow, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionRow, reason);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionRow, state);
}

static void
tessera_permission_row_init (TesseraPermissionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* In a list */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (TESSERA_TYPE_PERMISSION_ROW, NULL));
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  set_item (TESSERA_PERMISSION_ROW (gtk_list_item_get_child (list_item)),
            gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  set_item (TESSERA_PERMISSION_ROW (gtk_list_item_get_child (list_item)), NULL);
}

GtkListItemFactory *
tessera_permission_row_new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
