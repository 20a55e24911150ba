/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/dialog.h"

G_BEGIN_DECLS

/**
 * TesseraHelpWindow:
 *
 * The four things about tokens that people get wrong, each with what to do. What it says of
 * InfluxDB was observed on 2.9.1, but the word that Cloud lists in a value's place, which is in its
 * documentation.
 */
#define TESSERA_TYPE_HELP_WINDOW (tessera_help_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraHelpWindow, tessera_help_window, TESSERA, HELP_WINDOW, TesseraDialog)

/**
 * tessera_help_window_show:
 * @parent: (nullable): the window that it is needed in
 * @topic: what is opened and has the focus: `operator`, `shown-once`, `generic-user` or
 *   `owner-deleted`; any other for none
 */
void tessera_help_window_show (GtkWindow *parent, const char *topic);

G_END_DECLS
