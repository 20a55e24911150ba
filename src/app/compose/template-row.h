/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraTemplateRow:
 *
 * Selects what a token starts from: a template, or an existing token. It fills the draft, and can
 * undo that. The signal `replaced`, with the number of an existing token's permissions that were
 * left out (guint), is emitted when the user's choice here has replaced what was ticked and
 * entered.
 */
#define TESSERA_TYPE_TEMPLATE_ROW (tessera_template_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTemplateRow, tessera_template_row, TESSERA, TEMPLATE_ROW, AdwComboRow)

/**
 * tessera_template_row_set_draft:
 * @draft: (nullable): the draft to fill
 * @tokens: (nullable): a model of #TesseraToken that can be copied
 *
 * Offers what everybody can grant. For the same draft, undo stays possible.
 */
void tessera_template_row_set_draft (TesseraTemplateRow *self, TesseraDraft *draft,
                                     GListModel *tokens);

/**
 * tessera_template_row_offer_operator:
 *
 * Also offers *Operator*: only an operator can grant it.
 */
void tessera_template_row_offer_operator (TesseraTemplateRow *self);

/**
 * tessera_template_row_set_narrow:
 * @narrow: %TRUE to leave the space to the template's name
 */
void tessera_template_row_set_narrow (TesseraTemplateRow *self, gboolean narrow);

/**
 * tessera_template_row_copy:
 * @token: an existing token
 *
 * Selects it, as a user can in the row.
 */
void tessera_template_row_copy (TesseraTemplateRow *self, TesseraToken *token);

/**
 * tessera_template_row_can_undo:
 *
 * Returns: whether there is an earlier selection to go back to
 */
gboolean tessera_template_row_can_undo (TesseraTemplateRow *self);

/**
 * tessera_template_row_undo:
 *
 * Restores what was ticked and entered before the last choice, if there was one.
 */
void tessera_template_row_undo (TesseraTemplateRow *self);

G_END_DECLS
