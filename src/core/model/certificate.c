/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/certificate.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BEGINNING "-----BEGIN CERTIFICATE-----"
#define END "-----END CERTIFICATE-----"
#define DIGITS 64
#define LARGEST_FILE (1024 * 1024) /* all authorities of a system are 250 kB */

void
tessera_certificate_free (TesseraCertificate *self)
{
  g_free (self->subject);
  g_free (self->issuer);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_strfreev (self->names);
  g_free (self->fingerprint);
  g_free (self);
}

char *
tessera_certificate_get_fingerprint (GTlsCertificate *certificate)
{
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  g_autoptr (GByteArray) bytes = NULL;

  g_object_get (certificate, "certificate", &bytes, NULL);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
}

/* Whoever made the certificate chose what is in it. */
static char *
make_text (const char *text)
{
  return g_utf8_make_valid (text != NULL ? text : "", -1);
}

static GStrv
list_names (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) names = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (names->pdata[i], &length);
      g_autofree char *name = g_utf8_make_valid (bytes, (gssize) length);

      g_strv_builder_add (all, name);
    }
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      g_autofree char *address = g_inet_address_to_string (addresses->pdata[i]);

      g_strv_builder_add (all, address);
    }
  return g_strv_builder_end (all);
}

TesseraCertificate *
tessera_certificate_describe (GTlsCertificate *certificate)
{
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  TesseraCertificate *self = g_new0 (TesseraCertificate, 1);
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);

  self->subject = make_text (subject);
  self->issuer = make_text (issuer);
  self->not_before = g_tls_certificate_get_not_valid_before (certificate);
  self->not_after = g_tls_certificate_get_not_valid_after (certificate);
  self->names = list_names (certificate);
  self->fingerprint = tessera_certificate_get_fingerprint (certificate);
  return self;
}

char *
tessera_fingerprint_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  const char *title = strchr (text, '=');
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = title != NULL ? title + 1 : text; *p != '\0'; p++)
    {
      if (*p == ':' || g_ascii_isspace (*p))
        continue;
      g_string_append_c (digits, g_ascii_isxdigit (*p) ? g_ascii_tolower (*p) : '?');
    }
  if (digits->len == DIGITS && strchr (digits->str, '?') == NULL)
    return g_strdup (digits->str);
  tessera_set_error (
      error, TESSERA_ERROR_INVALID, NULL,
      _ ("This is not a SHA-256 fingerprint, which has 64 hexadecimal digits. “openssl "
         "x509 -noout -fingerprint -sha256 -in FILE” prints one."));
  return NULL;
}

char *
tessera_fingerprint_format (const char *fingerprint)
{
  g_return_val_if_fail (fingerprint != NULL, NULL);

  GString *text = g_string_new (NULL);

  for (gsize i = 0; fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (fingerprint[i]));
    }
  return g_string_free (text, FALSE);
}

/* One certificate, from its first line to its last; @text goes on after it. */
static char *
take_certificate (const char **text)
{
  const char *begin = strstr (*text, BEGINNING);
  const char *end = begin != NULL ? strstr (begin, END) : NULL;

  if (end == NULL)
    return NULL;
  *text = end + strlen (END);
  return g_strndup (begin, (gsize) (*text - begin));
}

GStrv
tessera_authorities_split (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  char *one;

  while ((one = take_certificate (&text)) != NULL)
    {
      g_strv_builder_add (parts, one);
      g_free (one);
    }
  return g_strv_builder_end (parts);
}

char *
tessera_authorities_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_auto (GStrv) parts = tessera_authorities_split (text);
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; parts[i] != NULL && problem == NULL; i++)
    {
      g_autoptr (GTlsCertificate) certificate =
          g_tls_certificate_new_from_pem (parts[i], -1, &problem);
    }
  if (problem == NULL && parts[0] != NULL)
    {
      g_autofree char *joined = g_strjoinv ("\n", parts);

      return g_strconcat (joined, "\n", NULL);
    }
  tessera_set_error (error, TESSERA_ERROR_INVALID, problem != NULL ? problem->message : NULL,
                     problem != NULL ? _ ("One of the certificates in it can’t be read.")
                                     : _ ("It does not contain a certificate in PEM format, which "
                                          "begins with “-----BEGIN CERTIFICATE-----”."));
  return NULL;
}

/* No more than a file of certificates can be: what was named may be a disk. */
static char *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = g_malloc (LARGEST_FILE + 1);
  gsize length;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), text, LARGEST_FILE, &length, NULL, error))
    return NULL;
  text[length] = '\0';
  return g_steal_pointer (&text);
}

char *
tessera_authorities_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GError) problem = NULL;
  g_autofree char *text = read_file (path, &problem);
  g_autofree char *shown = g_filename_display_name (path);
  char *all = text != NULL ? tessera_authorities_parse (text, &problem) : NULL;

  if (all != NULL)
    return all;
  if (text == NULL)
    tessera_set_error (error, TESSERA_ERROR_STORAGE, problem->message,
                       _ ("The file “%s” can’t be read. Check its name and its permissions."),
                       shown);
  else
    tessera_set_error (error, TESSERA_ERROR_INVALID, tessera_error_get_details (problem),
                       _ ("The file “%s” can’t be used. %s"), shown, problem->message);
  return NULL;
}
