/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/manage/lockout-check.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define VALUES_AT_MOST 20 /* to fetch from the keyring to find the client's own token */

typedef struct
{
  TesseraTokenList *list;
  TesseraKeyring *keyring;
  char *user_id;
  GHashTable *chosen;    /* IDs */
  GPtrArray *candidates; /* tokens that may be the client's own */
  guint next;            /* the next candidate to compare with the client's token */
  guint fetched;         /* values fetched so far */
  TesseraLockout *lockout;
} Look;

void
tessera_lockout_free (TesseraLockout *self)
{
  g_clear_object (&self->own);
  g_clear_object (&self->last_operator);
  g_free (self);
}

static void
look_free (gpointer data)
{
  Look *self = data;

  g_clear_object (&self->list);
  g_clear_object (&self->keyring);
  g_free (self->user_id);
  g_hash_table_unref (self->chosen);
  g_ptr_array_unref (self->candidates);
  g_clear_pointer (&self->lockout, tessera_lockout_free);
  g_free (self);
}

static gboolean
is_chosen (const Look *look, TesseraToken *token)
{
  return g_hash_table_contains (look->chosen, tessera_token_get_id (token));
}

/* The last operator token */

static gboolean
is_operator (TesseraToken *token)
{
  g_autoptr (TesseraPermission) minting =
      tessera_permission_new (TESSERA_ACTION_WRITE, "authorizations", NULL, NULL, NULL);

  return tessera_token_is_active (token) &&
         tessera_permission_set_covers (tessera_token_get_permissions (token), minting);
}

static void
note_operator (Look *look, TesseraToken *token, guint *left)
{
  if (!is_operator (token))
    return;
  if (!is_chosen (look, token))
    (*left)++;
  else if (look->lockout->last_operator == NULL)
    look->lockout->last_operator = g_object_ref (token);
}

static void
return_lockout (GTask *task)
{
  Look *look = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&look->lockout),
                         (GDestroyNotify) tessera_lockout_free);
  g_object_unref (task);
}

static void
judge_operators (GTask *task, GPtrArray *everywhere)
{
  Look *look = g_task_get_task_data (task);
  GListModel *here = G_LIST_MODEL (look->list);
  guint left = 0;

  for (guint i = 0; everywhere != NULL && i < everywhere->len; i++)
    note_operator (look, g_ptr_array_index (everywhere, i), &left);
  for (guint i = 0; everywhere == NULL && i < g_list_model_get_n_items (here); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (here, i);

      note_operator (look, token, &left);
    }
  if (left > 0)
    g_clear_object (&look->lockout->last_operator);
  return_lockout (task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) everywhere =
      tessera_client_list_tokens_finish (TESSERA_CLIENT (source), result, NULL);

  judge_operators (user_data, everywhere);
}

static void
look_for_operators (GTask *task)
{
  Look *look = g_task_get_task_data (task);
  GListModel *here = G_LIST_MODEL (look->list);

  for (guint i = 0; i < g_list_model_get_n_items (here); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (here, i);

      if (!is_chosen (look, token) || !is_operator (token))
        continue;
      tessera_client_list_tokens_async (tessera_token_list_get_client (look->list), NULL,
                                        g_task_get_cancellable (task), listed_cb, task);
      return;
    }
  return_lockout (task);
}

/* The client's own token */

static gboolean
may_read_authorizations (TesseraToken *token)
{
  TesseraPermissionSet *permissions = tessera_token_get_permissions (token);

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);

      if (tessera_permission_get_action (permission) == TESSERA_ACTION_READ &&
          g_str_equal (tessera_permission_get_resource_type (permission), "authorizations"))
        return TRUE;
    }
  return FALSE;
}

static void
find_candidates (Look *look)
{
  GListModel *here = G_LIST_MODEL (look->list);

  for (guint i = 0; i < g_list_model_get_n_items (here); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (here, i);
      gboolean mine = look->user_id == NULL ||
                      g_strcmp0 (tessera_token_get_owner_id (token), look->user_id) == 0;

      if (mine && tessera_token_is_active (token) && may_read_authorizations (token))
        g_ptr_array_add (look->candidates, g_steal_pointer (&token));
    }
}

static gboolean
any_is_chosen (const Look *look)
{
  for (guint i = 0; i < look->candidates->len; i++)
    if (is_chosen (look, g_ptr_array_index (look->candidates, i)))
      return TRUE;
  return FALSE;
}

