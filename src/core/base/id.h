/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tessera_id_is_valid:
 * @text: a text from a server or a user
 *
 * Returns: %TRUE for 16 hexadecimal digits that are not all 0, which is the form of InfluxDB's IDs
 */
gboolean tessera_id_is_valid (const char *text);

G_END_DECLS
