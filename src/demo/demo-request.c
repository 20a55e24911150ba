/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-request.h"

#include <string.h>

#define DEFAULT_LIMIT 20
#define HIGHEST_LIMIT 100
#define DEFAULT_LIMIT_AFTER 100
#define HIGHEST_LIMIT_AFTER 500

const char *
demo_request_get_query (DemoRequest *self, const char *name)
{
  const char *value = self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;

  /* Same as the real server: `influx` sends `name=` when there is no name. */
  return value != NULL && *value != '\0' ? value : NULL;
}

void
demo_put (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

void
demo_put_format (JsonBuilder *builder, const char *member, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  demo_put (builder, member, text);
}

void
demo_begin (JsonBuilder *builder, const char *member)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
}

void
demo_request_send_json (DemoRequest *self, guint status, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = json_to_string (root, FALSE);

  soup_server_message_set_status (self->message, status, NULL);
  soup_server_message_set_response (self->message, "application/json; charset=utf-8",
                                    SOUP_MEMORY_TAKE, text, strlen (text));
  g_object_unref (builder);
}

/* libsoup removes the length of a 204 when it writes the headers, and then takes the answer for one
 * that ends with the connection, which it closes without having said so. */
static void
keep_connection (SoupServerMessage *message)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_NONE);
}

void
demo_request_send_nothing (DemoRequest *self, guint status)
{
  soup_server_message_set_status (self->message, status, NULL);
  if (status == SOUP_STATUS_NO_CONTENT)
    g_signal_connect (self->message, "wrote-headers", G_CALLBACK (keep_connection), NULL);
  else
    soup_message_headers_set_content_length (
        soup_server_message_get_response_headers (self->message), 0);
}

void
demo_request_send_error (DemoRequest *self, guint status, const char *code, const char *format, ...)
{
  JsonBuilder *builder = json_builder_new ();
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                "X-Platform-Error-Code", code);
  json_builder_begin_object (builder);
  demo_put (builder, "code", code);
  demo_put (builder, "message", message);
  json_builder_end_object (builder);
  demo_request_send_json (self, status, builder);
}

void
demo_request_send_text (DemoRequest *self, guint status, const char *text)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                "X-Content-Type-Options", "nosniff");
  soup_server_message_set_status (self->message, status, NULL);
  soup_server_message_set_response (self->message, "text/plain; charset=utf-8", SOUP_MEMORY_COPY,
                                    text, strlen (text));
}

JsonNode *
demo_request_read_json (DemoRequest *self, const DemoShape *shape, const char *prefix)
{
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  g_autoptr (GError) error = NULL;
  JsonNode *root =
      demo_json_read (body->data != NULL ? body->data : "", (gsize) body->length, shape, &error);

  if (root != NULL)
    return root;
  if (prefix != NULL)
    demo_request_send_error (self, 400, "invalid", "%s%s", prefix, error->message);
  else if (g_error_matches (error, DEMO_JSON_ERROR, DEMO_JSON_ERROR_ID))
    demo_request_send_error (self, 400, "invalid", "%s", error->message);
  else
    demo_request_send_error (self, 500, "internal error", "%s", error->message);
  return NULL;
}

gboolean
demo_request_holds (DemoRequest *self, gboolean write, const char *type, const char *org_id,
                    const char *id)
{
  const DemoPermission wanted = { write, (char *) type, (char *) org_id, (char *) id };

  if (self->authorization != NULL && !self->authorization->active)
    return FALSE;
  for (guint i = 0; i < self->permissions->len; i++)
    if (demo_permission_matches (g_ptr_array_index (self->permissions, i), &wanted))
      return TRUE;
  return FALSE;
}

gboolean
demo_request_require (DemoRequest *self, gboolean write, const char *type, const char *org_id,
                      const char *id)
{
  const DemoPermission wanted = { write, (char *) type, (char *) org_id, (char *) id };
  g_autofree char *text = demo_permission_to_string (&wanted);

  if (self->authorization != NULL && !self->authorization->active)
    {
      demo_request_send_error (self, 401, "unauthorized", "token is inactive");
      return FALSE;
    }
  if (demo_request_holds (self, write, type, org_id, id))
    return TRUE;
  if (self->store->flavor == TESSERA_DEMO_SERVERLESS_PAGES)
    demo_request_send_error (self, 401, "unauthorized", "unauthorized access");
  else
    demo_request_send_error (self, 401, "unauthorized", "%s is unauthorized", text);
  return FALSE;
}

gboolean
demo_request_check_id (DemoRequest *self, const char *id)
{
  const char *problem = demo_id_get_problem (id);

  if (problem == NULL)
    return TRUE;
  demo_request_send_error (self, 400, "invalid", "%s", problem);
  return FALSE;
}

gboolean
demo_request_check_query_ids (DemoRequest *self, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      const char *id = demo_request_get_query (self, list[i]);

      if (id != NULL && !demo_request_check_id (self, id))
        return FALSE;
    }
  return TRUE;
}

