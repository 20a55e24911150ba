/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * words_look_at:
 * @window: one in the made-up language, whose every text is in ⟦brackets⟧ and longer than English
 * @name: of its picture, which is saved to the folder that LOOK_PICTURES names, if any
 *
 * Fails the case, and goes on, for every text without brackets, which was never given to gettext:
 * of a label, a tooltip, a hint, a title, and what assistive tools say; and for every label that is
 * cut off.
 */
void words_look_at (gpointer window, const char *name);

/**
 * words_complain:
 *
 * Fails the case, and goes on: the rest is looked at all the same.
 */
void words_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
