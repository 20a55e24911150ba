/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * TesseraKeyringCall:
 *
 * One call to the Secret Service on behalf of a #GTask: it gets the service, has a deadline of its
 * own, notices when the service dies, and lets the task return only once. Private to the keyring.
 *
 * The keyring takes libsecret's convenient calls apart (search, unlock, then the rest), because
 * they take a daemon that dies under its prompt for a prompt that was closed, and go on with the
 * next.
 */
typedef struct _TesseraKeyringCall TesseraKeyringCall;

/**
 * TesseraKeyringStep:
 *
 * What to do when the service is there. It ends, sooner or later, in tessera_keyring_call_return()
 * or one of the ways to fail.
 */
typedef void (*TesseraKeyringStep) (TesseraKeyringCall *call, SecretService *service);

/**
 * tessera_keyring_call_begin:
 * @task: (transfer full): what to return
 * @deadline: in seconds
 * @saving: whether the caller holds a value that is stored nowhere yet: errors say so
 * @data: (transfer full): for the steps; freed with @free_data when the last step is over, which
 * may be long after the task has returned
 */
void tessera_keyring_call_begin (GTask *task, guint deadline, gboolean saving,
                                 TesseraKeyringStep step, gpointer data, GDestroyNotify free_data);

gpointer tessera_keyring_call_get_data (TesseraKeyringCall *self);
SecretService *tessera_keyring_call_get_service (TesseraKeyringCall *self);

/**
 * tessera_keyring_call_goes_on:
 * @error: (nullable) (transfer full): what a step of libsecret came to
 *
 * To be asked after each step: a dead service ends the call, whatever libsecret made of that.
 *
 * Returns: %FALSE when the call has failed, and is gone
 */
gboolean tessera_keyring_call_goes_on (TesseraKeyringCall *self, GError *error);

/**
 * tessera_keyring_call_return:
 * @self: (transfer full): the call, which is over
 * @result: (transfer full) (nullable): a pointer for g_task_return_pointer(); %NULL returns %TRUE
 *
 * Dropped, with @free_result, when the task returned before.
 */
void tessera_keyring_call_return (TesseraKeyringCall *self, gpointer result,
                                  GDestroyNotify free_result);

/**
 * tessera_keyring_call_fail:
 * @self: (transfer full): the call, which is over
 * @error: (transfer full): what libsecret or GDBus say, put into words here; or one of ours
 */
void tessera_keyring_call_fail (TesseraKeyringCall *self, GError *error);

/**
 * tessera_keyring_call_fail_locked:
 * @self: (transfer full): the call, which is over
 *
 * Fails because the keyring stayed locked: its prompt was closed.
 */
void tessera_keyring_call_fail_locked (TesseraKeyringCall *self);

G_END_DECLS
