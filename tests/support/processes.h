/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * test_run_unprivileged:
 * @folder: what @function works in; it becomes the other user's
 *
 * Runs @function in a process of its own whose user is not root, so that permissions count. Where
 * that can't be, in a container that knows no second user, the test is skipped.
 */
void test_run_unprivileged (const char *folder, void (*function) (gpointer data), gpointer data);

/**
 * test_fork:
 *
 * Returns: the ID of a process that runs @function, for test_join()
 */
int test_fork (void (*function) (gpointer data), gpointer data);

/**
 * test_join:
 *
 * Waits for the process, and fails the test where one of its assertions failed.
 */
void test_join (int process);

/**
 * TestLockHolder:
 *
 * A process that holds the lock of a folder and does nothing else, like a Tessera that was stopped.
 */
typedef struct
{
  int process;
  int release;
} TestLockHolder;

TestLockHolder test_hold_lock (const char *folder);

/**
 * test_release_lock:
 *
 * Asks the process to let go. The lock can be held for a moment after that.
 */
void test_release_lock (TestLockHolder *self);

G_END_DECLS
