/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/create/test-outcome.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

const char *
tessera_test_outcome_get_label (TesseraTestOutcome outcome)
{
  switch (outcome)
    {
    case TESSERA_TEST_WORKS:
      return C_ ("test result", "Works");
    case TESSERA_TEST_REFUSED:
      return C_ ("test result", "Denied");
    case TESSERA_TEST_GONE:
      return C_ ("test result", "Gone");
    case TESSERA_TEST_NOT_TESTABLE:
      return C_ ("test result", "Not testable");
    case TESSERA_TEST_NOT_ASKED:
      return C_ ("test result", "Not tested");
    case TESSERA_TEST_WAITING:
    default:
      return C_ ("test result", "Waiting");
    }
}
