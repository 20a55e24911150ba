/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/compose/tree-row.h"

G_BEGIN_DECLS

/**
 * tessera_advice_for_permission:
 *
 * A warning about a permission that allows more than its name suggests (all of it observed on
 * InfluxDB 2.9.1: write on a bucket also allows deleting it; all buckets includes future buckets
 * and the system buckets; write on API tokens allows creating them).
 *
 * Returns: (transfer none) (nullable): a translated sentence; %NULL if there is nothing to say
 */
const char *tessera_advice_for_permission (const TesseraPermission *permission);

/**
 * tessera_advice_for_row:
 *
 * Returns: (transfer full) (nullable): the sentences about what is selected on this row itself, not
 *   about what covers it; %NULL for none
 */
char *tessera_advice_for_row (TesseraTreeRow *row);

G_END_DECLS
