/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraErrorBanner:
 *
 * Shows an error above the page it happened on: a sentence for people, the server's message under
 * "Details", and at most one action to fix it. Hidden until there is an error.
 */
#define TESSERA_TYPE_ERROR_BANNER (tessera_error_banner_get_type ())
G_DECLARE_FINAL_TYPE (TesseraErrorBanner, tessera_error_banner, TESSERA, ERROR_BANNER, AdwBin)

/**
 * tessera_error_banner_show:
 * @before: (nullable): a sentence to show before the error's message
 * @error: what happened
 */
void tessera_error_banner_show (TesseraErrorBanner *self, const char *before, const GError *error);

/**
 * tessera_error_banner_offer:
 * @label: (nullable): the button's text, %NULL for none
 * @action: the action's name, for example `win.connect`
 *
 * Adds an action to fix the error; the next tessera_error_banner_show() removes it.
 */
void tessera_error_banner_offer (TesseraErrorBanner *self, const char *label, const char *action);

/**
 * tessera_error_banner_show_request:
 *
 * The same for a request of a session; offers to sign in again if that would help.
 */
void tessera_error_banner_show_request (TesseraErrorBanner *self, const char *before,
                                        const GError *error);
void tessera_error_banner_hide (TesseraErrorBanner *self);

/**
 * tessera_error_banner_get_message:
 *
 * Returns: (transfer none): its message; empty while it is hidden
 */
const char *tessera_error_banner_get_message (TesseraErrorBanner *self);

G_END_DECLS
