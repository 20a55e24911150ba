/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-chooser.h"

#include "app/tokens/token-columns.h"
#include "app/widgets/dialog.h"
#include "app/widgets/tab-stop.h"
#include "tessera-config.h"

#define TESSERA_TYPE_TOKEN_CHOOSER (tessera_token_chooser_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTokenChooser, tessera_token_chooser, TESSERA, TOKEN_CHOOSER,
                      TesseraDialog)

struct _TesseraTokenChooser
{
  TesseraDialog parent_instance;

  GtkSearchEntry *search;
  GtkListView *list;
  GtkFilterListModel *shown;

  GTask *task;
  TesseraToken *chosen;
};

G_DEFINE_FINAL_TYPE (TesseraTokenChooser, tessera_token_chooser, TESSERA_TYPE_DIALOG)

static void
activate_cb (TesseraTokenChooser *self, guint position)
{
  g_clear_object (&self->chosen);
  self->chosen = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  if (self->chosen != NULL)
    gtk_window_close (GTK_WINDOW (self));
}

static void
choose_first_cb (TesseraTokenChooser *self)
{
  activate_cb (self, 0);
}

/* However the window is closed, the caller gets an answer. */
static void
tessera_token_chooser_dispose (GObject *object)
{
  TesseraTokenChooser *self = TESSERA_TOKEN_CHOOSER (object);

  if (self->task != NULL)
    g_task_return_pointer (self->task, g_steal_pointer (&self->chosen), g_object_unref);
  g_clear_object (&self->task);
  G_OBJECT_CLASS (tessera_token_chooser_parent_class)->dispose (object);
}

static void
tessera_token_chooser_class_init (TesseraTokenChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_token_chooser_dispose;
  g_type_ensure (TESSERA_TYPE_TOKEN);
  g_type_ensure (TESSERA_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "token-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenChooser, search);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenChooser, list);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenChooser, shown);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_first_cb);
  /* The search entry keeps Escape for itself. */
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
tessera_token_chooser_init (TesseraTokenChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (tessera_token_columns_setup_description), NULL);
  gtk_list_view_set_factory (self->list, factory);
}

void
tessera_token_chooser_choose_async (GtkWindow *parent, const char *title, GListModel *tokens,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  TesseraTokenChooser *self = tessera_dialog_new (TESSERA_TYPE_TOKEN_CHOOSER, parent);

  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, tessera_token_chooser_choose_async);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_filter_list_model_set_model (self->shown, tokens);
  gtk_window_present (GTK_WINDOW (self));
}

TesseraToken *
tessera_token_chooser_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
