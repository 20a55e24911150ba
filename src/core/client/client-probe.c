/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request of which only the kind of answer matters: for token-test.c. */

#include "core/client/client-private.h"

/* How many items the first list in an answer has. */
static guint
count_items (TesseraAnswer *answer)
{
  g_autoptr (JsonNode) root = tessera_call_parse (answer, NULL);
  g_autoptr (GList) members = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return 0;
  members = json_object_get_values (json_node_get_object (root));
  for (GList *l = members; l != NULL; l = l->next)
    if (JSON_NODE_HOLDS_ARRAY (l->data))
      return json_array_get_length (json_node_get_array (l->data));
  return 0;
}

static void
probe_answer (GTask *task, TesseraAnswer *answer)
{
  g_task_return_int (task, count_items (answer));
}

void
tessera_client_probe_async (TesseraClient *self, const char *method, const char *path,
                            const char *body, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (method != NULL);
  g_return_if_fail (path != NULL);

  tessera_call_send (tessera_call_new (self, tessera_client_probe_async, probe_answer, cancellable,
                                       callback, user_data),
                     method, path, body);
}

gboolean
tessera_client_probe_finish (TesseraClient *self, GAsyncResult *result, guint *n_items,
                             GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (n_items != NULL, FALSE);

  gssize count = g_task_propagate_int (G_TASK (result), error);

  *n_items = count > 0 ? (guint) count : 0;
  return count >= 0;
}
