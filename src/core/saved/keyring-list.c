/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/saved/keyring-list-private.h"

#include "core/keyring/vault-watch.h"

struct _TesseraKeyringList
{
  GObject parent_instance;

  TesseraVault *vault;
  TesseraConnectionList *connections;
  TesseraSession *session;
  GListStore *items;
  TesseraVaultWatch *watch; /* from the first refresh on */
  GCancellable *cancellable;
  GError *error;
  gboolean loading;
  gboolean again;    /* something changed since the keyring was asked */
  gboolean want_all; /* ask about all of the session's tokens, not only about new ones */
};

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TesseraKeyringList, tessera_keyring_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
tessera_keyring_list_dispose (GObject *object)
{
  TesseraKeyringList *self = TESSERA_KEYRING_LIST (object);

  tessera_keyring_list_stop (self);
  g_clear_object (&self->vault);
  g_clear_object (&self->connections);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tessera_keyring_list_parent_class)->dispose (object);
}

static void
tessera_keyring_list_finalize (GObject *object)
{
  TesseraKeyringList *self = TESSERA_KEYRING_LIST (object);

  g_object_unref (self->items);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (tessera_keyring_list_parent_class)->finalize (object);
}

static void
tessera_keyring_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADING)
    g_value_set_boolean (value, TESSERA_KEYRING_LIST (object)->loading);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_keyring_list_class_init (TesseraKeyringListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tessera_keyring_list_dispose;
  object_class->finalize = tessera_keyring_list_finalize;
  object_class->get_property = tessera_keyring_list_get_property;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_keyring_list_init (TesseraKeyringList *self)
{
  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (TESSERA_TYPE_KEPT_TOKEN);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

static GType
get_item_type (GListModel *model)
{
  return TESSERA_TYPE_KEPT_TOKEN;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TESSERA_KEYRING_LIST (model)->items));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TESSERA_KEYRING_LIST (model)->items), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static const char *
get_server (TesseraKeptToken *kept)
{
  return tessera_saved_token_get_server (tessera_kept_token_get_saved (kept));
}

static const char *
get_org_id (TesseraKeptToken *kept)
{
  return tessera_saved_token_get_org_id (tessera_kept_token_get_saved (kept));
}

/* What is known without asking: whether one could ask. */
static void
update_askable (TesseraKeyringList *self, TesseraKeptToken *kept)
{
  TesseraKeptState state = tessera_kept_token_get_state (kept);

  if (state != TESSERA_KEPT_NOT_ASKED && state != TESSERA_KEPT_NO_SIGN_IN)
    return;
  tessera_kept_token_set_state (kept,
                                tessera_keyring_list_is_open (self, get_server (kept)) ||
                                        tessera_keyring_list_find_connection (
                                            self, get_server (kept), get_org_id (kept)) != NULL
                                    ? TESSERA_KEPT_NOT_ASKED
                                    : TESSERA_KEPT_NO_SIGN_IN,
                                NULL);
}

static void
update_all_askable (TesseraKeyringList *self)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (TesseraKeptToken) kept = get_item (G_LIST_MODEL (self), i);

      update_askable (self, kept);
    }
}

TesseraKeyringList *
tessera_keyring_list_new (TesseraVault *vault, TesseraConnectionList *connections)
{
  TesseraKeyringList *self = g_object_new (TESSERA_TYPE_KEYRING_LIST, NULL);

  self->vault = g_object_ref (vault);
  self->connections = g_object_ref (connections);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (update_all_askable), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
tessera_keyring_list_stop (TesseraKeyringList *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  self->again = FALSE;
}

/* Looking into the keyring */

static void start (TesseraKeyringList *self);

static void
set_loading (TesseraKeyringList *self, gboolean loading)
{
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
end (TesseraKeyringList *self)
{
  if (self->again)
    start (self);
  else
    set_loading (self, FALSE);
}

static char *
make_key (TesseraSavedToken *saved)
{
  return g_strconcat (tessera_saved_token_get_id (saved), " ",
                      tessera_saved_token_get_server (saved), NULL);
}

/* Those that are gone go, those that stay are updated in place, new ones come at the end. */
static void
update_items (TesseraKeyringList *self, GPtrArray *all)
{
  g_autoptr (GHashTable) fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (fresh, make_key (all->pdata[i]), all->pdata[i]);
  for (guint i = get_n_items (G_LIST_MODEL (self)); i-- > 0;)
    {
      g_autoptr (TesseraKeptToken) kept = get_item (G_LIST_MODEL (self), i);
      g_autofree char *key = make_key (tessera_kept_token_get_saved (kept));
      TesseraSavedToken *saved = g_hash_table_lookup (fresh, key);

      if (saved != NULL)
        tessera_kept_token_set_saved (kept, saved);
      else
        g_list_store_remove (self->items, i);
      g_hash_table_remove (fresh, key);
    }
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *key = make_key (all->pdata[i]);
      g_autoptr (TesseraKeptToken) kept = NULL;

      /* Only once, also when somebody copied it to another keyring. */
      if (!g_hash_table_remove (fresh, key))
        continue;
      kept = tessera_kept_token_new (all->pdata[i]);
      update_askable (self, kept);
      g_list_store_append (self->items, kept);
    }
}

GPtrArray *
tessera_keyring_list_collect (TesseraKeyringList *self, const char *server, const char *org_id,
                              gboolean new_only)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (TesseraKeptToken) kept = get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (get_server (kept), server) &&
          (org_id == NULL || g_str_equal (get_org_id (kept), org_id)) &&
          (!new_only || tessera_kept_token_get_state (kept) == TESSERA_KEPT_NOT_ASKED))
        g_ptr_array_add (tokens, g_steal_pointer (&kept));
    }
  return tokens;
}

