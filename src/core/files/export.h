/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/secret.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TesseraExport:
 *
 * A format that a token is used in: a file for some program, with the value in it. Formats are
 * constants: they are neither copied nor freed.
 */
typedef struct _TesseraExport TesseraExport;

/**
 * TesseraExportSource:
 * @server: the normalized address of the server
 * @org_id: ID of the organization
 * @org_name: (nullable): its name; the ID is used in its place if it is not known
 * @token_id: ID of the token
 * @description: the token's description
 * @permissions: (nullable): its permissions, to choose the bucket to name; %NULL if not known
 * @without_flux: whether the server answers queries in SQL and InfluxQL only
 *
 * What is written besides the value. All of it is borrowed. It can be any valid UTF-8: each format
 * quotes it for its own syntax.
 */
typedef struct
{
  const char *server;
  const char *org_id;
  const char *org_name;
  const char *token_id;
  const char *description;
  TesseraPermissionSet *permissions;
  gboolean without_flux;
} TesseraExportSource;

/**
 * tessera_export_source_from_token:
 *
 * Returns: the source for @token, borrowed from it and from @server
 */
TesseraExportSource tessera_export_source_from_token (const char *server, TesseraToken *token);

/**
 * tessera_export_get_all:
 * @count: (out): how many there are
 *
 * Returns: (array length=count) (transfer none): the formats, in the order to list them in
 */
const TesseraExport *const *tessera_export_get_all (gsize *count);

/**
 * tessera_export_find:
 * @key: a key such as `telegraf`
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
 * Returns: (transfer none): a translated sentence that says what it is for
 */
const char *tessera_export_get_purpose (const TesseraExport *self);

/**
 * tessera_export_get_file_name:
 *
 * Returns: (transfer none): a suggested name for the file
 */
const char *tessera_export_get_file_name (const TesseraExport *self);

/**
 * tessera_export_make:
 * @value: (transfer none): the token's value
 *
 * Builds the text, in memory that is wiped. It contains the value, so treat the text as carefully
 * as the value.
 *
 * - `env`: the variables of the `influx` command.
 * - `grafana`: queries in Flux, or in SQL where there is no Flux.
 * - `telegraf`: names the first bucket that the token can write to, or says that one has to be
 *   named.
 * - `influx`: a configuration in the TOML of `~/.influxdbv2/configs`.
 * - `systemd`: a script rather than a drop-in, because a value in a unit is readable by every user
 *   of that computer (`systemctl show`), and the encrypted form can be created only there, with
 *   that computer's key.
 * - `kubernetes`: data for a Secret, to be used with `envFrom`.
 * - `curl`: writes or reads a point, depending on the token's permissions; the value is passed
 *   through standard input because every user can read the argument list of a process.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with %TESSERA_ERROR_INVALID if something
 *   is not valid UTF-8, or the value has a control character, which no server creates and no header
 *   accepts
 */
TesseraSecret *tessera_export_make (const TesseraExport *self, const TesseraExportSource *source,
                                    TesseraSecret *value, GError **error);

/**
 * tessera_export_get_shown_path:
 * @path: (type filename): the path of a file, as this program sees it
 *
 * The path at which people find the file. In a sandbox a chosen file has a path in the document
 * portal, such as `/run/user/1000/doc/decae41f/influxdb.env`, which is of no use outside: the
 * portal reports the real path once the file exists (since xdg-desktop-portal 1.17.1); before that,
 * only the file's name is returned.
 *
 * Returns: (transfer full): the path or the name, only for display
 */
char *tessera_export_get_shown_path (const char *path);

/**
 * tessera_export_save_async:
 * @text: what tessera_export_make() returned
 * @path: the file to create
 * @replace: whether to replace an existing file, after the user has confirmed it
 *
 * Writes the text to a file that only its owner can read and write (0600), completely or not at
 * all. A replaced file gets that mode as well, whatever mode it had; a symbolic link itself is
 * replaced, not its target.
 *
 * Errors: %TESSERA_ERROR_EXISTS without @replace, %TESSERA_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 */
void tessera_export_save_async (TesseraSecret *text, const char *path, gboolean replace,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean tessera_export_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
