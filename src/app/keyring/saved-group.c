/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keyring/saved-group.h"

#include "app/keyring/saved-row.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraSavedGroup
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *ask;
  GtkSpinner *spinner;
  GtkListBox *rows;

  TesseraSavedList *list;
  TesseraSavedToken *first;
  char *key;
};

G_DEFINE_FINAL_TYPE (TesseraSavedGroup, tessera_saved_group, ADW_TYPE_BIN)

static guint opened_signal;
static guint copy_signal;
static guint failed_signal;

char *
tessera_saved_group_make_key (TesseraSavedToken *saved)
{
  TesseraKeyringItem *item = tessera_saved_token_get_item (saved);

  return g_strconcat (tessera_keyring_item_get_server (item), " ",
                      tessera_keyring_item_get_org_id (item), NULL);
}

const char *
tessera_saved_group_get_key (TesseraSavedGroup *self)
{
  return self->key;
}

void
tessera_saved_group_update (TesseraSavedGroup *self)
{
  TesseraKeyringItem *item = tessera_saved_token_get_item (self->first);
  const char *server = tessera_keyring_item_get_server (item);
  g_autofree char *name = tessera_saved_list_dup_organization (self->list, self->first);
  g_autofree char *title = tessera_text_one_line (name);
  g_autofree char *subtitle = tessera_text_one_line (server);

  gtk_label_set_text (self->title, *title != '\0' ? title : _ ("No Organization"));
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title), -1);
  gtk_widget_set_visible (
      self->ask, !tessera_saved_list_is_open (self->list, server) &&
                     tessera_saved_list_find_connection (
                         self->list, server, tessera_keyring_item_get_org_id (item)) != NULL);
}

static void
set_asking (TesseraSavedGroup *self, gboolean asking)
{
  gtk_widget_set_sensitive (self->ask, !asking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), asking);
  gtk_spinner_set_spinning (self->spinner, asking);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSavedGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_saved_list_ask_finish (TESSERA_SAVED_LIST (source), result, &error);

  /* It was removed from the page. */
  if (self->list == NULL)
    return;
  set_asking (self, FALSE);
  tessera_saved_group_update (self);
  if (!done && !tessera_error_is_cancelled (error))
    g_signal_emit (self, failed_signal, 0, error);
}

static void
ask_cb (TesseraSavedGroup *self)
{
  TesseraKeyringItem *item = tessera_saved_token_get_item (self->first);

  set_asking (self, TRUE);
  tessera_saved_list_ask_async (self->list, tessera_keyring_item_get_server (item),
                                tessera_keyring_item_get_org_id (item), asked_cb,
                                g_object_ref (self));
}

static void
row_activated_cb (TesseraSavedGroup *self, TesseraSavedRow *row)
{
  g_signal_emit (self, opened_signal, 0, tessera_saved_row_get_token (row));
}

static void
row_copy_cb (TesseraSavedGroup *self, TesseraSavedRow *row)
{
  g_signal_emit (self, copy_signal, 0, tessera_saved_row_get_token (row));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = tessera_saved_row_new (item);

  g_signal_connect_object (row, "copy", G_CALLBACK (row_copy_cb), user_data, G_CONNECT_SWAPPED);
  return row;
}

static gboolean
is_mine (gpointer item, gpointer key)
{
  g_autofree char *its = tessera_saved_group_make_key (item);

  return g_str_equal (its, key);
}

static void
tessera_saved_group_dispose (GObject *object)
{
  TesseraSavedGroup *self = TESSERA_SAVED_GROUP (object);

  g_clear_object (&self->list);
  g_clear_object (&self->first);
  G_OBJECT_CLASS (tessera_saved_group_parent_class)->dispose (object);
}

static void
tessera_saved_group_finalize (GObject *object)
{
  g_free (TESSERA_SAVED_GROUP (object)->key);
  G_OBJECT_CLASS (tessera_saved_group_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name, TESSERA_TYPE_SAVED_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, type);
}

static void
tessera_saved_group_class_init (TesseraSavedGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_saved_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_saved_group_finalize;
  opened_signal = add_signal ("opened", TESSERA_TYPE_SAVED_TOKEN);
  copy_signal = add_signal ("copy", TESSERA_TYPE_SAVED_TOKEN);
  failed_signal = add_signal ("failed", G_TYPE_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "saved-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedGroup, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedGroup, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedGroup, ask);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedGroup, rows);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
tessera_saved_group_init (TesseraSavedGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tessera_saved_group_new (TesseraSavedList *list, GListModel *shown, TesseraSavedToken *first)
{
  TesseraSavedGroup *self = g_object_new (TESSERA_TYPE_SAVED_GROUP, NULL);
  GtkCustomFilter *filter;
  g_autoptr (GtkFilterListModel) mine = NULL;

  self->list = g_object_ref (list);
  self->first = g_object_ref (first);
  self->key = tessera_saved_group_make_key (first);
  filter = gtk_custom_filter_new (is_mine, g_strdup (self->key), g_free);
  mine = gtk_filter_list_model_new (g_object_ref (shown), GTK_FILTER (filter));
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (mine), make_row, self, NULL);
  tessera_saved_group_update (self);
  return GTK_WIDGET (self);
}
