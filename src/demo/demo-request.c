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

JsonNode *
demo_request_read_json (DemoRequest *self)
{
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (body->data == NULL || body->length == 0)
    {
      demo_request_send_error (self, 400, "invalid", "invalid json structure: EOF");
      return NULL;
    }
  if (!json_parser_load_from_data (parser, body->data, (gssize) body->length, NULL) ||
      json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      demo_request_send_error (self, 400, "invalid", "invalid json structure: unexpected EOF");
      return NULL;
    }
  return json_parser_steal_root (parser);
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
  demo_request_send_error (self, 401, "unauthorized", "%s is unauthorized", text);
  return FALSE;
}

gboolean
demo_id_is_valid (const char *id)
{
  return strlen (id) == 16 && strspn (id, "0123456789abcdefABCDEF") == 16;
}

gboolean
demo_request_check_id (DemoRequest *self, const char *id)
{
  if (demo_id_is_valid (id))
    return TRUE;
  demo_request_send_error (self, 400, "invalid",
                           strlen (id) == 16 ? "invalid ID" : "id must have a length of 16 bytes");
  return FALSE;
}

static gboolean
read_limit (DemoRequest *self, guint highest, guint *limit)
{
  const char *text = demo_request_get_query (self, "limit");
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, highest, &number, NULL))
    return FALSE;
  *limit = (guint) number;
  return TRUE;
}

gboolean
demo_request_read_page (DemoRequest *self, DemoPage *page)
{
  const char *text = demo_request_get_query (self, "offset");
  guint64 offset = 0;

  page->limit = DEFAULT_LIMIT;
  if (!read_limit (self, HIGHEST_LIMIT, &page->limit))
    {
      demo_request_send_error (self, 400, "invalid", "limit must be between 1 and %u",
                               HIGHEST_LIMIT);
      return FALSE;
    }
  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &offset, NULL);
  page->offset = (guint) offset;
  return TRUE;
}

gboolean
demo_request_read_page_after (DemoRequest *self, DemoPage *page)
{
  page->limit = DEFAULT_LIMIT_AFTER;
  page->offset = 0;
  if (read_limit (self, HIGHEST_LIMIT_AFTER, &page->limit))
    return TRUE;
  demo_request_send_error (self, 400, "invalid",
                           "failed to decode request: limit must be between 1 and %u",
                           HIGHEST_LIMIT_AFTER);
  return FALSE;
}

guint
demo_page_get_end (const DemoPage *self, guint count)
{
  return self->offset < count ? self->offset + MIN (count - self->offset, self->limit) : count;
}

static void
put_page_link (JsonBuilder *builder, DemoRequest *request, const char *name, const char *path,
               guint limit, guint offset)
{
  const char *after = demo_request_get_query (request, "after");
  const char *org_id = demo_request_get_query (request, "orgID");
  const char *org = demo_request_get_query (request, "org");
  GString *text = g_string_new (path);

  g_string_append_c (text, '?');
  if (after != NULL)
    g_string_append_printf (text, "after=%s&", after);
  g_string_append_printf (text, "descending=false&limit=%u&offset=%u", limit, offset);
  if (org_id != NULL)
    g_string_append_printf (text, "&orgID=%s", org_id);
  if (org != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (org, NULL, FALSE);

      g_string_append_printf (text, "&org=%s", escaped);
    }
  demo_put (builder, name, text->str);
  g_string_free (text, TRUE);
}

void
demo_put_page_links (JsonBuilder *builder, DemoRequest *request, const char *path,
                     const DemoPage *page, guint count)
{
  guint limit = page->limit, offset = page->offset;

  if (offset > 0)
    put_page_link (builder, request, "prev", path, limit, offset > limit ? offset - limit : 0);
  put_page_link (builder, request, "self", path, limit, offset);
  if (count >= limit)
    put_page_link (builder, request, "next", path, limit, offset + limit);
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
