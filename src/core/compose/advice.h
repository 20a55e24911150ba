/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/tree-row.h"

G_BEGIN_DECLS

/**
 * tessera_advice_for_permission:
 *
 * What somebody should know before granting it, where it reaches further than its name says (all of
 * it observed on InfluxDB 2.9.1: write on a bucket also allows deleting it; all buckets are also
 * those made later and the system buckets; write on API tokens allows creating some).
 *
 * Returns: (transfer none) (nullable): a sentence, translated; %NULL where there is nothing to say
 */
const char *tessera_advice_for_permission (const TesseraPermission *permission);

/**
 * tessera_advice_for_row:
 *
 * Returns: (transfer full) (nullable): the sentences about what is ticked on this very row, not
 * about what only covers it; %NULL for none
 */
char *tessera_advice_for_row (TesseraTreeRow *row);

G_END_DECLS
