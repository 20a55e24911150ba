/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/login.h"

G_BEGIN_DECLS

/**
 * cli_token_delete:
 *
 * Deletes a token. The error after Ctrl+C says if the server may have done it anyway.
 */
gboolean cli_token_delete (CliLogin *login, TesseraToken *token, GError **error);

G_END_DECLS
