/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Setting up a server: a part of client.h. */

#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/client/client-private.h"
#include "core/client/json.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static void
set_up_answer (GTask *task, TesseraAnswer *answer)
{
  g_autoptr (TesseraSecret) value = g_steal_pointer (&answer->value);
  g_autoptr (TesseraSetupAnswer) found = NULL;
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);

  if (root != NULL)
    found = tessera_json_read_setup (root, &error);
  if (found != NULL && (value == NULL || !tessera_token_is_value (value)))
    {
      g_clear_pointer (&found, tessera_setup_answer_free);
      error = tessera_error_new (TESSERA_ERROR_VALUE_LOST, NULL,
                                 _ ("The server was set up, but did not return the value of its "
                                    "operator token the way InfluxDB does."));
    }
  if (found == NULL)
    {
      tessera_call_return_error (task, error);
      return;
    }
  found->value = g_steal_pointer (&value);
  g_task_return_pointer (task, g_steal_pointer (&found),
                         (GDestroyNotify) tessera_setup_answer_free);
}

void
tessera_client_set_up_async (TesseraClient *self, TesseraSetupRequest *request,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (request != NULL);

  g_autoptr (TesseraSecret) body = tessera_setup_request_to_json (request);
  GTask *task = tessera_call_new (self, tessera_client_set_up_async, set_up_answer, cancellable,
                                  callback, user_data);

  /* A value that has arrived is not dropped because of a cancellation at the same moment. */
  g_task_set_check_cancellable (task, FALSE);
  tessera_call_send_secret (task, "POST", TESSERA_PATH_SETUP, body,
                            tessera_setup_request_get_password (request));
}

TesseraSetupAnswer *
tessera_client_set_up_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
