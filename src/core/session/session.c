/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/session/session.h"

#include "core/base/address.h"
#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraSession
{
  GObject parent_instance;

  TesseraClient *client;
  TesseraResource *user;
  char *username;
  GListStore *organizations;
  TesseraResource *organization;
  gboolean is_unchecked;
};

G_DEFINE_FINAL_TYPE (TesseraSession, tessera_session, G_TYPE_OBJECT)

static void
tessera_session_finalize (GObject *object)
{
  TesseraSession *self = TESSERA_SESSION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->user);
  g_clear_object (&self->organizations);
  g_clear_object (&self->organization);
  g_free (self->username);
  G_OBJECT_CLASS (tessera_session_parent_class)->finalize (object);
}

static void
tessera_session_class_init (TesseraSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_session_finalize;
}

static void
tessera_session_init (TesseraSession *self)
{
  self->organizations = g_list_store_new (TESSERA_TYPE_RESOURCE);
}

/* Opening: setup status → (is it an InfluxDB?) → sign-in → me → organizations. Each step is a
 * callback that starts the next one; the session is the task's data until it is complete. */

typedef struct
{
  TesseraSession *session;
  TesseraSecret *secret;
  TesseraResource *given; /* NULL if no organization was */
  gboolean is_refused;    /* the list of its own tokens, as if the token were unknown */
  GError *problem;        /* why the server may not be an InfluxDB; NULL if it may */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_object_unref (self->session);
  tessera_secret_unref (self->secret);
  g_clear_object (&self->given);
  g_clear_error (&self->problem);
  g_free (self);
}

static TesseraSession *
get_session (GTask *task)
{
  return ((Opening *) g_task_get_task_data (task))->session;
}

static void
add_organization (TesseraSession *self, const char *id, const char *name)
{
  g_autoptr (TesseraResource) organization = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->organizations)); i++)
    {
      g_autoptr (TesseraResource) there =
          g_list_model_get_item (G_LIST_MODEL (self->organizations), i);

      if (g_str_equal (tessera_resource_get_id (there), id))
        return;
    }
  /* Without a name it is shown by its ID, as in a list. */
  organization =
      tessera_resource_new ("orgs", id, name != NULL && *name != '\0' ? name : id, FALSE);
  g_list_store_append (self->organizations, organization);
  if (self->organization == NULL)
    self->organization = g_object_ref (organization);
}

static void
return_session (GTask *task)
{
  TesseraSession *self = get_session (task);

  if (self->organization != NULL)
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (
        task, tessera_error_new (TESSERA_ERROR_NO_ORGANIZATION, NULL,
                                 _ ("These credentials work, but this account can’t see any "
                                    "organization. Ask an administrator to add the user to an "
                                    "organization as a member, or use a token that can read its "
                                    "organization.")));
}

/* The organization as given, which nothing on the server has confirmed. */
static void
add_given (Opening *opening)
{
  add_organization (opening->session, tessera_resource_get_id (opening->given),
                    tessera_resource_get_name (opening->given));
  opening->session->is_unchecked = TRUE;
}

/* A name with which the ID was found is as good as the server's. */
static void
add_owners (Opening *opening, GStrv owners)
{
  const char *name = opening->given != NULL ? tessera_resource_get_name (opening->given) : NULL;

  for (guint i = 0; owners[i] != NULL; i++)
    add_organization (opening->session, owners[i], name);
  if (owners[0] == NULL && opening->given != NULL)
    add_given (opening);
}

static GError *
no_such_organization (const char *name, const GError *cause)
{
  return tessera_error_new (TESSERA_ERROR_NO_ORGANIZATION, tessera_error_get_details (cause),
                            _ ("There is no organization “%s” on this server. Check the spelling "
                               "and the server’s address."),
                            name);
}

/* Whether the account can't see something, which is not a reason to give up. */
static gboolean
is_hidden (TesseraSession *self, const GError *error)
{
  return g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN) ||
         tessera_server_traits_is_missing (tessera_client_get_traits (self->client), error);
}

/* A token that sees neither organizations nor itself may see a bucket, which names its
 * organization by the ID. This is the last request: what is refused as unknown here, too, is. */
static void
owners_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) owners =
      tessera_client_find_owners_finish (TESSERA_CLIENT (source), result, &error);

  if (owners != NULL)
    add_owners (opening, owners);
  else if (opening->given != NULL &&
           g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      g_task_return_error (
          task, no_such_organization (tessera_resource_get_name (opening->given), error));
      return;
    }
  else if (!is_hidden (opening->session, error) ||
           g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  else if (opening->given != NULL)
    add_given (opening);
  return_session (task);
}

