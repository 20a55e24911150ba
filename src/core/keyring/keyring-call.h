/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * TesseraKeyringCall:
 *
 * One call to the Secret Service on behalf of a #GTask: it connects to the service, has its own
 * deadline, notices when the service dies, and makes sure that the task returns only once. Private
 * to the keyring.
 *
 * The keyring does not use libsecret's convenience functions but their separate steps (search,
 * unlock, then the rest), because they mistake a daemon that dies during its prompt for a dismissed
 * prompt, and continue with the next step.
 */
typedef struct _TesseraKeyringCall TesseraKeyringCall;

/**
 * TesseraKeyringStep:
 *
 * The next step, run once the service is available. Sooner or later it must lead to
 * tessera_keyring_call_return() or one of the functions that fail the call.
 */
typedef void (*TesseraKeyringStep) (TesseraKeyringCall *call, SecretService *service);

/**
 * tessera_keyring_call_begin:
 * @task: (transfer full): the task to return from
 * @deadline: in seconds
 * @saving: whether the caller holds a value that is not stored anywhere yet; error messages mention
 *   it
 * @data: (transfer full): data for the steps; freed with @free_data after the last step, possibly
 *   long after the task has returned
 */
void tessera_keyring_call_begin (GTask *task, guint deadline, gboolean saving,
                                 TesseraKeyringStep step, gpointer data, GDestroyNotify free_data);

/**
 * tessera_keyring_call_note_sent:
 *
 * The value has been sent to the service: from now on it may be saved, whatever happens.
 */
void tessera_keyring_call_note_sent (TesseraKeyringCall *self);

gpointer tessera_keyring_call_get_data (TesseraKeyringCall *self);
SecretService *tessera_keyring_call_get_service (TesseraKeyringCall *self);

/**
 * tessera_keyring_call_goes_on:
 * @error: (nullable) (transfer full): the error of a libsecret step, if it failed
 *
 * Check this after each step: if the service died the call ends, whatever libsecret reported. It
 * ends, too, if nobody waits for it any longer, except to save a value.
 *
 * Returns: %FALSE if the call has ended and has been freed
 */
gboolean tessera_keyring_call_goes_on (TesseraKeyringCall *self, GError *error);

/**
 * tessera_keyring_call_return:
 * @self: (transfer full): the call, which ends here
 * @result: (transfer full) (nullable): a pointer for g_task_return_pointer(); %NULL returns %TRUE
 *
 * The result is freed with @free_result if the task has already returned.
 */
void tessera_keyring_call_return (TesseraKeyringCall *self, gpointer result,
                                  GDestroyNotify free_result);

/**
 * tessera_keyring_call_fail:
 * @self: (transfer full): the call, which ends here
 * @error: (transfer full): an error from libsecret or GDBus, which is turned into a message here;
 *   or a Tessera error
 */
void tessera_keyring_call_fail (TesseraKeyringCall *self, GError *error);

/**
 * tessera_keyring_call_fail_locked:
 * @self: (transfer full): the call, which ends here
 *
 * Fails because the keyring stayed locked: its prompt was dismissed.
 */
void tessera_keyring_call_fail_locked (TesseraKeyringCall *self);

/**
 * tessera_keyring_call_fail_closed:
 * @self: (transfer full): the call, which ends here
 *
 * Fails because a locked keyring can't say what it contains, and this call does not unlock it.
 */
void tessera_keyring_call_fail_closed (TesseraKeyringCall *self);

G_END_DECLS
