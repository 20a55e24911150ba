/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/dialog.h"

G_BEGIN_DECLS

/**
 * TesseraHelpWindow:
 *
 * Four things about tokens that people get wrong, each with what to do. What it says about InfluxDB
 * was observed on 2.9.1, except for the word that Cloud lists in place of a value, which is from
 * its documentation.
 */
#define TESSERA_TYPE_HELP_WINDOW (tessera_help_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraHelpWindow, tessera_help_window, TESSERA, HELP_WINDOW, TesseraDialog)

/**
 * tessera_help_window_show:
 * @parent: (nullable): the window it is needed in
 * @topic: the topic to open and focus: `operator`, `shown-once`, `generic-user` or `owner-deleted`;
 * anything else for none
 */
void tessera_help_window_show (GtkWindow *parent, const char *topic);

G_END_DECLS
