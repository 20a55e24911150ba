/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-fixture.h"

G_BEGIN_DECLS

#define SAVED "Saved Token"

/* What the tests of the Keyring page share: what is kept, made past the window, and the way to it.
 */

/**
 * saved_add:
 * @address: of the server that it is kept for, which may be another way to the same
 * @id: of a token that the server has
 *
 * Keeps a value, as `tessera-cli --save` does it.
 */
void saved_add (const char *address, const char *id, TesseraSecret *value);

/**
 * saved_make:
 *
 * Makes a token that reads all buckets, and keeps it.
 *
 * Returns: (transfer full): its value
 */
TesseraSecret *saved_make (const char *address, const char *description, char **id);

/**
 * saved_make_user:
 *
 * Returns: (transfer full): the ID of a new user
 */
char *saved_make_user (const char *name);

/**
 * saved_clear:
 *
 * Removes what earlier cases kept.
 */
void saved_clear (void);

/**
 * saved_open_page:
 *
 * Returns: the Keyring page
 */
gpointer saved_open_page (Ui *ui);

/**
 * saved_open:
 *
 * Returns: the window of a saved token
 */
gpointer saved_open (gpointer page, const char *description);

/**
 * saved_wait_state:
 * @state: what its row says among other things
 */
void saved_wait_state (gpointer page, const char *description, const char *state);

G_END_DECLS
