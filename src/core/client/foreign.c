/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/foreign.h"

#include "core/base/error.h"
#include "core/client/server-traits.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_TITLE 200

/* NULL if the answer does not seem to come from the proxy. */
static GError *
explain_proxy (const TesseraAnswer *answer)
{
  if (answer->status == 407)
    return tessera_error_new (
        TESSERA_ERROR_UNREACHABLE, NULL,
        _ ("The proxy “%s” requires a user name and password. Set them in this "
           "computer’s proxy settings."),
        answer->proxy);
  if (answer->is_of_proxy)
    return tessera_error_new (
        TESSERA_ERROR_UNREACHABLE, NULL,
        _ ("The proxy “%s” does not let Tessera connect to the server (status "
           "%u). Check this computer’s proxy settings."),
        answer->proxy, answer->status);
  if (answer->status >= 502 && answer->status <= 504)
    return tessera_error_new (TESSERA_ERROR_UNREACHABLE, NULL,
                              _ ("The proxy “%s” could not get a response from the server (status "
                                 "%u). Check the address, the server, and this computer’s proxy "
                                 "settings."),
                              answer->proxy, answer->status);
  return NULL;
}

/* As Go and nginx answer a plain request to a port that speaks TLS. */
static gboolean
wants_https (const TesseraAnswer *answer)
{
  return answer->status == 400 &&
         (strstr (answer->body, "HTTP request to an HTTPS server") != NULL ||
          strstr (answer->body, "sent to HTTPS port") != NULL);
}

static GError *
explain_https (gboolean was_signed)
{
  if (!was_signed)
    return tessera_error_new (TESSERA_ERROR_INVALID_ADDRESS, NULL,
                              _ ("The server uses https on this port. Use an address that begins "
                                 "with https://."));
  return tessera_error_new (
      TESSERA_ERROR_INVALID_ADDRESS, NULL,
      _ ("The server uses https on this port. Use an address that begins with "
         "https://. The credentials have already been sent unencrypted."));
}

/* The title of a page, or the first line of a text: what a person would see of it first. */
static char *
read_title (const TesseraAnswer *answer)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "<title[^>]*>\\s*([^<\\s][^<]*)|<h1[^>]*>\\s*([^<\\s][^<]*)|\\A\\s*([^<{\\s][^<\\n]*)",
      G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *body = g_utf8_make_valid (answer->body, (gssize) answer->length);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *title = NULL;

  if (!g_regex_match (regex, body, G_REGEX_MATCH_DEFAULT, &match))
    return NULL;
  title = g_match_info_fetch (match, g_match_info_get_match_count (match) - 1);
  g_strstrip (title);
  return *title != '\0'
             ? g_utf8_substring (title, 0, MIN (LONGEST_TITLE, g_utf8_strlen (title, -1)))
             : NULL;
}

static GError *
explain_version (const TesseraAnswer *answer)
{
  return tessera_error_new (
      TESSERA_ERROR_NOT_INFLUXDB, NULL,
      _ ("This is InfluxDB %s, but Tessera works only with InfluxDB 2 and InfluxDB Cloud. Connect "
         "to one of those instead."),
      answer->version);
}

/* The credentials that it wants can't be sent: a request has room for one kind, and that is the
 * token. */
static GError *
explain_challenge (const TesseraAnswer *answer, const char *title)
{
  g_autoptr (GHashTable) parameters =
      soup_header_parse_param_list (answer->challenge + strcspn (answer->challenge, " "));
  const char *realm = g_hash_table_lookup (parameters, "realm");

  return tessera_error_new (
      TESSERA_ERROR_NOT_INFLUXDB, title,
      _ ("Something in front of “%s” requires its own credentials (“%s”) and blocked the request. "
         "Configure it to allow requests to InfluxDB’s API, or use an address that connects "
         "directly to InfluxDB."),
      answer->address, realm != NULL ? realm : answer->challenge);
}

static GError *
explain_refused (const TesseraAnswer *answer, const char *title)
{
  return tessera_error_new (
      TESSERA_ERROR_NOT_INFLUXDB, title,
      _ ("Something in front of InfluxDB at “%s” refused the request (status %u), or this is not "
         "the address of an InfluxDB server. Check the address, or ask the administrator to allow "
         "requests to InfluxDB’s API."),
      answer->address, answer->status);
}

/* NULL if the status is not one with which a server in front refuses. */
static GError *
explain_front (const TesseraAnswer *answer, const char *title)
{
  switch (answer->status)
    {
    case 401:
      /* InfluxDB's own has a body, except for a HEAD, of which only a success matters. */
      if (answer->challenge != NULL)
        return explain_challenge (answer, title);
      return explain_refused (answer, title);
    case 403:
      return explain_refused (answer, title);
    case 413:
      return tessera_error_new (
          TESSERA_ERROR_NOT_INFLUXDB, title,
          _ ("Something in front of InfluxDB at “%s” refused the request because it was too large "
             "(status 413). Raise the size limit there, or use an address that connects directly "
             "to InfluxDB."),
          answer->address);
    case 502:
    case 503:
    case 504:
      return tessera_error_new (TESSERA_ERROR_SERVER, title,
                                _ ("The server at “%s” is not available at the moment (status %u). "
                                   "Try again later, or check that InfluxDB is running there."),
                                answer->address, answer->status);
    default:
      return NULL;
    }
}

GError *
tessera_foreign_new (const TesseraAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, NULL);

  g_autofree char *title = read_title (answer);

  return tessera_error_new (TESSERA_ERROR_NOT_INFLUXDB, title,
                            _ ("A server responded at “%s” (status %u), but it is not InfluxDB. "
                               "Check the address and port. InfluxDB listens on port 8086 by "
                               "default."),
                            answer->address, answer->status);
}

/* What did not come from an InfluxDB; NULL if it may have. */
GError *
tessera_foreign_explain (const TesseraAnswer *answer, gboolean was_signed)
{
  g_return_val_if_fail (answer != NULL, NULL);

  GError *error = answer->proxy != NULL ? explain_proxy (answer) : NULL;
  g_autofree char *title = read_title (answer);

  if (error != NULL)
    return error;
  if (wants_https (answer))
    return explain_https (was_signed);
  if (answer->version != NULL && !tessera_server_is_supported (answer->version))
    return explain_version (answer);
  error = explain_front (answer, title);
  if (error != NULL)
    return error;
  /* An InfluxDB's 405 has no body. Other answers without its kind of body come from something in
   * front of it, or from something that is not an InfluxDB. */
  if (answer->status == 404 || (answer->status < 500 && answer->status != 405 &&
                                answer->status != 429 && answer->length > 0))
    return tessera_foreign_new (answer);
  return NULL;
}

/* Something in front may answer after an InfluxDB has done the work, too. It has not asked one if
 * it misses credentials or permission, or could not take the request. An InfluxDB's 405 has no
 * body. */
gboolean
tessera_foreign_may_have_happened (const TesseraAnswer *answer)
{
  static const guint refused[] = { 401, 403, 405, 407, 411, 413, 414, 431 };

  g_return_val_if_fail (answer != NULL, TRUE);

  /* Who speaks TLS has not understood the request. */
  if (wants_https (answer))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (answer->status == refused[i])
      return FALSE;
  return !answer->is_of_proxy &&
         (answer->version == NULL || tessera_server_is_supported (answer->version));
}
