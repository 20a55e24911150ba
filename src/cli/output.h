/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * cli_output_prepare:
 *
 * To be called first in main(): if the program was started without standard output or error, its
 * connections must not get those file descriptors, or a value would be written into one of them.
 */
void cli_output_prepare (void);

/**
 * cli_output_check:
 *
 * Returns: %FALSE with an error if there is no standard output: to be checked before something is
 *   created whose value can be shown only once
 */
gboolean cli_output_check (GError **error);

/**
 * cli_output_is_terminal:
 *
 * Returns: %TRUE if standard output is a terminal
 */
gboolean cli_output_is_terminal (void);

/**
 * cli_output_write:
 * @text: (transfer full): the text to write; wiped afterwards, because it can contain a value
 *
 * Writes all of it to standard output, or fails.
 */
gboolean cli_output_write (GString *text, GError **error);

/**
 * cli_output_secret:
 *
 * Writes a value and a newline to standard output.
 */
gboolean cli_output_secret (TesseraSecret *secret, GError **error);

/**
 * cli_tell:
 *
 * Shows a message on standard error, unchanged: the caller adds the newline. Control characters in
 * it are replaced with spaces.
 */
void cli_tell (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * cli_warn:
 *
 * Shows a warning on a line of its own.
 */
void cli_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
