/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraNameCache:
 *
 * What the things were called that tokens are for: InfluxDB reports the name of a bucket only
 * while it exists; of a deleted one, only its ID is left in a token. The names are
 * kept in a file of the user's state, by server and ID; several processes may write it. A bounded
 * number: a server's oldest names that no token refers to any longer make room.
 */
#define TESSERA_TYPE_NAME_CACHE (tessera_name_cache_get_type ())
G_DECLARE_FINAL_TYPE (TesseraNameCache, tessera_name_cache, TESSERA, NAME_CACHE, GObject)

/**
 * tessera_name_cache_new:
 * @path: (nullable): the file, `tessera/names` in the user's state folder for %NULL
 *
 * Returns: (transfer full): what was remembered; nothing where the file can't be read or is damaged
 */
TesseraNameCache *tessera_name_cache_new (const char *path);

/**
 * tessera_name_cache_learn:
 * @server: the normalized address
 * @tokens: a model of #TesseraToken, as that server listed them
 *
 * Remembers the names that are in the permissions of @tokens. Where they can't be written they are
 * remembered until the end, and written with the next ones. A file that can't be read is left
 * alone; a damaged one is kept under another name.
 */
void tessera_name_cache_learn (TesseraNameCache *self, const char *server, GListModel *tokens);

/**
 * tessera_name_cache_find:
 *
 * Returns: (transfer full) (nullable): what the item of this type and ID was called when it was
 *   last seen
 */
char *tessera_name_cache_find (TesseraNameCache *self, const char *server, const char *type,
                               const char *id);

G_END_DECLS
