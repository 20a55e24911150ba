/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/holdings-view.h"

#include "app/tokens/holding-cell.h"
#include "app/widgets/permission-keys.h"
#include "tessera-config.h"

struct _TesseraHoldingsView
{
  AdwBin parent_instance;

  GtkColumnView *columns;
  GtkColumnViewColumn *resource_column;
  GtkColumnViewColumn *read_column;
  GtkColumnViewColumn *write_column;

  char *shown; /* all that is seen, to tell whether it is something else */
};

G_DEFINE_FINAL_TYPE (TesseraHoldingsView, tessera_holdings_view, ADW_TYPE_BIN)

/* The cells */

static void
setup_resource (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, tessera_holding_cell_new ());
}

static void
bind_resource (GtkListItemFactory *factory, GtkListItem *item)
{
  tessera_holding_cell_set_row (TESSERA_HOLDING_CELL (gtk_list_item_get_child (item)),
                                gtk_list_item_get_item (item));
}

static void
unbind_resource (GtkListItemFactory *factory, GtkListItem *item)
{
  tessera_holding_cell_set_row (TESSERA_HOLDING_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
setup_reach (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *image = gtk_image_new ();

  gtk_widget_set_halign (image, GTK_ALIGN_START);
  gtk_list_item_set_child (item, image);
}

static const char *
get_icon (TesseraHolding *holding, TesseraReach reach)
{
  switch (reach)
    {
    case TESSERA_REACH_ALL:
      return tessera_holding_is_gone (holding) ? "action-unavailable-symbolic"
                                               : "object-select-symbolic";
    case TESSERA_REACH_SOME:
      return "list-remove-symbolic";
    case TESSERA_REACH_NOTHING:
    default:
      return NULL;
    }
}

static void
bind_reach (GtkListItem *item, TesseraAction action)
{
  GtkWidget *image = gtk_list_item_get_child (item);
  g_autoptr (TesseraHolding) holding = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));
  TesseraReach reach = tessera_holding_get_reach (holding, action);
  g_autofree char *words = tessera_holding_describe_reach (holding, action);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), get_icon (holding, reach));
  gtk_widget_set_tooltip_text (image, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (reach == TESSERA_REACH_SOME)
    gtk_widget_add_css_class (image, "dim-label");
  else
    gtk_widget_remove_css_class (image, "dim-label");
}

static void
bind_read (GtkListItemFactory *factory, GtkListItem *item)
{
  bind_reach (item, TESSERA_ACTION_READ);
}

static void
bind_write (GtkListItemFactory *factory, GtkListItem *item)
{
  bind_reach (item, TESSERA_ACTION_WRITE);
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
write_down (GString *text, GListModel *holdings)
{
  for (guint i = 0; holdings != NULL && i < g_list_model_get_n_items (holdings); i++)
    {
      g_autoptr (TesseraHolding) holding = g_list_model_get_item (holdings, i);
      const char *note = tessera_holding_get_note (holding);

      g_string_append_printf (text, "%s\n%s\n%d%d\n", tessera_holding_get_label (holding),
                              note != NULL ? note : "",
                              tessera_holding_get_reach (holding, TESSERA_ACTION_READ),
                              tessera_holding_get_reach (holding, TESSERA_ACTION_WRITE));
      write_down (text, tessera_holding_get_items (holding));
    }
}

static GListModel *
get_items (gpointer item, gpointer unused)
{
  GListModel *items = tessera_holding_get_items (item);

  return items != NULL ? g_object_ref (items) : NULL;
}

static void
show (TesseraHoldingsView *self, GListModel *holdings)
{
  g_autoptr (GtkNoSelection) selection = NULL;
  GString *text = g_string_new (NULL);

  write_down (text, holdings);
  if (g_strcmp0 (self->shown, text->str) == 0)
    {
      g_string_free (text, TRUE);
      return;
    }
  g_free (self->shown);
  self->shown = g_string_free (text, FALSE);
  selection = gtk_no_selection_new (G_LIST_MODEL (
      gtk_tree_list_model_new (g_object_ref (holdings), FALSE, TRUE, get_items, NULL, NULL)));
  gtk_column_view_set_model (self->columns, GTK_SELECTION_MODEL (selection));
}

void
tessera_holdings_view_set_token (TesseraHoldingsView *self, TesseraToken *token,
                                 TesseraItemNames *names, const char *server)
{
  g_autoptr (GListModel) holdings =
      token != NULL ? tessera_holdings_new (token, names, server) : NULL;

  if (holdings != NULL)
    {
      show (self, holdings);
      return;
    }
  g_clear_pointer (&self->shown, g_free);
  gtk_column_view_set_model (self->columns, NULL);
}

static void
activate_cb (TesseraHoldingsView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->columns)), position);

  if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static gboolean
tessera_holdings_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TESSERA_HOLDINGS_VIEW (widget)->columns));
}

static void
tessera_holdings_view_finalize (GObject *object)
{
  g_free (TESSERA_HOLDINGS_VIEW (object)->shown);
  G_OBJECT_CLASS (tessera_holdings_view_parent_class)->finalize (object);
}

static void
tessera_holdings_view_class_init (TesseraHoldingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tessera_holdings_view_finalize;
  widget_class->grab_focus = tessera_holdings_view_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "holdings-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingsView, columns);
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingsView, resource_column);
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingsView, read_column);
  gtk_widget_class_bind_template_child (widget_class, TesseraHoldingsView, write_column);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
tessera_holdings_view_init (TesseraHoldingsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_factory (self->resource_column, setup_resource, bind_resource, unbind_resource);
  set_factory (self->read_column, setup_reach, bind_read, NULL);
  set_factory (self->write_column, setup_reach, bind_write, NULL);
  tessera_permission_keys_add (self->columns);
}
