/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/id.h"

#include <string.h>

gboolean
tessera_id_is_valid (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return strlen (text) == 16 && strspn (text, "0123456789abcdefABCDEF") == 16 &&
         strspn (text, "0") < 16;
}
