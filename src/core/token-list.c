/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/token-list.h"

struct _TesseraTokenList
{
  GObject parent_instance;

  TesseraClient *client;
  TesseraVault *vault;
  char *org_id;
  GListStore *tokens;
  guint loading; /* refreshes under way */
};

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TesseraTokenList, tessera_token_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
tessera_token_list_finalize (GObject *object)
{
  TesseraTokenList *self = TESSERA_TOKEN_LIST (object);

  g_clear_object (&self->client);
  g_clear_object (&self->vault);
  g_clear_object (&self->tokens);
  g_free (self->org_id);
  G_OBJECT_CLASS (tessera_token_list_parent_class)->finalize (object);
}

static void
tessera_token_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADING)
    g_value_set_boolean (value, tessera_token_list_get_loading (TESSERA_TOKEN_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_token_list_class_init (TesseraTokenListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tessera_token_list_finalize;
  object_class->get_property = tessera_token_list_get_property;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_token_list_init (TesseraTokenList *self)
{
  self->tokens = g_list_store_new (TESSERA_TYPE_TOKEN);
  g_signal_connect_object (self->tokens, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

static GType
get_item_type (GListModel *model)
{
  return TESSERA_TYPE_TOKEN;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TESSERA_TOKEN_LIST (model)->tokens));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TESSERA_TOKEN_LIST (model)->tokens), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

TesseraTokenList *
tessera_token_list_new (TesseraClient *client, const char *org_id, TesseraVault *vault)
{
  TesseraTokenList *self = g_object_new (TESSERA_TYPE_TOKEN_LIST, NULL);

  self->client = g_object_ref (client);
  self->org_id = g_strdup (org_id);
  g_set_object (&self->vault, vault);
  return self;
}

static void
set_loading (TesseraTokenList *self, gboolean more)
{
  gboolean before = self->loading > 0;

  self->loading += more ? 1 : -1;
  if (before != (self->loading > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Brings the list to what the server says: those that are gone go, those that stay are updated in
 * place, the new ones are appended in one step. */
static void
merge (TesseraTokenList *self, GPtrArray *fresh)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  for (guint i = 0; i < fresh->len; i++)
    {
      TesseraToken *token = g_ptr_array_index (fresh, i);

      g_hash_table_insert (by_id, (gpointer) tessera_token_get_id (token), token);
    }
  for (guint i = get_n_items (G_LIST_MODEL (self)); i-- > 0;)
    {
      g_autoptr (TesseraToken) token = get_item (G_LIST_MODEL (self), i);
      TesseraToken *newer = g_hash_table_lookup (by_id, tessera_token_get_id (token));

      if (newer == NULL)
        g_list_store_remove (self->tokens, i);
      else
        {
          tessera_token_update (token, newer);
          g_hash_table_remove (by_id, tessera_token_get_id (newer));
        }
    }
  for (guint i = 0; i < fresh->len; i++)
    if (g_hash_table_contains (by_id, tessera_token_get_id (g_ptr_array_index (fresh, i))))
      g_ptr_array_add (added, g_ptr_array_index (fresh, i));
  g_list_store_splice (self->tokens, get_n_items (G_LIST_MODEL (self)), 0, added->pdata,
                       added->len);
}

/* Takes @task. */
static void
end_refresh (GTask *task, GError *error)
{
  set_loading (g_task_get_source_object (task), FALSE);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  TesseraTokenList *self = g_task_get_source_object (task);
  g_autoptr (GHashTable) ids =
      tessera_vault_list_tokens_finish (TESSERA_VAULT (source), result, NULL);

  for (guint i = 0; ids != NULL && i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (TesseraToken) token = get_item (G_LIST_MODEL (self), i);

      tessera_token_set_saved (token, g_hash_table_contains (ids, tessera_token_get_id (token)));
    }
  end_refresh (task, NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  TesseraTokenList *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) fresh =
      tessera_client_list_tokens_finish (TESSERA_CLIENT (source), result, &error);

  if (fresh == NULL)
    {
      end_refresh (task, error);
      return;
    }
  merge (self, fresh);
  if (self->vault != NULL)
    tessera_vault_list_tokens_async (self->vault, tessera_client_get_address (self->client),
                                     g_task_get_cancellable (task), saved_cb, task);
  else
    end_refresh (task, NULL);
}

void
tessera_token_list_refresh_async (TesseraTokenList *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tessera_token_list_refresh_async);
  set_loading (self, TRUE);
  tessera_client_list_tokens_async (self->client, self->org_id, cancellable, listed_cb, task);
}

gboolean
tessera_token_list_refresh_finish (TesseraTokenList *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
find (TesseraTokenList *self, const char *id, guint *position)
{
  for (*position = 0; *position < get_n_items (G_LIST_MODEL (self)); (*position)++)
    {
      g_autoptr (TesseraToken) token = get_item (G_LIST_MODEL (self), *position);

      if (g_str_equal (tessera_token_get_id (token), id))
        return TRUE;
    }
  return FALSE;
}

void
tessera_token_list_put (TesseraTokenList *self, TesseraToken *token)
{
  guint position;
  g_autoptr (TesseraToken) there = NULL;

  if (!find (self, tessera_token_get_id (token), &position))
    {
      g_list_store_append (self->tokens, token);
      return;
    }
  there = get_item (G_LIST_MODEL (self), position);
  tessera_token_update (there, token);
  tessera_token_set_saved (there, tessera_token_get_saved (token));
}

void
tessera_token_list_remove (TesseraTokenList *self, const char *id)
{
  guint position;

  if (find (self, id, &position))
    g_list_store_remove (self->tokens, position);
}

gboolean
tessera_token_list_get_loading (TesseraTokenList *self)
{
  return self->loading > 0;
}
