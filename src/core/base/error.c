/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"

typedef struct
{
  char *details;
  gboolean may_have_happened;
  guint pause; /* seconds */
  GTlsCertificate *certificate;
} TesseraErrorPrivate;

static void
tessera_error_private_init (TesseraErrorPrivate *priv)
{
  priv->details = NULL;
  priv->may_have_happened = FALSE;
  priv->pause = 0;
  priv->certificate = NULL;
}

static void
tessera_error_private_copy (const TesseraErrorPrivate *from, TesseraErrorPrivate *to)
{
  to->details = g_strdup (from->details);
  to->may_have_happened = from->may_have_happened;
  to->pause = from->pause;
  to->certificate = from->certificate != NULL ? g_object_ref (from->certificate) : NULL;
}

static void
tessera_error_private_clear (TesseraErrorPrivate *priv)
{
  g_free (priv->details);
  g_clear_object (&priv->certificate);
}

G_DEFINE_EXTENDED_ERROR (TesseraError, tessera_error)

static GError *G_GNUC_PRINTF (3, 0)
    new_valist (TesseraError code, const char *details, const char *format, va_list args)
{
  GError *error = g_error_new_valist (TESSERA_ERROR, (int) code, format, args);

  tessera_error_get_private (error)->details = g_strdup (details);
  return error;
}

GError *
tessera_error_new (TesseraError code, const char *details, const char *format, ...)
{
  g_return_val_if_fail (format != NULL, NULL);

  GError *error;
  va_list args;

  va_start (args, format);
  error = new_valist (code, details, format, args);
  va_end (args);
  return error;
}

void
tessera_set_error (GError **error, TesseraError code, const char *details, const char *format, ...)
{
  g_return_if_fail (format != NULL);

  va_list args;

  if (error == NULL)
    return;
  g_return_if_fail (*error == NULL);
  va_start (args, format);
  *error = new_valist (code, details, format, args);
  va_end (args);
}

const char *
tessera_error_get_details (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != TESSERA_ERROR)
    return NULL;
  return tessera_error_get_private (error)->details;
}

void
tessera_error_set_may_have_happened (GError *error, gboolean may_have_happened)
{
  g_return_if_fail (error != NULL);

  if (error->domain == TESSERA_ERROR)
    tessera_error_get_private (error)->may_have_happened = may_have_happened;
}

gboolean
tessera_error_may_have_happened (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  if (error->domain == TESSERA_ERROR)
    return tessera_error_get_private (error)->may_have_happened;
  return tessera_error_is_cancelled (error);
}

gboolean
tessera_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_CANCELLED);
}

void
tessera_error_set_pause (GError *error, guint seconds)
{
  g_return_if_fail (error != NULL);

  if (error->domain == TESSERA_ERROR)
    tessera_error_get_private (error)->pause = seconds;
}

guint
tessera_error_get_pause (const GError *error)
{
  return error != NULL && error->domain == TESSERA_ERROR ? tessera_error_get_private (error)->pause
                                                         : 0;
}

void
tessera_error_set_certificate (GError *error, GTlsCertificate *certificate)
{
  g_return_if_fail (error != NULL);
  g_return_if_fail (certificate == NULL || G_IS_TLS_CERTIFICATE (certificate));

  if (error->domain == TESSERA_ERROR)
    g_set_object (&tessera_error_get_private (error)->certificate, certificate);
}

GTlsCertificate *
tessera_error_get_certificate (const GError *error)
{
  return error != NULL && error->domain == TESSERA_ERROR
             ? tessera_error_get_private (error)->certificate
             : NULL;
}
