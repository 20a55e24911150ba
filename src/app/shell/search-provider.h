/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/keyring/keyring-watch.h"
#include "core/keyring/keyring.h"

G_BEGIN_DECLS

/**
 * TesseraSearchProvider:
 *
 * What GNOME Shell asks while the user types in the overview: `org.gnome.Shell.SearchProvider2`. It
 * finds saved tokens by description, bucket, owner, server and ID. It never has a value: it reads
 * only attributes, never asks to unlock, and finds nothing in a locked keyring.
 *
 * The first search reads the keyring, and later ones reuse the result until the keyring changes.
 * The application is held during a call, so a program that was started for a search ends some time
 * after the last one.
 *
 * Signals: `opened` (server, ID): the user chose a result; `searched` (text): the user wants to see
 * all results.
 */
#define TESSERA_TYPE_SEARCH_PROVIDER (tessera_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (TesseraSearchProvider, tessera_search_provider, TESSERA, SEARCH_PROVIDER,
                      GObject)

/**
 * tessera_search_provider_new:
 * @application: (not nullable): held during calls, and outlives the provider
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
