/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/permission-keys.h"

#include "app/widgets/permission-check.h"

/* The parts of a row that can have the focus: the name, then the boxes. */
static void
collect_stops (GtkWidget *widget, GPtrArray *stops)
{
  if (GTK_IS_TREE_EXPANDER (widget) || TESSERA_IS_PERMISSION_CHECK (widget))
    {
      g_ptr_array_add (stops, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_stops (child, stops);
}

/* The row that contains @widget: GTK has no public type for it, but its parent is a list view. */
static GtkWidget *
find_row (GtkWidget *widget)
{
  while (widget != NULL && !GTK_IS_LIST_VIEW (gtk_widget_get_parent (widget)))
    widget = gtk_widget_get_parent (widget);
  return widget;
}

static GPtrArray *
get_stops (GtkWidget *row)
{
  GPtrArray *stops = g_ptr_array_new ();

  if (row != NULL)
    collect_stops (row, stops);
  return stops;
}

static GtkWidget *
get_focus (GtkWidget *columns)
{
  GtkRoot *root = gtk_widget_get_root (columns);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, columns) ? focus : NULL;
}

static guint
find_stop (GPtrArray *stops, GtkWidget *focus)
{
  guint index = 0;

  for (guint i = 0; i < stops->len; i++)
    if (focus == g_ptr_array_index (stops, i) ||
        gtk_widget_is_ancestor (focus, g_ptr_array_index (stops, i)))
      index = i;
  return index;
}

static gboolean
is_reachable (GtkWidget *stop)
{
  return gtk_widget_get_visible (stop) && gtk_widget_is_sensitive (stop);
}

/* On the name, the arrows open and close first. */
static gboolean
open_or_close (GtkWidget *stop, gboolean open)
{
  GtkTreeListRow *row;

  if (!GTK_IS_TREE_EXPANDER (stop))
    return FALSE;
  row = gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (stop));
  if (row == NULL || !gtk_tree_list_row_is_expandable (row) ||
      gtk_tree_list_row_get_expanded (row) == open)
    return FALSE;
  gtk_tree_list_row_set_expanded (row, open);
  return TRUE;
}

static gboolean
open_or_close_focused (GtkWidget *columns)
{
  GtkWidget *focus = get_focus (columns);

  return focus != NULL && (open_or_close (focus, TRUE) || open_or_close (focus, FALSE));
}

static gboolean
move_sideways (GtkWidget *columns, int step)
{
  GtkWidget *focus = get_focus (columns);
  g_autoptr (GPtrArray) stops = get_stops (find_row (focus));
  gboolean forward = (step > 0) == (gtk_widget_get_direction (columns) != GTK_TEXT_DIR_RTL);
  int index;

  if (stops->len == 0)
    return FALSE;
  index = (int) find_stop (stops, focus);
  if (open_or_close (g_ptr_array_index (stops, index), forward))
    return TRUE;
  for (index += forward ? 1 : -1; index >= 0 && index < (int) stops->len; index += forward ? 1 : -1)
    if (is_reachable (g_ptr_array_index (stops, index)))
      return gtk_widget_grab_focus (g_ptr_array_index (stops, index));
  return TRUE;
}

/* The rows are the list's children in order, a few more than are visible; the list scrolls to the
 * focused one. */
static gboolean
move_up_or_down (GtkWidget *columns, gboolean down)
{
  GtkWidget *focus = get_focus (columns);
  GtkWidget *row = find_row (focus);
  g_autoptr (GPtrArray) stops = get_stops (row);
  g_autoptr (GPtrArray) there = NULL;
  GtkWidget *next;
  guint index;

  if (stops->len == 0)
    return FALSE;
  next = down ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);
  if (next == NULL)
    return TRUE; /* the end of the list */
  index = find_stop (stops, focus);
  there = get_stops (next);
  if (index < there->len && is_reachable (g_ptr_array_index (there, index)))
    return gtk_widget_grab_focus (g_ptr_array_index (there, index));
  /* For a note, or a box that can't be changed, the name gets the focus. */
  return gtk_widget_grab_focus (there->len > 0 ? g_ptr_array_index (there, 0) : next);
}

static gboolean
key_pressed_cb (GtkWidget *columns, guint key, guint code, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_sideways (columns, -1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_sideways (columns, +1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_up_or_down (columns, FALSE);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_up_or_down (columns, TRUE);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return open_or_close_focused (columns);
    case GDK_KEY_asterisk:
    case GDK_KEY_KP_Multiply:
      return gtk_widget_activate_action (columns, "permissions.open-all", NULL);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
tessera_permission_keys_add (GtkColumnView *columns)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), columns);
  gtk_widget_add_controller (GTK_WIDGET (columns), keys);
}
