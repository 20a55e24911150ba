/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraInfluxConfig:
 *
 * One configuration of the `influx` command: a server, an organization and what signs in, as they
 * stand in `~/.influxdbv2/configs`. There the secrets lie in plain text. It never changes.
 *
 * The file is TOML, a table for each configuration with `url`, `token`, `org`, `active = true` on
 * one of them, `previous = true` on the one that was active before, and `cookie` (Base64 of
 * `USER:PASSWORD`) in place of `token` for a sign-in with a password (influx-cli,
 * `config/config.go`).
 */
#define TESSERA_TYPE_INFLUX_CONFIG (tessera_influx_config_get_type ())
G_DECLARE_FINAL_TYPE (TesseraInfluxConfig, tessera_influx_config, TESSERA, INFLUX_CONFIG, GObject)

const char *tessera_influx_config_get_name (TesseraInfluxConfig *self);

/**
 * tessera_influx_config_get_url:
 *
 * Returns: (nullable): the address as it stands there, not normalized
 */
const char *tessera_influx_config_get_url (TesseraInfluxConfig *self);

/**
 * tessera_influx_config_get_org:
 *
 * Returns: (nullable): name of the organization
 */
const char *tessera_influx_config_get_org (TesseraInfluxConfig *self);

gboolean tessera_influx_config_is_active (TesseraInfluxConfig *self);

/**
 * tessera_influx_config_get_username:
 *
 * Returns: (nullable): who signs in with a password; %NULL when a token does
 */
const char *tessera_influx_config_get_username (TesseraInfluxConfig *self);

/**
 * tessera_influx_config_get_secret:
 *
 * Returns: (nullable) (transfer none): the token, or the password of the user; %NULL when the file
 *   has none
 */
TesseraSecret *tessera_influx_config_get_secret (TesseraInfluxConfig *self);

/**
 * tessera_influx_configs_get_path:
 *
 * Returns: (transfer full): where `influx` keeps its configurations: `$INFLUX_CONFIGS_PATH`, or
 *   `~/.influxdbv2/configs`
 */
char *tessera_influx_configs_get_path (void);

/**
 * tessera_influx_configs_load:
 * @path: the file
 *
 * Returns: (transfer full) (element-type TesseraInfluxConfig) (nullable): the configurations in the
 *   order of the file, none when there is no file; %NULL with %TESSERA_ERROR_STORAGE for one that
 *   can't be read or understood
 */
GPtrArray *tessera_influx_configs_load (const char *path, GError **error);

/**
 * tessera_influx_configs_find:
 * @name: (nullable): a name; `-` for the one that was active before; %NULL for the active one,
 *   which is the first one when none is marked
 *
 * Returns: (transfer none) (nullable): the configuration
 */
TesseraInfluxConfig *tessera_influx_configs_find (GPtrArray *configs, const char *name);

/**
 * tessera_influx_configs_remove_secret:
 * @path: the file
 * @name: the configuration whose token or password goes
 *
 * Takes a configuration's secret out of the file and leaves everything else in it as it is,
 * comments too. The file is written whole or not at all, and is its user's only afterwards.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE; the file is as it was then
 */
gboolean tessera_influx_configs_remove_secret (const char *path, const char *name, GError **error);

G_END_DECLS
