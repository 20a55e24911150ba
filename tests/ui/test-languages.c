/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window in a made-up language, whose every text is in ⟦brackets⟧ and longer than English: what
 * has none was never given to gettext, and what is cut off has too little room.
 *
 * With LOOK_PICTURES, each window is saved to that folder, wide and narrow; with LOOK_DIRECTION=rtl
 * the other way round. */

#include "app/kept-row.h"
#include "app/keyring-page.h"
#include "app/owner-row.h"
#include "app/permission-check.h"
#include "app/template-row.h"
#include "app/token-table.h"
#include "app/tokens-page.h"
#include "await.h"
#include "saved-fixture.h"
#include "tessera-config.h"
#include "ui-fixture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NARROW 360     /* pixels, the narrowest that the window has to fit */
#define OPENING 0x27e6 /* ⟦ */
#define CLOSING 0x27e7 /* ⟧ */

/* What is no language: names, what the server calls its things, and keys, which are GTK's to
 * translate. */
static const char *const names[] = {
  "localhost",
  "http",
  "telemetry",
  "monitoring",
  "tasks",
  "influx",
  "curl",
  "JSON",
  "Tessera",
  "Ctrl",
  "Shift",
  "Alt",
  "Return",
  "Delete",
  "Menu",
  "Left",
  TEST_ORGANISATION,
  TEST_USERNAME,
  TEST_USERNAME "'s Token",
  "Read buckets",
  NULL,
};

/* The rest is looked at all the same. */
static void G_GNUC_PRINTF (1, 2) complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", text);
  g_test_fail ();
}

static char *
remove_bracketed (const char *text)
{
  GString *rest = g_string_new (NULL);
  guint depth = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      depth += c == OPENING;
      if (depth == 0)
        g_string_append_unichar (rest, c);
      depth -= c == CLOSING && depth > 0;
    }
  return g_string_free (rest, FALSE);
}

/* Whether there is a word outside the brackets that is no name. What has a digit is an ID or a key.
 */
