/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/secret.h"
#include "core/model/resource.h"
#include "core/model/token.h"

G_BEGIN_DECLS

/**
 * TESSERA_SETUP_SHORTEST_PASSWORD:
 * TESSERA_SETUP_LONGEST_PASSWORD:
 *
 * In bytes, although the server's message has it as characters (observed on 2.9.1: it accepts seven
 * times “é”, and refuses it 37 times).
 */
#define TESSERA_SETUP_SHORTEST_PASSWORD 8
#define TESSERA_SETUP_LONGEST_PASSWORD 72

/**
 * TESSERA_SETUP_SHORTEST_RETENTION:
 *
 * In seconds (observed on 2.9.1).
 */
#define TESSERA_SETUP_SHORTEST_RETENTION (60 * 60)

/**
 * TesseraSetupField:
 * @TESSERA_SETUP_USERNAME: the name of the first user
 * @TESSERA_SETUP_PASSWORD: the first user's password
 * @TESSERA_SETUP_ORG: the name of the first organization
 * @TESSERA_SETUP_BUCKET: the name of the first bucket
 * @TESSERA_SETUP_RETENTION: how long that bucket keeps data
 * @TESSERA_SETUP_TOKEN: the value that the operator token should have
 *
 * A part of what a server is set up with.
 */
typedef enum
{
  TESSERA_SETUP_USERNAME,
  TESSERA_SETUP_PASSWORD,
  TESSERA_SETUP_ORG,
  TESSERA_SETUP_BUCKET,
  TESSERA_SETUP_RETENTION,
  TESSERA_SETUP_TOKEN,
  TESSERA_SETUP_N_FIELDS,
} TesseraSetupField;

/**
 * TesseraSetupRequest:
 *
 * What a server should be set up with. Immutable.
 */
typedef struct _TesseraSetupRequest TesseraSetupRequest;

/**
 * tessera_setup_request_new:
 * @username: the first user's name, as typed; blanks around it are dropped, as around the others
 * @password: (transfer none): that user's password
 * @org: the first organization's name
 * @bucket: the first bucket's name
 * @retention: how many seconds the bucket keeps data, 0 for ever
 * @token: (nullable) (transfer none): the value that the operator token should have; by default,
 *   the server makes one up
 *
 * Returns: (transfer full): a request
 */
TesseraSetupRequest *tessera_setup_request_new (const char *username, TesseraSecret *password,
                                                const char *org, const char *bucket,
                                                gint64 retention, TesseraSecret *token);
TesseraSetupRequest *tessera_setup_request_ref (TesseraSetupRequest *self);
void tessera_setup_request_unref (TesseraSetupRequest *self);

const char *tessera_setup_request_get_username (TesseraSetupRequest *self);
TesseraSecret *tessera_setup_request_get_password (TesseraSetupRequest *self);
const char *tessera_setup_request_get_org (TesseraSetupRequest *self);
const char *tessera_setup_request_get_bucket (TesseraSetupRequest *self);
gint64 tessera_setup_request_get_retention (TesseraSetupRequest *self);

/**
 * tessera_setup_request_get_token:
 *
 * Returns: (transfer none) (nullable): the value that the operator token should have
 */
TesseraSecret *tessera_setup_request_get_token (TesseraSetupRequest *self);

/**
 * tessera_setup_request_check_field:
 *
 * Checks one part for mistakes that can be found without asking the server. This matters more than
 * for other requests: the server creates the user and the organization before it refuses the bucket
 * or its retention, and is then set up without an operator token. It refuses an organization's name
 * of blanks after it has created the user, who can't do anything then (all observed on 2.9.1).
 *
 * A user name with a colon is refused because that user could not sign in (RFC 7617).
 *
 * Returns: %FALSE with %TESSERA_ERROR_INVALID
 */
gboolean tessera_setup_request_check_field (TesseraSetupRequest *self, TesseraSetupField field,
                                            GError **error);

/**
 * tessera_setup_request_check:
 *
 * Returns: %FALSE with the error of the first field that has one
 */
gboolean tessera_setup_request_check (TesseraSetupRequest *self, GError **error);

/**
 * tessera_setup_request_to_json:
 *
 * Returns: (transfer full): the body of `POST /api/v2/setup`: a secret, because the password is in
 *   it. The request must have been checked
 */
TesseraSecret *tessera_setup_request_to_json (TesseraSetupRequest *self);

/**
 * TesseraSetupAnswer:
 * @retention: how many seconds the bucket keeps data
 * @token: the operator token
 * @value: its value
 *
 * What a server was set up with, as it reports it.
 */
typedef struct
{
  TesseraResource *user;
  TesseraResource *org;
  TesseraResource *bucket;
  gint64 retention;
  TesseraToken *token;
  TesseraSecret *value;
} TesseraSetupAnswer;

void tessera_setup_answer_free (TesseraSetupAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraSetupRequest, tessera_setup_request_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TesseraSetupAnswer, tessera_setup_answer_free)

G_END_DECLS
