/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/create/test-outcome.h"

G_BEGIN_DECLS

/**
 * TesseraTestResult:
 *
 * The result of testing one permission. Properties, which change while the test runs: `outcome`
 * (uint, a #TesseraTestOutcome) and `reason` (a sentence, or %NULL).
 */
#define TESSERA_TYPE_TEST_RESULT (tessera_test_result_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTestResult, tessera_test_result, TESSERA, TEST_RESULT, GObject)

TesseraPermission *tessera_test_result_get_permission (TesseraTestResult *self);
TesseraTestOutcome tessera_test_result_get_outcome (TesseraTestResult *self);

/**
 * tessera_test_result_get_reason:
 *
 * Returns: (nullable) (transfer none): the reason, if the outcome needs one
 */
const char *tessera_test_result_get_reason (TesseraTestResult *self);

/**
 * TesseraTokenTest:
 *
 * Asks a server what a token can do, using the token itself, without changing any data. It sends
 * one request for each permission, several at a time; `permission-probe.c` has the table of
 * requests and says how each one was found. The property `n-done` (uint) counts the permissions
 * that have an outcome.
 *
 * Whether the server accepts the token is checked first: for an inactive token, lists are empty
 * instead of refused (observed on InfluxDB 2.9.1).
 */
#define TESSERA_TYPE_TOKEN_TEST (tessera_token_test_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenTest, tessera_token_test, TESSERA, TOKEN_TEST, GObject)

/**
 * tessera_token_test_new:
 * @as_value: a client that signs with the token's value
 * @token: the token to test, with its permissions as the server reports them
 *
 * Returns: (transfer full): a test, which can be run once
 */
TesseraTokenTest *tessera_token_test_new (TesseraClient *as_value, TesseraToken *token);

/**
 * tessera_token_test_get_results:
 *
 * Returns: (transfer none): a model of #TesseraTestResult, in the order of the permissions
 */
GListModel *tessera_token_test_get_results (TesseraTokenTest *self);

guint tessera_token_test_get_n_done (TesseraTokenTest *self);

/**
 * tessera_token_test_count:
 *
 * Returns: the number of permissions with that outcome
 */
guint tessera_token_test_count (TesseraTokenTest *self, TesseraTestOutcome outcome);

/**
 * tessera_token_test_run_async:
 *
 * Runs the test. Errors: %TESSERA_ERROR_UNAUTHORIZED (the server does not know the token),
 * %TESSERA_ERROR_TOKEN_INACTIVE, %TESSERA_ERROR_FORBIDDEN (its owner is inactive or deleted), the
 * client's errors about a server that does not answer or asks for a pause, and
 * %G_IO_ERROR_CANCELLED. With any of them, the permissions without an outcome become
 * %TESSERA_TEST_NOT_ASKED, and the others keep theirs.
 */
void tessera_token_test_run_async (TesseraTokenTest *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean tessera_token_test_run_finish (TesseraTokenTest *self, GAsyncResult *result,
                                        GError **error);

G_END_DECLS
