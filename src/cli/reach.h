/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"
#include "core/model/connection.h"

G_BEGIN_DECLS

/**
 * cli_reach_read:
 * @before: how the server would be reached without any option
 *
 * The options about what is trusted take the place of what a connection says; their variables do so
 * only if it says nothing special.
 *
 * Returns: (transfer full) (nullable): how the server is reached; the headers are those of @before
 */
TesseraReach *cli_reach_read (CliCall *call, TesseraReach *before, GError **error);

/**
 * CliHeaderFunc:
 * @name: a name that can be added
 * @value: (transfer none): a value that it can have
 */
typedef void (*CliHeaderFunc) (const char *name, TesseraSecret *value, gpointer user_data);

/**
 * cli_reach_read_headers:
 *
 * Calls @function for each `--extra-http-header`, or for the one in its variable.
 */
gboolean cli_reach_read_headers (CliCall *call, CliHeaderFunc function, gpointer user_data,
                                 GError **error);

/**
 * cli_reach_warn_if_saved_loose:
 *
 * Warns if a connection that is saved now accepts any certificate.
 */
void cli_reach_warn_if_saved_loose (TesseraConnection *connection);

/**
 * cli_reach_tell_certificate:
 *
 * If @error is that a server's certificate was refused, shows the certificate, and how to trust it.
 */
void cli_reach_tell_certificate (const GError *error);

G_END_DECLS
