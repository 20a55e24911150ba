/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/template-row.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraTemplateRow
{
  AdwComboRow parent_instance;

  GPtrArray *templates; /* in the row's order; NULL for "As an Existing Token…" */
  const TesseraTemplate *shown;
  gboolean filling; /* it is we who choose */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (TesseraTemplateRow, tessera_template_row, ADW_TYPE_COMBO_ROW)

void
tessera_template_row_show (TesseraTemplateRow *self, const TesseraTemplate *template_)
{
  guint index = 0;

  self->shown = template_;
  if (!g_ptr_array_find (self->templates, template_, &index))
    index = 0;
  self->filling = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), index);
  self->filling = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), tessera_template_get_reason (template_));
}

void
tessera_template_row_fill (TesseraTemplateRow *self, gboolean with_operator, gboolean with_tokens)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  gsize count;
  const TesseraTemplate *const *all = tessera_template_get_all (&count);

  g_ptr_array_set_size (self->templates, 0);
  for (gsize i = 0; i < count; i++)
    if (with_operator || !tessera_template_is_operator (all[i]))
      {
        g_ptr_array_add (self->templates, (gpointer) all[i]);
        gtk_string_list_append (titles, tessera_template_get_title (all[i]));
      }
  if (with_tokens)
    {
      g_ptr_array_add (self->templates, NULL);
      gtk_string_list_append (titles, _ ("As an Existing Token…"));
    }
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (titles));
  self->filling = FALSE;
  tessera_template_row_show (self, self->shown);
}

const TesseraTemplate *
tessera_template_row_get_chosen (TesseraTemplateRow *self)
{
  return g_ptr_array_index (self->templates, adw_combo_row_get_selected (ADW_COMBO_ROW (self)));
}

static void
selected_cb (TesseraTemplateRow *self)
{
  guint index = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  /* What we choose ourselves while GTK tells of a choice, it tells of afterwards. */
  if (!self->filling && index < self->templates->len &&
      g_ptr_array_index (self->templates, index) != self->shown)
    g_signal_emit (self, chosen_signal, 0);
}

static void
tessera_template_row_finalize (GObject *object)
{
  g_ptr_array_unref (TESSERA_TEMPLATE_ROW (object)->templates);
  G_OBJECT_CLASS (tessera_template_row_parent_class)->finalize (object);
}

static void
tessera_template_row_class_init (TesseraTemplateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_template_row_finalize;
  chosen_signal = g_signal_new ("chosen", TESSERA_TYPE_TEMPLATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
tessera_template_row_init (TesseraTemplateRow *self)
{
  self->templates = g_ptr_array_new ();
  self->shown = tessera_template_find ("custom");
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}
