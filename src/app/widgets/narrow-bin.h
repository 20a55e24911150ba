/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TesseraNarrowBin:
 *
 * A bin that reports whether its child has little space. Properties: `child`, `threshold` (int, in
 * pixels at the normal text size, and more with larger text) and `narrow` (boolean, read-only):
 * whether the width is below the threshold.
 *
 * FLOOR: libadwaita 1.4 has AdwBreakpointBin.
 */
#define TESSERA_TYPE_NARROW_BIN (tessera_narrow_bin_get_type ())
G_DECLARE_FINAL_TYPE (TesseraNarrowBin, tessera_narrow_bin, TESSERA, NARROW_BIN, GtkWidget)

gboolean tessera_narrow_bin_is_narrow (TesseraNarrowBin *self);

G_END_DECLS
