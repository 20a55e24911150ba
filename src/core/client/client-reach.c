/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/client-private.h"
#include "core/client/trust.h"

void
tessera_header_free (gpointer data)
{
  TesseraHeader *self = data;

  g_free (self->name);
  tessera_secret_unref (self->value);
  g_free (self);
}

/* Read once: the environment does not change. */
static GTlsDatabase *
get_authorities (void)
{
  static GTlsDatabase *trust;
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_autoptr (GError) error = NULL;

      trust = tessera_trust_new_from_environment (&error);
      if (error != NULL)
        g_message ("SSL_CERT_FILE or SSL_CERT_DIR is not used: %s", error->message);
      if (trust == NULL)
        trust = g_tls_backend_get_default_database (g_tls_backend_get_default ());
      g_once_init_leave (&done, 1);
    }
  return trust;
}

/* Without a database every certificate fails, so that tessera_trust_check() decides about each,
 * also about those that this computer trusts. */
void
tessera_client_apply_trust (TesseraClient *self)
{
  gboolean is_pinned = tessera_reach_get_trust (self->reach) == TESSERA_TRUST_FINGERPRINT;

  soup_session_set_tls_database (self->http, is_pinned ? NULL : get_authorities ());
}

void
tessera_client_set_reach (TesseraClient *self, TesseraReach *reach)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (TESSERA_IS_REACH (reach));

  g_set_object (&self->reach, reach);
  tessera_client_apply_trust (self);
}

TesseraReach *
tessera_client_get_reach (TesseraClient *self)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);

  return self->reach;
}

static TesseraHeader *
find_header (TesseraClient *self, const char *name)
{
  for (guint i = 0; i < self->headers->len; i++)
    {
      TesseraHeader *header = g_ptr_array_index (self->headers, i);

      if (g_ascii_strcasecmp (header->name, name) == 0)
        return header;
    }
  return NULL;
}

TesseraSecret *
tessera_client_get_header (TesseraClient *self, const char *name)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  TesseraHeader *header = find_header (self, name);

  return header != NULL ? header->value : NULL;
}

void
tessera_client_add_header (TesseraClient *self, const char *name, TesseraSecret *value)
{
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (value != NULL);

  TesseraHeader *old = find_header (self, name);
  TesseraHeader *header = g_new0 (TesseraHeader, 1);

  header->name = g_strdup (name);
  header->value = tessera_secret_ref (value);
  if (old != NULL)
    g_ptr_array_remove (self->headers, old);
  g_ptr_array_add (self->headers, header);
}

TesseraClient *
tessera_client_new_like (TesseraClient *other)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (other), NULL);

  TesseraClient *self = tessera_client_new (other->address);

  tessera_client_set_reach (self, other->reach);
  for (guint i = 0; i < other->headers->len; i++)
    {
      TesseraHeader *header = g_ptr_array_index (other->headers, i);

      tessera_client_add_header (self, header->name, header->value);
    }
  return self;
}
