/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/client/value-finder.h"

#include <string.h>

/* An InfluxDB's answers are nested about six levels deep. json-glib recurses, so a hostile server
 * could exhaust the stack. */
#define DEEPEST 100

typedef struct
{
  char *at;
  char *end;
  guint depth;
  gboolean
      in_auth; /* in the outermost object's own `auth`: the answer to setting up has it there */
} Scanner;

/* @self->at is just after a string's opening quote. Moves it past the closing quote, or to the end
 * of the body if there is none, and returns the string's length. */
static gsize
scan_string (Scanner *self)
{
  gsize left = (gsize) (self->end - self->at);
  const char *begin = self->at;
  gsize length = 0;

  while (length < left && begin[length] != '"')
    length += begin[length] == '\\' && length + 1 < left ? 2 : 1;
  self->at += MIN (length + 1, left);
  return length;
}

static void
skip_space (Scanner *self)
{
  while (self->at < self->end && strchr (" \t\r\n", *self->at) != NULL && *self->at != '\0')
    self->at++;
}

static gboolean
is_value_key (const char *key, gsize length)
{
  return (length == 5 && memcmp (key, "token", 5) == 0) ||
         (length == 11 && memcmp (key, "hashedToken", 11) == 0);
}

/* After a key: takes the value that follows, if it is a string. */
static TesseraSecret *
take_value (Scanner *self)
{
  TesseraSecret *value = NULL;
  char *begin;
  gsize length;

  skip_space (self);
  if (self->at == self->end || *self->at != ':')
    return NULL;
  self->at++;
  skip_space (self);
  if (self->at == self->end || *self->at != '"')
    return NULL;
  begin = ++self->at;
  length = scan_string (self);
  if (length > 0)
    value = tessera_secret_new_length (begin, length);
  memset (begin, 'x', length);
  return value;
}

/* After a key: whether what follows belongs to the token that the answer is about. */
static void
enter_key (Scanner *self, const char *key, gsize length)
{
  if (self->depth == 1)
    self->in_auth = length == 4 && memcmp (key, "auth", 4) == 0;
}

static gboolean
is_own (const Scanner *self, gsize key_length)
{
  return key_length == 5 && (self->depth == 1 || (self->depth == 2 && self->in_auth));
}

TesseraSecret *
tessera_value_finder_take (char *body, gsize length)
{
  Scanner self = { body, body + length, 0, FALSE };
  TesseraSecret *found = NULL;

  while (self.at < self.end)
    {
      char c = *self.at++;

      if ((c == '{' || c == '[') && ++self.depth > DEEPEST)
        {
          memset (self.at - 1, ' ', (gsize) (self.end - self.at + 1));
          break;
        }
      else if ((c == '}' || c == ']') && self.depth > 0)
        self.depth--;
      else if (c == '"')
        {
          char *key = self.at;
          gsize key_length = scan_string (&self);
          TesseraSecret *value = NULL;

          enter_key (&self, key, key_length);
          if (is_value_key (key, key_length))
            value = take_value (&self);
          if (value != NULL && found == NULL && is_own (&self, key_length))
            found = g_steal_pointer (&value);
          g_clear_pointer (&value, tessera_secret_unref);
        }
    }
  return found;
}
