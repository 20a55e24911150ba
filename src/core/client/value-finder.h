/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * tessera_value_finder_take:
 * @body: (array length=length): an answer's body; changed in place
 *
 * Takes token values out of an answer before anything else sees it: every string under the key
 * `token` or `hashedToken`, at any depth, is overwritten with `x`s. json-glib copies strings into
 * memory that it does not wipe, so a value must be gone before it parses.
 *
 * The body need not be valid JSON: the parser reports what is wrong with it, and everything that
 * looked like a value up to there is gone anyway.
 *
 * A body that nests deeper than any InfluxDB's is blanked from there on, so the parser reports it
 * as cut off instead of running out of stack.
 *
 * Returns: (transfer full) (nullable): the value of the outermost object's own `token` member (the
 *   answer to a creation), or of the one in its `auth` (the answer to setting up a server); %NULL
 * if it has none or it is empty
 */
TesseraSecret *tessera_value_finder_take (char *body, gsize length);

G_END_DECLS
