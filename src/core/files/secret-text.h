/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraSecretText:
 *
 * A string builder for texts that contain a secret, like #GString for other texts: memory that it
 * outgrows is wiped. Every quoting function accepts any text, and quotes it for the one syntax that
 * it names.
 */
typedef struct _TesseraSecretText TesseraSecretText;

TesseraSecretText *tessera_secret_text_new (void);
void tessera_secret_text_free (TesseraSecretText *self);

/**
 * tessera_secret_text_finish:
 * @self: (transfer full): the text
 *
 * Returns: (transfer full): the finished text
 */
TesseraSecret *tessera_secret_text_finish (TesseraSecretText *self);

void tessera_secret_text_append (TesseraSecretText *self, const char *text);

/**
 * tessera_secret_text_append_comment:
 * @words: text for people to read; not a secret
 *
 * Appends a line that begins with `#`. Whatever @words contains, it stays on one line.
 */
void tessera_secret_text_append_comment (TesseraSecretText *self, const char *words);

/**
 * tessera_secret_text_append_shell:
 *
 * Quotes for a POSIX shell, like g_shell_quote().
 */
void tessera_secret_text_append_shell (TesseraSecretText *self, const char *text);

/**
 * tessera_secret_text_append_env:
 *
 * Quotes for a `.env` file. Its readers (sh, Docker Compose, systemd, dotenv libraries) agree on
 * bare words and on single quotes, so these are preferred over double ones. `docker run` takes
 * quotes for a part of the value, but needs none.
 */
void tessera_secret_text_append_env (TesseraSecretText *self, const char *text);

/**
 * tessera_secret_text_needs_quotes:
 *
 * Returns: %FALSE if tessera_secret_text_append_env() writes @text as it is
 */
gboolean tessera_secret_text_needs_quotes (const char *text);

/**
 * tessera_secret_text_append_toml:
 *
 * Quotes as a basic string of TOML 1.0. A `$` is written as its code point: Telegraf treats it as
 * an environment variable, even in strings.
 */
void tessera_secret_text_append_toml (TesseraSecretText *self, const char *text);

/**
 * tessera_secret_text_append_grafana:
 *
 * Quotes as a double-quoted scalar of YAML. A `$` is doubled: Grafana, which reads it, treats a
 * single one as an environment variable.
 */
void tessera_secret_text_append_grafana (TesseraSecretText *self, const char *text);
void tessera_secret_text_append_base64 (TesseraSecretText *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraSecretText, tessera_secret_text_free)

G_END_DECLS
