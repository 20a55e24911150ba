/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/dialog.h"
#include "core/model/reach.h"

G_BEGIN_DECLS

/**
 * TesseraCertificateWindow:
 *
 * Shows a server's certificate that was refused, and asks what to do: trust this one, choose the
 * authority that issued it, or leave it. The signal `decided` is emitted with the #TesseraReach to
 * try next; closing the window, and Escape, decide nothing.
 */
#define TESSERA_TYPE_CERTIFICATE_WINDOW (tessera_certificate_window_get_type ())
G_DECLARE_FINAL_TYPE (TesseraCertificateWindow, tessera_certificate_window, TESSERA,
                      CERTIFICATE_WINDOW, TesseraDialog)

/**
 * tessera_certificate_window_new:
 * @error: an error with a certificate: tessera_error_get_certificate()
 * @reach: how the server was reached
 *
 * Returns: (transfer none): the window, which has not been shown yet
 */
TesseraCertificateWindow *tessera_certificate_window_new (GtkWindow *parent, const GError *error,
                                                          TesseraReach *reach);

/**
 * tessera_certificate_make_groups:
 * @fingerprint: 64 hexadecimal digits
 *
 * Returns: (transfer full): the fingerprint in four lines, for people to compare
 */
char *tessera_certificate_make_groups (const char *fingerprint);

G_END_DECLS
