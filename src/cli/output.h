/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * cli_output_prepare:
 *
 * First thing in main(): a program that was started without standard output or error must not have
 * its connections take their places, or a value would be written into one.
 */
void cli_output_prepare (void);

/**
 * cli_output_check:
 *
 * Returns: %FALSE with an error when there is no standard output: before something is made whose
 * value can be shown only once
 */
gboolean cli_output_check (GError **error);

/**
 * cli_output_is_terminal:
 *
 * Returns: %TRUE when a person reads standard output
 */
gboolean cli_output_is_terminal (void);

/**
 * cli_output_write:
 * @text: (transfer full): what to write; wiped, as it may hold a value
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
 * Tells a person something on standard error, as it is: the end of the line is the caller's.
 * Control characters in it are no more than spaces.
 */
void cli_tell (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * cli_warn:
 *
 * Tells a person about something that is not as it should be; it gets a line of its own.
 */
void cli_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
