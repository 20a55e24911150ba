/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/draft.h"
#include "core/session/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraOwnerRow:
 *
 * Selects the user that a token will belong to: the signed-in user, another one that the server
 * lists, or the draft's current owner. Hidden if none of them is known.
 */
#define TESSERA_TYPE_OWNER_ROW (tessera_owner_row_get_type ())
G_DECLARE_FINAL_TYPE (TesseraOwnerRow, tessera_owner_row, TESSERA, OWNER_ROW, AdwComboRow)

/**
 * tessera_owner_row_set_draft:
 * @draft: (nullable): the draft whose owner is selected
 * @session: (nullable): where to ask for the users
 */
void tessera_owner_row_set_draft (TesseraOwnerRow *self, TesseraDraft *draft,
                                  TesseraSession *session);

/**
 * tessera_owner_row_offer_new_user:
 *
 * Also offers to create a generic user; only an operator can (observed on InfluxDB 2.9.1).
 */
void tessera_owner_row_offer_new_user (TesseraOwnerRow *self);

G_END_DECLS
