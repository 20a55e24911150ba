/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraFailurePlace:
 * @host: the server's name or IP address
 * @proxy: (nullable): the proxy that the request went to, in the form `HOST:PORT`
 * @written: whether the request was written
 * @certificate: what is wrong with the server's certificate
 * @refused: (nullable): the server's certificate, if it was refused
 * @pinned: (nullable): the fingerprint of the only one to be accepted
 * @wants_certificate: whether the server asked for a certificate of the client's
 *
 * Where an exchange failed, and how far it got.
 */
typedef struct
{
  const char *host;
  const char *proxy;
  gboolean written;
  GTlsCertificateFlags certificate;
  GTlsCertificate *refused;
  const char *pinned;
  gboolean wants_certificate;
} TesseraFailurePlace;

/**
 * tessera_failure_explain:
 * @cause: an error from libsoup or GIO
 *
 * Says what happened to an exchange that got no answer, why, and what to do.
 *
 * Returns: (transfer full): an error of the domain %TESSERA_ERROR
 */
GError *tessera_failure_explain (const GError *cause, const TesseraFailurePlace *place);

G_END_DECLS
