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

TesseraMint *
test_mint (const char *address, const char *description, const char *journal, GError **error)
{
  g_autoptr (TesseraClient) client = tessera_client_new (address);
  g_autoptr (TesseraMinter) minter = tessera_minter_new (journal);
  g_autoptr (TesseraPermissionSet) set = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) permission = tessera_permission_new (
      TESSERA_ACTION_READ, "buckets", "00000000000000aa", "0000000000000001", NULL);
  g_autoptr (TesseraTokenRequest) request = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  tessera_permission_set_add (set, permission);
  request = tessera_token_request_new ("00000000000000aa", NULL, description, set);
  tessera_minter_mint_async (minter, client, request, NULL, NULL, test_store_result, &result);
  return tessera_minter_mint_finish (minter, test_wait (&result), error);
}
