/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/saved/saved-list-private.h"

#include "core/base/error.h"
#include "core/keyring/keyring-watch.h"

struct _TesseraSavedList
{
  TesseraStoreModel parent_instance;

  TesseraKeyring *keyring;
  TesseraConnectionList *connections;
  TesseraSession *session;
  TesseraKeyringWatch *watch; /* set by the first refresh */
  GCancellable *cancellable;
  GError *error;
  gboolean loading;
  gboolean again;    /* something has changed since the keyring was asked */
  gboolean want_all; /* ask about all tokens of the session's server, not only about new ones */
};

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraSavedList, tessera_saved_list, TESSERA_TYPE_STORE_MODEL)

static void
tessera_saved_list_dispose (GObject *object)
{
  TesseraSavedList *self = TESSERA_SAVED_LIST (object);

  tessera_saved_list_stop (self);
  g_clear_object (&self->keyring);
  g_clear_object (&self->connections);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tessera_saved_list_parent_class)->dispose (object);
}

static void
tessera_saved_list_finalize (GObject *object)
{
  TesseraSavedList *self = TESSERA_SAVED_LIST (object);

  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (tessera_saved_list_parent_class)->finalize (object);
}

static void
tessera_saved_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADING)
    g_value_set_boolean (value, TESSERA_SAVED_LIST (object)->loading);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_saved_list_class_init (TesseraSavedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tessera_saved_list_dispose;
  object_class->finalize = tessera_saved_list_finalize;
  object_class->get_property = tessera_saved_list_get_property;
  TESSERA_STORE_MODEL_CLASS (klass)->item_type = TESSERA_TYPE_SAVED_TOKEN;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_saved_list_init (TesseraSavedList *self)
{
  self->cancellable = g_cancellable_new ();
}

static const char *
get_server (TesseraSavedToken *saved)
{
  return tessera_keyring_item_get_server (tessera_saved_token_get_item (saved));
}

static const char *
get_org_id (TesseraSavedToken *saved)
{
  return tessera_keyring_item_get_org_id (tessera_saved_token_get_item (saved));
}

/* What is known without asking: whether it is possible to ask. */
static void
update_askable (TesseraSavedList *self, TesseraSavedToken *saved)
{
  TesseraSavedState state = tessera_saved_token_get_state (saved);

  if (state != TESSERA_SAVED_NOT_ASKED && state != TESSERA_SAVED_NO_SIGN_IN)
    return;
  tessera_saved_token_set_state (saved,
                                 tessera_saved_list_is_open (self, get_server (saved)) ||
                                         tessera_saved_list_find_connection (
                                             self, get_server (saved), get_org_id (saved)) != NULL
                                     ? TESSERA_SAVED_NOT_ASKED
                                     : TESSERA_SAVED_NO_SIGN_IN,
                                 NULL);
}

static void
update_all_askable (TesseraSavedList *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (TesseraSavedToken) saved = g_list_model_get_item (G_LIST_MODEL (self), i);

      update_askable (self, saved);
    }
}

TesseraSavedList *
tessera_saved_list_new (TesseraKeyring *keyring, TesseraConnectionList *connections)
{
  g_return_val_if_fail (TESSERA_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (TESSERA_IS_CONNECTION_LIST (connections), NULL);

  TesseraSavedList *self = g_object_new (TESSERA_TYPE_SAVED_LIST, NULL);

  self->keyring = g_object_ref (keyring);
  self->connections = g_object_ref (connections);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (update_all_askable), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
tessera_saved_list_stop (TesseraSavedList *self)
{
  g_return_if_fail (TESSERA_IS_SAVED_LIST (self));

  g_cancellable_cancel (self->cancellable);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  self->again = FALSE;
}

/* Reading the keyring */

static void start_reading (TesseraSavedList *self);

static void
set_loading (TesseraSavedList *self, gboolean loading)
{
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
end_reading (TesseraSavedList *self)
{
  if (self->again)
    start_reading (self);
  else
    set_loading (self, FALSE);
}

static char *
make_key (TesseraKeyringItem *item)
{
  return g_strconcat (tessera_keyring_item_get_id (item), " ",
                      tessera_keyring_item_get_server (item), NULL);
}

/* Removes the items that are gone, updates the others in place, and appends new ones. */
static void
update_items (TesseraSavedList *self, GPtrArray *all)
{
  GListStore *store = tessera_store_model_get_store (TESSERA_STORE_MODEL (self));
  g_autoptr (GHashTable) fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (fresh, make_key (all->pdata[i]), all->pdata[i]);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self)); i-- > 0;)
    {
      g_autoptr (TesseraSavedToken) saved = g_list_model_get_item (G_LIST_MODEL (self), i);
      g_autofree char *key = make_key (tessera_saved_token_get_item (saved));
      TesseraKeyringItem *item = g_hash_table_lookup (fresh, key);

      if (item != NULL)
        tessera_saved_token_set_item (saved, item);
      else
        g_list_store_remove (store, i);
      g_hash_table_remove (fresh, key);
    }
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *key = make_key (all->pdata[i]);
      g_autoptr (TesseraSavedToken) saved = NULL;

      /* Only once, even if somebody copied it to another keyring. */
      if (!g_hash_table_remove (fresh, key))
        continue;
      saved = tessera_saved_token_new (all->pdata[i]);
      update_askable (self, saved);
      g_list_store_append (store, saved);
    }
}

