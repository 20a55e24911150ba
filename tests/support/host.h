/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TestHost:
 *
 * A server inside this process that is not what one hopes for. Made by test_host_new() it gives one
 * answer to everything; made by test_host_new_before() it stands before a good server, hands
 * requests on, and does one thing wrong.
 */
typedef struct
{
  SoupServer *http;
  char *address;
  guint16 port;

  guint status;
  const char *type;
  const char *body;
  const char *location;
  const char *retry_after;
  gboolean silent;            /* takes the request and does not answer */
  SoupServerMessage *waiting; /* the last one that got no answer */

  SoupSession *onwards; /* NULL for a server of its own */
  char *upstream;
  const char
      *fault;  /* how a request that is not handed on begins, as "GET /api/v2/me"; NULL for none */
  guint skips; /* how many that begin so are handed on first */
  gboolean swallows; /* hands them on too, and keeps the answers to itself */
  guint swallowed;   /* how many answers */
  gboolean
      drops_cookies; /* hands on without the session: it has ended, as the good server sees it */

  const char *gate; /* the value of the header X-Gate that a request needs; NULL for none */

  guint requests;
  gboolean signed_; /* a request carried an Authorization */
  GPtrArray *log;   /* "GET /api/v2/buckets?orgID=…", in their order */
} TestHost;

TestHost *test_host_new (guint status, const char *type, const char *body);

/**
 * test_host_new_tls:
 * @pem: a private key and its certificate
 *
 * Returns: (transfer full): one that speaks https
 */
TestHost *test_host_new_tls (const char *pem);

/**
 * test_host_present:
 * @pem: a private key and its certificate
 *
 * Presents another certificate from now on.
 */
void test_host_present (TestHost *self, const char *pem);

/**
 * test_host_read_pem:
 * @name: the name of a file in the folder `TEST_TLS`, without its ending
 *
 * Returns: (transfer full): its text
 */
char *test_host_read_pem (const char *name);

/**
 * test_host_new_before:
 * @upstream: address of the good server
 */
TestHost *test_host_new_before (const char *upstream);

/**
 * test_host_fail:
 * @fault: how the requests begin that get this answer, method and path
 *
 * Answers some requests itself, with JSON. With %NULL for @fault all is handed on again.
 */
void test_host_fail (TestHost *self, const char *fault, guint status, const char *body);

/**
 * test_host_speak:
 *
 * Is silent no more, and answers the last request that waits.
 */
void test_host_speak (TestHost *self);

/**
 * test_host_count:
 *
 * Returns: how many requests began so
 */
guint test_host_count (TestHost *self, const char *beginning);

/**
 * test_host_set_listening:
 *
 * As a server that was stopped, and started again at the same address.
 */
void test_host_set_listening (TestHost *self, gboolean listening);

void test_host_free (TestHost *self);

G_END_DECLS
