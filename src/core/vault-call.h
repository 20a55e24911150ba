/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * TesseraVaultCall:
 *
 * One call to the Secret Service on behalf of a #GTask: it gets the service, has a deadline of its
 * own, and lets the task return only once. Private to the vault.
 */
typedef struct _TesseraVaultCall TesseraVaultCall;

/**
 * TesseraVaultStep:
 *
 * What to do when the service is there. It ends, sooner or later, in tessera_vault_call_return()
 * or tessera_vault_call_fail().
 */
typedef void (*TesseraVaultStep) (TesseraVaultCall *call, SecretService *service);

/**
 * tessera_vault_call_begin:
 * @task: (transfer full): what to return
 * @deadline: in seconds
 * @data: (transfer full): for the steps; freed with @free_data when the last step is over, which may
 *   be long after the task has returned
 */
void tessera_vault_call_begin (GTask *task, guint deadline, TesseraVaultStep step, gpointer data,
                               GDestroyNotify free_data);

gpointer tessera_vault_call_get_data (TesseraVaultCall *self);

/**
 * tessera_vault_call_return:
 * @self: (transfer full): the call, which is over
 * @result: (transfer full) (nullable): a pointer for g_task_return_pointer(); %NULL returns %TRUE
 *
 * Dropped, with @free_result, when the task returned before.
 */
void tessera_vault_call_return (TesseraVaultCall *self, gpointer result, GDestroyNotify free_result);

/**
 * tessera_vault_call_fail:
 * @self: (transfer full): the call, which is over
 * @error: (transfer full): what libsecret or GDBus say; put into words here
 */
void tessera_vault_call_fail (TesseraVaultCall *self, GError *error);

/**
 * tessera_vault_call_locked:
 *
 * Returns: (transfer full): the error for a keyring that stayed locked because its prompt was closed
 */
GError *tessera_vault_call_locked (void);

G_END_DECLS
