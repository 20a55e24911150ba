/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/keyring/keyring-entry.h"

G_BEGIN_DECLS

/* The first step of each kind of call except storing (keyring-store.h), with a TesseraKeyringEntry
 * as the call's data. */

/**
 * tessera_keyring_step_look_up:
 *
 * Finds the item and unlocks it if needed; the task returns a #TesseraSecret.
 */
void tessera_keyring_step_look_up (TesseraKeyringCall *call, SecretService *service);

/**
 * tessera_keyring_step_forget:
 *
 * Removes all items that match its identity, and makes sure that they are gone.
 */
void tessera_keyring_step_forget (TesseraKeyringCall *call, SecretService *service);

/**
 * tessera_keyring_step_list:
 *
 * Lists all items that match its identity, and never asks to unlock; the task returns a #GPtrArray
 * of #SecretItem.
 */
void tessera_keyring_step_list (TesseraKeyringCall *call, SecretService *service);

/**
 * tessera_keyring_step_unlock_all:
 *
 * Unlocks all items that match its identity, or might match it.
 */
void tessera_keyring_step_unlock_all (TesseraKeyringCall *call, SecretService *service);

G_END_DECLS
