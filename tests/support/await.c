/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "await.h"

#define PATIENCE_SECONDS 60

void
test_store_result (GObject *source, GAsyncResult *result, gpointer stored)
{
  *(GAsyncResult **) stored = g_object_ref (result);
}

static gboolean
is_set (gpointer pointer)
{
  return *(gpointer *) pointer != NULL;
}

GAsyncResult *
test_wait (GAsyncResult **stored)
{
  test_wait_until ("the call to come back", is_set, stored);
  return *stored;
}

static gboolean
tick_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

void
test_wait_until (const char *what, TestPredicate predicate, gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  guint tick = g_timeout_add (20, tick_cb, NULL);

  while (!predicate (data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("Waited %d s in vain: %s", PATIENCE_SECONDS, what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}
