/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/wait.h"

#include "cli/output.h"
#include "core/client/pause.h"
#include "tessera-config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

void
cli_wait_cb (GObject *source, GAsyncResult *result, gpointer stored)
{
  *(GAsyncResult **) stored = g_object_ref (result);
}

GAsyncResult *
cli_wait (GAsyncResult **stored)
{
  while (*stored == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *stored;
}

GCancellable *
cli_cancellable (void)
{
  static GCancellable *cancellable;

  if (cancellable == NULL)
    cancellable = g_cancellable_new ();
  return cancellable;
}

static gboolean
cancel_cb (gpointer unused)
{
  g_cancellable_cancel (cli_cancellable ());
  return G_SOURCE_CONTINUE;
}

void
cli_watch_signals (void)
{
  g_unix_signal_add (SIGINT, cancel_cb, NULL);
  g_unix_signal_add (SIGTERM, cancel_cb, NULL);
  g_unix_signal_add (SIGHUP, cancel_cb, NULL);
}

void
cli_cancel_after (guint seconds)
{
  g_timeout_add_seconds (seconds, cancel_cb, NULL);
}

static void
pauses_changed_cb (GListModel *pauses, guint position, guint removed, guint added)
{
  g_autoptr (TesseraPause) pause = g_list_model_get_item (pauses, position);
  guint seconds = added > 0 ? tessera_pause_get_seconds (pause) : 0;

  if (added > 0)
    cli_tell (ngettext ("The server received too many requests. Continuing in %u second.\n",
                        "The server received too many requests. Continuing in %u seconds.\n",
                        seconds),
              seconds);
}

void
cli_mention_pauses (void)
{
  g_signal_connect (tessera_pauses_get_active (), "items-changed", G_CALLBACK (pauses_changed_cb),
                    NULL);
}

static gboolean
wake_up (gpointer slept)
{
  *(gboolean *) slept = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
cli_sleep (guint seconds)
{
  gboolean slept = FALSE;
  guint source = g_timeout_add_seconds (seconds, wake_up, &slept);

  while (!slept && !g_cancellable_is_cancelled (cli_cancellable ()))
    g_main_context_iteration (NULL, TRUE);
  if (!slept)
    g_source_remove (source);
  return slept;
}
