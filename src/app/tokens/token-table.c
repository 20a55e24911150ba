/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-table.h"

#include "app/tokens/token-action-group.h"
#include "app/tokens/token-bar.h"
#include "app/tokens/token-columns.h"
#include "app/widgets/actions.h"
#include "app/widgets/narrow-bin.h"
#include "app/widgets/tab-stop.h"
#include "tessera-config.h"

struct _TesseraTokenTable
{
  AdwBin parent_instance;

  GtkColumnView *columns;
  TesseraTokenBar *bar;
  GtkWidget *menu;

  GtkSelectionModel *rows;
  TesseraTokenActions *actions;
  TesseraTokenActionGroup *group;
};

G_DEFINE_FINAL_TYPE (TesseraTokenTable, tessera_token_table, ADW_TYPE_BIN)

/* The selection */

static GPtrArray *
get_selected (TesseraTokenTable *self)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected =
      self->rows != NULL ? gtk_selection_model_get_selection (self->rows) : gtk_bitset_new_empty ();
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (tokens, g_list_model_get_item (G_LIST_MODEL (self->rows), position));
  return tokens;
}

static void
show_selection (TesseraTokenTable *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  TesseraBulk *bulk = tessera_token_actions_get_bulk (self->actions);
  /* Otherwise, removing thousands of tokens would check the remaining ones again each time. */
  g_autoptr (GPtrArray) tokens =
      bulk != NULL && tessera_bulk_get_total (bulk) > 1 ? g_ptr_array_new () : get_selected (self);

  gtk_widget_action_set_enabled (widget, "tokens.open", tokens->len == 1);
  gtk_widget_action_set_enabled (widget, "tokens.menu", tokens->len > 0);
  tessera_token_action_group_set_tokens (self->group, self->actions, tokens);
  tessera_token_bar_show (self->bar, tokens, bulk);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tessera_token_actions_cancel (TESSERA_TOKEN_TABLE (widget)->actions);
}

static void
open_token (TesseraTokenTable *self, TesseraToken *token)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-token", "s",
                              tessera_token_get_id (token));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) tokens = get_selected (TESSERA_TOKEN_TABLE (widget));

  open_token (TESSERA_TOKEN_TABLE (widget), g_ptr_array_index (tokens, 0));
}

/* Enter or a double-click opens the focused row, whatever else is selected. */
static void
activate_cb (TesseraTokenTable *self, guint position)
{
  g_autoptr (TesseraToken) token = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  open_token (self, token);
}

static void
select_none_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraTokenTable *self = TESSERA_TOKEN_TABLE (widget);

  gtk_selection_model_unselect_all (self->rows);
  gtk_widget_grab_focus (GTK_WIDGET (self->columns));
}

/* The menu */

static void
pop_up (TesseraTokenTable *self, const GdkRectangle *place)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* From the keyboard: at the focused row. */
static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraTokenTable *self = TESSERA_TOKEN_TABLE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;
  GdkRectangle place = { 0, 0, 1, 1 };

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget) &&
      gtk_widget_compute_bounds (focus, widget, &bounds))
    place = (GdkRectangle) { (int) bounds.origin.x + 24, (int) bounds.origin.y, 1,
                             (int) bounds.size.height };
  pop_up (self, &place);
}

/* A click on a row that is not selected selects only that one. */
static void
clicked_cb (TesseraTokenTable *self, int n_press, double x, double y, GtkGesture *gesture)
{
  guint position = tessera_token_columns_find_row (self->columns, x, y);
  double at_x, at_y;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (self->rows, position))
    gtk_selection_model_select_item (self->rows, position, TRUE);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->columns), GTK_WIDGET (self), x, y, &at_x,
                                    &at_y);
  pop_up (self, &(GdkRectangle) { (int) at_x, (int) at_y, 1, 1 });
}

/* The list */

void
tessera_token_table_set_actions (TesseraTokenTable *self, TesseraTokenActions *actions)
{
  g_set_object (&self->actions, actions);
  g_signal_connect_object (actions, "changed", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  show_selection (self);
}

void
tessera_token_table_set_tokens (TesseraTokenTable *self, GListModel *tokens)
{
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  gtk_column_view_set_model (self->columns, NULL);
  if (tokens != NULL)
    {
      GtkSorter *sorter = g_object_ref (gtk_column_view_get_sorter (self->columns));

      self->rows = GTK_SELECTION_MODEL (gtk_multi_selection_new (
          G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (tokens), sorter))));
      g_signal_connect_object (self->rows, "selection-changed", G_CALLBACK (show_selection), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (show_selection), self,
                               G_CONNECT_SWAPPED);
      gtk_column_view_set_model (self->columns, self->rows);
    }
  show_selection (self);
}

static void
narrow_changed_cb (TesseraTokenTable *self, GParamSpec *pspec, TesseraNarrowBin *bin)
{
  tessera_token_columns_set_narrow (self->columns, tessera_narrow_bin_is_narrow (bin));
}

static gboolean
tessera_token_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TESSERA_TOKEN_TABLE (widget)->columns));
}

static void
tessera_token_table_dispose (GObject *object)
{
  TesseraTokenTable *self = TESSERA_TOKEN_TABLE (object);

  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  g_clear_object (&self->actions);
  g_clear_object (&self->group);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  G_OBJECT_CLASS (tessera_token_table_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "tokens.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "tokens.stop", NULL, stop_action);
  gtk_widget_class_install_action (klass, "tokens.select-none", NULL, select_none_action);
  gtk_widget_class_install_action (klass, "tokens.menu", NULL, menu_action);
}

static void
tessera_token_table_class_init (TesseraTokenTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_token_table_dispose;
  widget_class->grab_focus = tessera_token_table_grab_focus;
  install_actions (widget_class);

  g_type_ensure (TESSERA_TYPE_NARROW_BIN);
  g_type_ensure (TESSERA_TYPE_TAB_STOP);
  g_type_ensure (TESSERA_TYPE_TOKEN_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "token-table.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenTable, columns);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenTable, bar);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
tessera_token_table_init (TesseraTokenTable *self)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (TESSERA_RESOURCES "token-menu.ui");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->group = tessera_token_action_group_new (GTK_WIDGET (self));
  tessera_token_columns_add (self->columns);
  tessera_actions_add_shortcuts (GTK_WIDGET (self->columns));
  self->menu = gtk_popover_menu_new_from_model (
      G_MENU_MODEL (gtk_builder_get_object (builder, "token_menu")));
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}
