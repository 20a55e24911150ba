/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-columns.h"

#include "app/widgets/accessible.h"
#include "app/widgets/settings.h"
#include "app/widgets/sort-memory.h"
#include "core/base/text.h"
#include "core/base/time.h"
#include "core/model/token-filter.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define ITEM "list-item"

/* Functions from a token's properties to what cells show; the cells update by themselves. */

static char *
one_line (gpointer unused, const char *text, gpointer data)
{
  return tessera_text_one_line (text != NULL ? text : "");
}

static char *
describe_token (gpointer unused, const char *text, gpointer data)
{
  return text != NULL && *text != '\0' ? tessera_text_one_line (text)
                                       : g_strdup (_ ("No description"));
}

static char *
format_date (gpointer unused, GDateTime *created, gpointer data)
{
  g_autoptr (GDateTime) local = created != NULL ? g_date_time_to_local (created) : NULL;

  return local != NULL ? g_date_time_format (local, "%x") : g_strdup ("");
}

static char *
explain_age (gpointer unused, GDateTime *created, guint old_after_days, gpointer data)
{
  if (!tessera_time_is_older_than (created, old_after_days))
    return NULL;
  return g_strdup_printf (ngettext ("Older than %u day", "Older than %u days", old_after_days),
                          old_after_days);
}

static char *
name_saved_icon (gpointer unused, gboolean saved, gpointer data)
{
  return g_strdup (saved ? "dialog-password-symbolic" : NULL);
}

const char *
tessera_token_get_kind_icon (TesseraToken *token)
{
  if (tessera_token_get_oddity (token) != NULL)
    return "dialog-question-symbolic";
  switch (tessera_token_get_kind (token))
    {
    case TESSERA_TOKEN_OPERATOR:
      return "security-low-symbolic";
    case TESSERA_TOKEN_ALL_ACCESS:
      return "security-medium-symbolic";
    case TESSERA_TOKEN_CUSTOM:
    default:
      return tessera_token_is_server_wide (token) ? "security-medium-symbolic"
                                                  : "security-high-symbolic";
    }
}

const char *
tessera_token_explain_kind (TesseraToken *token)
{
  if (tessera_token_get_oddity (token) != NULL)
    return _ ("Unknown: Tessera can’t read everything that the server reports about this token, so "
              "it can’t be copied or replaced");
  switch (tessera_token_get_kind (token))
    {
    case TESSERA_TOKEN_OPERATOR:
      return _ ("Operator: can access every organization on this server");
    case TESSERA_TOKEN_ALL_ACCESS:
      return _ ("All access: can read and write everything in its organization");
    case TESSERA_TOKEN_CUSTOM:
    default:
      return tessera_token_is_server_wide (token) ? _ ("Custom: can do what its permissions allow; "
                                                       "some of them apply to the whole server")
                                                  : _ ("Custom: can do what its permissions allow");
    }
}

static char *
name_kind_icon (gpointer unused, TesseraToken *token, const char *summary, gpointer data)
{
  return token != NULL ? g_strdup (tessera_token_get_kind_icon (token)) : NULL;
}

static char *
explain_kind (gpointer unused, TesseraToken *token, const char *summary, gpointer data)
{
  return token != NULL ? g_strdup (tessera_token_explain_kind (token)) : NULL;
}

/* "Reads telemetry · inactive": the second line shows what has no column in a narrow window. */
static char *
make_second_line (gpointer unused, const char *summary, gboolean active, gboolean dangling,
                  GDateTime *created, guint old_after_days, guint part, gpointer data)
{
  GString *line = g_string_new (summary);

  if (!active)
    g_string_append_printf (line, " · %s", C_ ("token status", "inactive"));
  if (tessera_time_is_older_than (created, old_after_days))
    g_string_append_printf (line, " · %s", C_ ("token status", "old"));
  if (dangling)
    g_string_append_printf (line, " · %s", _ ("for a deleted resource"));
  if (part != TESSERA_ROTATION_ROLE_NONE)
    g_string_append_printf (line, " · %s",
                            part == TESSERA_ROTATION_ROLE_REPLACED
                                ? C_ ("token status", "being replaced")
                                : C_ ("token status", "replacement"));
  return g_string_free (line, FALSE);
}

