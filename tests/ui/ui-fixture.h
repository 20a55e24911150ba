/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/application.h"
#include "app/shell/window.h"
#include "test-server.h"
#include "ui-look.h"

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
 * ui_make_simple:
 * @action: `read` or `write`: all buckets
 *
 * Returns: (transfer full): the ID of a token that was made past the window
 */
char *ui_make_simple (const char *description, const char *action);

/**
 * ui_ask:
 *
 * A request about a token past the window, as the operator; the status must be @expected.
 */
void ui_ask (const char *method, const char *id, const char *body, guint expected);

/**
 * ui_restart:
 *
 * Ends the program and starts it once more in the same home.
 */
void ui_restart (Ui *ui);

/**
 * ui_restart_with_demo:
 *
 * The same, started as `tessera --demo` starts it.
 */
void ui_restart_with_demo (Ui *ui);

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
 * ui_get_rows:
 *
 * Returns: (transfer none): what the list of tokens shows
 */
GtkSelectionModel *ui_get_rows (Ui *ui);

/**
 * ui_find_row:
 *
 * Returns: where the token of this description is in the list, or %GTK_INVALID_LIST_POSITION
 */
guint ui_find_row (Ui *ui, const char *description);

/**
 * ui_select:
 *
 * Waits for a token in the list, and adds it to the selection.
 */
void ui_select (Ui *ui, const char *description);

/**
 * ui_keys_in_list:
 *
 * Presses keys with the focus in the list of tokens, whose keys are no keys of the whole window.
 */
void ui_keys_in_list (Ui *ui, const char *keys);

/**
 * ui_wait_sign_in_kept:
 *
 * Waits until what signs in at this address is in the keyring.
 */
void ui_wait_sign_in_kept (const char *address);

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

G_END_DECLS