static gboolean
has_plain_words (const char *text)
{
  g_autofree char *rest = remove_bracketed (text);
  g_auto (GStrv) words = NULL;

  if (g_strv_contains (names, rest))
    return FALSE;
  words = g_regex_split_simple ("[^\\p{L}\\p{N}]+", rest, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_regex_match_simple ("^\\p{L}{2,}$", words[i], G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT) &&
        !g_strv_contains (names, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_inside (GtkWidget *widget, const char *type)
{
  while (widget != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    widget = gtk_widget_get_parent (widget);
  return widget != NULL;
}

/* Parts that GTK and libadwaita make, with texts of their own; some of these types are private. */
static gboolean
is_of_toolkit (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_SEARCH_ENTRY) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
         is_inside (widget, "AdwBackButton") || is_inside (widget, "GtkBuiltinIcon");
}

/* The list of a row's choices can have a search of its own. */
static gboolean
is_search_in_choices (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_SEARCH_ENTRY) != NULL;
}

static void
assert_translated (GtkWidget *widget, const char *what, const char *text)
{
  if (text != NULL && !is_search_in_choices (widget) && has_plain_words (text))
    complain ("%s: the %s “%s” was not given to gettext", G_OBJECT_TYPE_NAME (widget), what, text);
}

/* A header's title and a hint in an entry give way by design; a tooltip may have the whole. */
static gboolean
may_be_cut (GtkWidget *label)
{
  return gtk_widget_get_ancestor (label, ADW_TYPE_WINDOW_TITLE) != NULL ||
         gtk_widget_get_ancestor (label, GTK_TYPE_TEXT) != NULL ||
         g_strcmp0 (gtk_widget_get_tooltip_text (label), gtk_label_get_text (GTK_LABEL (label))) ==
             0;
}

static void
check_label (GtkLabel *label)
{
  const char *text = gtk_label_get_text (label);

  assert_translated (GTK_WIDGET (label), "label", text);
  if (gtk_widget_get_mapped (GTK_WIDGET (label)) && !may_be_cut (GTK_WIDGET (label)) &&
      g_utf8_strchr (text, -1, OPENING) != NULL &&
      pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    complain ("“%s” is cut off", text);
}

/* What assistive tools say. GTK tells it only where it is not what was expected. */
static void
check_accessible_label (GtkWidget *widget)
{
  g_autofree char *said =
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
          ? gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1)
          : NULL;

  assert_translated (widget, "accessible label", said);
}

static void
check_widget (GtkWidget *widget)
{
  if (!is_of_toolkit (widget))
    {
      assert_translated (widget, "tooltip", gtk_widget_get_tooltip_text (widget));
      check_accessible_label (widget);
    }
  if (GTK_IS_LABEL (widget))
    check_label (GTK_LABEL (widget));
  if (GTK_IS_TEXT (widget))
    assert_translated (widget, "hint", gtk_text_get_placeholder_text (GTK_TEXT (widget)));
  if (GTK_IS_WINDOW (widget))
    assert_translated (widget, "title", gtk_window_get_title (GTK_WINDOW (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_widget (child);
}

static void
save_picture (gpointer window, const char *name)
{
  const char *folder = g_getenv ("LOOK_PICTURES");
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);
  g_autofree char *file = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;

  if (folder == NULL)
    return;
  file = g_strdup_printf ("%s/%s.png", folder, name);
  paintable = gtk_widget_paintable_new (window);
  ui_wait_drawn (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}

static void
look_at (gpointer window, const char *name)
{
  ui_wait_drawn (window);
  check_widget (window);
  save_picture (window, name);
}

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) <= NARROW;
}

static gboolean
is_wide (gpointer window)
{
  return gtk_widget_get_width (window) > 2 * NARROW;
}

static int
get_minimum (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* The innermost part that takes as much by itself. */
static GtkWidget *
find_widest (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && get_minimum (child) > NARROW - 60)
      return find_widest (child);
  return widget;
}

/* The main window, which has a wide and a narrow form. */
static void
look_at_both (Ui *ui, const char *name)
{
  g_autofree char *narrow = g_strconcat (name, "-narrow", NULL);
  GtkWidget *window = GTK_WIDGET (ui->window);

  look_at (window, name);
  if (get_minimum (window) > NARROW)
    {
      complain ("%s takes %d pixels, and there are %d: see its %s", name, get_minimum (window),
                NARROW, G_OBJECT_TYPE_NAME (find_widest (window)));
      return;
    }
  gtk_window_set_default_size (GTK_WINDOW (window), NARROW, 790);
  test_wait_until ("a narrow window", is_narrow, window);
  look_at (window, narrow);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 790);
  test_wait_until ("a wide window", is_wide, window);
}

static gpointer
open_window (gpointer root, const char *button, const char *title)
{
  ui_press (root, button);
  return ui_find_window (title);
}

static void
look_and_close (gpointer window, const char *name)
{
  g_autofree char *title = g_strdup (gtk_window_get_title (window));

  look_at (window, name);
  ui_close (window);
  ui_wait_no_window (title);
}

static void
connect (Ui *ui)
{
  TestServer *server = ui_get_server ();

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.connect", NULL);
  ui_fill (ui->window, _ ("Address, as localhost:8086"), server->address);
  ui_fill (ui->window, _ ("API Token"), tessera_secret_peek (server->token));
  look_at_both (ui, "connect");
  ui_press (ui->window, _ ("_Connect"));
  ui_find (ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL), GTK_TYPE_COLUMN_VIEW, NULL);
}

static void
test_connecting (Ui *ui)
{
  ui_find (ui->window, GTK_TYPE_BUTTON, _ ("_Connect to InfluxDB…"));
  look_at_both (ui, "welcome");
  connect (ui);
}

static gpointer
open_by_action (Ui *ui, const char *action, const char *title)
{
  GtkWidget *table = ui_find (ui->window, TESSERA_TYPE_TOKEN_TABLE, NULL);

  gtk_widget_activate_action (table, action, NULL);
  return ui_find_window (title);
}

static void
test_tokens (Ui *ui)
{
  g_autofree char *one = ui_make_simple ("1", "read");
  g_autofree char *two = ui_make_simple ("2", "write");

  ui_ask ("PATCH", two, "{\"status\":\"inactive\"}", 200);
  connect (ui);
  look_at_both (ui, "tokens");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "app.shortcuts", NULL);
  look_and_close (ui_find_window (_ ("Keyboard Shortcuts")), "shortcuts");

  gtk_selection_model_unselect_all (ui_get_rows (ui));
  ui_select (ui, "1");
  look_at_both (ui, "tokens-selected");
  look_and_close (open_by_action (ui, "tokens.rename", _ ("Rename Token")), "rename");
  look_and_close (open_by_action (ui, "tokens.delete", _ ("Delete Tokens")), "delete-one");
  ui_select (ui, "2");
  look_and_close (open_by_action (ui, "tokens.delete", _ ("Delete Tokens")), "delete-many");
}

