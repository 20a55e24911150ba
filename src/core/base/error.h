/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TESSERA_ERROR (tessera_error_quark ())

/**
 * TesseraError:
 * @TESSERA_ERROR_FAILED: anything that has no code of its own
 * @TESSERA_ERROR_INVALID_ADDRESS: the entered text is not the address of a server
 * @TESSERA_ERROR_UNREACHABLE: nobody listens there, or the name is not known
 * @TESSERA_ERROR_TLS: the server's certificate is not trusted
 * @TESSERA_ERROR_TIMED_OUT: no answer, or not all of it, within the deadline
 * @TESSERA_ERROR_NOT_INFLUXDB: somebody answers, but not an InfluxDB
 * @TESSERA_ERROR_BAD_ANSWER: an answer that is cut off, too large or has wrong types
 * @TESSERA_ERROR_REDIRECTED: the server sends elsewhere; a secret does not follow
 * @TESSERA_ERROR_UNAUTHORIZED: the token, password or session is not known
 * @TESSERA_ERROR_TOKEN_INACTIVE: the token used to sign in is inactive
 * @TESSERA_ERROR_FORBIDDEN: the account is known, but is not allowed to do this
 * @TESSERA_ERROR_NOT_GRANTABLE: tried to grant a permission that the account does not have itself
 * @TESSERA_ERROR_NOT_FOUND: there is no such thing, or (405) no such request on this server
 * @TESSERA_ERROR_CONFLICT: the name is taken
 * @TESSERA_ERROR_INVALID: the server refused what was sent as wrong
 * @TESSERA_ERROR_TOO_MANY_REQUESTS: rate limit
 * @TESSERA_ERROR_SERVER: the server failed (5xx)
 * @TESSERA_ERROR_NOT_SET_UP: an InfluxDB that was never set up
 * @TESSERA_ERROR_NO_ORGANIZATION: the account can't see any organization
 * @TESSERA_ERROR_EMPTY_REQUEST: a token without permissions was requested
 * @TESSERA_ERROR_NO_KEYRING: no Secret Service answers on this desktop
 * @TESSERA_ERROR_KEYRING_LOCKED: the keyring is locked, or its prompt was dismissed
 * @TESSERA_ERROR_KEYRING: the keyring refused or died
 * @TESSERA_ERROR_STORAGE: a file could not be read or written
 * @TESSERA_ERROR_EXISTS: there is a file of this name already, and it was left as it is
 * @TESSERA_ERROR_CANCELLED: a request was canceled; unlike %G_IO_ERROR_CANCELLED it has the record
 *   of tessera_error_may_have_happened(). Ask with tessera_error_is_cancelled()
 * @TESSERA_ERROR_DAMAGED: a file of ours was damaged and is kept under another name
 * @TESSERA_ERROR_VALUE_LOST: the server created a token, but its value did not arrive
 * @TESSERA_ERROR_CERTIFICATE_CHANGED: the server's certificate is not the only one to be trusted
 */
typedef enum
{
  TESSERA_ERROR_FAILED,
  TESSERA_ERROR_INVALID_ADDRESS,
  TESSERA_ERROR_UNREACHABLE,
  TESSERA_ERROR_TLS,
  TESSERA_ERROR_TIMED_OUT,
  TESSERA_ERROR_NOT_INFLUXDB,
  TESSERA_ERROR_BAD_ANSWER,
  TESSERA_ERROR_REDIRECTED,
  TESSERA_ERROR_UNAUTHORIZED,
  TESSERA_ERROR_TOKEN_INACTIVE,
  TESSERA_ERROR_FORBIDDEN,
  TESSERA_ERROR_NOT_GRANTABLE,
  TESSERA_ERROR_NOT_FOUND,
  TESSERA_ERROR_CONFLICT,
  TESSERA_ERROR_INVALID,
  TESSERA_ERROR_TOO_MANY_REQUESTS,
  TESSERA_ERROR_SERVER,
  TESSERA_ERROR_NOT_SET_UP,
  TESSERA_ERROR_NO_ORGANIZATION,
  TESSERA_ERROR_EMPTY_REQUEST,
  TESSERA_ERROR_NO_KEYRING,
  TESSERA_ERROR_KEYRING_LOCKED,
  TESSERA_ERROR_KEYRING,
  TESSERA_ERROR_STORAGE,
  TESSERA_ERROR_EXISTS,
  TESSERA_ERROR_CANCELLED,
  TESSERA_ERROR_DAMAGED,
  TESSERA_ERROR_VALUE_LOST,
  TESSERA_ERROR_CERTIFICATE_CHANGED,
} TesseraError;

GQuark tessera_error_quark (void);

/**
 * tessera_error_new:
 * @code: what callers act on
 * @details: (nullable): the server's own words, for a "Details" line; never a secret
 * @format: what happened, why, and what to do, as whole sentences for people
 *
 * Returns: (transfer full): a new error of the domain %TESSERA_ERROR
 */
GError *tessera_error_new (TesseraError code, const char *details, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/**
 * tessera_set_error:
 * @error: (out) (optional): where to put the error; nothing is done for %NULL
 * @code: what callers act on
 * @details: (nullable): the server's own words, for a "Details" line; never a secret
 * @format: what happened, why, and what to do, as whole sentences for people
 *
 * The same for a function that reports its error, as g_set_error() does it for other domains.
 */
void tessera_set_error (GError **error, TesseraError code, const char *details, const char *format,
                        ...) G_GNUC_PRINTF (4, 5);

/**
 * tessera_error_get_details:
 *
 * Returns: (nullable) (transfer none): the server's own words, if there were any
 */
const char *tessera_error_get_details (const GError *error);

/**
 * tessera_error_set_may_have_happened:
 * @error: an error of the domain %TESSERA_ERROR; others have no room for it and stay as they are
 * @may_have_happened: whether the server may have done what the request was for
 *
 * Records what the code alone can't say: a timeout, for example, may come before or after the
 * request was sent. A new error says that nothing happened.
 */
void tessera_error_set_may_have_happened (GError *error, gboolean may_have_happened);

/**
 * tessera_error_may_have_happened:
 *
 * Returns: %TRUE when, after @error, it is open whether the server did what it was asked: the
 *   request had been written, and no refusal came back. %G_IO_ERROR_CANCELLED has no record of it,
 *   so it is %TRUE for that one
 */
gboolean tessera_error_may_have_happened (const GError *error);

/**
 * tessera_error_set_pause:
 * @error: an error of the domain %TESSERA_ERROR
 * @seconds: how long the server wants to be left alone; 0 if it did not say
 */
void tessera_error_set_pause (GError *error, guint seconds);

/**
 * tessera_error_get_pause:
 *
 * Returns: after how many seconds the server accepts the request again; 0 if that is not known
 */
guint tessera_error_get_pause (const GError *error);

/**
 * tessera_error_set_certificate:
 * @error: an error of the domain %TESSERA_ERROR
 * @certificate: (nullable): the certificate that was refused
 */
void tessera_error_set_certificate (GError *error, GTlsCertificate *certificate);

/**
 * tessera_error_get_certificate:
 *
 * Returns: (transfer none) (nullable): the server's certificate, if the error is that it was
 *   refused: for people to look at, and to trust
 */
GTlsCertificate *tessera_error_get_certificate (const GError *error);

/**
 * tessera_error_is_cancelled:
 * @error: (nullable): an error
 *
 * Returns: %TRUE for %G_IO_ERROR_CANCELLED and %TESSERA_ERROR_CANCELLED: somebody wanted an end,
 * and needs no explanation
 */
gboolean tessera_error_is_cancelled (const GError *error);

G_END_DECLS
