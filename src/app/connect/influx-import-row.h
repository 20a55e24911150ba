/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/files/influx-config.h"
#include "core/model/connection.h"

G_BEGIN_DECLS

/**
 * TesseraInfluxImportRow:
 *
 * A configuration of the `influx` command: whether to import it, and what became of it, in words.
 * Signal: `toggled`, when the user selects it or takes that back.
 */
#define TESSERA_TYPE_INFLUX_IMPORT_ROW (tessera_influx_import_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraInfluxImportRow, tessera_influx_import_row, TESSERA, INFLUX_IMPORT_ROW,
                      AdwActionRow)

/**
 * tessera_influx_import_row_new:
 * @kept: whether it is a connection already; then it is not selected, but can be
 *
 * Returns: (transfer floating): a row; one that is incomplete can't be selected, and says why
 */
GtkWidget *tessera_influx_import_row_new (TesseraInfluxConfig *config, gboolean kept);

TesseraInfluxConfig *tessera_influx_import_row_get_config (TesseraInfluxImportRow *self);

/**
 * tessera_influx_import_row_set_config:
 * @config: the same configuration, as the file has it now
 */
void tessera_influx_import_row_set_config (TesseraInfluxImportRow *self,
                                           TesseraInfluxConfig *config);

gboolean tessera_influx_import_row_is_selected (TesseraInfluxImportRow *self);

/**
 * tessera_influx_import_row_can_be_selected:
 *
 * Returns: whether it can still be imported
 */
gboolean tessera_influx_import_row_can_be_selected (TesseraInfluxImportRow *self);

/**
 * tessera_influx_import_row_has_failed:
 *
 * Returns: whether its last attempt failed
 */
gboolean tessera_influx_import_row_has_failed (TesseraInfluxImportRow *self);

/**
 * tessera_influx_import_row_get_connection:
 *
 * Returns: (transfer none) (nullable): what it was imported as
 */
TesseraConnection *tessera_influx_import_row_get_connection (TesseraInfluxImportRow *self);

/* What becomes of it */

void tessera_influx_import_row_set_waiting (TesseraInfluxImportRow *self);
void tessera_influx_import_row_set_working (TesseraInfluxImportRow *self);
void tessera_influx_import_row_set_imported (TesseraInfluxImportRow *self,
                                             TesseraConnection *connection, gboolean checked);
void tessera_influx_import_row_set_failed (TesseraInfluxImportRow *self, const GError *error);

G_END_DECLS
