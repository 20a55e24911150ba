/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Listing what a server holds: a part of client.h. */

#include "core/client-call.h"
#include "core/json.h"

#define PAGE_SIZE 100 /* the most that a server allows; 101 is a 400 */

/* Listings. A page that is full may not be the last one; one with nothing new ends it, so that a
 * server that ignores the offset does not keep us for ever. */

typedef struct
{
  const char *type;
  const char *member;
  gboolean paged;
  gboolean by_org;
} Listing;

static const Listing listings[] = {
  { "orgs", "orgs", TRUE, FALSE },
  { "users", "users", TRUE, FALSE },
  { "buckets", "buckets", TRUE, TRUE },
  { "telegrafs", "configurations", FALSE, TRUE },
};

static const Listing *
find_listing (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (listings); i++)
    if (g_str_equal (listings[i].type, type))
      return &listings[i];
  return NULL;
}

/* What has come so far. */
typedef struct
{
  const Listing *listing;
  char *org_id;
  GPtrArray *items;
  GHashTable *seen; /* IDs, borrowed from the items */
} Pages;

static void
pages_free (gpointer data)
{
  Pages *self = data;

  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->org_id);
  g_free (self);
}

/* Takes @task. */
static void
ask_for_page (GTask *task)
{
  Pages *pages = tessera_call_get_data (task);
  const Listing *listing = pages->listing;
  GString *path = g_string_new (NULL);
  const char *separator = "?";

  g_string_printf (path, "/api/v2/%s", listing->type);
  if (listing->by_org && pages->org_id != NULL)
    {
      g_string_append_printf (path, "?orgID=%s", pages->org_id);
      separator = "&";
    }
  if (listing->paged)
    g_string_append_printf (path, "%slimit=%u&offset=%u", separator, PAGE_SIZE, pages->items->len);
  tessera_call_send (task, "GET", path->str, NULL);
  g_string_free (path, TRUE);
}

static void
page_answer (GTask *task, TesseraAnswer *answer)
{
  Pages *pages = tessera_call_get_data (task);
  const Listing *listing = pages->listing;
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);
  g_autoptr (GPtrArray) page = NULL;
  gboolean news = FALSE;

  if (root != NULL)
    page = tessera_json_read_resources (root, listing->member, listing->type, &error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < page->len; i++)
    {
      TesseraResource *item = g_ptr_array_index (page, i);

      if (!g_hash_table_add (pages->seen, (gpointer) tessera_resource_get_id (item)))
        continue;
      g_ptr_array_add (pages->items, g_object_ref (item));
      news = TRUE;
    }
  if (listing->paged && page->len >= PAGE_SIZE && news)
    ask_for_page (g_object_ref (task));
  else
    g_task_return_pointer (task, g_steal_pointer (&pages->items),
                           (GDestroyNotify) g_ptr_array_unref);
}

void
tessera_client_list_resources_async (TesseraClient *self, const char *type, const char *org_id,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = tessera_call_new (self, tessera_client_list_resources_async, page_answer,
                                  cancellable, callback, user_data);
  Pages *pages = g_new0 (Pages, 1);

  g_return_if_fail (find_listing (type) != NULL);
  pages->listing = find_listing (type);
  pages->org_id = g_strdup (org_id);
  pages->items = g_ptr_array_new_with_free_func (g_object_unref);
  pages->seen = g_hash_table_new (g_str_hash, g_str_equal);
  tessera_call_set_data (task, pages, pages_free);
  ask_for_page (task);
}

GPtrArray *
tessera_client_list_resources_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
