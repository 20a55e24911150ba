/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-words.h"

#include "test-server.h"
#include "ui-look.h"

#include <adwaita.h>

#define OPENING 0x27e6 /* ⟦ */
#define CLOSING 0x27e7 /* ⟧ */

/* What is no language: names, what the server calls its things, and keys, which are GTK's to
 * translate. */
static const char *const names[] = {
  "localhost",
  "http",
  "https",
  "CN=Tessera test self-signed",
  "CN=Tessera test self-signed-renewed",
  "influx.example.com",
  "telemetry",
  "monitoring",
  "tasks",
  "influx",
  "curl",
  "JSON",
  "InfluxDB", /* and its version */
  "Tessera",
  "Ctrl",
  "Shift",
  "Alt",
  "Return",
  "Delete",
  "Menu",
  "Left",
  TEST_ORGANIZATION,
  TEST_USERNAME,
  TEST_USERNAME "'s Token",
  "Read buckets",
  NULL,
};

void
words_complain (const char *format, ...)
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

/* Whether there is a word outside the brackets that is no name. What has a digit is an ID or a key,
 * and two letters can be a part of a fingerprint. */
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
        !g_regex_match_simple ("^[A-F]{2}$", words[i], G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT) &&
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
    words_complain ("%s: the %s “%s” was not given to gettext", G_OBJECT_TYPE_NAME (widget), what,
                    text);
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
    words_complain ("“%s” is cut off", text);
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

void
words_look_at (gpointer window, const char *name)
{
  ui_wait_drawn (window);
  check_widget (window);
  save_picture (window, name);
}
