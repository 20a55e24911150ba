/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compose/permission-view.h"

#include "app/compose/resource-cell.h"
#include "app/widgets/permission-check.h"
#include "app/widgets/permission-keys.h"
#include "app/widgets/tab-stop.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraPermissionView
{
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkToggleButton *only_ticked;
  GtkWidget *spinner;
  GtkStack *states;
  GtkLabel *nothing;
  GtkColumnView *columns;
  GtkColumnViewColumn *resource_column;
  GtkColumnViewColumn *read_column;
  GtkColumnViewColumn *write_column;

  TesseraPermissionTree *tree;
  TesseraTreeLoader *loader;
  GtkFilter *filter;
  GtkTreeListModel *rows;
  GHashTable *opened; /* types that the user opened */
  char *needle;       /* the text to search for, case-folded */
  gboolean narrowing; /* the program opens or closes rows, not the user */
};

G_DEFINE_FINAL_TYPE (TesseraPermissionView, tessera_permission_view, ADW_TYPE_BIN)

/* Which rows are shown */

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  TesseraPermissionView *self = user_data;
  TesseraTreeRow *row = item;

  if (gtk_toggle_button_get_active (self->only_ticked) && !tessera_tree_row_is_ticked (row))
    return FALSE;
  return tessera_tree_row_matches (row, self->needle) ||
         tessera_tree_row_has_match_beneath (row, self->needle);
}

/* A type stays open if the user opened it, and is open while something beneath it matches the
 * search or is ticked. */
static gboolean
wants_open (TesseraPermissionView *self, TesseraTreeRow *row)
{
  if (g_hash_table_contains (self->opened, tessera_tree_row_get_resource_type (row)))
    return TRUE;
  if (*self->needle != '\0')
    return tessera_tree_row_has_match_beneath (row, self->needle);
  return gtk_toggle_button_get_active (self->only_ticked) && tessera_tree_row_is_ticked (row);
}

static void
open_and_close (TesseraPermissionView *self)
{
  self->narrowing = TRUE;
  /* Backwards, because opening a row moves only the rows after it. */
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i-- > 0;)
    {
      g_autoptr (GtkTreeListRow) list_row = gtk_tree_list_model_get_row (self->rows, i);
      g_autoptr (GObject) item = gtk_tree_list_row_get_item (list_row);
      gboolean open;

      if (gtk_tree_list_row_get_depth (list_row) > 0 || !gtk_tree_list_row_is_expandable (list_row))
        continue;
      open = wants_open (self, TESSERA_TREE_ROW (item));
      gtk_tree_list_row_set_expanded (list_row, open);
      /* Rows far outside the visible area have no widget that follows them. */
      if (open)
        tessera_tree_loader_load (self->loader,
                                  tessera_tree_row_get_resource_type (TESSERA_TREE_ROW (item)));
    }
  self->narrowing = FALSE;
}

static void
show_state (TesseraPermissionView *self)
{
  gboolean empty = self->rows != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0;

  gtk_widget_set_visible (self->spinner, self->loader != NULL && *self->needle != '\0' &&
                                             tessera_tree_loader_is_busy (self->loader));
  gtk_label_set_text (self->nothing, *self->needle != '\0'
                                         ? _ ("No resources match your search.")
                                         : _ ("No permissions are selected yet."));
  gtk_stack_set_visible_child_name (self->states, empty ? "nothing" : "list");
}

static void
narrow_tree (TesseraPermissionView *self)
{
  if (self->filter == NULL)
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  open_and_close (self);
  show_state (self);
}

static void
search_changed_cb (TesseraPermissionView *self)
{
  g_free (self->needle);
  self->needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  /* Items that have not been fetched can't be found. */
  if (*self->needle != '\0' && self->loader != NULL)
    tessera_tree_loader_load_all (self->loader);
  narrow_tree (self);
}

static void
stop_search_cb (TesseraPermissionView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->columns));
}

