/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compose/owner-row.h"

#include "app/compose/user-dialog.h"
#include "app/widgets/accessible.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraOwnerRow
{
  AdwComboRow parent_instance;

  TesseraDraft *draft;
  TesseraSession *session;
  GPtrArray *users; /* in the row's order */
  gboolean with_new_user;
  GCancellable *cancellable;
  gboolean filling; /* the program selects, not the user */
};

G_DEFINE_FINAL_TYPE (TesseraOwnerRow, tessera_owner_row, ADW_TYPE_COMBO_ROW)

static gboolean
is_same (TesseraResource *one, TesseraResource *other)
{
  return one != NULL && other != NULL &&
         g_str_equal (tessera_resource_get_id (one), tessera_resource_get_id (other));
}

/* Offers an owner that was not offered before. */
static void
add_user (GPtrArray *users, TesseraResource *user)
{
  for (guint i = 0; i < users->len; i++)
    if (is_same (g_ptr_array_index (users, i), user))
      return;
  g_ptr_array_add (users, g_object_ref (user));
}

static void
select_owner (TesseraOwnerRow *self)
{
  TesseraResource *owner = tessera_draft_get_owner (self->draft);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->users->len; i++)
    if (is_same (g_ptr_array_index (self->users, i), owner))
      selected = i;
  self->filling = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->filling = FALSE;
}

/* A user whose name the server does not report is shown by ID. */
static char *
make_label (TesseraOwnerRow *self, TesseraResource *user)
{
  const char *name = tessera_resource_get_name (user);
  g_autofree char *line =
      tessera_text_one_line (*name != '\0' ? name : tessera_resource_get_id (user));

  if (!is_same (user, tessera_session_get_user (self->session)))
    return g_steal_pointer (&line);
  /* Translators: %s is the name of the signed-in user */
  return g_strdup_printf (_ ("%s (me)"), line);
}

static void
show_users (TesseraOwnerRow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->users->len; i++)
    gtk_string_list_take (labels, make_label (self, g_ptr_array_index (self->users, i)));
  if (self->with_new_user)
    gtk_string_list_append (labels, _ ("New Generic User…"));
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (labels));
  self->filling = FALSE;
  select_owner (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->users->len > 0);
}

/* The row always shows the owner that is sent, whether or not the server lists it. */
static void
draft_changed_cb (TesseraOwnerRow *self)
{
  TesseraResource *owner = tessera_draft_get_owner (self->draft);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  gboolean shown =
      selected < self->users->len && is_same (g_ptr_array_index (self->users, selected), owner);

  if (owner == NULL || shown)
    return;
  add_user (self->users, owner);
  show_users (self);
}

static void
user_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraOwnerRow) self = user_data;
  g_autoptr (TesseraResource) user = tessera_user_dialog_ask_finish (result);

  if (user != NULL && self->draft != NULL)
    tessera_draft_set_owner (self->draft, user);
}

static void
selected_cb (TesseraOwnerRow *self)
{
  guint index = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  TesseraResource *user;

  if (self->filling || self->draft == NULL || index == GTK_INVALID_LIST_POSITION)
    return;
  if (index >= self->users->len)
    {
      select_owner (self); /* nothing changes until a user has been created */
      tessera_user_dialog_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     self->session, user_made_cb, g_object_ref (self));
      return;
    }
  user = g_ptr_array_index (self->users, index);
  tessera_draft_set_owner (self->draft,
                           is_same (user, tessera_session_get_user (self->session)) ? NULL : user);
}

static void
users_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraOwnerRow) self = user_data;
  g_autoptr (GPtrArray) users =
      tessera_client_list_resources_finish (TESSERA_CLIENT (source), result, NULL);

  if (users == NULL || self->draft == NULL)
    return;
  /* The server's list first, then those missing from it. */
  for (guint i = 0; i < self->users->len; i++)
    add_user (users, g_ptr_array_index (self->users, i));
  g_ptr_array_unref (self->users);
  self->users = g_steal_pointer (&users);
  show_users (self);
}

static void
drop_draft (TesseraOwnerRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_ptr_array_set_size (self->users, 0);
  self->with_new_user = FALSE;
}

void
tessera_owner_row_set_draft (TesseraOwnerRow *self, TesseraDraft *draft, TesseraSession *session)
{
  TesseraResource *me, *owner;

  drop_draft (self);
  if (draft == NULL)
    return;
  self->draft = g_object_ref (draft);
  self->session = g_object_ref (session);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* Until the server has listed the users, or if it does not, these are the only ones. */
  me = tessera_session_get_user (session);
  owner = tessera_draft_get_owner (draft);
  if (me != NULL)
    add_user (self->users, me);
  if (owner != NULL)
    add_user (self->users, owner);
  show_users (self);
  if (me == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  tessera_client_list_resources_async (
      tessera_session_get_client (session), "users",
      tessera_resource_get_id (tessera_session_get_organization (session)), self->cancellable,
      users_cb, g_object_ref (self));
}

void
tessera_owner_row_offer_new_user (TesseraOwnerRow *self)
{
  self->with_new_user = TRUE;
  show_users (self);
}

static void
tessera_owner_row_dispose (GObject *object)
{
  tessera_owner_row_set_draft (TESSERA_OWNER_ROW (object), NULL, NULL);
  G_OBJECT_CLASS (tessera_owner_row_parent_class)->dispose (object);
}

static void
tessera_owner_row_finalize (GObject *object)
{
  g_ptr_array_unref (TESSERA_OWNER_ROW (object)->users);
  G_OBJECT_CLASS (tessera_owner_row_parent_class)->finalize (object);
}

static void
tessera_owner_row_class_init (TesseraOwnerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tessera_owner_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_owner_row_finalize;
}

static void
add_help (TesseraOwnerRow *self)
{
  GtkWidget *help = gtk_button_new_from_icon_name ("help-about-symbolic");

  gtk_widget_set_tooltip_text (help, _ ("What happens when the owner is deleted"));
  tessera_accessible_follow_tooltip (help);
  gtk_widget_set_valign (help, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (help, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (help), "app.help");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (help), "s", "owner-deleted");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), help);
}

static void
tessera_owner_row_init (TesseraOwnerRow *self)
{
  add_help (self);
  self->users = g_ptr_array_new_with_free_func (g_object_unref);
  /* Not in a row of its own: there would be no room for the name. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               _ ("The token stops working when its owner is deleted."));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}
