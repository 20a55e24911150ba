/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-search.h"

#include "app/widgets/settings.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TesseraTokenTraits trait;
  const char *label;
  gboolean begins; /* starts a new group */
} Choice;

static const Choice choices[] = {
  { TESSERA_TRAIT_ACTIVE, N_ ("_Active"), FALSE },
  { TESSERA_TRAIT_INACTIVE, N_ ("_Inactive"), FALSE },
  { TESSERA_TRAIT_SAVED, N_ ("_Saved in your keyring"), TRUE },
  { TESSERA_TRAIT_UNSAVED, N_ ("_Not saved"), FALSE },
  { TESSERA_TRAIT_OPERATOR, N_ ("_Operator"), TRUE },
  { TESSERA_TRAIT_ALL_ACCESS, N_ ("All a_ccess"), FALSE },
  { TESSERA_TRAIT_DANGLING, N_ ("For a _deleted resource"), TRUE },
  { TESSERA_TRAIT_STALE, N_ ("O_ld"), FALSE },
  { TESSERA_TRAIT_MINE, N_ ("_Mine"), FALSE },
};

struct _TesseraTokenSearch
{
  AdwBin parent_instance;

  GtkSearchEntry *entry;
  GtkMenuButton *menu;
  GtkBox *box;
  GtkWidget *result;
  GtkLabel *counts;
  GtkCheckButton *checks[G_N_ELEMENTS (choices)];

  GtkFilter *filter;
  GStrv words;
  TesseraTokenTraits wanted;
  char *user_id;
  gboolean clearing;
};

enum
{
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TesseraTokenSearch, tessera_token_search, ADW_TYPE_BIN)

static gboolean
matches_search (gpointer token, gpointer user_data)
{
  TesseraTokenSearch *self = user_data;

  guint old = tessera_settings_get_old_after_days ();

  return tessera_traits_match (tessera_token_get_traits (token, self->user_id, old),
                               self->wanted) &&
         tessera_token_matches_words (token, (const char *const *) self->words);
}

/* The button shows how many filters are active. */
static void
show_menu (TesseraTokenSearch *self)
{
  guint n_on = 0;
  g_autofree char *label = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    n_on += (self->wanted & choices[i].trait) != 0;
  if (n_on > 0)
    label = g_strdup_printf (_ ("_Filter (%'u)"), n_on);
  gtk_menu_button_set_label (self->menu, n_on > 0 ? label : _ ("_Filter"));
  if (n_on > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->menu), "filtering");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->menu), "filtering");
}

static void
narrow_down (TesseraTokenSearch *self)
{
  if (self->clearing)
    return;
  g_strfreev (self->words);
  self->words = tessera_text_split_words (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  self->wanted = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (gtk_check_button_get_active (self->checks[i]))
      self->wanted |= choices[i].trait;
  show_menu (self);
  gtk_widget_set_visible (self->result, self->wanted != 0 || self->words[0] != NULL);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* What this filter means is set in the preferences. */
static void
old_after_changed_cb (TesseraTokenSearch *self)
{
  guint days = tessera_settings_get_old_after_days ();
  g_autofree char *label =
      g_strdup_printf (ngettext ("O_lder than %u day", "O_lder than %u days", days), days);

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].trait == TESSERA_TRAIT_STALE)
      gtk_check_button_set_label (self->checks[i], label);
  if (self->wanted & TESSERA_TRAIT_STALE)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
leave_cb (TesseraTokenSearch *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
stop_cb (TesseraTokenSearch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  leave_cb (self);
}

void
tessera_token_search_clear (TesseraTokenSearch *self)
{
  /* Updates the list once, not for each filter. */
  self->clearing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_check_button_set_active (self->checks[i], FALSE);
  self->clearing = FALSE;
  narrow_down (self);
}

static void
clear_cb (TesseraTokenSearch *self)
{
  tessera_token_search_clear (self);
  /* The button disappears once everything is cleared. */
  leave_cb (self);
}

GtkFilter *
tessera_token_search_get_filter (TesseraTokenSearch *self)
{
  return self->filter;
}

void
tessera_token_search_set_user (TesseraTokenSearch *self, const char *user_id)
{
  g_free (self->user_id);
  self->user_id = g_strdup (user_id);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].trait == TESSERA_TRAIT_MINE)
      gtk_widget_set_visible (GTK_WIDGET (self->checks[i]), user_id != NULL);
}

void
tessera_token_search_set_counts (TesseraTokenSearch *self, guint shown, guint all)
{
  g_autofree char *text =
      /* Translators: the first number is how many of the second are shown */
      g_strdup_printf (ngettext ("%'u of %'u token", "%'u of %'u tokens", all), shown, all);

  gtk_label_set_text (self->counts, text);
}

void
tessera_token_search_begin (TesseraTokenSearch *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
tessera_token_search_finalize (GObject *object)
{
  TesseraTokenSearch *self = TESSERA_TOKEN_SEARCH (object);

  g_clear_object (&self->filter);
  g_strfreev (self->words);
  g_free (self->user_id);
  G_OBJECT_CLASS (tessera_token_search_parent_class)->finalize (object);
}

static void
tessera_token_search_class_init (TesseraTokenSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tessera_token_search_finalize;
  signals[LEAVE] = g_signal_new ("leave", TESSERA_TYPE_TOKEN_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "token-search.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenSearch, menu);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenSearch, box);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenSearch, result);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenSearch, counts);
  gtk_widget_class_bind_template_callback (widget_class, narrow_down);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
tessera_token_search_init (TesseraTokenSearch *self)
{
  self->words = tessera_text_split_words ("");
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_search, self, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *check = gtk_check_button_new_with_mnemonic (_ (choices[i].label));

      if (choices[i].begins)
        gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (self->box, check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (narrow_down), self, G_CONNECT_SWAPPED);
      self->checks[i] = GTK_CHECK_BUTTON (check);
    }
  g_signal_connect_object (tessera_settings_get (), "notify::" TESSERA_OLD_AFTER_DAYS,
                           G_CALLBACK (old_after_changed_cb), self, G_CONNECT_SWAPPED);
  old_after_changed_cb (self);
}
