/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/demo-request.h"

G_BEGIN_DECLS

/**
 * demo_routes_answer:
 *
 * Identifies the caller and passes the request to the handler of its path. Answers every request:
 * with a 404 if there is no such path, a 405 if the path does not support the method.
 */
void demo_routes_answer (DemoStore *store, SoupServerMessage *message, const char *path,
                         GHashTable *query);

G_END_DECLS
