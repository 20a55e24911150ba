/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/keyring/keyring-entry.h"

G_BEGIN_DECLS

/**
 * tessera_keyring_step_store:
 *
 * The first step of storing an item; the task returns its label. Without a secret, this only makes
 * sure that there is an unlocked keyring to store in, and the task returns %TRUE.
 */
void tessera_keyring_step_store (TesseraKeyringCall *call, SecretService *service);

G_END_DECLS
