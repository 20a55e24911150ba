/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"

typedef struct
{
  char *details;
} TesseraErrorPrivate;

static void
tessera_error_private_init (TesseraErrorPrivate *priv)
{
  priv->details = NULL;
}

static void
tessera_error_private_copy (const TesseraErrorPrivate *from, TesseraErrorPrivate *to)
{
  to->details = g_strdup (from->details);
}

static void
tessera_error_private_clear (TesseraErrorPrivate *priv)
{
  g_free (priv->details);
}

G_DEFINE_EXTENDED_ERROR (TesseraError, tessera_error)

GError *
tessera_error_new (TesseraError code, const char *details, const char *format, ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (TESSERA_ERROR, (int) code, format, args);
  va_end (args);
  tessera_error_get_private (error)->details = g_strdup (details);
  return error;
}

const char *
tessera_error_get_details (const GError *error)
{
  if (error->domain != TESSERA_ERROR)
    return NULL;
  return tessera_error_get_private (error)->details;
}