void
tessera_permission_view_start_search (TesseraPermissionView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
loaded_cb (TesseraPermissionView *self)
{
  /* Only while rows are hidden: an open list must not jump. */
  if (*self->needle != '\0' || gtk_toggle_button_get_active (self->only_ticked))
    narrow_tree (self);
}

/* Opening rows */

static void
try_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraPermissionView *self = TESSERA_PERMISSION_VIEW (widget);

  if (self->loader != NULL)
    tessera_tree_loader_try_again (self->loader, g_variant_get_string (parameter, NULL));
}

static void
open_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraPermissionView *self = TESSERA_PERMISSION_VIEW (widget);

  for (guint i = 0; self->tree != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->tree));
       i++)
    {
      g_autoptr (TesseraTreeRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);

      if (tessera_tree_row_get_items (row) != NULL)
        g_hash_table_add (self->opened, g_strdup (tessera_tree_row_get_resource_type (row)));
    }
  if (self->rows != NULL)
    open_and_close (self);
}

/* The rows beneath a row: notes, then items. */
static GListModel *
create_children (gpointer item, gpointer user_data)
{
  TesseraPermissionView *self = user_data;
  TesseraTreeRow *row = TESSERA_IS_TREE_ROW (item) ? item : NULL;
  GListModel *items = row != NULL ? tessera_tree_row_get_items (row) : NULL;
  g_autoptr (GtkFilterListModel) shown = NULL;
  GListStore *parts;

  if (items == NULL)
    return NULL;
  shown = gtk_filter_list_model_new (g_object_ref (items), g_object_ref (self->filter));
  parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (parts, tessera_tree_loader_get_notes (
                                  self->loader, tessera_tree_row_get_resource_type (row)));
  g_list_store_append (parts, shown);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

static void
expanded_cb (TesseraPermissionView *self, GParamSpec *pspec, GtkTreeListRow *list_row)
{
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (list_row);
  const char *type;

  if (!TESSERA_IS_TREE_ROW (item))
    return;
  type = tessera_tree_row_get_resource_type (TESSERA_TREE_ROW (item));
  if (gtk_tree_list_row_get_expanded (list_row))
    tessera_tree_loader_load (self->loader, type);
  if (self->narrowing)
    return;
  if (gtk_tree_list_row_get_expanded (list_row))
    g_hash_table_add (self->opened, g_strdup (type));
  else
    g_hash_table_remove (self->opened, type);
}

/* Cells */

static void
setup_resource (TesseraPermissionView *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, tessera_resource_cell_new ());
}

static void
bind_resource (TesseraPermissionView *self, GtkListItem *list_item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);

  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
  tessera_resource_cell_set_row (TESSERA_RESOURCE_CELL (gtk_list_item_get_child (list_item)), row);
}

static void
unbind_resource (TesseraPermissionView *self, GtkListItem *list_item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);

  g_signal_handlers_disconnect_by_func (row, expanded_cb, self);
  tessera_resource_cell_set_row (TESSERA_RESOURCE_CELL (gtk_list_item_get_child (list_item)), NULL);
}

static void
setup_read (TesseraPermissionView *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, tessera_permission_check_new (TESSERA_ACTION_READ));
}

static void
setup_write (TesseraPermissionView *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, tessera_permission_check_new (TESSERA_ACTION_WRITE));
}

static void
bind_check (TesseraPermissionView *self, GtkListItem *list_item)
{
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (gtk_list_item_get_item (list_item));

  tessera_permission_check_set_row (TESSERA_PERMISSION_CHECK (gtk_list_item_get_child (list_item)),
                                    TESSERA_IS_TREE_ROW (item) ? TESSERA_TREE_ROW (item) : NULL);
}

static void
unbind_check (TesseraPermissionView *self, GtkListItem *list_item)
{
  tessera_permission_check_set_row (TESSERA_PERMISSION_CHECK (gtk_list_item_get_child (list_item)),
                                    NULL);
}

