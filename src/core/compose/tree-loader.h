/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"
#include "core/compose/permission-tree.h"
#include "core/compose/tree-note.h"

G_BEGIN_DECLS

/**
 * TesseraTreeLoader:
 *
 * Fetches the items of a permission tree's types, each type once and when it is asked for. That
 * they are being fetched, could not be, or are none is a #TesseraTreeNote beneath the type. The
 * signal `loaded` (type: string) is emitted when items have come; the property `busy` says whether
 * any are in progress.
 */
#define TESSERA_TYPE_TREE_LOADER (tessera_tree_loader_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTreeLoader, tessera_tree_loader, TESSERA, TREE_LOADER, GObject)

/**
 * tessera_tree_loader_new:
 * @tree: what is filled
 * @client: where the items are fetched
 * @org_id: the organization that they belong to
 */
TesseraTreeLoader *tessera_tree_loader_new (TesseraPermissionTree *tree, TesseraClient *client,
                                            const char *org_id);

/**
 * tessera_tree_loader_set_client:
 * @client: the same server, signed in to again
 *
 * What could not be fetched may be available now: it is asked for again when it is wanted.
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
 * Fetches the items of a type, unless they are there, under way, or known not to be had.
 */
void tessera_tree_loader_load (TesseraTreeLoader *self, const char *type);

/**
 * tessera_tree_loader_load_all:
 *
 * Does it for every type: a search looks into all of them.
 */
void tessera_tree_loader_load_all (TesseraTreeLoader *self);

/**
 * tessera_tree_loader_try_again:
 *
 * Fetches the items of a type whatever came of it before.
 */
void tessera_tree_loader_try_again (TesseraTreeLoader *self, const char *type);

/**
 * tessera_tree_loader_reload:
 *
 * Asks again for every type that was asked for: the server may have others by now. Ticks stay, but
 * for those of items that are gone.
 */
void tessera_tree_loader_reload (TesseraTreeLoader *self);

gboolean tessera_tree_loader_is_busy (TesseraTreeLoader *self);

/**
 * tessera_tree_loader_is_forbidden:
 *
 * Returns: %TRUE when the server did not let this account list the type: it lacks the permission to
 * read all of it, and so can't grant that
 */
gboolean tessera_tree_loader_is_forbidden (TesseraTreeLoader *self, const char *type);

/**
 * tessera_tree_loader_check_async:
 *
 * Lists the types of which single items are ticked once more: InfluxDB accepts a permission on an
 * item that is gone, and the token is born with a permission on nothing (observed on 2.9.1). Ticks
 * of items that are gone are dropped.
 */
void tessera_tree_loader_check_async (TesseraTreeLoader *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_tree_loader_check_finish:
 * @gone: (out) (transfer full) (nullable) (array zero-terminated=1): names of ticked items that are
 * gone; %NULL for none
 *
 * Returns: %FALSE with one of the client's errors. That a type can't be listed is none: it can't be
 * checked
 */
gboolean tessera_tree_loader_check_finish (TesseraTreeLoader *self, GAsyncResult *result,
                                           GStrv *gone, GError **error);

/**
 * tessera_tree_loader_stop:
 *
 * Ends what is under way; nothing more is fetched.
 */
void tessera_tree_loader_stop (TesseraTreeLoader *self);

G_END_DECLS
