/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraPauseBar:
 *
 * Counts down the pause that a server has asked for, with a button to go on without an answer. It
 * is not shown when there is none.
 */
#define TESSERA_TYPE_PAUSE_BAR (tessera_pause_bar_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPauseBar, tessera_pause_bar, TESSERA, PAUSE_BAR, AdwBin)

G_END_DECLS
