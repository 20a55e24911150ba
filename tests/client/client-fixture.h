/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "await.h"
#include "core/create/minter.h"
#include "core/session/session.h"
#include "test-server.h"

G_BEGIN_DECLS

/* The server that all cases run against, and what they do with it time and again. A call that fails
 * ends the test, unless it takes a GError. */
extern TestServer *server;

TesseraSession *open_session (const char *username, const char *secret_text, GError **error);
TesseraSession *open_as_operator (void);
GStrv list_types (TesseraClient *client);

/**
 * list:
 *
 * Returns: (transfer full) (element-type TesseraResource): the organization's items of a type
 */
GPtrArray *list (TesseraClient *client, const char *type);
GPtrArray *try_to_list (TesseraClient *client, const char *type, GError **error);
char *find_bucket (TesseraClient *client, const char *name);
void make_bucket (const char *name);

/**
 * find_or_make_item:
 *
 * Returns: (transfer full): the ID of an item of a type that is no bucket
 */
char *find_or_make_item (TesseraClient *client, const char *type);

/**
 * allow:
 *
 * Adds a permission in the organization.
 */
void allow (TesseraPermissionSet *set, TesseraAction action, const char *type, const char *id,
            const char *name);
TesseraMint *mint (TesseraClient *client, const char *description,
                   TesseraPermissionSet *permissions, GError **error);

/**
 * mint_for_bucket:
 *
 * Returns: (transfer full): a token for one bucket, made by the operator
 */
TesseraMint *mint_for_bucket (const char *description, TesseraAction action, const char *bucket);

/**
 * find_token:
 *
 * Returns: (transfer full) (nullable): the token of this ID in the list
 */
TesseraToken *find_token (TesseraClient *client, const char *id);

/**
 * ask_as:
 * @made: signs
 * @expected: (nullable): what the answer must hold
 *
 * Returns: the status of a POST
 */
guint ask_as (TesseraMint *made, const char *path, const char *body, const char *expected);

/* The cases, a subject a file. */
void add_sign_in_cases (void);
void add_resource_cases (void);
void add_making_cases (void);
void add_using_cases (void);
void add_life_cases (void);
void add_changing_cases (void);
void add_composing_cases (void);
void add_user_cases (void);
void add_face_cases (void);
void add_testing_cases (void);
void add_exporting_cases (void);
void add_finding_cases (void);
void add_keeping_cases (void);
void add_rotating_cases (void);
void add_recreating_cases (void);

G_END_DECLS
