/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The script that uses the token once with curl: a part of export.h. */

#include "core/base/paths.h"
#include "core/files/export-private.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* Filters by the bucket's ID, which survives a rename, and needs no quoting in Flux. */
static char *
make_query (const TesseraExportFilling *filling)
{
  if (filling->reads.id == NULL)
    return g_strdup ("buckets()");
  return g_strdup_printf ("from(bucketID: \"%s\") |> range(start: -1h) |> limit(n: 10)",
                          filling->reads.id);
}

static char *
make_address (const TesseraExportFilling *filling, const char *path, const char *bucket_id)
{
  g_autofree char *org = g_uri_escape_string (filling->source->org_id, NULL, FALSE);
  g_autofree char *bucket = bucket_id != NULL ? g_uri_escape_string (bucket_id, NULL, FALSE) : NULL;

  return g_strconcat (filling->source->server, path, "?orgID=", org,
                      bucket != NULL ? "&bucket=" : NULL, bucket, NULL);
}

/* An argument on a line of its own. */
static void
append_argument (TesseraSecretText *text, const char *option, const char *argument)
{
  tessera_secret_text_append (text, " \\\n  ");
  tessera_secret_text_append (text, option);
  tessera_secret_text_append_shell (text, argument);
}

static void
append_curl (TesseraSecretText *text, const char *address, const char *type, const char *body)
{
  tessera_secret_text_append (text, "curl --silent --show-error --fail-with-body --header @-");
  if (body != NULL)
    {
      g_autofree char *header = g_strconcat ("Content-Type: ", type, NULL);

      append_argument (text, "--header ", header);
      append_argument (text, "--data-binary ", body);
    }
  append_argument (text, "", address);
}

/* What the script does: a request, and its purpose in words. */
typedef struct
{
  char *words;
  char *address;
  const char *type; /* of the body; NULL without one */
  char *body;
} Example;

static Example
write_point (const TesseraExportFilling *filling)
{
  return (Example) { .words = g_strdup (_ ("Writes one point to the measurement “tessera”.")),
                     .address = make_address (filling, TESSERA_PATH_WRITE, filling->writes.id),
                     .type = "text/plain; charset=utf-8",
                     .body = g_strdup ("tessera value=1") };
}

static Example
query_flux (const TesseraExportFilling *filling)
{
  return (Example) { .words = g_strdup (_ ("Reads with a Flux query.")),
                     .address = make_address (filling, TESSERA_PATH_QUERY, NULL),
                     .type = "application/vnd.flux",
                     .body = make_query (filling) };
}

/* Serverless has `/query` for this (its published API). */
static Example
query_influxql (const TesseraExportFilling *filling)
{
  g_autofree char *bucket = g_uri_escape_string (filling->reads.name, NULL, FALSE);

  return (Example) {
    .words = g_strdup (_ ("Reads with an InfluxQL query. It requires a database mapping (DBRP) for "
                          "the bucket.")),
    .address = g_strconcat (filling->source->server, TESSERA_PATH_INFLUXQL "?db=", bucket,
                            "&q=SHOW%20MEASUREMENTS", NULL),
  };
}

static Example
list_buckets (const TesseraExportFilling *filling)
{
  return (Example) { .words = g_strdup (_ ("Lists the buckets that the token can read.")),
                     .address = make_address (filling, TESSERA_PATH_BUCKETS, NULL) };
}

static Example
choose_example (const TesseraExportFilling *filling)
{
  if (filling->writes.id != NULL)
    return write_point (filling);
  if (filling->source->without_flux)
    return filling->reads.name != NULL ? query_influxql (filling) : list_buckets (filling);
  if (filling->reads.id != NULL || filling->reads.all)
    return query_flux (filling);
  return list_buckets (filling);
}

void
tessera_export_fill_curl (TesseraSecretText *text, const TesseraExportFilling *filling)
{
  Example example = choose_example (filling);

  tessera_secret_text_append (text, "#!/bin/sh\n");
  tessera_export_append_heading (text, filling);
  tessera_secret_text_append_comment (text, example.words);
  append_curl (text, example.address, example.type, example.body);
  tessera_secret_text_append (text, " <<'EOF'\nAuthorization: Token ");
  tessera_secret_text_append (text, tessera_secret_peek (filling->value));
  tessera_secret_text_append (text, "\nEOF\n");
  g_free (example.words);
  g_free (example.address);
  g_free (example.body);
}