/* The token of a cell, or one of its properties. */
static GtkExpression *
token_of_item (void)
{
  return gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item");
}

static GtkExpression *
property_of_item (const char *name)
{
  return gtk_property_expression_new (TESSERA_TYPE_TOKEN, token_of_item (), name);
}

static GtkExpression *
old_after_days (void)
{
  GtkExpression *settings = gtk_object_expression_new (G_OBJECT (tessera_settings_get ()));

  return gtk_property_expression_new (TESSERA_TYPE_SETTINGS, settings, TESSERA_OLD_AFTER_DAYS);
}

/* What a cell shows, marked with its row. */
static void
set_child (GtkListItem *item, GtkWidget *child)
{
  g_object_set_data (G_OBJECT (child), ITEM, item);
  gtk_list_item_set_child (item, child);
}

/* Shows function(arguments…) as @property of @widget, and follows it. Takes ownership of the
 * arguments. */
static void
follow_token (GtkListItem *item, gpointer widget, const char *property, GCallback function,
              guint n_arguments, GtkExpression **arguments)
{
  GtkExpression *text = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, n_arguments, arguments,
                                                     function, NULL, NULL);

  gtk_expression_bind (text, widget, property, item);
}

/* An icon with a meaning. */
static GtkWidget *
make_icon (void)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);

  tessera_accessible_follow_tooltip (icon);
  return icon;
}

static void
name_row_cb (GtkWidget *cell, GParamSpec *pspec, GtkLabel *description)
{
  tessera_accessible_name_row (cell, gtk_label_get_text (description));
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
follow_second_line (GtkListItem *item, GtkWidget *label, const char *property)
{
  follow_token (item, label, property, G_CALLBACK (make_second_line), 6,
                (GtkExpression *[]) { property_of_item ("summary"), property_of_item ("active"),
                                      property_of_item ("dangling"), property_of_item ("created"),
                                      old_after_days (), property_of_item ("part") });
}

void
tessera_token_columns_setup_description (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = make_icon ();
  GtkWidget *first = make_label ();
  GtkWidget *second = make_label ();

  gtk_widget_add_css_class (second, "dim-label");
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines), second);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  set_child (item, row);

  g_signal_connect_object (first, "notify::label", G_CALLBACK (name_row_cb), row,
                           G_CONNECT_SWAPPED);
  follow_token (item, first, "label", G_CALLBACK (describe_token), 1,
                (GtkExpression *[]) { property_of_item ("description") });
  follow_second_line (item, second, "label");
  follow_second_line (item, second, "tooltip-text");
  follow_token (item, icon, "icon-name", G_CALLBACK (name_kind_icon), 2,
                (GtkExpression *[]) { token_of_item (), property_of_item ("summary") });
  follow_token (item, icon, "tooltip-text", G_CALLBACK (explain_kind), 2,
                (GtkExpression *[]) { token_of_item (), property_of_item ("summary") });
}

static void
setup_owner (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = make_label ();

  set_child (item, label);
  follow_token (item, label, "label", G_CALLBACK (one_line), 1,
                (GtkExpression *[]) { property_of_item ("owner") });
}

static void
setup_status (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = make_label ();

  set_child (item, label);
  follow_token (item, label, "label", G_CALLBACK (one_line), 1,
                (GtkExpression *[]) { property_of_item ("status-text") });
}

static void
setup_created (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = make_label ();

  gtk_widget_add_css_class (label, "numeric");
  set_child (item, label);
  follow_token (item, label, "label", G_CALLBACK (format_date), 1,
                (GtkExpression *[]) { property_of_item ("created") });
  follow_token (item, label, "tooltip-text", G_CALLBACK (explain_age), 2,
                (GtkExpression *[]) { property_of_item ("created"), old_after_days () });
}

