/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/cookies.h"

#include <string.h>

static gboolean
has_same_name (gconstpointer one, gconstpointer other)
{
  const char *a = one, *b = other;
  gsize length = strcspn (a, "=");

  return strncmp (a, b, length + 1) == 0;
}

/* A cookie that is set twice has its last value, and one without a value is to be deleted. */
static void
take_cookie (const char *name, const char *text, gpointer user_data)
{
  GPtrArray *cookies = user_data;
  gsize length = strcspn (text, ";");
  char *cookie;
  guint index;

  if (g_ascii_strcasecmp (name, "Set-Cookie") != 0 || memchr (text, '=', length) == NULL)
    return;
  cookie = g_strchomp (g_strndup (text, length));
  if (g_ptr_array_find_with_equal_func (cookies, cookie, has_same_name, &index))
    g_ptr_array_remove_index (cookies, index);
  if (strchr (cookie, '=')[1] == '\0')
    tessera_wipe_free (cookie);
  else
    g_ptr_array_add (cookies, cookie);
}

TesseraSecret *
tessera_cookies_read (SoupMessageHeaders *headers)
{
  g_return_val_if_fail (headers != NULL, NULL);

  g_autoptr (GPtrArray) cookies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_wipe_free);

  soup_message_headers_foreach (headers, take_cookie, cookies);
  if (cookies->len == 0)
    return NULL;
  g_ptr_array_add (cookies, NULL);
  return tessera_secret_new_take (g_strjoinv ("; ", (char **) cookies->pdata));
}
