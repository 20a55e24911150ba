/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/access-view.h"

#include "app/tokens/access-cell.h"
#include "app/widgets/permission-keys.h"
#include "tessera-config.h"

struct _TesseraAccessView
{
  AdwBin parent_instance;

  GtkColumnView *columns;
  GtkColumnViewColumn *resource_column;
  GtkColumnViewColumn *read_column;
  GtkColumnViewColumn *write_column;

  char *shown; /* everything shown, to detect a change */
};

G_DEFINE_FINAL_TYPE (TesseraAccessView, tessera_access_view, ADW_TYPE_BIN)

/* The cells */

static void
setup_resource (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, tessera_access_cell_new ());
}

static void
bind_resource (GtkListItemFactory *factory, GtkListItem *item)
{
  tessera_access_cell_set_row (TESSERA_ACCESS_CELL (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static void
unbind_resource (GtkListItemFactory *factory, GtkListItem *item)
{
  tessera_access_cell_set_row (TESSERA_ACCESS_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
setup_access (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *image = gtk_image_new ();

  gtk_widget_set_halign (image, GTK_ALIGN_START);
  gtk_list_item_set_child (item, image);
}

static const char *
get_icon (TesseraAccessRow *row, TesseraAccess access)
{
  switch (access)
    {
    case TESSERA_ACCESS_ALL:
      return tessera_access_row_is_gone (row) ? "action-unavailable-symbolic"
                                              : "object-select-symbolic";
    case TESSERA_ACCESS_SOME:
      return "list-remove-symbolic";
    case TESSERA_ACCESS_NOTHING:
    default:
      return NULL;
    }
}

static void
bind_access (GtkListItem *item, TesseraAction action)
{
  GtkWidget *image = gtk_list_item_get_child (item);
  g_autoptr (TesseraAccessRow) row = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));
  TesseraAccess access = tessera_access_row_get_access (row, action);
  g_autofree char *words = tessera_access_row_describe_access (row, action);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), get_icon (row, access));
  gtk_widget_set_tooltip_text (image, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (access == TESSERA_ACCESS_SOME)
    gtk_widget_add_css_class (image, "dim-label");
  else
    gtk_widget_remove_css_class (image, "dim-label");
}

static void
bind_read (GtkListItemFactory *factory, GtkListItem *item)
{
  bind_access (item, TESSERA_ACTION_READ);
}

static void
bind_write (GtkListItemFactory *factory, GtkListItem *item)
{
  bind_access (item, TESSERA_ACTION_WRITE);
}

typedef void (*CellFunc) (GtkListItemFactory *factory, GtkListItem *item);

static void
set_factory (GtkColumnViewColumn *column, CellFunc setup, CellFunc bind, CellFunc unbind)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), NULL);
  if (unbind != NULL)
    g_signal_connect (factory, "unbind", G_CALLBACK (unbind), NULL);
  gtk_column_view_column_set_factory (column, factory);
}

/* The tree */

static void
write_down (GString *text, GListModel *access)
{
  for (guint i = 0; access != NULL && i < g_list_model_get_n_items (access); i++)
    {
      g_autoptr (TesseraAccessRow) row = g_list_model_get_item (access, i);
      const char *note = tessera_access_row_get_note (row);

      g_string_append_printf (text, "%s\n%s\n%d%d\n", tessera_access_row_get_label (row),
                              note != NULL ? note : "",
                              tessera_access_row_get_access (row, TESSERA_ACTION_READ),
                              tessera_access_row_get_access (row, TESSERA_ACTION_WRITE));
      write_down (text, tessera_access_row_get_items (row));
    }
}

static GListModel *
get_items (gpointer item, gpointer unused)
{
  GListModel *items = tessera_access_row_get_items (item);

  return items != NULL ? g_object_ref (items) : NULL;
}

static void
show_access (TesseraAccessView *self, GListModel *access)
{
  g_autoptr (GtkNoSelection) selection = NULL;
  GString *text = g_string_new (NULL);

  write_down (text, access);
  if (g_strcmp0 (self->shown, text->str) == 0)
    {
      g_string_free (text, TRUE);
      return;
    }
  g_free (self->shown);
  self->shown = g_string_free (text, FALSE);
  selection = gtk_no_selection_new (G_LIST_MODEL (
      gtk_tree_list_model_new (g_object_ref (access), FALSE, TRUE, get_items, NULL, NULL)));
  gtk_column_view_set_model (self->columns, GTK_SELECTION_MODEL (selection));
}

void
tessera_access_view_set_token (TesseraAccessView *self, TesseraToken *token,
                               TesseraNameCache *names, const char *server)
{
  g_autoptr (GListModel) access =
      token != NULL ? tessera_access_rows_new (token, names, server) : NULL;

  if (access != NULL)
    {
      show_access (self, access);
      return;
    }
  g_clear_pointer (&self->shown, g_free);
  gtk_column_view_set_model (self->columns, NULL);
}

static void
activate_cb (TesseraAccessView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->columns)), position);

  if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static gboolean
tessera_access_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TESSERA_ACCESS_VIEW (widget)->columns));
}

static void
tessera_access_view_finalize (GObject *object)
{
  g_free (TESSERA_ACCESS_VIEW (object)->shown);
  G_OBJECT_CLASS (tessera_access_view_parent_class)->finalize (object);
}

static void
tessera_access_view_class_init (TesseraAccessViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tessera_access_view_finalize;
  widget_class->grab_focus = tessera_access_view_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "access-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessView, columns);
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessView, resource_column);
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessView, read_column);
  gtk_widget_class_bind_template_child (widget_class, TesseraAccessView, write_column);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
tessera_access_view_init (TesseraAccessView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_factory (self->resource_column, setup_resource, bind_resource, unbind_resource);
  set_factory (self->read_column, setup_access, bind_read, NULL);
  set_factory (self->write_column, setup_access, bind_write, NULL);
  tessera_permission_keys_add (self->columns);
}
