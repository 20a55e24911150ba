/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/client-private.h"

#include <string.h>

#define SHORTEST 4 /* anything shorter can't be a secret, and is in every page */

static void
hide_text (char *body, const char *text, gsize length)
{
  g_autofree char *needle = NULL;

  if (length < SHORTEST)
    return;
  needle = g_strndup (text, length);
  for (char *at = body; (at = strstr (at, needle)) != NULL; at += length)
    memset (at, 'x', length);
  tessera_wipe (needle, length);
}

static void
hide_secret (char *body, TesseraSecret *secret)
{
  if (secret != NULL)
    hide_text (body, tessera_secret_peek (secret), tessera_secret_get_length (secret));
}

/* The values in name=value; name=value: a page may show them one by one. */
static void
hide_cookies (char *body, TesseraSecret *cookies)
{
  const char *cookie = tessera_secret_peek (cookies);

  while (*cookie != '\0')
    {
      gsize length = strcspn (cookie, ";");
      gsize name = strcspn (cookie, "=;");

      if (name < length)
        hide_text (body, cookie + name + 1, length - name - 1);
      cookie += length + strspn (cookie + length, "; ");
    }
}

/* A gate may want “Bearer VALUE”, and show only the value. */
static void
hide_header (char *body, const TesseraHeader *header)
{
  const char *value = tessera_secret_peek (header->value);
  const char *blank = strrchr (value, ' ');

  hide_secret (body, header->value);
  if (g_ascii_strcasecmp (header->name, "Cookie") == 0)
    hide_cookies (body, header->value);
  else if (blank != NULL)
    hide_text (body, blank + 1, strlen (blank + 1));
}

/* An InfluxDB's own data is left alone: a header's value may be the name of an organization. */
static gboolean
is_data (const TesseraAnswer *answer)
{
  const char *begin = answer->body + strspn (answer->body, " \t\r\n");

  return answer->status < 400 && (*begin == '{' || *begin == '[');
}

static void
hide_more (TesseraClient *self, char *text)
{
  if (self->cookies != NULL)
    hide_cookies (text, self->cookies);
  for (guint i = 0; i < self->headers->len; i++)
    hide_header (text, g_ptr_array_index (self->headers, i));
}

void
tessera_call_hide_credentials (TesseraClient *self, TesseraSecret *basic, TesseraSecret *password,
                               TesseraAnswer *answer)
{
  hide_secret (answer->body, self->token);
  if (is_data (answer))
    return;
  hide_secret (answer->body, basic);
  hide_secret (answer->body, password);
  hide_more (self, answer->body);
  if (answer->challenge != NULL)
    hide_more (self, answer->challenge);
}
