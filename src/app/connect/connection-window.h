/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/dialog.h"
#include "core/session/connection-list.h"

G_BEGIN_DECLS

/**
 * TesseraConnectionWindow:
 *
 * The details of a remembered connection: where it goes, how it signs in, which certificates it
 * trusts, and which headers it adds. *Stop Trusting…* withdraws what is trusted; then the signal
 * `withdrawn` is emitted.
 */
#define TESSERA_TYPE_CONNECTION_WINDOW (tessera_connection_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraConnectionWindow, tessera_connection_window, TESSERA,
                      CONNECTION_WINDOW, TesseraDialog)

/**
 * tessera_connection_window_new:
 * @connections: the list that has @connection
 *
 * Returns: (transfer none): the window, which has not been shown yet
 */
TesseraConnectionWindow *tessera_connection_window_new (GtkWindow *parent,
                                                        TesseraConnection *connection,
                                                        TesseraConnectionList *connections);

G_END_DECLS
