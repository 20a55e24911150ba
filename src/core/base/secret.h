/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TesseraSecret:
 *
 * A token's value or a password: the only type in Tessera that is allowed to hold one. The text is
 * kept in libsecret's non-pageable memory where the system allows it, and is wiped when the last
 * reference is dropped. There is no #GType, so that no #GValue, property or printf can carry it by
 * accident.
 *
 * Reference counting is atomic; the text never changes.
 */
typedef struct _TesseraSecret TesseraSecret;

/**
 * tessera_secret_new:
 * @text: the secret, NUL-terminated; copied, so the caller wipes its own (see tessera_wipe())
 *
 * Returns: (transfer full): a new secret
 */
TesseraSecret *tessera_secret_new (const char *text);

/**
 * tessera_secret_new_take:
 * @text: (transfer full): the secret in ordinary memory; wiped and freed at once
 *
 * Returns: (transfer full): a new secret
 */
TesseraSecret *tessera_secret_new_take (char *text);

/**
 * tessera_secret_new_length:
 * @text: (array length=length): the secret, without embedded NULs
 * @length: its length in bytes
 *
 * Returns: (transfer full): a new secret
 */
TesseraSecret *tessera_secret_new_length (const char *text, gsize length);

/**
 * tessera_secret_new_pasted:
 * @text: a token's value as it was pasted or is in a file, often with a newline, blanks, a byte
 * order mark, quotes, or the scheme of a header (`Token VALUE`) around it; these are not copied
 *
 * Returns: (transfer full): a new secret, which can be empty
 */
TesseraSecret *tessera_secret_new_pasted (const char *text);

TesseraSecret *tessera_secret_ref (TesseraSecret *self);
void tessera_secret_unref (TesseraSecret *self);

/**
 * tessera_secret_peek:
 *
 * Gives access to the text. Do not copy it into memory that is not wiped afterwards, and never pass
 * it to a log, an error or an argument list.
 *
 * Returns: (transfer none): the text, valid while a reference is held
 */
const char *tessera_secret_peek (TesseraSecret *self);

/**
 * tessera_secret_get_length:
 *
 * Returns: the length of the text in bytes
 */
gsize tessera_secret_get_length (TesseraSecret *self);

/**
 * tessera_secret_equal:
 *
 * Takes constant time for two secrets of the same length, wherever they differ.
 */
gboolean tessera_secret_equal (TesseraSecret *self, TesseraSecret *other);

/**
 * tessera_wipe:
 * @memory: (nullable): what to overwrite
 * @length: how many bytes
 *
 * Overwrites memory in a way that the compiler is not allowed to optimize away.
 */
void tessera_wipe (gpointer memory, gsize length);

/**
 * tessera_wipe_free:
 * @text: (nullable) (transfer full): a NUL-terminated string in ordinary memory
 *
 * Overwrites a string and frees it.
 */
void tessera_wipe_free (char *text);

/**
 * tessera_secret_protect_process:
 *
 * Keeps this process's memory out of core dumps and out of the reach of other processes of the same
 * user (`PR_SET_DUMPABLE` off, `RLIMIT_CORE` 0). Call it once, before anything else in main().
 */
void tessera_secret_protect_process (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraSecret, tessera_secret_unref)

G_END_DECLS
