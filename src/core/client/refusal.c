/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/refusal.h"

#include "core/base/error.h"
#include "core/client/foreign.h"
#include "core/client/json.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
tessera_refusal_find_permission (const char *message, char **action, char **type)
{
  g_return_val_if_fail (message != NULL, FALSE);

  g_autoptr (GRegex) regex = g_regex_new ("(read|write):(?:orgs/[0-9a-f]{16}/)?([a-zA-Z]+)",
                                          G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, message, G_REGEX_MATCH_DEFAULT, &match))
    return FALSE;
  *action = g_match_info_fetch (match, 1);
  *type = g_match_info_fetch (match, 2);
  return TRUE;
}

static char *
name_permission (const char *message)
{
  g_autofree char *action = NULL, *type = NULL;

  if (!tessera_refusal_find_permission (message, &action, &type))
    return g_strdup (message);
  return g_strdup_printf ("%s %s", action, type);
}

gboolean
tessera_refusal_mentions (const char *message, const TesseraPermission *permission)
{
  g_return_val_if_fail (message != NULL, FALSE);
  g_return_val_if_fail (permission != NULL, FALSE);

  const char *org_id = tessera_permission_get_org_id (permission);
  const char *id = tessera_permission_get_id (permission);
  /* As InfluxDB writes it: `read:orgs/ORG/buckets/ID`, `read:users/ID`, `read:buckets`. */
  g_autofree char *name =
      g_strconcat (tessera_action_to_string (tessera_permission_get_action (permission)), ":",
                   org_id != NULL ? "orgs/" : "", org_id != NULL ? org_id : "",
                   org_id != NULL ? "/" : "", tessera_permission_get_resource_type (permission),
                   id != NULL ? "/" : "", id != NULL ? id : "", " ", NULL);

  return strstr (message, name) != NULL;
}

static GError *
explain_unknown (const char *message, TesseraSigner signer)
{
  switch (signer)
    {
    case TESSERA_SIGNER_PASSWORD:
      return tessera_error_new (TESSERA_ERROR_UNAUTHORIZED, message,
                                _ ("The server did not accept this user name and password. Check "
                                   "both and try again."));
    case TESSERA_SIGNER_SESSION:
      return tessera_error_new (
          TESSERA_ERROR_UNAUTHORIZED, message,
          _ ("Your session has expired. Sign in again. Nothing you entered has been lost."));
    case TESSERA_SIGNER_TOKEN:
      return tessera_error_new (
          TESSERA_ERROR_UNAUTHORIZED, message,
          _ ("The server does not recognize this API token. It may have been deleted, it may "
             "belong to another server, or the server may have been set up again. Check the token, "
             "or sign in with another one."));
    case TESSERA_SIGNER_NONE:
    default:
      return tessera_error_new (TESSERA_ERROR_UNAUTHORIZED, message, _ ("You need to sign in."));
    }
}

static GError *
explain_401 (const char *message, TesseraSigner signer)
{
  g_autofree char *permission = NULL;

  if (g_str_equal (message, "token is inactive"))
    return tessera_error_new (TESSERA_ERROR_TOKEN_INACTIVE, message,
                              _ ("The API token you are signed in with is inactive. Have it "
                                 "activated on the server, or sign in with another one."));
  if (!g_str_has_suffix (message, " is unauthorized"))
    return explain_unknown (message, signer);
  permission = name_permission (message);
  return tessera_error_new (
      TESSERA_ERROR_FORBIDDEN, message,
      _ ("You don’t have permission to do that: “%s” is missing. Sign in with a token or user "
         "that has it."),
      permission);
}

static GError *
explain_403 (const char *message)
{
  g_autofree char *permission = NULL;

  if (g_str_equal (message, "User is inactive"))
    return tessera_error_new (TESSERA_ERROR_FORBIDDEN, message,
                              _ ("The user you are signed in as is inactive or was deleted. Sign "
                                 "in as a different user."));
  if (!g_str_has_prefix (message, "permission "))
    return tessera_error_new (
        TESSERA_ERROR_FORBIDDEN, message,
        _ ("The server does not allow this account to do that. Sign in with a token or user that "
           "can."));
  permission = name_permission (message);
  return tessera_error_new (TESSERA_ERROR_NOT_GRANTABLE, message,
                            _ ("This account can’t grant “%s”, because it does not have that "
                               "permission itself. Leave it out, or sign in with a token or user "
                               "that has it."),
                            permission);
}

/* Only the beginning of the server's message goes into the sentence; the details have all of it. */
#define QUOTED 200

static char *
quote (const char *message)
{
  return g_utf8_strlen (message, -1) > QUOTED ? g_utf8_substring (message, 0, QUOTED)
                                              : g_strdup (message);
}

static GError *
explain_429 (const char *message, guint pause)
{
  if (pause == 0)
    return tessera_error_new (TESSERA_ERROR_TOO_MANY_REQUESTS, message,
                              _ ("The server received too many requests. Wait a minute, then try "
                                 "again."));
  return tessera_error_new (
      TESSERA_ERROR_TOO_MANY_REQUESTS, message,
      ngettext ("The server received too many requests. Try again in %u second.",
                "The server received too many requests. Try again in %u seconds.", pause),
      pause);
}

static GError *
explain_status (guint status, const char *message)
{
  g_autofree char *words = quote (message);

  switch (status)
    {
    case 404:
    case 405:
      return tessera_error_new (
          TESSERA_ERROR_NOT_FOUND, message,
          _ ("The server can’t find what was requested (“%s”). It may have been deleted. Refresh "
             "the list, then try again."),
          words);
    case 409:
    case 422:
      return tessera_error_new (TESSERA_ERROR_CONFLICT, message,
                                _ ("The server rejected the request: “%s”. Choose another name or "
                                   "value."),
                                words);
    default:
      if (status >= 500)
        return tessera_error_new (TESSERA_ERROR_SERVER, message,
                                  _ ("The server reported an internal error (“%s”). Try again "
                                     "later, or check the server’s log."),
                                  words);
      return tessera_error_new (TESSERA_ERROR_INVALID, message,
                                _ ("The server rejected the request: “%s”. Change it and try "
                                   "again."),
                                words);
    }
}

static gboolean
read_message (const TesseraAnswer *answer, char **message)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer->body, answer->length);
  g_autoptr (JsonNode) root = tessera_json_parse (bytes, NULL);

  return root != NULL && tessera_json_read_error (root, message);
}

static GError *
explain (const TesseraAnswer *answer, const char *message, TesseraSigner signer)
{
  switch (answer->status)
    {
    case 429:
      return explain_429 (message, answer->pause);
    case 401:
      return explain_401 (message, signer);
    case 403:
      return explain_403 (message);
    default:
      return explain_status (answer->status, message);
    }
}

GError *
tessera_refusal_explain (const TesseraAnswer *answer, TesseraSigner signer)
{
  g_return_val_if_fail (answer != NULL, NULL);

  g_autofree char *message = NULL;
  gboolean from_influxdb = read_message (answer, &message);
  GError *error =
      from_influxdb ? NULL : tessera_foreign_explain (answer, signer != TESSERA_SIGNER_NONE);

  if (message == NULL)
    message = g_strdup_printf (_ ("status %u"), answer->status);
  if (error == NULL)
    error = explain (answer, message, signer);
  /* InfluxDB refuses before it changes anything, but a 5xx may come in the middle of the work. */
  tessera_error_set_may_have_happened (
      error, from_influxdb ? answer->status >= 500 : tessera_foreign_may_have_happened (answer));
  tessera_error_set_pause (error, answer->pause);
  return error;
}
