/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/server-traits.h"

#include "core/base/error.h"

gboolean
tessera_server_is_supported (const char *version)
{
  g_return_val_if_fail (version != NULL, TRUE);

  /* Some versions begin with a v, and some builds have no number. */
  const char *number = *version == 'v' ? version + 1 : version;

  return !g_str_has_prefix (number, "1.") && g_strcmp0 (number, "3") != 0 &&
         !g_str_has_prefix (number, "3.");
}

void
tessera_server_traits_init (TesseraServerTraits *self)
{
  g_return_if_fail (self != NULL);

  self->flavor = TESSERA_SERVER_UNKNOWN;
  self->takes_passwords = TRUE;
  self->has_me = TRUE;
  self->has_resource_types = TRUE;
}

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND);
}

void
tessera_server_traits_learn_setup (TesseraServerTraits *self, const GError *error)
{
  g_return_if_fail (self != NULL);

  if (error == NULL)
    self->flavor = TESSERA_SERVER_OSS;
  else if (is_missing (error) || g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    self->flavor = TESSERA_SERVER_SERVERLESS;
  else
    self->flavor = TESSERA_SERVER_UNKNOWN;
  self->takes_passwords = self->flavor != TESSERA_SERVER_SERVERLESS;
}

void
tessera_server_traits_learn_me (TesseraServerTraits *self, const GError *error)
{
  self->has_me = !is_missing (error);
}

void
tessera_server_traits_learn_resource_types (TesseraServerTraits *self, const GError *error)
{
  self->has_resource_types = !is_missing (error);
}