/* A number in the query, if there is one. */
static gboolean
read_number (DemoRequest *self, const char *name, int *number)
{
  const char *text = demo_request_get_query (self, name);
  gint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

static gboolean
read_after (DemoRequest *self, DemoPage *page)
{
  const char *problem;

  page->after = demo_request_get_query (self, "after");
  problem = page->after != NULL ? demo_id_get_problem (page->after) : NULL;
  if (problem == NULL)
    return TRUE;
  demo_request_send_error (self, 400, "invalid", "decoding after: %s", problem);
  return FALSE;
}

static gboolean
read_limit (DemoRequest *self, DemoPage *page)
{
  page->limit = DEFAULT_LIMIT;
  if (!read_number (self, "limit", &page->limit))
    demo_request_send_error (self, 400, "invalid", "limit is invalid");
  else if (page->limit < 1 || page->limit > HIGHEST_LIMIT)
    demo_request_send_error (self, 400, "invalid", "limit must be between 1 and %u", HIGHEST_LIMIT);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_direction (DemoRequest *self, DemoPage *page)
{
  static const char *const yes[] = { "1", "t", "T", "true", "TRUE", "True", NULL };
  static const char *const no[] = { "0", "f", "F", "false", "FALSE", "False", NULL };
  const char *text = demo_request_get_query (self, "descending");

  page->descending = text != NULL && g_strv_contains (yes, text);
  if (text == NULL || page->descending || g_strv_contains (no, text))
    return TRUE;
  demo_request_send_error (self, 400, "invalid", "descending is invalid");
  return FALSE;
}

gboolean
demo_request_read_page (DemoRequest *self, DemoPage *page)
{
  page->offset = 0;
  page->name = page->id = NULL;
  if (!read_number (self, "offset", &page->offset))
    {
      demo_request_send_error (self, 400, "invalid", "offset is invalid");
      return FALSE;
    }
  return read_after (self, page) && read_limit (self, page) && read_direction (self, page);
}

gboolean
demo_request_read_after (DemoRequest *self, DemoPage *page)
{
  const char *problem;

  page->after = demo_request_get_query (self, "after");
  problem = page->after != NULL ? demo_id_get_problem (page->after) : NULL;
  if (problem == NULL)
    return TRUE;
  demo_request_send_error (self, 400, "invalid", "failed to decode request: %s", problem);
  return FALSE;
}

gboolean
demo_request_read_limit_after (DemoRequest *self, DemoPage *page)
{
  const char *text = demo_request_get_query (self, "limit");

  page->limit = DEFAULT_LIMIT_AFTER;
  if (!read_number (self, "limit", &page->limit))
    demo_request_send_error (
        self, 400, "invalid", "failed to decode request: strconv.Atoi: parsing \"%s\": %s", text,
        strspn (text, "0123456789") == strlen (text) ? "value out of range" : "invalid syntax");
  else if (page->limit < 1 || page->limit > HIGHEST_LIMIT_AFTER)
    demo_request_send_error (self, 400, "invalid",
                             "failed to decode request: limit must be between 1 and %u",
                             HIGHEST_LIMIT_AFTER);
  else
    return TRUE;
  return FALSE;
}

GPtrArray *
demo_page_cut (const DemoPage *self, GPtrArray *items)
{
  GPtrArray *cut = g_ptr_array_new ();
  guint begin = MIN ((guint) MAX (self->offset, 0), items->len);
  guint end = begin + MIN (items->len - begin, (guint) self->limit);

  for (guint i = begin; i < end; i++)
    g_ptr_array_add (cut, g_ptr_array_index (items, self->descending ? items->len - 1 - i : i));
  return cut;
}

static void
append_field (GString *text, const char *name, const char *value)
{
  g_autofree char *escaped = value != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;

  if (escaped != NULL)
    g_string_append_printf (text, "%c%s=%s", strchr (text->str, '?') != NULL ? '&' : '?', name,
                            escaped);
}

static void
append_number (GString *text, const char *name, int number)
{
  g_autofree char *value = g_strdup_printf ("%d", number);

  append_field (text, name, value);
}

static void
put_page_link (JsonBuilder *builder, DemoRequest *request, const char *member, const char *path,
               const DemoPage *page, int offset)
{
  const char *sort_by = demo_request_get_query (request, "sortBy");
  const char *org_id = demo_request_get_query (request, "orgID");
  const char *org = demo_request_get_query (request, "org");
  GString *text = g_string_new (path);

  append_field (text, "after", page->after);
  append_field (text, "bucket", page->name);
  append_field (text, "descending", page->descending ? "true" : "false");
  append_field (text, "id", page->id);
  append_number (text, "limit", page->limit);
  append_number (text, "offset", offset);
  append_field (text, "org", org);
  append_field (text, "orgID", org_id);
  append_field (text, "sortBy", sort_by);
  demo_put (builder, member, text->str);
  g_string_free (text, TRUE);
}

void
demo_put_page_links (JsonBuilder *builder, DemoRequest *request, const char *path,
                     const DemoPage *page, guint count)
{
  if (page->offset > 0)
    put_page_link (builder, request, "prev", path, page, MAX (page->offset - page->limit, 0));
  put_page_link (builder, request, "self", path, page, page->offset);
  if (count >= (guint) page->limit)
    put_page_link (builder, request, "next", path, page, page->offset + page->limit);
}

gboolean
demo_request_check_org (DemoRequest *self)
{
  const char *org = demo_request_get_query (self, "org");

  if (org == NULL || g_str_equal (org, self->store->org_name))
    return TRUE;
  demo_request_send_error (self, 404, "not found", "organization name \"%s\" not found", org);
  return FALSE;
}
