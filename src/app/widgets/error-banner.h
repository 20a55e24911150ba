/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraErrorBanner:
 *
 * What went wrong, above the page that it happened on: the sentence for people, the server's own
 * words behind "Details", and at most one thing to do about it. Hidden until there is something to
 * say.
 */
#define TESSERA_TYPE_ERROR_BANNER (tessera_error_banner_get_type ())
G_DECLARE_FINAL_TYPE (TesseraErrorBanner, tessera_error_banner, TESSERA, ERROR_BANNER, AdwBin)

/**
 * tessera_error_banner_show:
 * @before: (nullable): a sentence that goes before the error's own
 * @error: what happened
 */
void tessera_error_banner_show (TesseraErrorBanner *self, const char *before, const GError *error);

/**
 * tessera_error_banner_offer:
 * @label: (nullable): the button's text, %NULL for none
 * @action: the action's name, for example `win.connect`
 *
 * Adds what can be done about it; the next tessera_error_banner_show() takes it away again.
 */
void tessera_error_banner_offer (TesseraErrorBanner *self, const char *label, const char *action);

/**
 * tessera_error_banner_show_request:
 *
 * The same for a request of a session; offers to sign in again where that is what helps.
 */
void tessera_error_banner_show_request (TesseraErrorBanner *self, const char *before,
                                        const GError *error);
void tessera_error_banner_hide (TesseraErrorBanner *self);

/**
 * tessera_error_banner_get_message:
 *
 * Returns: (transfer none): what it says; empty while it is hidden
 */
const char *tessera_error_banner_get_message (TesseraErrorBanner *self);

G_END_DECLS
