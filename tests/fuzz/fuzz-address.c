/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people type as an address: the normalized form is one, and stays what it is. */

#include "core/base/address.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *typed = g_strndup ((const char *) data, size);
  g_autofree char *address = NULL;
  g_autofree char *again = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;

  if (!g_utf8_validate (typed, -1, NULL))
    return 0;
  address = tessera_address_normalize (typed, &error);
  g_assert_true ((address == NULL) == (error != NULL));
  if (address == NULL)
    return 0;
  again = tessera_address_normalize (address, &problem);
  if (g_strcmp0 (again, address) != 0)
    g_error ("“%s” becomes “%s”, then “%s” (%s)", typed, address, again,
             problem != NULL ? problem->message : "no error");
  g_assert_true (g_str_has_prefix (address, "http://") || g_str_has_prefix (address, "https://"));
  for (const char *p = address; *p != '\0'; p++)
    g_assert_false (g_ascii_iscntrl (*p) || *p == ' ');
  place = tessera_address_get_place (address);
  g_assert_nonnull (place);
  tessera_address_is_exposed (address);
  tessera_address_is_direct (address);
  return 0;
}
