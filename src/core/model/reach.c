/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/reach.h"

#include "core/base/error.h"
#include "core/model/certificate.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TesseraReach
{
  GObject parent_instance;

  TesseraTrust trust;
  char *subject;
  GStrv headers;
};

G_DEFINE_FINAL_TYPE (TesseraReach, tessera_reach, G_TYPE_OBJECT)

static void
tessera_reach_finalize (GObject *object)
{
  TesseraReach *self = TESSERA_REACH (object);

  g_free (self->subject);
  g_strfreev (self->headers);
  G_OBJECT_CLASS (tessera_reach_parent_class)->finalize (object);
}

static void
tessera_reach_class_init (TesseraReachClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_reach_finalize;
}

static void
tessera_reach_init (TesseraReach *self)
{
}

/* Names of headers are the same in any case (RFC 9110, 5.1). */
static gboolean
has_name (const char *const *names, const char *name)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp (*names, name) == 0)
      return TRUE;
  return FALSE;
}

TesseraReach *
tessera_reach_new (TesseraTrust trust, const char *subject, const char *const *headers)
{
  g_return_val_if_fail (
      (subject != NULL) == (trust == TESSERA_TRUST_AUTHORITY || trust == TESSERA_TRUST_FINGERPRINT),
      NULL);

  TesseraReach *self = g_object_new (TESSERA_TYPE_REACH, NULL);

  self->trust = trust;
  self->subject = g_strdup (subject);
  self->headers = headers != NULL ? g_strdupv ((GStrv) headers) : g_new0 (char *, 1);
  return self;
}

TesseraReach *
tessera_reach_with_trust (TesseraReach *self, TesseraTrust trust, const char *subject)
{
  g_return_val_if_fail (TESSERA_IS_REACH (self), NULL);

  return tessera_reach_new (trust, subject, tessera_reach_get_headers (self));
}

TesseraReach *
tessera_reach_without_header (TesseraReach *self, const char *name)
{
  g_return_val_if_fail (TESSERA_IS_REACH (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;

  for (guint i = 0; self->headers[i] != NULL; i++)
    if (g_ascii_strcasecmp (self->headers[i], name) != 0)
      g_strv_builder_add (names, self->headers[i]);
  left = g_strv_builder_end (names);
  return tessera_reach_new (self->trust, self->subject, (const char *const *) left);
}

TesseraReach *
tessera_reach_with_header (TesseraReach *self, const char *name)
{
  g_return_val_if_fail (TESSERA_IS_REACH (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (tessera_reach_has_header (self, name))
    return g_object_ref (self);
  g_strv_builder_addv (names, (const char **) self->headers);
  g_strv_builder_add (names, name);
  all = g_strv_builder_end (names);
  return tessera_reach_new (self->trust, self->subject, (const char *const *) all);
}

TesseraTrust
tessera_reach_get_trust (TesseraReach *self)
{
  g_return_val_if_fail (TESSERA_IS_REACH (self), TESSERA_TRUST_SYSTEM);

  return self->trust;
}

const char *
tessera_reach_get_subject (TesseraReach *self)
{
  g_return_val_if_fail (TESSERA_IS_REACH (self), NULL);

  return self->subject;
}

const char *const *
tessera_reach_get_headers (TesseraReach *self)
{
  g_return_val_if_fail (TESSERA_IS_REACH (self), NULL);

  return (const char *const *) self->headers;
}

gboolean
tessera_reach_has_header (TesseraReach *self, const char *name)
{
  g_return_val_if_fail (TESSERA_IS_REACH (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return has_name (tessera_reach_get_headers (self), name);
}

/* The first authority: usually the only one. */
static char *
describe_authority (const char *pem)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autofree char *subject =
      certificate != NULL ? g_tls_certificate_get_subject_name (certificate) : NULL;
  g_autofree char *valid = g_utf8_make_valid (subject != NULL ? subject : "", -1);

  return g_strdup_printf (_ ("This computer’s authorities, and “%s”"), valid);
}

char *
tessera_reach_describe_trust (TesseraReach *self)
{
  g_return_val_if_fail (TESSERA_IS_REACH (self), NULL);

  switch (self->trust)
    {
    case TESSERA_TRUST_AUTHORITY:
      return describe_authority (self->subject);
    case TESSERA_TRUST_FINGERPRINT:
      return g_strdup (_ ("Only one certificate"));
    case TESSERA_TRUST_NONE:
      return g_strdup (_ ("Any certificate, without verifying it"));
    case TESSERA_TRUST_SYSTEM:
    default:
      return g_strdup (_ ("This computer’s authorities"));
    }
}

/* Headers */

/* Headers with credentials, an address, or a length, and those that libsoup overwrites. */
static const char *const reserved[] = {
  "Accept",
  "Accept-Encoding",
  "Authorization",
  "Connection",
  "Content-Encoding",
  "Content-Length",
  "Content-Type",
  "Expect",
  "Host",
  "Keep-Alive",
  "Proxy-Connection",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
  "User-Agent",
  NULL,
};

gboolean
tessera_header_check_name (const char *name, GError **error)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("!#$%&'*+-.^_`|~", *p) == NULL)
      {
        tessera_set_error (error, TESSERA_ERROR_INVALID, NULL,
                           _ ("The name of a header can contain only letters, digits, and some "
                              "punctuation such as “-” and “_”, but no spaces."));
        return FALSE;
      }
  if (*name == '\0')
    {
      tessera_set_error (error, TESSERA_ERROR_INVALID, NULL, _ ("The header has no name."));
      return FALSE;
    }
  if (!has_name (reserved, name))
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_INVALID, NULL,
                     _ ("Tessera sets the header “%s” itself, so it can’t be added."), name);
  return FALSE;
}

gboolean
tessera_header_check_value (const char *name, TesseraSecret *value, GError **error)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  const char *text = tessera_secret_peek (value);

  if (*text == '\0')
    {
      tessera_set_error (error, TESSERA_ERROR_INVALID, NULL, _ ("The header “%s” has no value."),
                         name);
      return FALSE;
    }
  for (; *text != '\0'; text++)
    if (*text != '\t' && g_ascii_iscntrl (*text))
      {
        tessera_set_error (error, TESSERA_ERROR_INVALID, NULL,
                           _ ("The value of the header “%s” contains a line break or another "
                              "control character. It must be one line of text."),
                           name);
        return FALSE;
      }
  return TRUE;
}
