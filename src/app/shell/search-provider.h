/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/keyring/keyring-watch.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * TesseraSearchProvider:
 *
 * What GNOME Shell asks while somebody types into its overview: `org.gnome.Shell.SearchProvider2`.
 * It finds saved tokens by description, bucket, owner, server and ID. It knows no value: it reads
 * attributes only, never asks to unlock, and finds nothing in a locked keyring.
 *
 * The first search reads the keyring, the next ones what that gave, until something changes there.
 * The application is held while a call is under way, so that the program that was started for it
 * ends some time after the last.
 *
 * Signals: `opened` (server, ID), a result was chosen; `searched` (text), all of them are wanted.
 */
#define TESSERA_TYPE_SEARCH_PROVIDER (tessera_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSearchProvider, tessera_search_provider, TESSERA, SEARCH_PROVIDER,
                      GObject)

/**
 * tessera_search_provider_new:
 * @application: (not nullable): which is held, and outlives it
 * @watch: reports changes of @keyring
 */
TesseraSearchProvider *tessera_search_provider_new (GApplication *application,
                                                    TesseraKeyring *keyring,
                                                    TesseraKeyringWatch *watch);

/**
 * tessera_search_provider_export:
 * @path: the application's object path; the provider is `SearchProvider` below it
 */
gboolean tessera_search_provider_export (TesseraSearchProvider *self, GDBusConnection *bus,
                                         const char *path, GError **error);
void tessera_search_provider_unexport (TesseraSearchProvider *self);

G_END_DECLS
