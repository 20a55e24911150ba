/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-flavor.h"

gboolean
tessera_demo_flavor_parse (const char *name, TesseraDemoFlavor *flavor)
{
  static const char *const names[TESSERA_DEMO_N_FLAVORS] = { "oss", "serverless", "serverless-open",
                                                             "serverless-pages" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name != NULL ? name : names[TESSERA_DEMO_OSS], names[i]))
      {
        *flavor = i;
        return TRUE;
      }
  return FALSE;
}
