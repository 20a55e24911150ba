/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "await.h"

#define PATIENCE_SECONDS 60

void
test_store_result (GObject *source, GAsyncResult *result, gpointer stored)
{
  *(GAsyncResult **) stored = g_object_ref (result);
}

static gboolean
out_of_patience (gpointer data)
{
  g_error ("nothing called back within %d seconds", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

GAsyncResult *
test_wait (GAsyncResult **stored)
{
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, out_of_patience, NULL);

  while (*stored == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return *stored;
}