static void
setup_saved (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *icon = make_icon ();

  gtk_widget_set_tooltip_text (icon, _ ("Its value is in your keyring"));
  set_child (item, icon);
  gtk_expression_bind (property_of_item ("saved"), icon, "visible", item);
  follow_token (item, icon, "icon-name", G_CALLBACK (name_saved_icon), 1,
                (GtkExpression *[]) { property_of_item ("saved") });
}

/* Sorters */

static GtkSorter *
sort_by_text (const char *property)
{
  return GTK_SORTER (
      gtk_string_sorter_new (gtk_property_expression_new (TESSERA_TYPE_TOKEN, NULL, property)));
}

static int
compare_created (gconstpointer a, gconstpointer b, gpointer unused)
{
  GDateTime *one = tessera_token_get_created ((TesseraToken *) a);
  GDateTime *other = tessera_token_get_created ((TesseraToken *) b);

  if (one == NULL || other == NULL)
    return (one != NULL) - (other != NULL);
  return g_date_time_compare (one, other);
}

static int
compare_saved (gconstpointer a, gconstpointer b, gpointer unused)
{
  return tessera_token_get_saved ((TesseraToken *) a) -
         tessera_token_get_saved ((TesseraToken *) b);
}

/* The table */

typedef void (*SetupFunc) (GtkListItemFactory *factory, GtkListItem *item);

/* Takes ownership of the sorter. */
static GtkColumnViewColumn *
add_column (GtkColumnView *view, const char *title, const char *name, SetupFunc setup,
            GtkSorter *sorter)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup), NULL);
  tessera_sort_memory_mark (column, sorter, name);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (view, column);
  g_object_unref (column); /* the view has it */
  return column;
}

void
tessera_token_columns_add (GtkColumnView *view)
{
  GtkColumnViewColumn *description =
      add_column (view, C_ ("column", "Description"), "description",
                  tessera_token_columns_setup_description, sort_by_text ("description"));

  gtk_column_view_column_set_expand (description, TRUE);
  add_column (view, C_ ("column", "Owner"), "owner", setup_owner, sort_by_text ("owner"));
  add_column (view, C_ ("column", "Status"), "status", setup_status, sort_by_text ("status-text"));
  add_column (view, C_ ("column", "Created"), "created", setup_created,
              GTK_SORTER (gtk_custom_sorter_new (compare_created, NULL, NULL)));
  add_column (view, C_ ("column", "Saved"), "saved", setup_saved,
              GTK_SORTER (gtk_custom_sorter_new (compare_saved, NULL, NULL)));
  tessera_sort_memory_keep (view);
}

void
tessera_token_columns_set_narrow (GtkColumnView *view, gboolean narrow)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  guint last = g_list_model_get_n_items (columns) - 1;

  /* The description and the key stay. */
  for (guint i = 1; i < last; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_visible (column, !narrow);
    }
}

/* The item shown by @widget or by its child: a cell has space around its child. */
static GtkListItem *
get_item (GtkWidget *widget)
{
  GtkListItem *item = NULL;

  for (guint depth = 0; depth < 3 && widget != NULL && item == NULL; depth++)
    {
      item = g_object_get_data (G_OBJECT (widget), ITEM);
      widget = gtk_widget_get_first_child (widget);
    }
  return item;
}

guint
tessera_token_columns_find_row (GtkColumnView *view, double x, double y)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (view));

  for (GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (view), x, y, GTK_PICK_DEFAULT);
       widget != NULL && widget != list && widget != GTK_WIDGET (view);
       widget = gtk_widget_get_parent (widget))
    {
      GtkListItem *item = get_item (widget);

      if (item != NULL)
        return gtk_list_item_get_position (item);
    }
  return GTK_INVALID_LIST_POSITION;
}
