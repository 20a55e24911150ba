/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/model/setup.h"

G_BEGIN_DECLS

/**
 * cli_setup_check_words:
 *
 * What is wrong with the options of `setup` that can be found without asking anybody.
 *
 * Returns: %FALSE with %CLI_USAGE
 */
gboolean cli_setup_check_words (CliCall *call, GError **error);

/**
 * cli_setup_ask:
 *
 * What to set a server up with: from the options and, on a terminal and without --force, what is
 * missing from the user, who is also asked to confirm it.
 *
 * Returns: (transfer full) (nullable): a request that was checked
 */
TesseraSetupRequest *cli_setup_ask (CliCall *call, GError **error);

G_END_DECLS
