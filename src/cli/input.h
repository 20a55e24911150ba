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
 * cli_ask:
 * @question: a question to answer with y or n
 *
 * Returns: %TRUE for yes; %FALSE for no, and if there is no terminal to ask on
 */
gboolean cli_ask (const char *question);

G_END_DECLS
