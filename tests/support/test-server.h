/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * TestServer:
 *
 * A fresh server in a process of its own: the demo server, or with `TEST_SERVER=influxd` the real
 * one of `TESSERA_INFLUXD`. The cases are the same, and do not know which one it is.
 */
typedef struct
{
  GSubprocess *process;
  char *folder;
  char *address;
  char *org_id;         /* once it is set up */
  TesseraSecret *token; /* the operator's */
} TestServer;

#define TEST_USERNAME "admin"
#define TEST_PASSWORD "correct-horse"
#define TEST_ORGANIZATION "acme"

/**
 * test_server_is_missing:
 *
 * Returns: %TRUE when the real server is wanted and was not built
 */
gboolean test_server_is_missing (void);

TestServer *test_server_start (void);

/**
 * test_server_set_up:
 *
 * Does what `influx setup` does; the bucket is `telemetry`.
 */
void test_server_set_up (TestServer *self);
void test_server_stop (TestServer *self);

/**
 * test_server_ask:
 * @token: (nullable): what signs
 *
 * A bare request, for what the client does not do.
 *
 * Returns: (transfer full): the body
 */
char *test_server_ask (TestServer *self, const char *method, const char *path, TesseraSecret *token,
                       const char *body, guint *status);

G_END_DECLS
