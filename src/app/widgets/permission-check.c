/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/permission-check.h"

#include "core/base/text.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraPermissionCheck
{
  GtkCheckButton parent_instance;

  TesseraAction action;
  TesseraTreeRow *row;
  gboolean following; /* the row's tick is being shown: not clicked by the user */
};

G_DEFINE_FINAL_TYPE (TesseraPermissionCheck, tessera_permission_check, GTK_TYPE_CHECK_BUTTON)

static const char *
explain_state (TesseraPermissionCheck *self, TesseraTick tick)
{
  if (!tessera_tree_row_is_available (self->row))
    return _ ("To grant permissions for a user account, Tessera needs to know who is signed in, "
              "and this server does not report that.");
  if (tick == TESSERA_TICK_COVERED)
    return _ ("Selected along with all others of its type");
  return NULL;
}

static void
show_tick (TesseraPermissionCheck *self)
{
  TesseraTick tick = tessera_tree_row_get_tick (self->row, self->action);

  self->following = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self),
                               tick == TESSERA_TICK_ON || tick == TESSERA_TICK_COVERED);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (self), tick == TESSERA_TICK_MIXED);
  gtk_widget_set_sensitive (GTK_WIDGET (self), tessera_tree_row_is_available (self->row) &&
                                                   tick != TESSERA_TICK_COVERED);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), explain_state (self, tick));
  self->following = FALSE;
}

static void
set_name (TesseraPermissionCheck *self)
{
  const char *action =
      self->action == TESSERA_ACTION_READ ? C_ ("permission", "Read") : C_ ("permission", "Write");
  const char *type =
      tessera_resource_type_get_label (tessera_tree_row_get_resource_type (self->row));
  g_autofree char *item = tessera_text_one_line (tessera_tree_row_get_label (self->row));
  g_autofree char *name = tessera_tree_row_get_item (self->row) == NULL
                              ? g_strjoin (", ", action, type, NULL)
                              : g_strjoin (", ", action, type, item, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
tessera_permission_check_set_row (TesseraPermissionCheck *self, TesseraTreeRow *row)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_data (self->row, self);
  g_set_object (&self->row, row);
  gtk_widget_set_visible (GTK_WIDGET (self), row != NULL);
  if (row == NULL)
    return;
  g_signal_connect_swapped (row, "ticked", G_CALLBACK (show_tick), self);
  set_name (self);
  show_tick (self);
}

static void
toggled_cb (TesseraPermissionCheck *self)
{
  if (!self->following && self->row != NULL)
    tessera_tree_row_set_ticked (self->row, self->action,
                                 gtk_check_button_get_active (GTK_CHECK_BUTTON (self)));
}

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_widget_is_sensitive (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget),
                                 !gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)));
}

static void
tessera_permission_check_dispose (GObject *object)
{
  tessera_permission_check_set_row (TESSERA_PERMISSION_CHECK (object), NULL);
  G_OBJECT_CLASS (tessera_permission_check_parent_class)->dispose (object);
}

static void
tessera_permission_check_class_init (TesseraPermissionCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tessera_permission_check_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "check.toggle", NULL, toggle_action);
}

static void
tessera_permission_check_init (TesseraPermissionCheck *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  g_signal_connect (self, "toggled", G_CALLBACK (toggled_cb), NULL);
}

GtkWidget *
tessera_permission_check_new (TesseraAction action)
{
  TesseraPermissionCheck *self = g_object_new (TESSERA_TYPE_PERMISSION_CHECK, NULL);

  self->action = action;
  return GTK_WIDGET (self);
}
