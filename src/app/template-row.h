/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/template.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraTemplateRow:
 *
 * The choice of what a token begins from: a template, or an existing token. The signal `chosen` is
 * emitted when somebody has chosen; tessera_template_row_get_chosen() tells what.
 */
#define TESSERA_TYPE_TEMPLATE_ROW (tessera_template_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTemplateRow, tessera_template_row, TESSERA, TEMPLATE_ROW, AdwComboRow)

/**
 * tessera_template_row_fill:
 * @with_operator: whether *Operator* is offered: only an operator can grant it
 * @with_tokens: whether there are tokens to copy
 */
void tessera_template_row_fill (TesseraTemplateRow *self, gboolean with_operator,
                                gboolean with_tokens);

/**
 * tessera_template_row_show:
 * @template_: what to show as chosen, with its reason
 */
void tessera_template_row_show (TesseraTemplateRow *self, const TesseraTemplate *template_);

/**
 * tessera_template_row_get_chosen:
 *
 * Returns: (transfer none) (nullable): the template; %NULL for an existing token
 */
const TesseraTemplate *tessera_template_row_get_chosen (TesseraTemplateRow *self);

G_END_DECLS
