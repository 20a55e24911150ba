/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/files/export.h"
#include "core/files/secret-text.h"

G_BEGIN_DECLS

/*
 * What the formats of an export are filled with. Private to export*.c.
 */

/**
 * TesseraExportBucket:
 * @id: (nullable): %NULL if there is no such bucket
 * @name: (nullable): its name, or its ID: a server accepts both
 * @all: whether the token has this permission on every bucket
 *
 * The bucket named in an example, chosen from those that the token can read or write.
 */
typedef struct
{
  const char *id;
  const char *name;
  gboolean all;
} TesseraExportBucket;

/**
 * TesseraExportFilling:
 * @org: the organization's name, or its ID
 * @name: for use in files: letters, digits and hyphens
 *
 * The values that a format is filled with.
 */
typedef struct
{
  const TesseraExportSource *source;
  TesseraSecret *value;
  const char *org;
  char *name;
  TesseraExportBucket reads;
  TesseraExportBucket writes;
} TesseraExportFilling;

/**
 * tessera_export_append_heading:
 *
 * Appends the comment that says which token it is.
 */
void tessera_export_append_heading (TesseraSecretText *text, const TesseraExportFilling *filling);

/**
 * tessera_export_fill_curl:
 *
 * The format `curl`.
 */
void tessera_export_fill_curl (TesseraSecretText *text, const TesseraExportFilling *filling);

G_END_DECLS