GPtrArray *
tessera_saved_list_collect (TesseraSavedList *self, const char *server, const char *org_id,
                            gboolean new_only)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (TesseraSavedToken) saved = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (get_server (saved), server) &&
          (org_id == NULL || g_str_equal (get_org_id (saved), org_id)) &&
          (!new_only || tessera_saved_token_get_state (saved) == TESSERA_SAVED_NOT_ASKED))
        g_ptr_array_add (tokens, g_steal_pointer (&saved));
    }
  return tokens;
}

static void
states_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedList) self = user_data;

  /* The tokens show the result. */
  tessera_saved_tokens_ask_finish (result, NULL);
  update_all_askable (self);
  end_reading (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedList) self = user_data;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GPtrArray) all = NULL;
  TesseraClient *client;

  g_clear_error (&self->error);
  all = tessera_keyring_list_items_finish (TESSERA_KEYRING (source), result, &self->error);
  if (tessera_error_is_cancelled (self->error))
    g_clear_error (&self->error);
  if (all != NULL)
    update_items (self, all);
  if (self->again || self->session == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      end_reading (self);
      return;
    }
  client = tessera_session_get_client (self->session);
  tokens =
      tessera_saved_list_collect (self, tessera_client_get_address (client), NULL, !self->want_all);
  self->want_all = FALSE;
  if (tokens->len == 0)
    end_reading (self);
  else
    tessera_saved_tokens_ask_async (client, tokens, self->cancellable, states_cb,
                                    g_object_ref (self));
}

static void
start_reading (TesseraSavedList *self)
{
  self->again = FALSE;
  tessera_keyring_list_items_async (self->keyring, self->cancellable, listed_cb,
                                    g_object_ref (self));
}

static void
look_again (TesseraSavedList *self)
{
  self->again = self->loading;
  if (self->loading)
    return;
  start_reading (self);
  set_loading (self, TRUE);
}

void
tessera_saved_list_refresh (TesseraSavedList *self)
{
  g_return_if_fail (TESSERA_IS_SAVED_LIST (self));

  if (self->watch == NULL)
    {
      self->watch = tessera_keyring_watch_new ();
      g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (look_again), self);
    }
  self->want_all = TRUE;
  look_again (self);
}

void
tessera_saved_list_set_session (TesseraSavedList *self, TesseraSession *session)
{
  g_return_if_fail (TESSERA_IS_SAVED_LIST (self));

  if (!g_set_object (&self->session, session))
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  update_all_askable (self);
  if (self->watch != NULL)
    tessera_saved_list_refresh (self);
}

gboolean
tessera_saved_list_get_loading (TesseraSavedList *self)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_LIST (self), FALSE);

  return self->loading;
}

const GError *
tessera_saved_list_get_error (TesseraSavedList *self)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_LIST (self), NULL);

  return self->error;
}

/* For its users */

TesseraKeyring *
tessera_saved_list_get_keyring (TesseraSavedList *self)
{
  return self->keyring;
}

GCancellable *
tessera_saved_list_get_cancellable (TesseraSavedList *self)
{
  return self->cancellable;
}

TesseraClient *
tessera_saved_list_get_client (TesseraSavedList *self, const char *server)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_LIST (self), NULL);

  return tessera_saved_list_is_open (self, server) ? tessera_session_get_client (self->session)
                                                   : NULL;
}

/* Servers and their connections */

gboolean
tessera_saved_list_is_open (TesseraSavedList *self, const char *server)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_LIST (self), FALSE);
  g_return_val_if_fail (server != NULL, FALSE);

  return self->session != NULL &&
         g_str_equal (tessera_client_get_address (tessera_session_get_client (self->session)),
                      server);
}

TesseraConnection *
tessera_saved_list_find_connection (TesseraSavedList *self, const char *server, const char *org_id)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_LIST (self), NULL);
  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (org_id != NULL, NULL);

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
tessera_saved_list_dup_organization (TesseraSavedList *self, TesseraSavedToken *saved)
{
  g_return_val_if_fail (TESSERA_IS_SAVED_LIST (self), NULL);
  g_return_val_if_fail (TESSERA_IS_SAVED_TOKEN (saved), NULL);

  TesseraToken *token = tessera_saved_token_get_token (saved);
  const char *org_id = get_org_id (saved);
  TesseraConnection *connection =
      tessera_saved_list_find_connection (self, get_server (saved), org_id);
  GListModel *organizations = tessera_saved_list_is_open (self, get_server (saved))
                                  ? tessera_session_get_organizations (self->session)
                                  : NULL;

  if (token != NULL && *tessera_token_get_org_name (token) != '\0')
    return g_strdup (tessera_token_get_org_name (token));
  if (connection != NULL && g_str_equal (tessera_connection_get_org_id (connection), org_id))
    return g_strdup (tessera_connection_get_org_name (connection));
  for (guint i = 0; organizations != NULL && i < g_list_model_get_n_items (organizations); i++)
    {
      g_autoptr (TesseraResource) organization = g_list_model_get_item (organizations, i);

      if (g_str_equal (tessera_resource_get_id (organization), org_id))
        return g_strdup (tessera_resource_get_name (organization));
    }
  return g_strdup (org_id);
}
