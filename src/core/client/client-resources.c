/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Listing what a server holds: a part of client.h. */

#include "core/client/client-private.h"
#include "core/client/json.h"
#include "core/model/resource-type.h"

/* The largest page a server gives: it answers 400 to a higher limit. */
#define LONGEST_PAGE 100
#define LONGEST_PAGE_AFTER 500

/* What has arrived so far. */
typedef struct
{
  const TesseraListing *listing;
  char *org_id;
  GPtrArray *items;
  GHashTable *seen; /* IDs, borrowed from the items */
  guint offset;     /* of the next page */
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

static void
append_number (GString *path, const char *name, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  tessera_call_append_field (path, name, text);
}

/* Takes ownership of @task. */
static void
ask_for_page (GTask *task)
{
  Pages *pages = tessera_call_get_data (task);
  const TesseraListing *listing = pages->listing;
  GString *path = g_string_new (listing->path);

  if (pages->org_id != NULL &&
      tessera_resource_type_get_scope (listing->type) == TESSERA_SCOPE_ORG_WIDE)
    tessera_call_append_field (path, "orgID", pages->org_id);
  switch (listing->paging)
    {
    case TESSERA_PAGING_OFFSET:
      append_number (path, "limit", LONGEST_PAGE);
      append_number (path, "offset", pages->offset);
      pages->offset += LONGEST_PAGE;
      break;
    case TESSERA_PAGING_AFTER:
      append_number (path, "limit", LONGEST_PAGE_AFTER);
      if (pages->items->len > 0)
        tessera_call_append_field (
            path, "after",
            tessera_resource_get_id (g_ptr_array_index (pages->items, pages->items->len - 1)));
      break;
    case TESSERA_PAGING_NONE:
      break;
    }
  tessera_call_send (task, "GET", path->str, NULL);
  g_string_free (path, TRUE);
}

/* Adds the new items; returns %FALSE if there are none. */
static gboolean
add_page (Pages *pages, GPtrArray *page)
{
  guint before = pages->items->len;

  for (guint i = 0; i < page->len; i++)
    {
      TesseraResource *item = g_ptr_array_index (page, i);

      if (g_hash_table_add (pages->seen, (gpointer) tessera_resource_get_id (item)))
        g_ptr_array_add (pages->items, g_object_ref (item));
    }
  return pages->items->len > before;
}

/* A page may be short and not the last one (see #TesseraPaging). A list ends with a page that has
 * nothing new in it, so a server that ignores the offset can't keep us asking forever. */
static void
page_answer (GTask *task, TesseraAnswer *answer)
{
  Pages *pages = tessera_call_get_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) root = tessera_call_parse (answer, &error);
  g_autoptr (GPtrArray) page = NULL;

  if (root != NULL)
    page = tessera_json_read_resources (root, pages->listing->type, pages->org_id, &error);
  if (page == NULL)
    tessera_call_return_error (task, error);
  else if (add_page (pages, page) && pages->listing->paging != TESSERA_PAGING_NONE)
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
  g_return_if_fail (TESSERA_IS_CLIENT (self));
  g_return_if_fail (type != NULL);
  g_return_if_fail (tessera_resource_type_get_listing (type) != NULL);

  GTask *task;
  Pages *pages;

  task = tessera_call_new (self, tessera_client_list_resources_async, page_answer, cancellable,
                           callback, user_data);
  pages = g_new0 (Pages, 1);
  pages->listing = tessera_resource_type_get_listing (type);
  pages->org_id = g_strdup (org_id);
  pages->items = g_ptr_array_new_with_free_func (g_object_unref);
  pages->seen = g_hash_table_new (g_str_hash, g_str_equal);
  tessera_call_set_data (task, pages, pages_free);
  ask_for_page (task);
}

GPtrArray *
tessera_client_list_resources_finish (TesseraClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  GError *problem = NULL;
  GPtrArray *items = g_task_propagate_pointer (G_TASK (result), &problem);

  tessera_call_propagate_list_error (self, problem, error);
  return items;
}
