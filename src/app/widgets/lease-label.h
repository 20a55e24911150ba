/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraLeaseLabel:
 *
 * Counts down the seconds until a copied secret is cleared from the clipboard. Hidden until
 * something is copied.
 */
#define TESSERA_TYPE_LEASE_LABEL (tessera_lease_label_get_type ())
G_DECLARE_FINAL_TYPE (TesseraLeaseLabel, tessera_lease_label, TESSERA, LEASE_LABEL, AdwBin)

/**
 * tessera_lease_label_copy:
 * @secret: (transfer none): the value, or a text that contains it
 *
 * Copies it to the clipboard for the time in the settings.
 */
void tessera_lease_label_copy (TesseraLeaseLabel *self, TesseraSecret *secret);

G_END_DECLS
