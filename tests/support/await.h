/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * test_store_result:
 * @stored: a `GAsyncResult **`
 *
 * A callback that keeps the result, for test_wait().
 */
void test_store_result (GObject *source, GAsyncResult *result, gpointer stored);

/**
 * test_wait:
 *
 * Runs the main loop until test_store_result() was called; ends the test when that takes a minute.
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *test_wait (GAsyncResult **stored);

G_END_DECLS
