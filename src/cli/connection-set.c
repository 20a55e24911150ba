/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include "cli/reach.h"
#include "cli/saved.h"
#include "cli/wait.h"
#include "core/session/connection-headers.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* A change to a connection. The client only holds the new values of headers. */
typedef struct
{
  TesseraReach *reach;
  TesseraClient *values;
} Change;

static void
change_clear (Change *self)
{
  g_clear_object (&self->reach);
  g_clear_object (&self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static void
add_header (const char *name, TesseraSecret *value, gpointer data)
{
  Change *change = data;
  g_autoptr (TesseraReach) before = change->reach;

  tessera_client_add_header (change->values, name, value);
  change->reach = tessera_reach_with_header (before, name);
}

static gboolean
remove_headers (GPtrArray *names, Change *change, GError **error)
{
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autoptr (TesseraReach) before = NULL;

      if (!tessera_reach_has_header (change->reach, names->pdata[i]))
        return cli_usage_error (error, _ ("The connection has no header “%s”."),
                                (const char *) names->pdata[i]);
      before = change->reach;
      change->reach = tessera_reach_without_header (before, names->pdata[i]);
    }
  return TRUE;
}

static gboolean
read_change (CliCall *call, TesseraConnection *connection, Change *change, GError **error)
{
  change->values = tessera_client_new (tessera_connection_get_address (connection));
  change->reach = cli_reach_read (call, tessera_connection_get_reach (connection), error);
  return change->reach != NULL &&
         remove_headers (cli_call_get_list (call, "remove-header"), change, error) &&
         cli_reach_read_headers (call, add_header, change, error);
}

static gboolean
save_values (TesseraKeyring *keyring, TesseraConnection *connection, TesseraClient *values,
             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tessera_connection_save_headers_async (connection, values, keyring, cli_cancellable (),
                                         cli_wait_cb, &result);
  return tessera_connection_save_headers_finish (connection, cli_wait (&result), error);
}

static gboolean
forget_values (TesseraKeyring *keyring, TesseraConnection *connection, GPtrArray *names,
               GError **error)
{
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      if (tessera_reach_has_header (tessera_connection_get_reach (connection), names->pdata[i]))
        continue;
      tessera_keyring_forget_headers_async (keyring, connection, names->pdata[i],
                                            cli_cancellable (), cli_wait_cb, &result);
      if (!tessera_keyring_forget_headers_finish (keyring, cli_wait (&result), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_options (CliCall *call, GError **error)
{
  const CliOption *option = cli_options_connection_set;

  for (; option->name != NULL; option++)
    if (cli_call_is_given (call, option->name))
      return TRUE;
  return cli_usage_error (error, _ ("Specify what to change. See --help."));
}

gboolean
cli_connection_set (CliCall *call, GError **error)
{
  g_autoptr (TesseraConnectionList) list = tessera_connection_list_new (NULL);
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_auto (Change) change = { 0 };
  g_autoptr (TesseraConnection) changed = NULL;
  TesseraConnection *connection;

  if (!check_options (call, error) || !tessera_connection_list_load (list, error) ||
      (connection = cli_connection_find (list, cli_call_get_arguments (call)[0], error)) == NULL ||
      !read_change (call, connection, &change, error))
    return FALSE;
  changed = tessera_connection_with_reach (connection, change.reach);
  /* Values first: a connection must not name a header whose value is nowhere. */
  if (!save_values (keyring, changed, change.values, error) ||
      !tessera_connection_list_change (list, changed, error))
    return FALSE;
  cli_reach_warn_if_saved_loose (changed);
  return forget_values (keyring, changed, cli_call_get_list (call, "remove-header"), error);
}
