/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraPause:
 *
 * A pause that a server has asked for (429 with `Retry-After`). All clients of that server keep it:
 * the limit is for the account or the computer, not for one connection. Property: `seconds` left,
 * 0 when there is no pause.
 */
#define TESSERA_TYPE_PAUSE (tessera_pause_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPause, tessera_pause, TESSERA, PAUSE, GObject)

/* A longer one is not kept: an error that says so is of more use than a program that waits. */
#define TESSERA_LONGEST_PAUSE 60

/**
 * tessera_pause_get:
 * @address: a normalized address
 *
 * Returns: (transfer none): the pause of this server, always the same object
 */
TesseraPause *tessera_pause_get (const char *address);

/**
 * tessera_pauses_get_active:
 *
 * Returns: (transfer none): a model of the #TesseraPause that are kept at the moment
 */
GListModel *tessera_pauses_get_active (void);

const char *tessera_pause_get_address (TesseraPause *self);
guint tessera_pause_get_seconds (TesseraPause *self);

/**
 * tessera_pause_begin:
 * @seconds: how long, from now on, %TESSERA_LONGEST_PAUSE at most
 *
 * Begins a pause. One that is kept already is not shortened.
 */
void tessera_pause_begin (TesseraPause *self, guint seconds);

/**
 * tessera_pause_stop:
 *
 * Ends the pause early: whoever waits for its end does without what was wanted.
 */
void tessera_pause_stop (TesseraPause *self);

/**
 * tessera_pause_wait_async:
 * @cancellable: (nullable): takes effect within a second
 *
 * Waits for the end of the pause; there has to be one.
 */
void tessera_pause_wait_async (TesseraPause *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_pause_wait_finish:
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED if it was stopped, or the waiting canceled
 */
gboolean tessera_pause_wait_finish (TesseraPause *self, GAsyncResult *result, GError **error);

G_END_DECLS
