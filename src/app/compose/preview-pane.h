/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraPreviewPane:
 *
 * A token before it exists: what it may do as a sentence, what to know about it, and the same as an
 * `influx` command, as curl and as JSON, each to be copied. None of them ever holds a token's
 * value.
 */
#define TESSERA_TYPE_PREVIEW_PANE (tessera_preview_pane_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPreviewPane, tessera_preview_pane, TESSERA, PREVIEW_PANE, AdwBin)

/**
 * tessera_preview_pane_set_draft:
 * @draft: (nullable): what to show; the pane follows it
 */
void tessera_preview_pane_set_draft (TesseraPreviewPane *self, TesseraDraft *draft);

/**
 * tessera_preview_pane_set_narrow:
 * @narrow: %TRUE to fold the commands away; the sentence and the warnings stay
 */
void tessera_preview_pane_set_narrow (TesseraPreviewPane *self, gboolean narrow);

G_END_DECLS
