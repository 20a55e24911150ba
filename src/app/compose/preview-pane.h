/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraPreviewPane:
 *
 * A preview of a token: a sentence about what it will allow, warnings, and the request as an
 * `influx` command, as curl and as JSON, each of which can be copied. None of them ever contains a
 * token's value.
 */
#define TESSERA_TYPE_PREVIEW_PANE (tessera_preview_pane_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPreviewPane, tessera_preview_pane, TESSERA, PREVIEW_PANE, AdwBin)

/**
 * tessera_preview_pane_set_draft:
 * @draft: (nullable): the draft to show; the pane follows it
 */
void tessera_preview_pane_set_draft (TesseraPreviewPane *self, TesseraDraft *draft);

/**
 * tessera_preview_pane_set_narrow:
 * @narrow: %TRUE to fold the commands away; the sentence and the warnings stay
 */
void tessera_preview_pane_set_narrow (TesseraPreviewPane *self, gboolean narrow);

G_END_DECLS
