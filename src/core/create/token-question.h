/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/create/token-test.h"

G_BEGIN_DECLS

/**
 * TesseraQuestion:
 *
 * The request that shows whether a token has a permission, and how its answer is judged. For
 * #TesseraTokenTest only.
 */
typedef struct _TesseraQuestion TesseraQuestion;

/**
 * tessera_question_new:
 * @permission: what is asked about
 * @token: whose permission it is
 * @reason: (out) (transfer full): without a question, why there is none
 *
 * Returns: (transfer full) (nullable): the question
 */
TesseraQuestion *tessera_question_new (TesseraPermission *permission, TesseraToken *token,
                                       char **reason);
void tessera_question_free (TesseraQuestion *self);

const char *tessera_question_get_method (TesseraQuestion *self);
const char *tessera_question_get_path (TesseraQuestion *self);

/**
 * tessera_question_get_body:
 *
 * Returns: (nullable): JSON
 */
const char *tessera_question_get_body (TesseraQuestion *self);

/**
 * tessera_question_judge:
 * @n_items: how many items the answer lists, of an answer that was no refusal
 * @error: (nullable): why there is none
 * @reason: (out) (transfer full) (nullable): what is to be said about it
 */
TesseraTestOutcome tessera_question_judge (TesseraQuestion *self, guint n_items,
                                           const GError *error, char **reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraQuestion, tessera_question_free)

G_END_DECLS
