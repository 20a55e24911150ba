/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraSecretText:
 *
 * A text under construction that a secret is part of, as #GString is for others: what it outgrows
 * is wiped. Every quoting function takes any text, and quotes it for the one syntax that it names.
 */
typedef struct _TesseraSecretText TesseraSecretText;

TesseraSecretText *tessera_secret_text_new (void);
void tessera_secret_text_free (TesseraSecretText *self);

/**
 * tessera_secret_text_finish:
 * @self: (transfer full): the text
 *
 * Returns: (transfer full): what was put together
 */
TesseraSecret *tessera_secret_text_finish (TesseraSecretText *self);

void tessera_secret_text_append (TesseraSecretText *self, const char *text);

/**
 * tessera_secret_text_append_comment:
 * @words: what a person shall read; no secret
 *
 * Appends a line that begins with `#`. Whatever @words holds, it stays one line.
 */
void tessera_secret_text_append_comment (TesseraSecretText *self, const char *words);

/**
 * tessera_secret_text_append_shell:
 *
 * Quotes for a POSIX shell, as g_shell_quote() does.
 */
void tessera_secret_text_append_shell (TesseraSecretText *self, const char *text);

/**
 * tessera_secret_text_append_env:
 *
 * Quotes for a `.env` file. Its readers (sh, Docker Compose, systemd, dotenv libraries) agree on
 * bare words and on single quotes, so these are taken before double ones.
 */
void tessera_secret_text_append_env (TesseraSecretText *self, const char *text);

/**
 * tessera_secret_text_append_toml:
 *
 * Quotes as a basic string of TOML 1.0. A `$` is written as its code: Telegraf takes it for an
 * environment variable's, in strings too.
 */
void tessera_secret_text_append_toml (TesseraSecretText *self, const char *text);

/**
 * tessera_secret_text_append_grafana:
 *
 * Quotes as a double-quoted scalar of YAML. A `$` is doubled: Grafana, which reads it, takes a
 * single one for an environment variable's.
 */
void tessera_secret_text_append_grafana (TesseraSecretText *self, const char *text);
void tessera_secret_text_append_base64 (TesseraSecretText *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraSecretText, tessera_secret_text_free)

G_END_DECLS
