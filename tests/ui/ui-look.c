/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-look.h"

#include "await.h"

#include <gdk/x11/gdkx.h>
#include <string.h>

/* Looking */

/* As people see it: without the line under a letter, but with an underscore that is shown. */
static gboolean
is_label (const char *label, gboolean underlines, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);

  return g_str_equal (label, name) || (underlines && g_str_equal (plain, name));
}

static gboolean
has_accessible_label (GtkWidget *widget, const char *name)
{
  g_autofree char *other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return other == NULL;
}

static gboolean
has_name (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), name))
    return TRUE;
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    return is_label (gtk_button_get_label (GTK_BUTTON (widget)),
                     gtk_button_get_use_underline (GTK_BUTTON (widget)), name);
  if (GTK_IS_CHECK_BUTTON (widget) &&
      gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)) != NULL)
    return is_label (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)),
                     gtk_check_button_get_use_underline (GTK_CHECK_BUTTON (widget)), name);
  if (ADW_IS_PREFERENCES_ROW (widget))
    return g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name);
  return has_accessible_label (widget, name) ||
         g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0;
}

typedef struct
{
  gpointer root;
  GType type;
  const char *name;
  const char *part;
  GtkWidget *found;
  guint count;
} Search;

static gboolean
fits (Search *search, GtkWidget *widget)
{
  if (!g_type_is_a (G_OBJECT_TYPE (widget), search->type) || !gtk_widget_get_mapped (widget))
    return FALSE;
  if (search->part != NULL &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), search->part) == NULL)
    return FALSE;
  return search->name == NULL || has_name (widget, search->name);
}

static void
walk (Search *search, GtkWidget *widget)
{
  if (fits (search, widget))
    {
      search->count++;
      if (search->found == NULL)
        search->found = widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk (search, child);
}

static gboolean
look (gpointer data)
{
  Search *search = data;

  search->found = NULL;
  search->count = 0;
  walk (search, search->root);
  return search->found != NULL;
}

gpointer
ui_look (gpointer root, GType type, const char *name)
{
  Search search = { .root = root, .type = type, .name = name };

  look (&search);
  return search.found;
}

guint
ui_count (gpointer root, GType type, const char *name)
{
  Search search = { .root = root, .type = type, .name = name };

  look (&search);
  return search.count;
}

static GtkWidget *
wait_search (Search *search, const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s “%s”", g_type_name (search->type), what);

  test_wait_until (text, look, search);
  return search->found;
}

gpointer
ui_find (gpointer root, GType type, const char *name)
{
  Search search = { .root = root, .type = type, .name = name };

  return wait_search (&search, name != NULL ? name : "");
}

static gboolean
look_in_vain (gpointer search)
{
  return !look (search);
}

void
ui_wait_gone (gpointer root, GType type, const char *name)
{
  Search search = { .root = root, .type = type, .name = name };

  test_wait_until (name, look_in_vain, &search);
}

void
ui_wait_text (gpointer root, const char *part)
{
  Search search = { .root = root, .type = GTK_TYPE_LABEL, .part = part };

  wait_search (&search, part);
}

gboolean
ui_has_text (gpointer root, const char *part)
{
  Search search = { .root = root, .type = GTK_TYPE_LABEL, .part = part };

  return look (&search);
}

gpointer
ui_look_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_mapped (GTK_WIDGET (window)) &&
          g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return window;
    }
  return NULL;
}

static gboolean
is_window_there (gpointer title)
{
  return ui_look_window (title) != NULL;
}

static gboolean
is_no_window_there (gpointer title)
{
  return ui_look_window (title) == NULL;
}

gpointer
ui_find_window (const char *title)
{
  test_wait_until (title, is_window_there, (gpointer) title);
  return ui_look_window (title);
}

void
ui_wait_no_window (const char *title)
{
  test_wait_until (title, is_no_window_there, (gpointer) title);
  ui_settle ();
}

gboolean
ui_has_banner (gpointer root)
{
  return ui_look (root, TESSERA_TYPE_ERROR_BANNER, NULL) != NULL;
}

void
ui_wait_banner (gpointer root, const char *part)
{
  ui_find (root, TESSERA_TYPE_ERROR_BANNER, NULL);
  ui_wait_text (ui_look (root, TESSERA_TYPE_ERROR_BANNER, NULL), part);
}

static gboolean
has_given_name (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL) &&
         !has_accessible_label (widget, "");
}

/* That a button is labeled by what is in it does not help where that is a picture. */
static gboolean
is_named (GtkWidget *widget)
{
  if (has_given_name (widget))
    return TRUE;
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget)) != NULL;
  if (GTK_IS_CHECK_BUTTON (widget))
    return gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)) != NULL;
  return gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static gboolean
needs_name (GtkWidget *widget)
{
  const GType controls[] = {
    GTK_TYPE_BUTTON,          GTK_TYPE_CHECK_BUTTON, GTK_TYPE_SWITCH,    GTK_TYPE_SPIN_BUTTON,
    GTK_TYPE_ENTRY,           GTK_TYPE_SEARCH_ENTRY, GTK_TYPE_EXPANDER,  GTK_TYPE_MENU_BUTTON,
    ADW_TYPE_PREFERENCES_ROW, GTK_TYPE_COLUMN_VIEW,  GTK_TYPE_TEXT_VIEW, GTK_TYPE_PROGRESS_BAR,
  };

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  /* One that only holds a control is nothing by itself. */
  if (ADW_IS_PREFERENCES_ROW (widget))
    return gtk_widget_get_focusable (widget);
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    if (g_type_is_a (G_OBJECT_TYPE (widget), controls[i]))
      return TRUE;
  return GTK_IS_IMAGE (widget) && gtk_widget_get_tooltip_text (widget) != NULL;
}

