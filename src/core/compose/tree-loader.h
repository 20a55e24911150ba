/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/compose/permission-tree.h"
#include "core/compose/tree-note.h"

G_BEGIN_DECLS

/**
 * TesseraTreeLoader:
 *
 * Fetches the items of a permission tree's types, each type once, when it is needed. A
 * #TesseraTreeNote beneath the type says that they are being fetched, could not be, or do not
 * exist. The signal `loaded` (type: string) is emitted when items have arrived; the property `busy`
 * says whether any requests are in progress.
 */
#define TESSERA_TYPE_TREE_LOADER (tessera_tree_loader_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTreeLoader, tessera_tree_loader, TESSERA, TREE_LOADER, GObject)

/**
 * tessera_tree_loader_new:
 * @tree: the tree to fill
 * @client: where to fetch the items
 * @org_id: the organization that they belong to
 */
TesseraTreeLoader *tessera_tree_loader_new (TesseraPermissionTree *tree, TesseraClient *client,
                                            const char *org_id);

/**
 * tessera_tree_loader_set_client:
 * @client: the same server, signed in to again
 *
 * What could not be fetched may be available now: it is fetched again when needed.
 */
void tessera_tree_loader_set_client (TesseraTreeLoader *self, TesseraClient *client);

/**
 * tessera_tree_loader_get_notes:
 *
 * Returns: (transfer none): a model of at most one #TesseraTreeNote
 */
GListModel *tessera_tree_loader_get_notes (TesseraTreeLoader *self, const char *type);

/**
 * tessera_tree_loader_load:
 *
 * Fetches the items of a type, unless they are loaded, being loaded, or known to be unavailable.
 */
void tessera_tree_loader_load (TesseraTreeLoader *self, const char *type);

/**
 * tessera_tree_loader_load_all:
 *
 * The same for every type, because a search looks at all of them.
 */
void tessera_tree_loader_load_all (TesseraTreeLoader *self);

/**
 * tessera_tree_loader_try_again:
 *
 * Fetches the items of a type, whatever the earlier result was.
 */
void tessera_tree_loader_try_again (TesseraTreeLoader *self, const char *type);

/**
 * tessera_tree_loader_reload:
 *
 * Fetches again every type that was fetched before, because its items may have changed. The
 * selection stays, except for items that are gone.
 */
void tessera_tree_loader_reload (TesseraTreeLoader *self);

gboolean tessera_tree_loader_is_busy (TesseraTreeLoader *self);

/**
 * tessera_tree_loader_is_forbidden:
 *
 * Returns: %TRUE if the server did not let this account list the type: it lacks the permission to
 *   read all of it, and so can't grant it
 */
gboolean tessera_tree_loader_is_forbidden (TesseraTreeLoader *self, const char *type);

/**
 * tessera_tree_loader_check_async:
 *
 * Lists again each type of which individual items are selected: InfluxDB accepts a permission on an
 * item that is gone, and the token would have a permission on nothing (observed on 2.9.1). Items
 * that are gone are deselected.
 */
void tessera_tree_loader_check_async (TesseraTreeLoader *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_tree_loader_check_finish:
 * @gone: (out) (transfer full) (nullable) (array zero-terminated=1): names of selected items that
 * are gone; %NULL for none
 *
 * Returns: %FALSE with one of the client's errors. A type that can't be listed is not an error: it
 *   can't be checked
 */
gboolean tessera_tree_loader_check_finish (TesseraTreeLoader *self, GAsyncResult *result,
                                           GStrv *gone, GError **error);

/**
 * tessera_tree_loader_stop:
 *
 * Cancels requests in progress; nothing more is fetched.
 */
void tessera_tree_loader_stop (TesseraTreeLoader *self);

G_END_DECLS
