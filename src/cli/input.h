/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * cli_secret_read:
 * @path: a file, or `-` for standard input
 * @what: the kind of secret: `token`, `password` or `value`
 *
 * Reads a secret: the first line, without its newline. On a terminal the user is prompted and the
 * input is not shown.
 *
 * Returns: (transfer full) (nullable): the secret
 */
TesseraSecret *cli_secret_read (const char *path, const char *what, GError **error);

/**
 * cli_password_choose:
 *
 * Asks twice for a new password on the terminal, until both are the same.
 *
 * Returns: (transfer full) (nullable): the password
 */
TesseraSecret *cli_password_choose (GError **error);

/**
 * cli_text_read:
 * @question: what to ask for
 *
 * Asks for a text on the terminal, until there is one.
 *
 * Returns: (transfer full) (nullable): the text, without blanks around it
 */
char *cli_text_read (const char *question, GError **error);

/**
 * cli_ask:
 * @question: a question to answer with y or n
 *
 * Returns: %TRUE for yes; %FALSE for no, and if there is no terminal to ask on
 */
gboolean cli_ask (const char *question);

G_END_DECLS
