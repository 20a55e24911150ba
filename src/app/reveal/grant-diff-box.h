/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/create/minter.h"

G_BEGIN_DECLS

/**
 * TesseraGrantDiffBox:
 *
 * Shows how a new token differs from the request: what is wrong, what was granted item by item, and
 * *Delete This Token*, which activates the action `reveal.delete`. Red if the token got more than
 * was requested. Hidden if everything is as requested.
 */
#define TESSERA_TYPE_GRANT_DIFF_BOX (tessera_grant_diff_box_get_type ())
G_DECLARE_FINAL_TYPE (TesseraGrantDiffBox, tessera_grant_diff_box, TESSERA, GRANT_DIFF_BOX, AdwBin)

void tessera_grant_diff_box_show (TesseraGrantDiffBox *self, TesseraMint *mint);

G_END_DECLS
