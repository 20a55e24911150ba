/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memfd_create() */
#include "core/client/trust.h"

#include "core/model/certificate.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

static gboolean
append_file (GString *all, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  g_string_append_printf (all, "%s\n", text);
  return TRUE;
}

/* The folder may hold other things, and links that lead nowhere. */
static gboolean
append_folder (GString *all, const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      append_file (all, file, NULL);
    }
  return TRUE;
}

static gboolean
append_folders (GString *all, const char *paths, GError **error)
{
  g_auto (GStrv) folders = g_strsplit (paths, G_SEARCHPATH_SEPARATOR_S, -1);

  for (guint i = 0; folders[i] != NULL; i++)
    if (*folders[i] != '\0' && !append_folder (all, folders[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_all (int descriptor, const GString *all, GError **error)
{
  gsize written = 0;

  while (written < all->len)
    {
      gssize count = write (descriptor, all->str + written, all->len - written);

      if (count < 0)
        {
          g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                               g_strerror (errno));
          return FALSE;
        }
      written += (gsize) count;
    }
  return TRUE;
}

/* GLib takes the authorities from one file, which it reads again later: one in memory, which stays
 * open. */
static GTlsDatabase *
load (const GString *all, GError **error)
{
  int descriptor = memfd_create ("tessera-authorities", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", descriptor);

  if (descriptor < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                           g_strerror (errno));
      return NULL;
    }
  if (write_all (descriptor, all, error))
    return g_tls_file_database_new (path, error);
  g_close (descriptor, NULL);
  return NULL;
}

GTlsDatabase *
tessera_trust_new_from_environment (GError **error)
{
  const char *file = g_getenv ("SSL_CERT_FILE");
  const char *folders = g_getenv ("SSL_CERT_DIR");
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *path = NULL;

  if ((file == NULL || *file == '\0') && (folders == NULL || *folders == '\0'))
    return NULL;
  if (folders == NULL || *folders == '\0')
    {
      path = g_canonicalize_filename (file, NULL);
      return g_tls_file_database_new (path, error);
    }
  if (file != NULL && *file != '\0' && !append_file (all, file, error))
    return NULL;
  return append_folders (all, folders, error) ? load (all, error) : NULL;
}

static GTlsCertificateFlags
verify (GTlsCertificate *certificate, const char *host, GTlsCertificate *authority)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, 0);

  return g_tls_certificate_verify (certificate, identity, authority);
}

/* What the authority that issued it finds wrong, or else what the system's authorities did. */
static GTlsCertificateFlags
verify_by_any (GTlsCertificate *certificate, const char *host, const char *authorities,
               GTlsCertificateFlags faults)
{
  g_auto (GStrv) parts = tessera_authorities_split (authorities);

  for (guint i = 0; parts[i] != NULL && faults != 0; i++)
    {
      g_autoptr (GTlsCertificate) authority = g_tls_certificate_new_from_pem (parts[i], -1, NULL);
      GTlsCertificateFlags found =
          authority != NULL ? verify (certificate, host, authority) : G_TLS_CERTIFICATE_UNKNOWN_CA;

      if ((found & G_TLS_CERTIFICATE_UNKNOWN_CA) == 0)
        faults = found;
    }
  return faults;
}

static gboolean
has_fingerprint (GTlsCertificate *certificate, const char *pinned)
{
  g_autofree char *fingerprint = tessera_certificate_get_fingerprint (certificate);

  return g_str_equal (fingerprint, pinned);
}

GTlsCertificateFlags
tessera_trust_check (TesseraReach *reach, GTlsCertificate *certificate, const char *host,
                     GTlsCertificateFlags faults)
{
  g_return_val_if_fail (TESSERA_IS_REACH (reach), G_TLS_CERTIFICATE_GENERIC_ERROR);
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), G_TLS_CERTIFICATE_GENERIC_ERROR);
  g_return_val_if_fail (host != NULL, G_TLS_CERTIFICATE_GENERIC_ERROR);

  switch (tessera_reach_get_trust (reach))
    {
    case TESSERA_TRUST_AUTHORITY:
      return verify_by_any (certificate, host, tessera_reach_get_subject (reach), faults);
    case TESSERA_TRUST_FINGERPRINT:
      return has_fingerprint (certificate, tessera_reach_get_subject (reach))
                 ? 0
                 : faults | G_TLS_CERTIFICATE_GENERIC_ERROR;
    case TESSERA_TRUST_NONE:
      return 0;
    case TESSERA_TRUST_SYSTEM:
    default:
      return faults;
    }
}
