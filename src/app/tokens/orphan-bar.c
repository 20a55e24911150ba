/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/orphan-bar.h"

#include "core/base/error.h"
#include "core/manage/token-change.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraOrphanBar
{
  AdwBin parent_instance;

  GtkLabel *text;

  TesseraTokenList *tokens;
  TesseraMinter *minter;
  TesseraRotationList *rotations;
  TesseraOrphan *orphan; /* what the bar is about */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TesseraOrphanBar, tessera_orphan_bar, ADW_TYPE_BIN)

static guint failed_signal;

static const char *
get_address (TesseraOrphanBar *self)
{
  return tessera_client_get_address (tessera_token_list_get_client (self->tokens));
}

/* One that was created to replace another is reported there. */
static TesseraOrphan *
find_orphan (TesseraOrphanBar *self)
{
  g_autoptr (GPtrArray) orphans =
      tessera_minter_find_orphans (self->minter, get_address (self), G_LIST_MODEL (self->tokens),
                                   tessera_token_list_get_asked (self->tokens));

  for (guint i = 0; i < orphans->len; i++)
    {
      const TesseraOrphan *orphan = orphans->pdata[i];

      if (tessera_rotation_list_find (self->rotations, tessera_token_get_id (orphan->token)) ==
          NULL)
        return g_ptr_array_steal_index (orphans, i);
    }
  return NULL;
}

void
tessera_orphan_bar_update (TesseraOrphanBar *self)
{
  g_autofree char *name = NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  g_clear_pointer (&self->orphan, tessera_orphan_free);
  if (self->tokens != NULL)
    {
      tessera_minter_refresh (self->minter);
      self->orphan = find_orphan (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->orphan != NULL);
  if (self->orphan == NULL)
    return;
  name = tessera_token_make_name (self->orphan->token);
  /* Translators: a day and a time, as strftime() formats them */
  time = g_date_time_format (self->orphan->time, _ ("%x, %R"));
  text = g_strdup_printf (
      _ ("The token “%s” was probably created from this computer (on %s), but its value was lost. "
         "If so, nobody can use it."),
      name, time);
  gtk_label_set_text (self->text, text);
}

typedef struct
{
  TesseraOrphanBar *bar;
  TesseraToken *token; /* a refresh may have found another orphan in the meantime, or none */
} Deleting;

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deleting *deleting = user_data;
  g_autoptr (TesseraOrphanBar) self = deleting->bar;
  g_autoptr (TesseraToken) token = deleting->token;
  g_autoptr (GError) error = NULL;

  g_free (deleting);
  tessera_token_change_finish (TESSERA_TOKEN_LIST (source), result, &error);
  /* The bar now shows another list, or none. */
  if (self->tokens != TESSERA_TOKEN_LIST (source))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (tessera_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      g_signal_emit (self, failed_signal, 0, error);
      return;
    }
  tessera_minter_forget (self->minter, get_address (self), token);
  tessera_orphan_bar_update (self);
}

static void
delete_cb (TesseraOrphanBar *self)
{
  Deleting *deleting = g_new0 (Deleting, 1);

  deleting->bar = g_object_ref (self);
  deleting->token = g_object_ref (self->orphan->token);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  tessera_token_change_async (self->tokens, self->orphan->token, TESSERA_CHANGE_DELETE,
                              self->cancellable, deleted_cb, deleting);
}

static void
keep_cb (TesseraOrphanBar *self)
{
  tessera_minter_forget (self->minter, get_address (self), self->orphan->token);
  tessera_orphan_bar_update (self);
}

void
tessera_orphan_bar_set_list (TesseraOrphanBar *self, TesseraTokenList *tokens,
                             TesseraMinter *minter, TesseraRotationList *rotations)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->orphan, tessera_orphan_free);
  g_set_object (&self->tokens, tokens);
  g_set_object (&self->minter, minter);
  g_set_object (&self->rotations, rotations);
  if (tokens != NULL)
    self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

static void
tessera_orphan_bar_dispose (GObject *object)
{
  TesseraOrphanBar *self = TESSERA_ORPHAN_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->orphan, tessera_orphan_free);
  g_clear_object (&self->tokens);
  g_clear_object (&self->minter);
  g_clear_object (&self->rotations);
  G_OBJECT_CLASS (tessera_orphan_bar_parent_class)->dispose (object);
}

static void
tessera_orphan_bar_class_init (TesseraOrphanBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_orphan_bar_dispose;
  failed_signal = g_signal_new ("failed", TESSERA_TYPE_ORPHAN_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "orphan-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraOrphanBar, text);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
tessera_orphan_bar_init (TesseraOrphanBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
