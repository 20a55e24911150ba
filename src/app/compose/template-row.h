/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraTemplateRow:
 *
 * The choice of what a token begins from: a template, or an existing token. It fills the draft, and
 * can take that back. The signal `replaced`, with how many permissions of an existing token were
 * left out (guint), is emitted when what was ticked and written is another thing by somebody's
 * choice here.
 */
#define TESSERA_TYPE_TEMPLATE_ROW (tessera_template_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTemplateRow, tessera_template_row, TESSERA, TEMPLATE_ROW, AdwComboRow)

/**
 * tessera_template_row_set_draft:
 * @draft: (nullable): the token that is begun
 * @tokens: (nullable): a model of #TesseraToken: the ones that can be copied
 *
 * Offers what everybody can grant. What can be undone stays for the same draft.
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
 * @narrow: %TRUE to leave the room to the template's name
 */
void tessera_template_row_set_narrow (TesseraTemplateRow *self, gboolean narrow);

/**
 * tessera_template_row_copy:
 * @token: an existing token
 *
 * Chooses it, as somebody can in the row.
 */
void tessera_template_row_copy (TesseraTemplateRow *self, TesseraToken *token);

/**
 * tessera_template_row_can_undo:
 *
 * Returns: whether something was ticked before what was chosen last
 */
gboolean tessera_template_row_can_undo (TesseraTemplateRow *self);

/**
 * tessera_template_row_undo:
 *
 * Puts back what was ticked and written before what was chosen last, if anything was chosen.
 */
void tessera_template_row_undo (TesseraTemplateRow *self);

G_END_DECLS
