/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * The real gnome-keyring of a private session bus, its prompt, and `secret-tool` as the other
 * program that has to find what Tessera saved. The keyring's password is `test`.
 */

/* Whether this is a throw-away home: everything below ends daemons and removes keyrings. */
gboolean fixture_is_private (void);

/* Ends the daemon at once, as a crash would; it is gone from the bus afterwards. */
void fixture_kill_keyring (void);

/* Starts it anew, and leaves it unlocked or as a login without password leaves it. */
void fixture_start_keyring (gboolean unlocked);
void fixture_lock_keyring (void);

/* A new desktop, which has no keyring at all yet. */
void fixture_remove_keyring (void);

/* A daemon that does not answer, and answers again. */
void fixture_freeze_keyring (gboolean frozen);

/* Its unique name on the bus, NULL for none: another one means that it died. */
char *fixture_get_keyring_owner (void);

gboolean fixture_is_prompt_there (gpointer unused);
void fixture_wait_for_prompt (void);
void fixture_dismiss_prompt (void);
void fixture_answer_prompt (void);

/* Chooses `test` in the prompt for the password of a new keyring. */
void fixture_choose_password (void);

/* What `secret-tool search --all ATTRIBUTE VALUE` says, with every secret taken out. */
char *fixture_search (const char *attribute, const char *value);
guint fixture_count (const char *attribute, const char *value);

/* Whether `secret-tool lookup ATTRIBUTE VALUE` gives exactly this; neither is ever printed. */
gboolean fixture_lookup_is (const char *attribute, const char *value, const char *expected);

/* Another program's item with these attributes. */
void fixture_store (const char *attribute, const char *value, const char *other,
                    const char *its_value);

/* As another program removes an item. */
void fixture_clear (const char *attribute, const char *value);