static void
states_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraKeyringList) self = user_data;

  /* The tokens tell what came of it. */
  tessera_kept_tokens_ask_finish (result, NULL);
  update_all_askable (self);
  end (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraKeyringList) self = user_data;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GPtrArray) all = NULL;
  TesseraClient *client;

  g_clear_error (&self->error);
  all = tessera_vault_list_saved_finish (TESSERA_VAULT (source), result, &self->error);
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (&self->error);
  if (all != NULL)
    update_items (self, all);
  if (self->again || self->session == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      end (self);
      return;
    }
  client = tessera_session_get_client (self->session);
  tokens = tessera_keyring_list_collect (self, tessera_client_get_address (client), NULL,
                                         !self->want_all);
  self->want_all = FALSE;
  if (tokens->len == 0)
    end (self);
  else
    tessera_kept_tokens_ask_async (client, tokens, self->cancellable, states_cb,
                                   g_object_ref (self));
}

static void
start (TesseraKeyringList *self)
{
  self->again = FALSE;
  tessera_vault_list_saved_async (self->vault, self->cancellable, listed_cb, g_object_ref (self));
}

static void
look (TesseraKeyringList *self)
{
  self->again = self->loading;
  if (self->loading)
    return;
  start (self);
  set_loading (self, TRUE);
}

void
tessera_keyring_list_refresh (TesseraKeyringList *self)
{
  if (self->watch == NULL)
    {
      self->watch = tessera_vault_watch_new ();
      g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (look), self);
    }
  self->want_all = TRUE;
  look (self);
}

void
tessera_keyring_list_set_session (TesseraKeyringList *self, TesseraSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  update_all_askable (self);
  if (self->watch != NULL)
    tessera_keyring_list_refresh (self);
}

gboolean
tessera_keyring_list_get_loading (TesseraKeyringList *self)
{
  return self->loading;
}

const GError *
tessera_keyring_list_get_error (TesseraKeyringList *self)
{
  return self->error;
}

/* For what works with it */

TesseraVault *
tessera_keyring_list_get_vault (TesseraKeyringList *self)
{
  return self->vault;
}

GCancellable *
tessera_keyring_list_get_cancellable (TesseraKeyringList *self)
{
  return self->cancellable;
}

TesseraClient *
tessera_keyring_list_get_client (TesseraKeyringList *self, const char *server)
{
  return tessera_keyring_list_is_open (self, server) ? tessera_session_get_client (self->session)
                                                     : NULL;
}

/* Servers and their connections */

gboolean
tessera_keyring_list_is_open (TesseraKeyringList *self, const char *server)
{
  return self->session != NULL &&
         g_str_equal (tessera_client_get_address (tessera_session_get_client (self->session)),
                      server);
}

TesseraConnection *
tessera_keyring_list_find_connection (TesseraKeyringList *self, const char *server,
                                      const char *org_id)
{
  const char *id = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->connections)); i++)
    {
      g_autoptr (TesseraConnection) connection =
          g_list_model_get_item (G_LIST_MODEL (self->connections), i);
      gboolean same_org = g_str_equal (tessera_connection_get_org_id (connection), org_id);

      if (g_str_equal (tessera_connection_get_address (connection), server) &&
          (same_org || id == NULL))
        id = tessera_connection_get_id (connection);
      if (id != NULL && same_org)
        break;
    }
  return id != NULL ? tessera_connection_list_find (self->connections, id) : NULL;
}

char *
tessera_keyring_list_dup_organisation (TesseraKeyringList *self, TesseraKeptToken *kept)
{
  TesseraToken *token = tessera_kept_token_get_token (kept);
  const char *org_id = get_org_id (kept);
  TesseraConnection *connection =
      tessera_keyring_list_find_connection (self, get_server (kept), org_id);
  GListModel *organisations = tessera_keyring_list_is_open (self, get_server (kept))
                                  ? tessera_session_get_organisations (self->session)
                                  : NULL;

  if (token != NULL && *tessera_token_get_org_name (token) != '\0')
    return g_strdup (tessera_token_get_org_name (token));
  if (connection != NULL && g_str_equal (tessera_connection_get_org_id (connection), org_id))
    return g_strdup (tessera_connection_get_org_name (connection));
  for (guint i = 0; organisations != NULL && i < g_list_model_get_n_items (organisations); i++)
    {
      g_autoptr (TesseraResource) organisation = g_list_model_get_item (organisations, i);

      if (g_str_equal (tessera_resource_get_id (organisation), org_id))
        return g_strdup (tessera_resource_get_name (organisation));
    }
  return g_strdup (org_id);
}
