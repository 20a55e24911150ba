/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/error-banner.h"
#include "app/window.h"
#include "test-server.h"

G_BEGIN_DECLS

/**
 * Ui:
 *
 * The real program in this process: its window on a real display, the session's real keyring, and
 * nothing remembered of earlier cases. At the end of a case every window, and the application, must
 * be finalized.
 */
typedef struct
{
  TesseraApplication *application;
  TesseraWindow *window;
} Ui;

typedef void (*UiCase) (Ui *ui);

/* The program of a test */

void ui_init (int *argc, char ***argv);
void ui_add (const char *path, UiCase test);

/**
 * ui_run:
 *
 * Runs the cases and stops the server; says that all is skipped where the real InfluxDB is wanted
 * and missing, or where there is no private display and keyring.
 *
 * Returns: the exit status
 */
int ui_run (void);

/**
 * ui_get_server:
 *
 * Returns: (transfer none): an InfluxDB that was set up, one for all cases of the program
 */
TestServer *ui_get_server (void);

/**
 * ui_make_token:
 * @permissions: as JSON: the elements of the array
 *
 * Makes a token past the window, as the operator.
 *
 * Returns: (transfer full): its value
 */
TesseraSecret *ui_make_token (const char *description, const char *permissions, char **id);

/**
 * ui_all_buckets:
 * @action: `read` or `write`
 *
 * Returns: (transfer full): that permission on all buckets, for ui_make_token()
 */
char *ui_all_buckets (const char *action);

/**
 * ui_find_bucket:
 *
 * Returns: (transfer full): the bucket's ID
 */
char *ui_find_bucket (const char *name);

/**
 * ui_restart:
 *
 * Ends the program and starts it once more in the same home.
 */
void ui_restart (Ui *ui);

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

/* Doing */

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
 * ui_choose_file:
 *
 * Waits for the file chooser, and saves to that file.
 */
void ui_choose_file (const char *path);

/**
 * ui_settle:
 *
 * Lets everything happen that is due already: for a look at what must not have happened.
 */
void ui_settle (void);

/* Ways through the window */

/**
 * ui_open_connect_page:
 *
 * Opens the page that signs in, and fills it for the server; with a token when @username is %NULL.
 */
void ui_open_connect_page (Ui *ui, const char *address, const char *username, const char *secret);

/**
 * ui_connect:
 *
 * Connects as the operator, and waits for the tokens.
 */
void ui_connect (Ui *ui);
void ui_connect_to (Ui *ui, const char *address, const char *username, const char *secret);

/**
 * ui_wait_tokens:
 *
 * Waits for the list of tokens.
 */
void ui_wait_tokens (Ui *ui);

/**
 * ui_open_new_token:
 *
 * Opens the page that composes a token, and waits for its tree.
 */
void ui_open_new_token (Ui *ui);

/**
 * ui_open_row:
 *
 * Opens a resource type in the tree, and waits for the item @item in it.
 */
void ui_open_row (Ui *ui, const char *type, const char *item);

/**
 * ui_tick:
 * @box: name of the box, as `Read, Buckets, telemetry`
 */
void ui_tick (Ui *ui, const char *box);

/**
 * ui_generate:
 *
 * Presses Generate.
 *
 * Returns: the window that reveals the value
 */
gpointer ui_generate (Ui *ui);

/**
 * ui_make_any:
 *
 * Connects and makes a token that may read all buckets.
 *
 * Returns: the window that reveals the value
 */
gpointer ui_make_any (Ui *ui, const char *description);

/**
 * ui_make_unsaved:
 *
 * As ui_make_any(), but the value is not saved before it is shown.
 */
gpointer ui_make_unsaved (Ui *ui, const char *description);

/**
 * ui_get_value:
 * @reveal: the window that reveals the value
 *
 * Shows the value, reads it off the screen, and hides it again.
 */
TesseraSecret *ui_get_value (gpointer reveal);

/**
 * ui_close:
 *
 * Asks a window to close, as its button in the corner does.
 */
void ui_close (gpointer window);

G_END_DECLS
