/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * cli_wait_cb:
 * @stored: a `GAsyncResult **`
 *
 * The callback for an asynchronous function that cli_wait() waits for.
 */
void cli_wait_cb (GObject *source, GAsyncResult *result, gpointer stored);

/**
 * cli_wait:
 *
 * Runs the main loop until cli_wait_cb() has been called.
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *cli_wait (GAsyncResult **stored);

/**
 * cli_cancellable:
 *
 * Returns: (transfer none): the cancellable that Ctrl+C, SIGTERM and SIGHUP trigger, once they are
 *   watched
 */
GCancellable *cli_cancellable (void);

/**
 * cli_watch_signals:
 *
 * Makes Ctrl+C, SIGTERM and SIGHUP cancel the current operation, so that its outcome can be
 * reported.
 */
void cli_watch_signals (void);

/**
 * cli_cancel_after:
 * @seconds: how long
 *
 * Cancels what is still in progress at that time, like Ctrl+C does.
 */
void cli_cancel_after (guint seconds);

/**
 * cli_mention_pauses:
 *
 * From now on, says on standard error when a server asks for a pause, and that it is kept.
 */
void cli_mention_pauses (void);

/**
 * cli_sleep:
 * @seconds: how long
 *
 * Returns: %FALSE if it was canceled before
 */
gboolean cli_sleep (guint seconds);

G_END_DECLS
