/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/error-banner.h"

G_BEGIN_DECLS

/* Looking: only at what is on the screen. A name is what assistive tools say: the label of a button
 * or row, the text of a label, a tooltip where there is no more. */

/**
 * ui_look:
 * @root: a widget
 * @name: (nullable): %NULL for any
 *
 * Returns: (nullable): the first one of this type and name
 */
gpointer ui_look (gpointer root, GType type, const char *name);

/**
 * ui_find:
 *
 * Waits until ui_look() sees it.
 */
gpointer ui_find (gpointer root, GType type, const char *name);

/**
 * ui_wait_gone:
 *
 * Waits until ui_look() sees none.
 */
void ui_wait_gone (gpointer root, GType type, const char *name);

/**
 * ui_count:
 *
 * Returns: how many ui_look() could see
 */
guint ui_count (gpointer root, GType type, const char *name);

/**
 * ui_look_window:
 *
 * Returns: (nullable): the window that has this title
 */
gpointer ui_look_window (const char *title);
gpointer ui_find_window (const char *title);

/**
 * ui_wait_no_window:
 *
 * Waits until no window has this title, and what follows from that has happened.
 */
void ui_wait_no_window (const char *title);

/**
 * ui_wait_text:
 *
 * Waits for a label that has this in its text.
 */
void ui_wait_text (gpointer root, const char *part);

/**
 * ui_has_text:
 *
 * Returns: whether a label has this in its text now
 */
gboolean ui_has_text (gpointer root, const char *part);

/**
 * ui_wait_banner:
 *
 * Waits for an error banner that says this among other things.
 */
void ui_wait_banner (gpointer root, const char *part);
gboolean ui_has_banner (gpointer root);

/**
 * ui_assert_named:
 *
 * Every control that is on the screen in @root has a name for assistive tools, and so has every
 * picture that says something.
 */
void ui_assert_named (gpointer root);

/* Doing */

/**
 * ui_wait_sensitive:
 * @name: what it is called, for the message
 */
void ui_wait_sensitive (gpointer widget, const char *name);

/**
 * ui_press:
 *
 * Waits for a button that can be pressed, and presses it.
 */
void ui_press (gpointer root, const char *name);

/**
 * ui_fill:
 * @row: title of an entry row
 */
void ui_fill (gpointer root, const char *row, const char *text);
const char *ui_read (gpointer root, const char *row);

/**
 * ui_keys:
 * @keys: as `ctrl+k`; several with blanks between them
 *
 * Presses keys on the real keyboard, with the focus on @window.
 */
void ui_keys (gpointer window, const char *keys);

/**
 * ui_wait_drawn:
 *
 * Waits until what has changed is laid out and drawn: where things are is known only then.
 */
void ui_wait_drawn (gpointer window);

/**
 * ui_click:
 * @widget: one that has been drawn
 * @button: 1, or 3 for its menu
 *
 * Clicks into its middle with the real mouse.
 */
void ui_click (gpointer widget, guint button);

/**
 * ui_choose_file:
 *
 * Waits for the file chooser, and saves to that file.
 */
void ui_choose_file (const char *path);

/**
 * ui_open_file:
 * @button: the button that opens it
 *
 * Waits for the file chooser, and opens that file.
 */
void ui_open_file (const char *path, const char *button);

/**
 * ui_settle:
 *
 * Lets everything happen that is due already: for a look at what must not have happened.
 */
void ui_settle (void);

/**
 * ui_close:
 *
 * Asks a window to close, as its button in the corner does.
 */
void ui_close (gpointer window);

/**
 * ui_paste:
 *
 * Returns: (transfer full): the text in the clipboard
 */
char *ui_paste (void);

G_END_DECLS
