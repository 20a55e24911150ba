/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compose/template-row.h"

#include "app/tokens/token-chooser.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraTemplateRow
{
  AdwComboRow parent_instance;

  TesseraDraft *draft;
  GListModel *tokens;
  GPtrArray *templates; /* in the row's order; NULL for "From an Existing Token…" */
  const TesseraTemplate *shown;
  gboolean filling; /* the program selects, not the user */
  gboolean narrow;

  TesseraPermissionSet *undo_permissions;
  const TesseraTemplate *undo_template;
  char *undo_description;
};

static guint replaced_signal;

G_DEFINE_FINAL_TYPE (TesseraTemplateRow, tessera_template_row, ADW_TYPE_COMBO_ROW)

/* The choices, and the selected one */

static void
show_reason (TesseraTemplateRow *self)
{
  const char *reason = self->shown != NULL ? tessera_template_get_reason (self->shown) : "";

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->narrow ? "" : reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->narrow ? reason : NULL);
}

static void
show_template (TesseraTemplateRow *self)
{
  guint index = 0;

  self->shown = tessera_draft_get_template (self->draft);
  if (!g_ptr_array_find (self->templates, self->shown, &index))
    index = 0;
  self->filling = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), index);
  self->filling = FALSE;
  show_reason (self);
}

static void
fill_templates (TesseraTemplateRow *self, gboolean with_operator)
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
  if (self->tokens != NULL)
    {
      g_ptr_array_add (self->templates, NULL);
      gtk_string_list_append (titles, _ ("From an Existing Token…"));
    }
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (titles));
  self->filling = FALSE;
  show_template (self);
}

/* Undoing a choice */

static void
forget_choice (TesseraTemplateRow *self)
{
  g_clear_pointer (&self->undo_permissions, tessera_permission_set_unref);
  g_clear_pointer (&self->undo_description, g_free);
}

static void
remember_choice (TesseraTemplateRow *self)
{
  forget_choice (self);
  self->undo_permissions = tessera_draft_get_permissions (self->draft);
  self->undo_template = tessera_draft_get_template (self->draft);
  self->undo_description = g_strdup (tessera_draft_get_description (self->draft));
}

gboolean
tessera_template_row_can_undo (TesseraTemplateRow *self)
{
  return self->undo_permissions != NULL &&
         tessera_permission_set_get_size (self->undo_permissions) > 0;
}

void
tessera_template_row_undo (TesseraTemplateRow *self)
{
  if (self->undo_permissions == NULL)
    return;
  tessera_draft_set_permissions (self->draft, self->undo_permissions, self->undo_template);
  tessera_draft_set_description (self->draft, self->undo_description);
  show_template (self);
}

/* Choosing */

void
tessera_template_row_copy (TesseraTemplateRow *self, TesseraToken *token)
{
  guint left_out;

  remember_choice (self);
  left_out = tessera_draft_copy_token (self->draft, token);
  show_template (self);
  g_signal_emit (self, replaced_signal, 0, left_out);
}

static void
token_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraTemplateRow) self = user_data;
  g_autoptr (TesseraToken) token = tessera_token_chooser_finish (result);

  if (token != NULL && self->draft != NULL)
    tessera_template_row_copy (self, token);
}

static gboolean
is_copyable (gpointer token, gpointer unused)
{
  return tessera_token_get_oddity (token) == NULL;
}

/* What can't be read of a token can't be granted again. */
static GListModel *
list_copyable (GListModel *tokens)
{
  GtkCustomFilter *filter = gtk_custom_filter_new (is_copyable, NULL, NULL);

  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (tokens), GTK_FILTER (filter)));
}

static void
choose_template (TesseraTemplateRow *self, const TesseraTemplate *template_)
{
  if (template_ == NULL)
    {
      g_autoptr (GListModel) copyable = list_copyable (self->tokens);

      /* Nothing changes until a token is chosen. */
      show_template (self);
      tessera_token_chooser_choose_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                          _ ("Copy a Token’s Permissions"), copyable,
                                          token_chosen_cb, g_object_ref (self));
      return;
    }
  remember_choice (self);
  tessera_draft_apply_template (self->draft, template_);
  show_template (self);
  g_signal_emit (self, replaced_signal, 0, 0);
}

static void
selected_cb (TesseraTemplateRow *self)
{
  guint index = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  /* If the program selects something while GTK reports another selection, GTK reports it afterward.
   * */
  if (!self->filling && self->draft != NULL && index < self->templates->len &&
      g_ptr_array_index (self->templates, index) != self->shown)
    choose_template (self, g_ptr_array_index (self->templates, index));
}

void
tessera_template_row_set_draft (TesseraTemplateRow *self, TesseraDraft *draft, GListModel *tokens)
{
  if (draft != self->draft)
    forget_choice (self);
  g_set_object (&self->draft, draft);
  g_set_object (&self->tokens, tokens);
  if (draft != NULL)
    fill_templates (self, FALSE);
}

void
tessera_template_row_offer_operator (TesseraTemplateRow *self)
{
  fill_templates (self, TRUE);
}

void
tessera_template_row_set_narrow (TesseraTemplateRow *self, gboolean narrow)
{
  self->narrow = narrow;
  show_reason (self);
}

static void
tessera_template_row_dispose (GObject *object)
{
  tessera_template_row_set_draft (TESSERA_TEMPLATE_ROW (object), NULL, NULL);
  G_OBJECT_CLASS (tessera_template_row_parent_class)->dispose (object);
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
  G_OBJECT_CLASS (klass)->dispose = tessera_template_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_template_row_finalize;
  replaced_signal = g_signal_new ("replaced", TESSERA_TYPE_TEMPLATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
tessera_template_row_init (TesseraTemplateRow *self)
{
  self->templates = g_ptr_array_new ();
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}
