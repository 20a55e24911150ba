/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/client/client.h"

G_BEGIN_DECLS

/**
 * TesseraHeaderRows:
 *
 * *Advanced* on the connect page: the headers that are added to each request, for what is in front
 * of the server, as rows with a name and a value. Collapsed until somebody needs it.
 */
#define TESSERA_TYPE_HEADER_ROWS (tessera_header_rows_get_type ())
G_DECLARE_FINAL_TYPE (TesseraHeaderRows, tessera_header_rows, TESSERA, HEADER_ROWS, AdwBin)

/**
 * tessera_header_rows_set_names:
 * @names: (nullable) (array zero-terminated=1): the names of known headers; their values are empty
 *
 * Takes the place of what was entered.
 */
void tessera_header_rows_set_names (TesseraHeaderRows *self, const char *const *names);

/**
 * tessera_header_rows_fill_in:
 * @client: a client that has values of headers
 *
 * Enters the values that @client has, where none was entered.
 */
void tessera_header_rows_fill_in (TesseraHeaderRows *self, TesseraClient *client);

/**
 * tessera_header_rows_apply:
 * @client: the client to add the headers to; the headers become part of its reach
 *
 * Returns: %FALSE with an error about the first header that can't be added, which gets the focus
 */
gboolean tessera_header_rows_apply (TesseraHeaderRows *self, TesseraClient *client, GError **error);

G_END_DECLS
