/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraInfluxConfig:
 *
 * One configuration of the `influx` command: a server, an organization and the credentials, from
 * `~/.influxdbv2/configs`, where secrets are in plain text. Immutable.
 *
 * The file is TOML, a table for each configuration with `url`, `token`, `org`, `active = true` on
 * one of them, `previous = true` on the one that was active before, and `cookie` (Base64 of
 * `USER:PASSWORD`) instead of `token` for an account with a password (influx-cli,
 * `config/config.go`).
 */
#define TESSERA_TYPE_INFLUX_CONFIG (tessera_influx_config_get_type ())
G_DECLARE_FINAL_TYPE (TesseraInfluxConfig, tessera_influx_config, TESSERA, INFLUX_CONFIG, GObject)

const char *tessera_influx_config_get_name (TesseraInfluxConfig *self);

/**
 * tessera_influx_config_get_url:
 *
 * Returns: (nullable): the address as it is in the file, not normalized
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
 * Returns: (nullable): the user name to sign in with; %NULL if a token is used
 */
const char *tessera_influx_config_get_username (TesseraInfluxConfig *self);

/**
 * tessera_influx_config_get_secret:
 *
 * Returns: (nullable) (transfer none): the token, or the password of the user; %NULL if the file
 *   has neither
 */
TesseraSecret *tessera_influx_config_get_secret (TesseraInfluxConfig *self);

/**
 * tessera_influx_configs_get_path:
 *
 * Returns: (transfer full): the file in which `influx` keeps its configurations:
 *   `$INFLUX_CONFIGS_PATH`, or `~/.influxdbv2/configs`
 */
char *tessera_influx_configs_get_path (void);

/**
 * tessera_influx_configs_is_out_of_reach:
 * @path: from tessera_influx_configs_get_path()
 *
 * Returns: whether this program runs in a Flatpak sandbox that can't see the file, if there is one:
 *   then only the user can choose it. A sandbox has a file `/.flatpak-info` (flatpak-metadata(5))
 */
gboolean tessera_influx_configs_is_out_of_reach (const char *path);

/**
 * tessera_influx_configs_load:
 * @path: the file
 * @others: (out) (optional) (transfer full): the names of its tables that are not configurations,
 *   because they have neither an address nor an organization nor credentials
 *
 * Returns: (transfer full) (element-type TesseraInfluxConfig) (nullable): the configurations in the
 *   order of the file, without @others; empty if there is no file; %NULL with
 *   %TESSERA_ERROR_STORAGE if it can't be read or parsed
 */
GPtrArray *tessera_influx_configs_load (const char *path, GStrv *others, GError **error);

/**
 * tessera_influx_configs_find:
 * @name: (nullable): a name; `-` for the one that was active before; %NULL for the active one, or
 *   the first one if none is marked as active
 *
 * Returns: (transfer none) (nullable): the configuration
 */
TesseraInfluxConfig *tessera_influx_configs_find (GPtrArray *configs, const char *name);

/**
 * tessera_influx_configs_remove_secret:
 * @path: the file
 * @config: the configuration whose token or password is removed
 *
 * Removes a configuration's secret from the file and leaves everything else unchanged, including
 * comments. The file is written completely or not at all, and afterwards only its user can access
 * it.
 *
 * Returns: %FALSE with %TESSERA_ERROR_STORAGE, or with %TESSERA_ERROR_CONFLICT if the file now has
 *   another secret than @config; the file is then unchanged
 */
gboolean tessera_influx_configs_remove_secret (const char *path, TesseraInfluxConfig *config,
                                               GError **error);

G_END_DECLS
