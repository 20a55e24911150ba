/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/error-banner.h"
#include "core/keyring/keyring.h"

#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * tessera_saved_test:
 * @page: the page that opens the window
 * @banner: shows errors
 * @client: (transfer none): a client that reaches the server
 * @cancellable: to cancel it
 *
 * *Test Token* without the value on the screen: fetches the value from the keyring, then opens the
 * window that asks the server what the token can do.
 */
void tessera_saved_test (GtkWidget *page, TesseraErrorBanner *banner, TesseraKeyring *keyring,
                         TesseraClient *client, TesseraToken *token, GCancellable *cancellable);

G_END_DECLS
