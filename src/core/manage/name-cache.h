/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraNameCache:
 *
 * The last known names of the items that tokens are for: InfluxDB reports a bucket's name only
 * while the bucket exists; afterwards a token has only its ID. The names are in a file in the
 * user's state folder, by server and ID; several processes can write it. Their number is limited: a
 * server's oldest names that no token refers to are dropped first.
 */
#define TESSERA_TYPE_NAME_CACHE (tessera_name_cache_get_type ())
G_DECLARE_FINAL_TYPE (TesseraNameCache, tessera_name_cache, TESSERA, NAME_CACHE, GObject)

/**
 * tessera_name_cache_new:
 * @path: (nullable): the file; %NULL for `tessera/names` in the user's state folder
 *
 * Returns: (transfer full): the remembered names; none if the file can't be read or is damaged
 */
TesseraNameCache *tessera_name_cache_new (const char *path);

/**
 * tessera_name_cache_learn:
 * @server: the normalized address
 * @tokens: a model of #TesseraToken, as that server listed them
 *
 * Remembers the names in the permissions of @tokens. Names that can't be written are kept in
 * memory, and written with the next ones. A file that can't be read is not changed; a damaged one
 * is kept under another name.
 */
void tessera_name_cache_learn (TesseraNameCache *self, const char *server, GListModel *tokens);

/**
 * tessera_name_cache_find:
 *
 * Returns: (transfer full) (nullable): the last known name of the item
 */
char *tessera_name_cache_find (TesseraNameCache *self, const char *server, const char *type,
                               const char *id);

G_END_DECLS
