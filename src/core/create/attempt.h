/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/client/client.h"

G_BEGIN_DECLS

/* How far off a token's time can be: the server's clock is known to a second, and a request can be
 * under way for a while after the answer is no longer waited for. */
#define TESSERA_ATTEMPT_SLACK_SECONDS 30
/* How much the clocks may differ as long as the server has not told its time. */
#define TESSERA_ATTEMPT_CLOCK_SKEW_SECONDS 300

/**
 * TesseraAttempt:
 * @id: the group of the file that it is in
 * @place: which server it was sent to: see tessera_address_get_place()
 * @owner_id: (nullable): %NULL if not known
 * @permissions: (nullable): each action and type once, such as `read:buckets`
 * @kept: (nullable): IDs of tokens that match, and whose value is not lost
 * @time: when it began, by this computer's clock, in seconds since 1970, as all of these
 * @closed: when the answer was no longer waited for, by this computer's clock
 * @earliest: when its token may have been created at the earliest, by the server's clock
 * @latest: and at the latest
 *
 * An attempt to create a token, as the journal has it, and what is known of the token that may have
 * come of it. Private to the journal.
 */
typedef struct
{
  char *id;
  char *place;
  char *org_id;
  char *owner_id;
  char **permissions;
  char *description;
  char **kept;
  gint64 time;
  gint64 closed;
  gint64 earliest;
  gint64 latest;
} TesseraAttempt;

/**
 * tessera_attempt_write:
 * @existing: (nullable): a model of #TesseraToken: the token that comes of it is none of these
 *
 * Writes an attempt that begins now into the group @id.
 */
void tessera_attempt_write (GKeyFile *file, const char *id, TesseraClient *client,
                            TesseraTokenRequest *request, GListModel *existing);

/**
 * tessera_attempt_close:
 *
 * Writes down that the answer is no longer waited for.
 *
 * Returns: whether that was new
 */
gboolean tessera_attempt_close (GKeyFile *file, const char *id);

/**
 * tessera_attempt_keep:
 *
 * Writes down that the value of @token is not lost, although it matches.
 */
void tessera_attempt_keep (GKeyFile *file, const TesseraAttempt *self, TesseraToken *token);

/**
 * tessera_attempt_get_server:
 *
 * Returns: (transfer full) (nullable): the address that the attempt in the group @id was sent to
 */
char *tessera_attempt_get_server (GKeyFile *file, const char *id);

/**
 * tessera_attempt_list:
 * @held: (nullable) (element-type utf8): IDs to leave out
 *
 * Returns: (transfer full) (element-type TesseraAttempt): the attempts at a server, those first
 *   whose token must be the oldest
 */
GPtrArray *tessera_attempt_list (GKeyFile *file, const char *server, GHashTable *held);

/**
 * tessera_attempt_fits:
 *
 * Returns: whether @token is as the one that was asked for, and of that time
 */
gboolean tessera_attempt_fits (const TesseraAttempt *self, TesseraToken *token);

/**
 * tessera_attempt_may_have_made:
 *
 * Returns: whether it fits, and is not known to be another one
 */
gboolean tessera_attempt_may_have_made (const TesseraAttempt *self, TesseraToken *token);

G_END_DECLS
