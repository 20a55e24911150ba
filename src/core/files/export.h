/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/secret.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraExport:
 *
 * A form that a token is used in: a file of some program, with the value in it. Formats are
 * constants: they are neither copied nor freed.
 */
typedef struct _TesseraExport TesseraExport;

/**
 * TesseraExportSource:
 * @server: the normalized address of the server
 * @org_id: ID of the organization
 * @org_name: (nullable): its name; the ID stands in for it where it is not known
 * @token_id: ID of the token
 * @description: the token's description
 * @permissions: (nullable): what it may do, to find the bucket to name; %NULL when not known
 *
 * What is written beside the value. All of it is borrowed. It may hold anything that is UTF-8: each
 * format quotes it for its own syntax.
 */
typedef struct
{
  const char *server;
  const char *org_id;
  const char *org_name;
  const char *token_id;
  const char *description;
  TesseraPermissionSet *permissions;
} TesseraExportSource;

/**
 * tessera_export_source_from_token:
 *
 * Returns: what there is to write of @token, borrowed from it and from @server
 */
TesseraExportSource tessera_export_source_from_token (const char *server, TesseraToken *token);

/**
 * tessera_export_get_all:
 * @count: (out): how many there are
 *
 * Returns: (array length=count) (transfer none): the formats, in the order of a list to choose from
 */
const TesseraExport *const *tessera_export_get_all (gsize *count);

/**
 * tessera_export_find:
 * @key: as `telegraf`
 *
 * Returns: (transfer none) (nullable): the format with this key
 */
const TesseraExport *tessera_export_find (const char *key);

const char *tessera_export_get_key (const TesseraExport *self);

/**
 * tessera_export_get_title:
 *
 * Returns: (transfer none): its name for people, translated
 */
const char *tessera_export_get_title (const TesseraExport *self);

/**
 * tessera_export_get_purpose:
 *
 * Returns: (transfer none): a sentence that says what it is for, translated
 */
const char *tessera_export_get_purpose (const TesseraExport *self);

/**
 * tessera_export_get_file_name:
 *
 * Returns: (transfer none): a name to suggest for the file
 */
const char *tessera_export_get_file_name (const TesseraExport *self);

/**
 * tessera_export_make:
 * @value: (transfer none): the token's value
 *
 * Puts the text together, in memory that is wiped. It holds the value: what is true of that is true
 * of the text.
 *
 * - `env`: the variables of the `influx` command.
 * - `telegraf`: names the first bucket that the token may write, or says that one has to be named.
 * - `influx`: a configuration in the TOML of `~/.influxdbv2/configs`.
 * - `systemd`: a script and not a drop-in, because a value in a unit is readable for every user of
 *   that computer (`systemctl show`), and the encrypted form can be made only there, with its key.
 * - `kubernetes`: data of a Secret, which `envFrom` takes.
 * - `curl`: writes a point, or reads one, as the token allows; the value goes through standard
 * input because the argument list of a process is readable for every user.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with %TESSERA_ERROR_INVALID when
 * something is no UTF-8, or the value holds a control character, which no server makes and no
 * header takes
 */
TesseraSecret *tessera_export_make (const TesseraExport *self, const TesseraExportSource *source,
                                    TesseraSecret *value, GError **error);

/**
 * tessera_export_get_shown_path:
 * @path: (type filename): where a file is, as this program sees it
 *
 * Where people find the file. In a sandbox a chosen file has a path of the document portal's, such
 * as `/run/user/1000/doc/decae41f/influxdb.env`, which is of no use outside: the portal tells the
 * other one once the file is there (xdg-desktop-portal from 1.17.1 on), and before that it is the
 * name.
 *
 * Returns: (transfer full): the path or the name, for showing only
 */
char *tessera_export_get_shown_path (const char *path);

/**
 * tessera_export_save_async:
 * @text: what tessera_export_make() returned
 * @path: the file to make
 * @replace: whether a file that is there is replaced, once somebody has said so
 *
 * Writes the text to a file that its owner alone can read and write (0600), whole or not at all. A
 * replaced file has that mode too, whatever it had before; a symbolic link is replaced itself.
 *
 * Errors: %TESSERA_ERROR_EXISTS without @replace, %TESSERA_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 */
void tessera_export_save_async (TesseraSecret *text, const char *path, gboolean replace,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean tessera_export_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
