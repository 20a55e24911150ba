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

/**
 * TestPredicate:
 *
 * Returns: %TRUE when what is waited for is there
 */
typedef gboolean (*TestPredicate) (gpointer data);

/**
 * test_wait_until:
 * @what: names it, for the message when it does not come
 *
 * Runs the main loop until @predicate is true; ends the test when that takes a minute. The
 * predicate is asked again whenever something happened, and fifty times a second for what happens
 * in other processes.
 */
void test_wait_until (const char *what, TestPredicate predicate, gpointer data);

G_END_DECLS
