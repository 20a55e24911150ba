/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reveal/grant-diff-box.h"

#include "app/widgets/permission-row.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraGrantDiffBox
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkLabel *text;
  GtkWidget *delete;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (TesseraGrantDiffBox, tessera_grant_diff_box, ADW_TYPE_BIN)

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
}

static char *
make_text (TesseraMint *mint)
{
  GListModel *grants = tessera_mint_get_grant_diff (mint);
  GString *text = g_string_new (NULL);

  if (*tessera_mint_get_faults (mint) != NULL)
    {
      g_autofree char *faults = g_strjoinv (" ", (GStrv) tessera_mint_get_faults (mint));
      g_autofree char *sentence =
          /* Translators: %s is whole sentences */
          g_strdup_printf (
              _ ("The token the server created is not the one you requested: %s Delete this "
                 "token, then check the server before you create another one."),
              faults);

      append_sentence (text, sentence);
    }
  if (tessera_grant_diff_count (grants, TESSERA_GRANT_DIFF_UNREQUESTED) > 0)
    {
      g_autofree char *more = tessera_permission_set_summarize (tessera_mint_get_excess (mint));
      g_autofree char *sentence =
          g_strdup_printf (_ ("The server granted more than was requested. Not requested: %s. "
                              "Delete this token, then check the server before you create another "
                              "one."),
                           more);

      append_sentence (text, sentence);
    }
  if (tessera_grant_diff_count (grants, TESSERA_GRANT_DIFF_MISSING) > 0)
    {
      g_autofree char *less = tessera_permission_set_summarize (tessera_mint_get_missing (mint));
      g_autofree char *sentence = g_strdup_printf (
          _ ("The server granted less than was requested. Not granted: %s."), less);

      append_sentence (text, sentence);
    }
  if (tessera_grant_diff_count (grants, TESSERA_GRANT_DIFF_DANGLING) > 0)
    append_sentence (
        text,
        _ ("A resource this token covers has since been deleted. The token will not have access to "
           "a new one, even one with the same name. If the token is useless without that resource, "
           "delete it."));
  return g_string_free (text, FALSE);
}

void
tessera_grant_diff_box_show (TesseraGrantDiffBox *self, TesseraMint *mint)
{
  GListModel *grants = tessera_mint_get_grant_diff (mint);
  gboolean suspect = tessera_mint_is_suspect (mint);
  g_autofree char *text = make_text (mint);
  g_autoptr (GtkNoSelection) model = gtk_no_selection_new (g_object_ref (grants));

  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
  gtk_label_set_text (self->text, text);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  gtk_widget_add_css_class (self->box, suspect ? "excess" : "odd");
  if (suspect)
    gtk_widget_add_css_class (self->delete, "destructive-action");
}

static void
tessera_grant_diff_box_class_init (TesseraGrantDiffBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "grant-diff-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraGrantDiffBox, box);
  gtk_widget_class_bind_template_child (widget_class, TesseraGrantDiffBox, text);
  gtk_widget_class_bind_template_child (widget_class, TesseraGrantDiffBox, delete);
  gtk_widget_class_bind_template_child (widget_class, TesseraGrantDiffBox, list);
}

static void
tessera_grant_diff_box_init (TesseraGrantDiffBox *self)
{
  g_autoptr (GtkListItemFactory) factory = tessera_permission_row_new_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
}
