/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens.h"

#include "await.h"

static void
set_default (const char **field, const char *text)
{
  if (*field == NULL)
    *field = text;
}

TesseraToken *
test_token_new_from (TesseraTokenFacts facts)
{
  g_autoptr (TesseraPermissionSet) none = tessera_permission_set_new ();

  set_default (&facts.id, "0a0a0a0a0a0a0a0a");
  set_default (&facts.description, "");
  set_default (&facts.org_id, TEST_ORG_ID);
  set_default (&facts.org_name, "acme");
  set_default (&facts.owner_id, TEST_OWNER_ID);
  set_default (&facts.owner, "ann");
  if (facts.permissions == NULL)
    facts.permissions = none;
  return tessera_token_new (&facts);
}

TesseraToken *
test_token_create (TesseraClient *client, TesseraTokenRequest *request, TesseraSecret **value,
                   GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TesseraSecret) kept = NULL;
  TesseraToken *token;

  tessera_client_create_token_async (client, request, NULL, test_store_result, &result);
  token = tessera_client_create_token_finish (client, test_wait (&result), &kept, error);
  if (value != NULL)
    *value = g_steal_pointer (&kept);
  return token;
}