/* Takes ownership of @task. */
static void
find_owners (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  TesseraResource *given = opening->given;

  if (given != NULL && *tessera_resource_get_id (given) != '\0' && !opening->is_refused)
    {
      add_given (opening);
      return_session (task);
      g_object_unref (task);
      return;
    }
  tessera_client_find_owners_async (opening->session->client,
                                    given != NULL && *tessera_resource_get_id (given) == '\0'
                                        ? tessera_resource_get_name (given)
                                        : NULL,
                                    g_task_get_cancellable (task), owners_cb, task);
}

/* A token that can't read its organization can still read itself, and that names the organization.
 * */
static void
own_tokens_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tokens =
      tessera_client_list_tokens_finish (TESSERA_CLIENT (source), result, &error);

  if (tokens == NULL && !is_hidden (opening->session, error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; tokens != NULL && i < tokens->len; i++)
    {
      TesseraToken *token = g_ptr_array_index (tokens, i);

      if (*tessera_token_get_org_id (token) != '\0')
        add_organization (opening->session, tessera_token_get_org_id (token),
                          tessera_token_get_org_name (token));
    }
  opening->is_refused = g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  if (opening->session->organization != NULL)
    return_session (task);
  else
    find_owners (g_steal_pointer (&task));
}

static void
organizations_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  TesseraSession *self = get_session (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) list =
      tessera_client_list_resources_finish (TESSERA_CLIENT (source), result, &error);

  if (list == NULL && !is_hidden (self, error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      TesseraResource *item = g_ptr_array_index (list, i);

      add_organization (self, tessera_resource_get_id (item), tessera_resource_get_name (item));
    }
  if (self->organization != NULL)
    return_session (task);
  else
    tessera_client_list_tokens_async (self->client, NULL, cancellable, own_tokens_cb,
                                      g_steal_pointer (&task));
}

static void
me_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  TesseraSession *self = get_session (task);
  GError *error = NULL;

  self->user = tessera_client_get_me_finish (TESSERA_CLIENT (source), result, &error);
  /* A token with few permissions can't read its own user. */
  if (error != NULL && tessera_client_get_traits (self->client)->has_me &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  tessera_client_list_resources_async (self->client, "orgs", NULL, cancellable, organizations_cb,
                                       g_steal_pointer (&task));
}

/* Takes ownership of @task. */
static void
ask_who_i_am (GTask *task)
{
  tessera_client_get_me_async (get_session (task)->client, g_task_get_cancellable (task), me_cb,
                               task);
}

static void
sign_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!tessera_client_sign_in_finish (TESSERA_CLIENT (source), result, &error))
    g_task_return_error (task, error);
  else
    ask_who_i_am (g_steal_pointer (&task));
}

static GError *
no_password_here (void)
{
  return tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                            _ ("This server does not accept user names and passwords (InfluxDB "
                               "Cloud, for example, does not). Sign in with an API token."));
}

GError *
tessera_session_explain_not_set_up (void)
{
  return tessera_error_new (TESSERA_ERROR_NOT_SET_UP, NULL,
                            _ ("This InfluxDB server has not been set up: it has no users or "
                               "organizations yet. Set it up first."));
}

/* An unexpected answer to the first request means that the server is not an InfluxDB. */
static GError *
no_influxdb (const char *address, GError *cause)
{
  GError *error = tessera_error_new (
      TESSERA_ERROR_NOT_INFLUXDB, tessera_error_get_details (cause),
      _ ("A server responded at “%s”, but not the way InfluxDB 2 does. Check the address and port. "
         "InfluxDB listens on port 8086 by default."),
      address);

  g_error_free (cause);
  return error;
}

/* Takes ownership of @task. */
static void
sign_in (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  TesseraSession *self = opening->session;

  if (self->username == NULL)
    {
      tessera_client_set_token (self->client, opening->secret);
      ask_who_i_am (task);
    }
  else if (tessera_client_get_traits (self->client)->has_passwords)
    tessera_client_sign_in_async (self->client, self->username, opening->secret,
                                  g_task_get_cancellable (task), sign_in_cb, task);
  else
    {
      g_task_return_error (task, no_password_here ());
      g_object_unref (task);
    }
}

static void
recognized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);

  if (tessera_client_recognize_finish (TESSERA_CLIENT (source), result))
    sign_in (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&opening->problem));
}

