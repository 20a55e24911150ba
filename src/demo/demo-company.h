/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/demo-store.h"

G_BEGIN_DECLS

#define DEMO_ORGANIZATION "Brunner Hydraulik"
#define DEMO_USERNAME "admin"
#define DEMO_PASSWORD "demo-password"

/**
 * demo_company_fill:
 *
 * Fills a store with a plausible company: a factory with machines, buildings and a fleet.
 *
 * Returns: (transfer full): the value of the administrator's operator token
 */
char *demo_company_fill (DemoStore *store);

G_END_DECLS
