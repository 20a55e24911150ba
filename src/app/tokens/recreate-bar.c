/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/recreate-bar.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraRecreateBar
{
  AdwBin parent_instance;

  GtkLabel *text;
  GtkButton *button;

  TesseraToken *token;
  GHashTable *recreated;
  GCancellable *asking;
};

G_DEFINE_FINAL_TYPE (TesseraRecreateBar, tessera_recreate_bar, ADW_TYPE_BIN)

static guint recreate_signal;

static char *
make_text (GHashTable *recreated)
{
  guint count = g_hash_table_size (recreated);
  GHashTableIter iter;
  gpointer successor;
  g_autofree char *name = NULL;

  if (count > 1)
    return g_strdup_printf (ngettext ("%u bucket this token covers was deleted and recreated. The "
                                      "token has no access to the new bucket.",
                                      "%u buckets this token covers were deleted and recreated. "
                                      "The token has no access to the new buckets.",
                                      count),
                            count);
  g_hash_table_iter_init (&iter, recreated);
  g_hash_table_iter_next (&iter, NULL, &successor);
  name = tessera_text_isolate (tessera_resource_get_name (successor));
  return g_strdup_printf (_ ("The bucket “%s” was deleted and recreated. This token has no access "
                             "to the new one."),
                          name);
}

static void
show_bar (TesseraRecreateBar *self)
{
  guint count = self->recreated != NULL ? g_hash_table_size (self->recreated) : 0;

  if (count > 0)
    {
      g_autofree char *text = make_text (self->recreated);

      gtk_label_set_text (self->text, text);
      gtk_button_set_label (self->button, ngettext ("_Recreate for New Bucket…",
                                                    "_Recreate for New Buckets…", count));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), count > 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRecreateBar) self = user_data;
  g_autoptr (GError) error = NULL;
  GHashTable *found = tessera_recreated_buckets_find_finish (result, &error);

  /* Another request may be in progress. */
  if (tessera_error_is_cancelled (error))
    return;
  g_clear_object (&self->asking);
  g_clear_pointer (&self->recreated, g_hash_table_unref);
  self->recreated = found;
  show_bar (self);
}

static void
drop_token (TesseraRecreateBar *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->recreated, g_hash_table_unref);
  g_clear_object (&self->token);
}

void
tessera_recreate_bar_set_token (TesseraRecreateBar *self, TesseraToken *token,
                                TesseraClient *client, TesseraNameCache *names)
{
  /* The result stays until the server has answered. */
  if (token == NULL || token != self->token || !tessera_token_is_dangling (token))
    {
      drop_token (self);
      show_bar (self);
    }
  if (token == NULL || !tessera_token_is_dangling (token))
    return;
  g_set_object (&self->token, token);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  tessera_recreated_buckets_find_async (client, token, names, self->asking, found_cb,
                                        g_object_ref (self));
}

static void
clicked_cb (TesseraRecreateBar *self)
{
  g_autoptr (TesseraToken) like = tessera_token_retarget (self->token, self->recreated);

  g_signal_emit (self, recreate_signal, 0, like);
}

static void
tessera_recreate_bar_dispose (GObject *object)
{
  drop_token (TESSERA_RECREATE_BAR (object));
  G_OBJECT_CLASS (tessera_recreate_bar_parent_class)->dispose (object);
}

static void
tessera_recreate_bar_class_init (TesseraRecreateBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_recreate_bar_dispose;
  recreate_signal = g_signal_new ("recreate", TESSERA_TYPE_RECREATE_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, TESSERA_TYPE_TOKEN);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "recreate-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraRecreateBar, text);
  gtk_widget_class_bind_template_child (widget_class, TesseraRecreateBar, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
tessera_recreate_bar_init (TesseraRecreateBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
