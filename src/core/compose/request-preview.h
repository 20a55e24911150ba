/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/resource.h"
#include "core/model/token-request.h"

G_BEGIN_DECLS

/**
 * TesseraRequestContext:
 * @address: the normalized address of the server
 * @types: (array zero-terminated=1): keys of the resource types, as the server lists them
 * @organization: the organization that the token is for
 * @owner: (nullable): the user that the token will belong to: the request's owner, or the signed-in
 * user if it names none; %NULL if the server does not report it
 *
 * Where a token will be created: what the previews need besides the request. All of it is borrowed.
 */
typedef struct
{
  const char *address;
  const char *const *types;
  TesseraResource *organization;
  TesseraResource *owner;
} TesseraRequestContext;

/**
 * tessera_token_request_to_sentence:
 *
 * Returns: (transfer full): a translated sentence about what the token will allow: "This token can
 *   read the bucket _monitoring and write to the bucket _tasks." The first few are named and the
 *   others are counted. Plain text: escape it before using it as markup
 */
char *tessera_token_request_to_sentence (TesseraTokenRequest *self,
                                         const TesseraRequestContext *place);

/**
 * tessera_token_request_to_influx:
 *
 * The command for InfluxData's `influx` that creates the same token, for a POSIX shell. It signs in
 * with the variable `INFLUX_TOKEN`, or with the active configuration. Observed of `influx` 2.7.5
 * and its source:
 *
 * - It sends the ID of the user that `--user` names, or else of the first user in the server's
 *   list, not of the signed-in one. So the command names the owner.
 * - It supports individual items only for buckets. `--read-orgs`, `--write-users` and the like
 *   apply to the whole server; the organization itself and the owner's account are only available
 *   through `--all-access`.
 * - A value that begins with a dash is only accepted as `--flag=value`.
 *
 * Returns: (transfer full) (nullable): the command, or %NULL with %TESSERA_ERROR_INVALID if it
 *   can't express the request; the message is the reason, for people
 */
char *tessera_token_request_to_influx (TesseraTokenRequest *self,
                                       const TesseraRequestContext *place, GError **error);

/**
 * tessera_token_request_to_curl:
 *
 * The request as a `curl` command for a POSIX shell. It is signed with the variable `INFLUX_TOKEN`,
 * which is passed through standard input, because every user can read a process's argument list.
 *
 * Returns: (transfer full) (nullable): the command, or %NULL with %TESSERA_ERROR_INVALID when the
 *   request is longer than an argument can be; the message is the reason, for people
 */
char *tessera_token_request_to_curl (TesseraTokenRequest *self, const TesseraRequestContext *place,
                                     GError **error);

G_END_DECLS
