/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A target with a fault, which shows that the driver finds one. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (g_strstr_len ((const char *) data, (gssize) size, "\"\"\"") != NULL)
    abort ();
  return 0;
}
