/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/draft.h"

G_BEGIN_DECLS

/**
 * tessera_draft_get_refusals:
 *
 * For draft-warnings.c.
 *
 * Returns: (transfer none) (element-type utf8): the server's messages about permissions that it did
 *   not let this account grant
 */
GPtrArray *tessera_draft_get_refusals (TesseraDraft *self);

G_END_DECLS
