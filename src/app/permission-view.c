/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/permission-view.h"

#include "app/permission-check.h"
#include "app/resource-cell.h"
#include "app/tree-note.h"
#include "core/error.h"
#include "core/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraPermissionView
{
  AdwBin parent_instance;

  GtkColumnView *columns;
  GtkColumnViewColumn *resource_column;
  GtkColumnViewColumn *read_column;
  GtkColumnViewColumn *write_column;

  TesseraPermissionTree *tree;
  TesseraClient *client;
  char *org_id;
  GHashTable *notes; /* type → GListStore of at most one TesseraTreeNote; there once it was opened */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TesseraPermissionView, tessera_permission_view, ADW_TYPE_BIN)

/* Fetching the items of a type */

static void
set_note (TesseraPermissionView *self, const char *type, const char *text, gboolean busy,
          gboolean can_retry)
{
  GListStore *store = g_hash_table_lookup (self->notes, type);

  g_list_store_remove_all (store);
  if (text != NULL)
    {
      g_autoptr (TesseraTreeNote) note = tessera_tree_note_new (type, text, busy, can_retry);

      g_list_store_append (store, note);
    }
}

/* Some servers and some sign-ins can't list a type; it can be ticked as a whole all the same. */
static void
note_failure (TesseraPermissionView *self, const char *type, const GError *error)
{
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    set_note (self, type, _ ("This server does not list them. Tick them as a whole."), FALSE, FALSE);
  else if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_FORBIDDEN))
    set_note (self, type, _ ("This sign-in may not list them. Tick them as a whole."), FALSE, FALSE);
  else
    set_note (self, type, error->message, FALSE, TRUE);
}

typedef struct
{
  TesseraPermissionView *view;
  char *type;
} Fetch;

static void
fetch_free (Fetch *self)
{
  g_object_unref (self->view);
  g_free (self->type);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  TesseraPermissionView *self = fetch->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      tessera_client_list_resources_finish (TESSERA_CLIENT (source), result, &error);

  /* Cancelled: another tree is shown, or none. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    {
      note_failure (self, fetch->type, error);
      return;
    }
  set_note (self, fetch->type, items->len == 0 ? _ ("There are none yet.") : NULL, FALSE, FALSE);
  g_strfreev (tessera_permission_tree_set_items (self->tree, fetch->type, items));
}

static void
fetch_items (TesseraPermissionView *self, const char *type)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->view = g_object_ref (self);
  fetch->type = g_strdup (type);
  set_note (self, type, _ ("Fetching…"), TRUE, FALSE);
  tessera_client_list_resources_async (self->client, type, self->org_id, self->cancellable,
                                       fetched_cb, fetch);
}

static void
fetch_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraPermissionView *self = TESSERA_PERMISSION_VIEW (widget);
  g_autofree char *type = g_variant_dup_string (parameter, NULL);

  if (self->tree != NULL && g_hash_table_contains (self->notes, type))
    fetch_items (self, type);
}

/* What lies beneath a row: notes, then items. */
static GListModel *
create_children (gpointer item, gpointer user_data)
{
  TesseraPermissionView *self = user_data;
  TesseraTreeRow *row = TESSERA_IS_TREE_ROW (item) ? item : NULL;
  GListModel *items = row != NULL ? tessera_tree_row_get_items (row) : NULL;
  GListStore *parts;
  GListStore *notes;

  if (items == NULL)
    return NULL;
  /* GTK also asks just to see whether a row can be opened. */
  notes = g_hash_table_lookup (self->notes, tessera_tree_row_get_resource_type (row));
  if (notes == NULL)
    {
      notes = g_list_store_new (TESSERA_TYPE_TREE_NOTE);
      g_hash_table_insert (self->notes, g_strdup (tessera_tree_row_get_resource_type (row)), notes);
    }
  parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (parts, notes);
  g_list_store_append (parts, items);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

static void
expanded_cb (TesseraPermissionView *self, GParamSpec *pspec, GtkTreeListRow *list_row)
{
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (list_row);
  GListStore *notes;
  const char *type;

  if (!gtk_tree_list_row_get_expanded (list_row) || !TESSERA_IS_TREE_ROW (item))
    return;
  type = tessera_tree_row_get_resource_type (TESSERA_TREE_ROW (item));
  notes = g_hash_table_lookup (self->notes, type);
  if (!tessera_tree_row_is_complete (TESSERA_TREE_ROW (item)) &&
      g_list_model_get_n_items (G_LIST_MODEL (notes)) == 0)
    fetch_items (self, type);
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

  tessera_permission_check_set_row (
      TESSERA_PERMISSION_CHECK (gtk_list_item_get_child (list_item)),
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
set_factory (TesseraPermissionView *self, GtkColumnViewColumn *column, CellFunc setup, CellFunc bind,
             CellFunc unbind)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind), self, G_CONNECT_SWAPPED);
  gtk_column_view_column_set_factory (column, factory);
}

/* Enter, and a click with nothing else to do, opens and closes a type. */
static void
activate_cb (TesseraPermissionView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->columns)), position);

  if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

void
tessera_permission_view_set_tree (TesseraPermissionView *self, TesseraPermissionTree *tree,
                                  TesseraClient *client, const char *org_id)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_column_view_set_model (self->columns, NULL);
  g_hash_table_remove_all (self->notes);
  g_set_object (&self->tree, tree);
  g_set_object (&self->client, client);
  g_free (self->org_id);
  self->org_id = g_strdup (org_id);
  if (tree != NULL)
    {
      GtkTreeListModel *rows = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (tree)), FALSE,
                                                        FALSE, create_children, self, NULL);
      g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (rows));

      self->cancellable = g_cancellable_new ();
      gtk_column_view_set_model (self->columns, GTK_SELECTION_MODEL (selection));
    }
}

static void
tessera_permission_view_dispose (GObject *object)
{
  TesseraPermissionView *self = TESSERA_PERMISSION_VIEW (object);

  if (self->tree != NULL)
    tessera_permission_view_set_tree (self, NULL, NULL, NULL);
  G_OBJECT_CLASS (tessera_permission_view_parent_class)->dispose (object);
}

static void
tessera_permission_view_finalize (GObject *object)
{
  TesseraPermissionView *self = TESSERA_PERMISSION_VIEW (object);

  g_hash_table_unref (self->notes);
  g_free (self->org_id);
  G_OBJECT_CLASS (tessera_permission_view_parent_class)->finalize (object);
}

static void
tessera_permission_view_class_init (TesseraPermissionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_permission_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_permission_view_finalize;
  gtk_widget_class_install_action (widget_class, "permissions.fetch", "s", fetch_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "permission-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, columns);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, resource_column);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, read_column);
  gtk_widget_class_bind_template_child (widget_class, TesseraPermissionView, write_column);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
tessera_permission_view_init (TesseraPermissionView *self)
{
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_factory (self, self->resource_column, setup_resource, bind_resource, unbind_resource);
  set_factory (self, self->read_column, setup_read, bind_check, unbind_check);
  set_factory (self, self->write_column, setup_write, bind_check, unbind_check);
}
