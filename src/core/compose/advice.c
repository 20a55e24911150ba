/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/advice.h"

#include "core/compose/tree-row-private.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static const char *
advise_on_bucket (TesseraAction action, gboolean whole)
{
  if (whole && action == TESSERA_ACTION_WRITE)
    return _ ("All buckets can be written to and deleted, including system buckets and any created "
              "later.");
  if (whole)
    return _ ("All buckets can be read, including system buckets and any created later.");
  if (action == TESSERA_ACTION_WRITE)
    return _ ("Write access also allows deleting the bucket.");
  return NULL;
}

const char *
tessera_advice_for_permission (const TesseraPermission *permission)
{
  g_return_val_if_fail (permission != NULL, NULL);

  const char *type = tessera_permission_get_resource_type (permission);
  TesseraAction action = tessera_permission_get_action (permission);
  gboolean whole = tessera_permission_get_id (permission) == NULL;

  if (whole && tessera_permission_get_org_id (permission) == NULL)
    return _ ("This covers every organization on the server, not just this one.");
  if (g_str_equal (type, "buckets"))
    return advise_on_bucket (action, whole);
  if (g_str_equal (type, "authorizations") && action == TESSERA_ACTION_WRITE)
    return _ ("Anyone who has this token can deactivate and delete other tokens, and create "
              "tokens that can do everything this one can.");
  return NULL;
}

char *
tessera_advice_for_row (TesseraTreeRow *row)
{
  g_return_val_if_fail (TESSERA_IS_TREE_ROW (row), NULL);

  GString *text = g_string_new (NULL);

  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    {
      g_autoptr (TesseraPermission) permission = NULL;
      const char *advice;

      if (tessera_tree_row_get_tick (row, action) != TESSERA_TICK_ON)
        continue;
      permission = tessera_tree_row_make_permission (row, action);
      advice = tessera_advice_for_permission (permission);
      if (advice != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", advice);
    }
  return text->len > 0 ? g_string_free (text, FALSE) : (g_string_free (text, TRUE), NULL);
}