typedef void (*CellFunc) (TesseraPermissionView *self, GtkListItem *list_item);

static void
set_factory (TesseraPermissionView *self, GtkColumnViewColumn *column, CellFunc setup,
             CellFunc bind, CellFunc unbind)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind), self, G_CONNECT_SWAPPED);
  gtk_column_view_column_set_factory (column, factory);
}

/* Enter, or a click on a place without another function, opens or closes a type. */
static void
activate_cb (TesseraPermissionView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->columns)), position);

  if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

/* The tree */

static void
drop_tree (TesseraPermissionView *self)
{
  gtk_column_view_set_model (self->columns, NULL);
  if (self->loader != NULL)
    {
      tessera_tree_loader_stop (self->loader);
      g_signal_handlers_disconnect_by_data (self->loader, self);
    }
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);
  g_clear_object (&self->loader);
  g_clear_object (&self->tree);
  g_hash_table_remove_all (self->opened);
}

void
tessera_permission_view_set_tree (TesseraPermissionView *self, TesseraPermissionTree *tree,
                                  TesseraTreeLoader *loader)
{
  GtkFilterListModel *shown;
  g_autoptr (GtkNoSelection) selection = NULL;

  drop_tree (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (self->only_ticked, FALSE);
  g_free (self->needle);
  self->needle = g_strdup ("");
  if (tree == NULL)
    return;
  g_set_object (&self->tree, tree);
  g_set_object (&self->loader, loader);
  g_signal_connect_object (loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "notify::busy", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  shown =
      gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (tree)), g_object_ref (self->filter));
  self->rows =
      gtk_tree_list_model_new (G_LIST_MODEL (shown), FALSE, FALSE, create_children, self, NULL);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_column_view_set_model (self->columns, GTK_SELECTION_MODEL (selection));
  show_state (self);
}

void
tessera_permission_view_show_ticked (TesseraPermissionView *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (TesseraTreeRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);

      if (tessera_tree_row_get_items (row) != NULL &&
          (tessera_tree_row_get_tick (row, TESSERA_ACTION_READ) == TESSERA_TICK_MIXED ||
           tessera_tree_row_get_tick (row, TESSERA_ACTION_WRITE) == TESSERA_TICK_MIXED))
        g_hash_table_add (self->opened, g_strdup (tessera_tree_row_get_resource_type (row)));
    }
  narrow_tree (self);
}

static void
tessera_permission_view_dispose (GObject *object)
{
  TesseraPermissionView *self = TESSERA_PERMISSION_VIEW (object);

  if (self->tree != NULL)
    drop_tree (self);
  G_OBJECT_CLASS (tessera_permission_view_parent_class)->dispose (object);
}

static void
tessera_permission_view_finalize (GObject *object)
{
  TesseraPermissionView *self = TESSERA_PERMISSION_VIEW (object);

  g_hash_table_unref (self->opened);
  g_free (self->needle);
  G_OBJECT_CLASS (tessera_permission_view_parent_class)->finalize (object);
}

static void
tessera_permission_view_class_init (TesseraPermissionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_permission_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_permission_view_finalize;
  gtk_widget_class_install_action (widget_class, "permissions.try-again", "s", try_again_action);
  gtk_widget_class_install_action (widget_class, "permissions.open-all", NULL, open_all_action);
  g_type_ensure (TESSERA_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "permission-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, search);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, only_ticked);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, spinner);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, nothing);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, columns);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, resource_column);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, read_column);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, write_column);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_tree);
}

static void
tessera_permission_view_init (TesseraPermissionView *self)
{
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->needle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  set_factory (self, self->resource_column, setup_resource, bind_resource, unbind_resource);
  set_factory (self, self->read_column, setup_read, bind_check, unbind_check);
  set_factory (self, self->write_column, setup_write, bind_check, unbind_check);
  tessera_permission_keys_add (self->columns);
}
