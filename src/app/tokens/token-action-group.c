/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-action-group.h"

struct _TesseraTokenActionGroup
{
  GSimpleActionGroup parent_instance;

  GtkWidget *widget; /* not owned: it owns this */
  TesseraTokenActions *actions;
  GPtrArray *tokens;
};

G_DEFINE_FINAL_TYPE (TesseraTokenActionGroup, tessera_token_action_group,
                     G_TYPE_SIMPLE_ACTION_GROUP)

/* Changes to all selected tokens */

static void
activate_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TesseraTokenActionGroup *self = user_data;

  tessera_token_actions_change (self->actions, TESSERA_CHANGE_ACTIVATE, self->tokens);
}

static void
deactivate_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TesseraTokenActionGroup *self = user_data;

  tessera_token_actions_change (self->actions, TESSERA_CHANGE_DEACTIVATE, self->tokens);
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TesseraTokenActionGroup *self = user_data;

  tessera_token_actions_change (self->actions, TESSERA_CHANGE_DELETE, self->tokens);
}

/* Actions for a single token; they are disabled unless one is selected */

static TesseraToken *
get_token (TesseraTokenActionGroup *self)
{
  return g_ptr_array_index (self->tokens, 0);
}

static void
rename_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TesseraTokenActionGroup *self = user_data;

  tessera_token_actions_rename (self->actions, get_token (self));
}

static void
test_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TesseraTokenActionGroup *self = user_data;

  tessera_token_actions_test (self->actions, get_token (self));
}

static void
copy_id_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TesseraTokenActionGroup *self = user_data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget),
                          tessera_token_get_id (get_token (self)));
}

/* Actions that the window carries out. */
static void
activate_in_window (TesseraTokenActionGroup *self, const char *action)
{
  gtk_widget_activate_action (self->widget, action, "s", tessera_token_get_id (get_token (self)));
}

static void
new_like_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  activate_in_window (user_data, "win.new-token-like");
}

static void
rotate_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  activate_in_window (user_data, "win.rotate");
}

static void
edit_permissions_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  activate_in_window (user_data, "win.edit-permissions");
}

static const GActionEntry entries[] = {
  { .name = "activate", .activate = activate_action },
  { .name = "deactivate", .activate = deactivate_action },
  { .name = "delete", .activate = delete_action },
  { .name = "rename", .activate = rename_action },
  { .name = "test", .activate = test_action },
  { .name = "copy-id", .activate = copy_id_action },
  { .name = "new-like", .activate = new_like_action },
  { .name = "rotate", .activate = rotate_action },
  { .name = "replace-lost", .activate = rotate_action },
  { .name = "edit-permissions", .activate = edit_permissions_action },
};

/* Enabling */

static gboolean
any_needs (GPtrArray *tokens, TesseraChange change)
{
  for (guint i = 0; i < tokens->len; i++)
    if (tessera_token_needs_change (g_ptr_array_index (tokens, i), change))
      return TRUE;
  return FALSE;
}

static void
set_enabled (TesseraTokenActionGroup *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_enabled (TesseraTokenActionGroup *self)
{
  gboolean ready = self->tokens->len > 0 && !tessera_token_actions_is_busy (self->actions);
  TesseraToken *one = self->tokens->len == 1 ? get_token (self) : NULL;
  gboolean alone =
      one != NULL && tessera_token_get_rotation_role (one) == TESSERA_ROTATION_ROLE_NONE;
  gboolean saved = one != NULL && tessera_token_get_saved (one);
  /* What can't be read of a token can't be granted again. */
  gboolean whole = one != NULL && tessera_token_get_oddity (one) == NULL;

  set_enabled (self, "activate", ready && any_needs (self->tokens, TESSERA_CHANGE_ACTIVATE));
  set_enabled (self, "deactivate", ready && any_needs (self->tokens, TESSERA_CHANGE_DEACTIVATE));
  set_enabled (self, "delete", ready);
  set_enabled (self, "rename", one != NULL);
  set_enabled (self, "test", saved);
  set_enabled (self, "copy-id", one != NULL);
  set_enabled (self, "new-like", whole);
  set_enabled (self, "rotate", alone && whole && saved);
  set_enabled (self, "replace-lost", alone && whole && !saved);
  set_enabled (self, "edit-permissions", alone && whole);
}

void
tessera_token_action_group_set_tokens (TesseraTokenActionGroup *self, TesseraTokenActions *actions,
                                       GPtrArray *tokens)
{
  g_return_if_fail (actions != NULL || tokens->len == 0);

  g_ptr_array_ref (tokens);
  g_ptr_array_unref (self->tokens);
  self->tokens = tokens;
  g_set_object (&self->actions, actions);
  update_enabled (self);
}

static void
tessera_token_action_group_finalize (GObject *object)
{
  TesseraTokenActionGroup *self = TESSERA_TOKEN_ACTION_GROUP (object);

  g_clear_object (&self->actions);
  g_ptr_array_unref (self->tokens);
  G_OBJECT_CLASS (tessera_token_action_group_parent_class)->finalize (object);
}

static void
tessera_token_action_group_class_init (TesseraTokenActionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_token_action_group_finalize;
}

static void
tessera_token_action_group_init (TesseraTokenActionGroup *self)
{
  self->tokens = g_ptr_array_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  update_enabled (self);
}

TesseraTokenActionGroup *
tessera_token_action_group_new (GtkWidget *widget)
{
  TesseraTokenActionGroup *self = g_object_new (TESSERA_TYPE_TOKEN_ACTION_GROUP, NULL);

  self->widget = widget;
  gtk_widget_insert_action_group (widget, "tokens", G_ACTION_GROUP (self));
  return self;
}
