/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/failure.h"

#include "core/base/error.h"
#include "core/model/certificate.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

static char *
format_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  /* Translators: a day and a time, as strftime() formats them */
  return g_date_time_format (now, _ ("%x, %R"));
}

static char *
explain_clock (GTlsCertificateFlags flags, const char *host)
{
  g_autofree char *now = format_now ();

  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return g_strdup_printf (_ ("The certificate for “%s” has expired, so nothing was sent. This "
                               "computer’s clock says %s. If that is right, the server needs a new "
                               "certificate."),
                            host, now);
  return g_strdup_printf (_ ("The certificate for “%s” is not valid yet, so nothing was sent. This "
                             "computer’s clock says %s. If that is right, check the server’s "
                             "certificate."),
                          host, now);
}

/* A wrong name comes last: whoever issued such a certificate, and when, matters first. */
static char *
explain_certificate (GTlsCertificateFlags flags, const char *host)
{
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return g_strdup_printf (
        _ ("The certificate for “%s” is not trusted, because this computer does not know who "
           "issued it, so nothing was sent. Check the address, or install the server’s CA "
           "certificate on this computer."),
        host);
  if (flags & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED))
    return explain_clock (flags, host);
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return g_strdup_printf (g_hostname_is_ip_address (host)
                                ? _ ("The server’s certificate does not include the IP address "
                                     "“%s”, so nothing was sent. Use the server’s name instead.")
                                : _ ("The server’s certificate is for a name other than “%s”, so "
                                     "nothing was sent. Use the name in the certificate."),
                            host);
  return g_strdup_printf (
      _ ("The certificate for “%s” is not trusted, so nothing was sent. Check the address, or "
         "install the server’s CA certificate on this computer."),
      host);
}

static GError *
explain_changed (const TesseraFailurePlace *place)
{
  g_autofree char *presented = tessera_certificate_get_fingerprint (place->refused);
  g_autofree char *old = tessera_fingerprint_format (place->pinned);
  g_autofree char *new = tessera_fingerprint_format (presented);
  g_autofree char *details =
      /* Translators: two fingerprints */
      g_strdup_printf (_ ("SHA-256 fingerprint before: %s\nSHA-256 fingerprint now: %s"), old, new);

  return tessera_error_new (
      TESSERA_ERROR_CERTIFICATE_CHANGED, details,
      _ ("The certificate for “%s” is not the one that you trust, so nothing was sent. It may have "
         "been renewed, or someone else may be responding in the server’s place. Ask whoever runs "
         "the server before you trust the new one."),
      place->host);
}

/* Before anything was written: only then can the message say that nothing was sent. */
static GError *
explain_unsafe (const GError *cause, const TesseraFailurePlace *place)
{
  g_autofree char *text = NULL;

  if (place->refused != NULL && place->pinned != NULL)
    return explain_changed (place);
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    text = explain_certificate (place->certificate, place->host);
  else
    text = g_strdup_printf (_ ("“%s” does not seem to use https on this port, so nothing was sent. "
                               "Check the port, or try an address that begins with http://."),
                            place->host);
  return tessera_error_new (TESSERA_ERROR_TLS, cause->message, "%s", text);
}

static gboolean
is_unreachable (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND);
}

static gboolean
is_of_proxy (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED);
}

static GError *
explain_proxy (const GError *cause, const TesseraFailurePlace *place)
{
  if (place->proxy == NULL)
    return tessera_error_new (TESSERA_ERROR_UNREACHABLE, cause->message,
                              _ ("The proxy does not let Tessera connect to “%s”. Check this "
                                 "computer’s proxy settings."),
                              place->host);
  if (is_of_proxy (cause))
    return tessera_error_new (TESSERA_ERROR_UNREACHABLE, cause->message,
                              _ ("The proxy “%s” does not let Tessera connect to “%s”. Check this "
                                 "computer’s proxy settings."),
                              place->proxy, place->host);
  return tessera_error_new (TESSERA_ERROR_UNREACHABLE, cause->message,
                            _ ("The proxy “%s” is not responding, so “%s” can’t be reached. Check "
                               "this computer’s proxy settings."),
                            place->proxy, place->host);
}

static GError *
explain_unreachable (const GError *cause, const TesseraFailurePlace *place)
{
  if (place->proxy != NULL)
    return explain_proxy (cause, place);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return tessera_error_new (TESSERA_ERROR_UNREACHABLE, cause->message,
                              _ ("Nothing is listening on this port at “%s”. Check the port, and "
                                 "make sure that InfluxDB is running there."),
                              place->host);
  return tessera_error_new (TESSERA_ERROR_UNREACHABLE, cause->message,
                            _ ("“%s” can’t be reached from here. Check the address and this "
                               "computer’s network connection."),
                            place->host);
}

GError *
tessera_failure_explain (const GError *cause, const TesseraFailurePlace *place)
{
  g_return_val_if_fail (cause != NULL, NULL);
  g_return_val_if_fail (place != NULL, NULL);

  if (cause->domain == G_RESOLVER_ERROR)
    return tessera_error_new (TESSERA_ERROR_UNREACHABLE, cause->message,
                              _ ("No server named “%s” was found. Check the spelling of the "
                                 "address and this computer’s network connection."),
                              place->host);
  /* With TLS 1.3 the server says so after the request was written, and GLib does not tell its
   * alerts apart. */
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED) ||
      (cause->domain == G_TLS_ERROR && place->wants_certificate && place->certificate == 0))
    return tessera_error_new (
        TESSERA_ERROR_TLS, cause->message,
        _ ("“%s” requires a client certificate, which Tessera can’t provide."), place->host);
  if (cause->domain == G_TLS_ERROR && !place->written)
    {
      GError *error = explain_unsafe (cause, place);

      tessera_error_set_certificate (error, place->refused);
      return error;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return tessera_error_new (TESSERA_ERROR_TIMED_OUT, NULL,
                              _ ("“%s” did not respond in time. Try again. If it happens again, "
                                 "check the server."),
                              place->host);
  if (is_of_proxy (cause))
    return explain_proxy (cause, place);
  if (is_unreachable (cause))
    return explain_unreachable (cause, place);
  if (g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING))
    return tessera_error_new (
        TESSERA_ERROR_NOT_INFLUXDB, cause->message,
        _ ("A server responded at “%s”, but it does not speak HTTP. Check the "
           "address and port. InfluxDB listens on port 8086 by default."),
        place->host);
  /* Connection reset, or closed in the middle of an answer. */
  return tessera_error_new (TESSERA_ERROR_BAD_ANSWER, cause->message,
                            _ ("The connection to “%s” was lost before the complete response "
                               "arrived. Try again. If it happens again, check the server, the "
                               "network, and any proxy in between."),
                            place->host);
}
