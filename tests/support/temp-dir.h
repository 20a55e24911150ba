/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TestTempDir:
 *
 * The path of a temporary folder: a string, to be declared with g_autoptr().
 */
typedef char TestTempDir;

/**
 * test_temp_dir_new:
 *
 * Returns: (transfer full): a new folder of its own
 */
TestTempDir *test_temp_dir_new (void);

/**
 * test_temp_dir_free:
 *
 * Removes the folder with all that is in it.
 */
void test_temp_dir_free (TestTempDir *self);

/**
 * test_temp_dir_list:
 *
 * Returns: (transfer full): the names in @folder in their order
 */
GStrv test_temp_dir_list (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestTempDir, test_temp_dir_free)

G_END_DECLS
