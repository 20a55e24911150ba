/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/dialog.h"

G_BEGIN_DECLS

/**
 * TesseraPreferencesWindow:
 *
 * Shows and changes #TesseraSettings. Changes apply immediately and are stored.
 */
#define TESSERA_TYPE_PREFERENCES_WINDOW (tessera_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPreferencesWindow, tessera_preferences_window, TESSERA,
                      PREFERENCES_WINDOW, TesseraDialog)

TesseraPreferencesWindow *tessera_preferences_window_new (GtkWindow *parent);

G_END_DECLS
