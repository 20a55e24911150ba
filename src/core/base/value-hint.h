/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * tessera_value_hint_find:
 * @value: what a server did not recognize as a token's value
 *
 * Says what it looks like, if that is something else. It is only a hint: whoever sets a server up
 * can choose any text for the first token's value (`influx setup --token`).
 *
 * Returns: (transfer none) (nullable): a translated sentence
 */
const char *tessera_value_hint_find (TesseraSecret *value);

G_END_DECLS
