/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/create/minter.h"
#include "core/model/token-private.h"

G_BEGIN_DECLS

#define TEST_ORG_ID "0b0b0b0b0b0b0b0b"
#define TEST_OWNER_ID "0c0c0c0c0c0c0c0c"

/**
 * test_token_new:
 * @...: fields of #TesseraTokenFacts, such as `.id = "0a00000000000001"`
 *
 * What is not given is an ID, the organization “acme” (%TEST_ORG_ID) and the user “ann”
 * (%TEST_OWNER_ID); no description, no permissions, no time, and inactive.
 *
 * Returns: (transfer full): a token that no server has
 */
#define test_token_new(...) test_token_new_from ((TesseraTokenFacts) { __VA_ARGS__ })
TesseraToken *test_token_new_from (TesseraTokenFacts facts);

/**
 * test_token_create:
 * @value: (out) (optional) (transfer full): the token's value
 *
 * Creates a token on a server as the client does it by itself, without a minter.
 */
TesseraToken *test_token_create (TesseraClient *client, TesseraTokenRequest *request,
                                 TesseraSecret **value, GError **error);

/**
 * test_mint:
 * @address: a server that may answer with anything
 * @description: the description of the token, which reads one bucket
 * @journal: the journal's file
 *
 * Creates a token with a minter that knows nothing yet.
 */
TesseraMint *test_mint (const char *address, const char *description, const char *journal,
                        GError **error);

G_END_DECLS