static void ask_next (GTask *task);

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Look *look = g_task_get_task_data (task);
  TesseraToken *token = g_ptr_array_index (look->candidates, look->next);
  g_autoptr (TesseraSecret) value =
      tessera_keyring_lookup_token_finish (TESSERA_KEYRING (source), result, NULL);

  if (value == NULL)
    look->next++;
  else if (tessera_client_uses_token (tessera_token_list_get_client (look->list), value))
    {
      if (is_chosen (look, token))
        look->lockout->own = g_object_ref (token);
      g_ptr_array_set_size (look->candidates, 0);
    }
  else
    g_ptr_array_remove_index (look->candidates, look->next);
  ask_next (task);
}

/* Compares the candidates' values with the client's, one by one. The undecided ones may be the
 * client's own token. */
static void
ask_next (GTask *task)
{
  Look *look = g_task_get_task_data (task);
  const char *address = tessera_client_get_address (tessera_token_list_get_client (look->list));

  while (look->keyring != NULL && look->next < look->candidates->len &&
         look->fetched < VALUES_AT_MOST)
    {
      TesseraToken *token = g_ptr_array_index (look->candidates, look->next);

      if (tessera_token_get_saved (token))
        {
          look->fetched++;
          tessera_keyring_lookup_token_async (look->keyring, address, tessera_token_get_id (token),
                                              g_task_get_cancellable (task), looked_up_cb, task);
          return;
        }
      look->next++;
    }
  look->lockout->perhaps_own = any_is_chosen (look);
  look_for_operators (task);
}

void
tessera_lockout_check_async (TesseraTokenList *list, TesseraSession *session,
                             TesseraKeyring *keyring, GPtrArray *tokens, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_TOKEN_LIST (list));
  g_return_if_fail (TESSERA_IS_SESSION (session));
  g_return_if_fail (tokens != NULL);

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);
  TesseraResource *user = tessera_session_get_user (session);

  g_task_set_source_tag (task, tessera_lockout_check_async);
  g_task_set_task_data (task, look, look_free);
  look->list = g_object_ref (list);
  g_set_object (&look->keyring, keyring);
  look->user_id = user != NULL ? g_strdup (tessera_resource_get_id (user)) : NULL;
  look->lockout = g_new0 (TesseraLockout, 1);
  look->candidates = g_ptr_array_new_with_free_func (g_object_unref);
  look->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < tokens->len; i++)
    g_hash_table_add (look->chosen,
                      g_strdup (tessera_token_get_id (g_ptr_array_index (tokens, i))));
  if (tessera_client_has_token (tessera_token_list_get_client (list)))
    find_candidates (look);
  /* No value is fetched from the keyring unnecessarily. */
  if (any_is_chosen (look))
    ask_next (task);
  else
    look_for_operators (task);
}

TesseraLockout *
tessera_lockout_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* In words */

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
}

static void
append_own (GString *text, TesseraToken *own, TesseraChange change)
{
  g_autofree char *name = tessera_token_make_name (own);
  g_autofree char *sentence =
      g_strdup_printf (change == TESSERA_CHANGE_DELETE
                           ? _ ("Tessera itself signs in with “%s”. Once it is deleted, you will "
                                "have to sign in with another token.")
                           : _ ("Tessera itself signs in with “%s”. Once it is deactivated, you "
                                "will need other credentials to activate it again."),
                       name);

  append_sentence (text, sentence);
}

char *
tessera_lockout_explain (const TesseraLockout *self, TesseraChange change)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GString) text = g_string_new (NULL);

  if (self->own != NULL)
    append_own (text, self->own, change);
  else if (self->perhaps_own)
    append_sentence (text,
                     _ ("This may be the token that Tessera itself signs in with: the server does "
                        "not report which one that is. If it is, you will have to sign in with "
                        "another token afterward."));
  if (self->last_operator != NULL)
    {
      g_autofree char *name = tessera_token_make_name (self->last_operator);
      g_autofree char *sentence = g_strdup_printf (
          _ ("“%s” is the last active operator token visible on this server. Without an operator "
             "token, nobody can access all of the server’s organizations. A new one can then be "
             "created only on the server’s own machine, while influxd is stopped."),
          name);

      append_sentence (text, sentence);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

char *
tessera_lockout_get_recovery (const TesseraLockout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *organization = NULL;
  g_autofree char *user = NULL;

  if (self->last_operator == NULL)
    return NULL;
  organization = g_shell_quote (tessera_token_get_org_name (self->last_operator));
  user = g_shell_quote (tessera_token_get_owner (self->last_operator));
  return g_strdup_printf ("influxd recovery auth create-operator --org %s --username %s",
                          organization, user);
}
