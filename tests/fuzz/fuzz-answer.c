/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server answers: no answer crashes a reader, and no value stays in one. */

#include "core/client/json.h"
#include "core/client/value-finder.h"
#include "core/model/token.h"
#include "fuzz.h"

#include <string.h>

static void
read_as_everything (JsonNode *root)
{
  g_autoptr (TesseraToken) token = tessera_json_read_token (root, NULL);
  g_autoptr (GPtrArray) tokens = tessera_json_read_tokens (root, NULL);
  g_autoptr (TesseraSetupAnswer) setup = tessera_json_read_setup (root, NULL);
  g_autoptr (TesseraResource) user = tessera_json_read_user (root, NULL);
  g_autoptr (GPtrArray) buckets = tessera_json_read_resources (root, "buckets", "0", NULL);
  g_auto (GStrv) owners = tessera_json_read_owners (root);
  g_autofree char *message = NULL;
  gboolean allowed;

  tessera_json_read_setup_allowed (root, &allowed, NULL);
  tessera_json_read_error (root, &message);
  if (setup != NULL)
    g_assert_nonnull (tessera_token_get_id (setup->token));
  for (guint i = 0; tokens != NULL && i < tokens->len; i++)
    {
      g_assert_nonnull (tessera_token_get_id (tokens->pdata[i]));
      g_assert_true (g_utf8_validate (tessera_token_get_summary (tokens->pdata[i]), -1, NULL));
      g_assert_true (g_utf8_validate (tessera_token_get_description (tokens->pdata[i]), -1, NULL));
    }
}

/* Taken once, nothing is left to take: a second look finds what blanks are made of. */
static void
check_blanked (char *body, gsize size)
{
  g_autoptr (TesseraSecret) again = tessera_value_finder_take (body, size);
  const char *text = again != NULL ? tessera_secret_peek (again) : "";

  g_assert_cmpuint (strspn (text, "x"), ==, strlen (text));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *body = g_memdup2 (data, size);
  g_autoptr (TesseraSecret) value = tessera_value_finder_take (body, size);
  g_autoptr (GBytes) bytes = g_bytes_new (body, size);
  g_autoptr (JsonNode) root = tessera_json_parse (bytes, NULL);

  if (value != NULL)
    g_assert_cmpuint (tessera_secret_get_length (value), >, 0);
  if (root != NULL)
    {
      read_as_everything (root);
      check_blanked (body, size);
    }
  return 0;
}
