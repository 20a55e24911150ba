/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraTestOutcome:
 * @TESSERA_TEST_WAITING: not tested yet
 * @TESSERA_TEST_WORKS: the server lets the token do it
 * @TESSERA_TEST_REFUSED: the server does not
 * @TESSERA_TEST_GONE: the item that the permission is for does not exist (any longer)
 * @TESSERA_TEST_NOT_TESTABLE: can't be tested without changing data, or without something to read
 * @TESSERA_TEST_NOT_ASKED: not tested because of an error or a cancellation
 */
typedef enum
{
  TESSERA_TEST_WAITING,
  TESSERA_TEST_WORKS,
  TESSERA_TEST_REFUSED,
  TESSERA_TEST_GONE,
  TESSERA_TEST_NOT_TESTABLE,
  TESSERA_TEST_NOT_ASKED,
} TesseraTestOutcome;

/**
 * tessera_test_outcome_get_label:
 *
 * Returns: (transfer none): the outcome in a word or two, translated
 */
const char *tessera_test_outcome_get_label (TesseraTestOutcome outcome);

G_END_DECLS