static void
assert_named (GtkWidget *root, GtkWidget *widget)
{
  if (needs_name (widget) && !is_named (widget))
    g_error ("In %s: a %s in a %s has no name", G_OBJECT_TYPE_NAME (root),
             G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  /* A menu button lends its name to the button in it, and the arrow keys do what the buttons in a
   * spin button do, which GTK keeps to itself. */
  if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (root, child);
}

void
ui_assert_named (gpointer root)
{
  assert_named (root, root);
}

/* Doing */

static gboolean
is_sensitive (gpointer widget)
{
  return gtk_widget_is_sensitive (widget);
}

void
ui_wait_sensitive (gpointer widget, const char *name)
{
  test_wait_until (name, is_sensitive, widget);
}

void
ui_press (gpointer root, const char *name)
{
  GtkWidget *button = ui_find (root, GTK_TYPE_BUTTON, name);

  ui_wait_sensitive (button, name);
  g_signal_emit_by_name (button, "clicked");
}

void
ui_fill (gpointer root, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_find (root, ADW_TYPE_ENTRY_ROW, row)), text);
}

const char *
ui_read (gpointer root, const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (ui_find (root, ADW_TYPE_ENTRY_ROW, row)));
}

/* The real keyboard and mouse, on a window. */
static void
drive (gpointer window, const char *what)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *command = g_strdup_printf ("xdotool windowfocus --sync %lu %s",
                                              gdk_x11_surface_get_xid (surface), what);
  g_autoptr (GError) error = NULL;
  int status;

  gdk_display_flush (gdk_display_get_default ());
  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

void
ui_keys (gpointer window, const char *keys)
{
  g_autofree char *what = g_strconcat ("key ", keys, NULL);

  drive (window, what);
}

void
ui_click (gpointer widget, guint button)
{
  GtkNative *native = gtk_widget_get_native (widget);
  g_autofree char *what = NULL;
  double x, y, shadow_x, shadow_y;

  gtk_widget_translate_coordinates (widget, GTK_WIDGET (native),
                                    gtk_widget_get_width (widget) / 2.0,
                                    gtk_widget_get_height (widget) / 2.0, &x, &y);
  gtk_native_get_surface_transform (native, &shadow_x, &shadow_y);
  what = g_strdup_printf ("mousemove --window %lu %d %d click %u",
                          gdk_x11_surface_get_xid (gtk_native_get_surface (native)),
                          (int) (x + shadow_x), (int) (y + shadow_y), button);
  drive (native, what);
}

typedef struct
{
  GtkWidget *widget;
  gint64 frame;
} Frame;

static gboolean
is_drawn (gpointer data)
{
  Frame *frame = data;

  gtk_widget_queue_draw (frame->widget);
  return gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (frame->widget)) >=
         frame->frame;
}

void
ui_wait_drawn (gpointer window)
{
  Frame frame = { GTK_WIDGET (window), 0 };

  frame.frame = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (frame.widget)) + 3;
  test_wait_until ("the window to be drawn", is_drawn, &frame);
}

void
ui_settle (void)
{
  /* A frame may ask for another one: not for ever. */
  for (guint i = 0; i < 1000 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

void
ui_close (gpointer window)
{
  gtk_window_close (GTK_WINDOW (window));
}

/* The file chooser is GTK's own here: there is not a valid portal. */

static GtkWidget *
look_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* It goes to a folder of its own at first, and that one must not come after the name. */
static gboolean
is_chooser_ready (gpointer unused)
{
  GtkWidget *chooser = look_chooser ();
  g_autoptr (GFile) folder =
      chooser != NULL ? gtk_file_chooser_get_current_folder (GTK_FILE_CHOOSER (chooser)) : NULL;

  return folder != NULL;
}

static gboolean
has_chosen (gpointer path)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (look_chooser ()));
  g_autofree char *chosen = file != NULL ? g_file_get_path (file) : NULL;

  return g_strcmp0 (chosen, path) == 0;
}

void
ui_choose_file (const char *path)
{
  test_wait_until ("the file chooser", is_chooser_ready, NULL);
  /* The whole path is typed. To go to its folder and to end before that is shown, GTK 4.18 does not
   * like. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (look_chooser ()), path);
  test_wait_until (path, has_chosen, (gpointer) path);
  ui_press (look_chooser (), "Save");
}

static gboolean
is_there (gpointer unused)
{
  return look_chooser () != NULL;
}

/* The chooser may still go to a folder of its own after the file was set: then it is set again. */
static gboolean
has_opened (gpointer path)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();

  if (has_chosen (path))
    return TRUE;
  if (now - last > G_USEC_PER_SEC)
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);

      last = now;
      gtk_file_chooser_set_file (GTK_FILE_CHOOSER (look_chooser ()), file, NULL);
    }
  return FALSE;
}

void
ui_open_file (const char *path, const char *button)
{
  test_wait_until ("the file chooser", is_there, NULL);
  test_wait_until (path, has_opened, (gpointer) path);
  ui_press (look_chooser (), button);
}

char *
ui_paste (void)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  g_autoptr (GAsyncResult) result = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, test_store_result, &result);
  return gdk_clipboard_read_text_finish (clipboard, test_wait (&result), NULL);
}
