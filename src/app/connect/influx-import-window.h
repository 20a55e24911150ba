/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/dialog.h"
#include "core/keyring/keyring.h"
#include "core/session/connection-list.h"

G_BEGIN_DECLS

/**
 * TesseraInfluxImportWindow:
 *
 * *Import from the influx Command*: signs in with the selected configurations, one after the other,
 * and saves them as connections, with their credentials in the keyring. Afterwards it offers to
 * remove those from the file, and to open the first connection (`win.open-connection` of the
 * parent).
 */
#define TESSERA_TYPE_INFLUX_IMPORT_WINDOW (tessera_influx_import_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraInfluxImportWindow, tessera_influx_import_window, TESSERA,
                      INFLUX_IMPORT_WINDOW, TesseraDialog)

/**
 * tessera_influx_import_window_new:
 * @path: (nullable): the file with the configurations; %NULL to have the user choose it
 */
TesseraInfluxImportWindow *tessera_influx_import_window_new (GtkWindow *parent, const char *path,
                                                             TesseraConnectionList *connections,
                                                             TesseraKeyring *keyring);

G_END_DECLS