static void
begin_token (Ui *ui)
{
  connect (ui);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.new-token", NULL);
  ui_open_row (ui, C_ ("resource type", "Buckets"), "telemetry");
  gtk_widget_activate (ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, NULL));
}

/* The last choice in each of these rows opens a window. */
static void
choose_last (Ui *ui, GType type)
{
  AdwComboRow *row = ui_find (ui->window, type, NULL);

  adw_combo_row_set_selected (row, g_list_model_get_n_items (adw_combo_row_get_model (row)) - 1);
}

static void
test_dialogs (Ui *ui)
{
  begin_token (ui);
  choose_last (ui, TESSERA_TYPE_TEMPLATE_ROW);
  look_and_close (ui_find_window (_ ("Copy a Token’s Permissions")), "choose-token");
  choose_last (ui, TESSERA_TYPE_OWNER_ROW);
  look_and_close (ui_find_window (_ ("New Generic User")), "new-user");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.back", NULL);
  look_and_close (ui_find_window (_ ("Discard This Token?")), "discard");
}

static void
test_new_token (Ui *ui)
{
  gpointer reveal, page;

  begin_token (ui);
  gtk_editable_set_text (ui_find (ui->window, GTK_TYPE_ENTRY, _ ("Description")), "3");
  look_at_both (ui, "new-token");

  ui_press (ui->window, _ ("_Generate"));
  reveal = ui_find_window (_ ("Token Created"));
  ui_find (reveal, GTK_TYPE_BUTTON, _ ("_Test Token"));
  look_at (reveal, "reveal");
  look_and_close (open_window (reveal, _ ("_Use It…"), _ ("Use This Token")), "use");
  gtk_widget_activate_action (reveal, "reveal.test", NULL);
  look_and_close (ui_find_window (_ ("Test Token")), "test");
  ui_close (reveal);
  ui_wait_no_window (_ ("Token Created"));

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.page", "s", "keyring");
  page = ui_find (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL);
  gtk_widget_activate (ui_find (page, TESSERA_TYPE_KEPT_ROW, "3"));
  look_and_close (ui_find_window (_ ("Saved Token")), "saved");
  look_at_both (ui, "keyring");
  gtk_widget_activate_action (page, "keyring.keep", NULL);
  look_and_close (ui_find_window (_ ("Keep an Existing Token")), "keep");
}

static gboolean
is_left_to_right (gpointer widget)
{
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_LTR;
}

/* All is the other way round, but for what is in no language. */
static void
test_right_to_left (Ui *ui)
{
  GtkTextDirection usual = gtk_widget_get_default_direction ();
  gpointer reveal;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  begin_token (ui);
  test_wait_until ("the command", is_left_to_right, ui_find (ui->window, GTK_TYPE_TEXT_VIEW, NULL));
  ui_press (ui->window, _ ("_Generate"));
  reveal = ui_find_window (_ ("Token Created"));
  g_assert_cmpint (gtk_widget_get_direction (reveal), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (
      gtk_widget_get_direction (ui_find (reveal, GTK_TYPE_LABEL, _ ("The token’s value, hidden"))),
      ==, GTK_TEXT_DIR_LTR);
  ui_find (reveal, GTK_TYPE_BUTTON, _ ("_Test Token"));
  look_at (reveal, "right-to-left");
  ui_close (reveal);
  ui_wait_no_window (_ ("Token Created"));
  gtk_widget_set_default_direction (usual);
}

int
main (int argc, char **argv)
{
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  ui_init (&argc, &argv);
  if (g_strcmp0 (g_getenv ("LOOK_DIRECTION"), "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  ui_add ("/languages/connecting", test_connecting);
  ui_add ("/languages/tokens", test_tokens);
  ui_add ("/languages/dialogs", test_dialogs);
  ui_add ("/languages/new-token", test_new_token);
  ui_add ("/languages/right-to-left", test_right_to_left);
  return ui_run ();
}
