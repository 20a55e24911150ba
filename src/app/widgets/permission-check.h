/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/compose/permission-tree.h"

G_BEGIN_DECLS

/**
 * TesseraPermissionCheck:
 *
 * The check box for one action in one row of the permission tree. Its name for assistive
 * technologies is like "Read, Buckets, telemetry"; the class action `check.toggle` exists for them,
 * because a plain #GtkCheckButton offers no action (seen with GTK 4.8 and 4.18).
 */
#define TESSERA_TYPE_PERMISSION_CHECK (tessera_permission_check_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPermissionCheck, tessera_permission_check, TESSERA, PERMISSION_CHECK,
                      GtkCheckButton)

GtkWidget *tessera_permission_check_new (TesseraAction action);

/**
 * tessera_permission_check_set_row:
 * @row: (nullable): the row to tick; %NULL hides the box
 */
void tessera_permission_check_set_row (TesseraPermissionCheck *self, TesseraTreeRow *row);

G_END_DECLS
