/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* What people are told when the keyring is locked, missing, or silent: every sentence about it.
 * Private to the keyring. */

/**
 * tessera_keyring_error_explain:
 * @cause: an error from libsecret or GDBus, or a Tessera error
 * @connected: whether a session with the keyring had been opened
 * @saving: whether the caller holds a value that is not stored anywhere yet
 * @sent: whether it has been sent to the keyring
 *
 * Returns: (transfer full): the same as a Tessera error
 */
GError *tessera_keyring_error_explain (const GError *cause, gboolean connected, gboolean saving,
                                       gboolean sent);

/* The keyring stayed locked, because its prompt was closed or could not be shown. */
GError *tessera_keyring_error_new_locked (gboolean saving);

/* A locked keyring can't say what it contains. */
GError *tessera_keyring_error_new_closed (void);

/* Nobody answered the prompt within @seconds. */
GError *tessera_keyring_error_new_unanswered (guint seconds, gboolean saving);

/* The keyring does not respond at all. */
GError *tessera_keyring_error_new_silent (gboolean saving);

/* The service ended during the call. */
GError *tessera_keyring_error_new_died (gboolean saving);

G_END_DECLS