/* Takes ownership of @task and @error. */
static void
find_out (GTask *task, GError *error)
{
  Opening *opening = g_task_get_task_data (task);
  TesseraClient *client = opening->session->client;
  const TesseraServerTraits *traits = tessera_client_get_traits (client);

  if (traits->flavor != TESSERA_SERVER_UNKNOWN && tessera_server_traits_is_missing (traits, error))
    {
      g_error_free (error);
      sign_in (task);
      return;
    }
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_BAD_ANSWER) &&
      tessera_error_get_details (error) != NULL)
    error = no_influxdb (tessera_client_get_address (client), error);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_INFLUXDB))
    {
      opening->problem = error;
      tessera_client_recognize_async (client, g_task_get_cancellable (task), recognized_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
setup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  gboolean allowed = FALSE;

  if (!tessera_client_get_setup_allowed_finish (TESSERA_CLIENT (source), result, &allowed, &error))
    find_out (task, error);
  else if (!allowed)
    sign_in (task);
  else
    {
      g_task_return_error (task, tessera_session_explain_not_set_up ());
      g_object_unref (task);
    }
}

void
tessera_session_open_client_async (TesseraClient *client, const char *username,
                                   TesseraSecret *secret, TesseraResource *given,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (client));
  g_return_if_fail (secret != NULL);
  g_return_if_fail (given == NULL || TESSERA_IS_RESOURCE (given));

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, tessera_session_open_client_async);
  opening->session = g_object_new (TESSERA_TYPE_SESSION, NULL);
  opening->session->client = g_object_ref (client);
  opening->session->username = g_strdup (username);
  opening->secret = tessera_secret_ref (secret);
  g_set_object (&opening->given, given);
  g_task_set_task_data (task, opening, opening_free);
  tessera_client_get_setup_allowed_async (client, cancellable, setup_cb, task);
}

void
tessera_session_open_async (const char *address, const char *username, TesseraSecret *secret,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (address != NULL);
  g_return_if_fail (secret != NULL);

  GError *error = NULL;
  g_autofree char *normalized = tessera_address_normalize (address, &error);
  g_autoptr (TesseraClient) client = NULL;

  if (normalized == NULL)
    {
      g_task_report_error (NULL, callback, user_data, tessera_session_open_async, error);
      return;
    }
  client = tessera_client_new (normalized);
  tessera_session_open_client_async (client, username, secret, NULL, cancellable, callback,
                                     user_data);
}

TesseraSession *
tessera_session_new (TesseraClient *client, TesseraResource *user, TesseraResource *organization)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (client), NULL);
  g_return_val_if_fail (TESSERA_IS_RESOURCE (user), NULL);
  g_return_val_if_fail (TESSERA_IS_RESOURCE (organization), NULL);

  TesseraSession *self = g_object_new (TESSERA_TYPE_SESSION, NULL);

  self->client = g_object_ref (client);
  self->user = g_object_ref (user);
  add_organization (self, tessera_resource_get_id (organization),
                    tessera_resource_get_name (organization));
  return self;
}

TesseraSession *
tessera_session_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TesseraClient *
tessera_session_get_client (TesseraSession *self)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (self), NULL);

  return self->client;
}

TesseraResource *
tessera_session_get_user (TesseraSession *self)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (self), NULL);

  return self->user;
}

const char *
tessera_session_get_username (TesseraSession *self)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (self), NULL);

  return self->username;
}

GListModel *
tessera_session_get_organizations (TesseraSession *self)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->organizations);
}

TesseraResource *
tessera_session_get_organization (TesseraSession *self)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (self), NULL);

  return self->organization;
}

gboolean
tessera_session_is_checked (TesseraSession *self)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (self), FALSE);

  return !self->is_unchecked;
}

gboolean
tessera_session_choose_organization (TesseraSession *self, const char *id)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->organizations)); i++)
    {
      g_autoptr (TesseraResource) there =
          g_list_model_get_item (G_LIST_MODEL (self->organizations), i);

      if (g_str_equal (tessera_resource_get_id (there), id))
        {
          g_set_object (&self->organization, there);
          return TRUE;
        }
    }
  return FALSE;
}

TesseraConnection *
tessera_session_to_connection (TesseraSession *self, const char *id)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (self), NULL);

  g_autofree char *server =
      tessera_server_traits_get_title (tessera_client_get_traits (self->client));
  g_autoptr (TesseraConnection) plain = tessera_connection_new (
      id, tessera_client_get_address (self->client), tessera_resource_get_id (self->organization),
      tessera_resource_get_name (self->organization),
      self->username != NULL ? TESSERA_CREDENTIALS_PASSWORD : TESSERA_CREDENTIALS_TOKEN,
      self->username);

  g_autoptr (TesseraConnection) reached =
      tessera_connection_with_reach (plain, tessera_client_get_reach (self->client));

  return tessera_connection_with_server (reached, server);
}
