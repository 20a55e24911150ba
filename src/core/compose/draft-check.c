/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/compose/draft.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define NAMED_GONE 5 /* the others are counted */

static GError *
make_gone_error (GStrv gone)
{
  guint count = g_strv_length (gone);
  g_autofree char *list = tessera_text_list ((const char *const *) gone, count, NAMED_GONE);
  g_autofree char *names = tessera_text_isolate (list);

  return tessera_error_new (
      TESSERA_ERROR_NOT_FOUND, NULL,
      ngettext ("No token was created, because %s is no longer on the server and has been "
                "deselected. Check the remaining permissions, then try again.",
                "No token was created, because %s are no longer on the server and have been "
                "deselected. Check the remaining permissions, then try again.",
                count),
      names);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TesseraDraft *self = g_task_get_source_object (task);
  g_auto (GStrv) gone = NULL;
  GError *error = NULL;

  if (!tessera_tree_loader_check_finish (TESSERA_TREE_LOADER (source), result, &gone, &error))
    g_task_return_error (task, error);
  else if (gone != NULL)
    g_task_return_error (task, make_gone_error (gone));
  else
    g_task_return_pointer (task, tessera_draft_make_request (self),
                           (GDestroyNotify) tessera_token_request_unref);
}

void
tessera_draft_check_async (TesseraDraft *self, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tessera_draft_check_async);
  tessera_tree_loader_check_async (tessera_draft_get_loader (self), cancellable, checked_cb,
                                   g_steal_pointer (&task));
}

TesseraTokenRequest *
tessera_draft_check_finish (TesseraDraft *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
