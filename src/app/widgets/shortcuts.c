/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/shortcuts.h"

#include "app/widgets/actions.h"
#include "app/widgets/dialog.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static char *
name_keys (const TesseraActionInfo *action)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; action->keys[i] != NULL; i++)
    {
      guint key;
      GdkModifierType modifiers;
      g_autofree char *name = NULL;

      if (!gtk_accelerator_parse (action->keys[i], &key, &modifiers))
        continue;
      name = gtk_accelerator_get_label (key, modifiers);
      if (names->len > 0)
        g_string_append (names, "  ·  ");
      g_string_append (names, name);
    }
  return g_string_free (names, FALSE);
}

static GtkWidget *
make_row (const TesseraActionInfo *action)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = name_keys (action);
  GtkWidget *label = gtk_label_new (keys);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (action->title));
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = NULL;
  const char *title = NULL;
  gsize count;
  const TesseraActionInfo *actions = tessera_actions_get (&count);

  for (gsize i = 0; i < count; i++)
    {
      if (g_strcmp0 (title, actions[i].group) != 0)
        {
          title = actions[i].group;
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (title));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (&actions[i]));
    }
  return page;
}

void
tessera_shortcuts_show (GtkWindow *parent)
{
  TesseraDialog *window = tessera_dialog_new (TESSERA_TYPE_DIALOG, parent);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = make_page ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard Shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (window), 420, 560);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}
