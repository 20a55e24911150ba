/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-bar.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraTokenBar
{
  AdwBin parent_instance;

  GtkStack *states;
  GtkLabel *count;
  GtkWidget *select_none;
  GtkWidget *buttons;
  GtkWidget *activate;
  GtkWidget *deactivate;
  GtkMenuButton *more;
  GtkProgressBar *progress;
  TesseraBulk *bulk;
};

G_DEFINE_FINAL_TYPE (TesseraTokenBar, tessera_token_bar, ADW_TYPE_BIN)

static char *
describe_progress (TesseraBulk *bulk)
{
  guint total = tessera_bulk_get_total (bulk);
  guint finished = tessera_bulk_get_finished (bulk);

  switch (tessera_bulk_get_change (bulk))
    {
    case TESSERA_CHANGE_ACTIVATE:
      return g_strdup_printf (_ ("Activating: %'u of %'u"), finished, total);
    case TESSERA_CHANGE_DEACTIVATE:
      return g_strdup_printf (_ ("Deactivating: %'u of %'u"), finished, total);
    case TESSERA_CHANGE_DELETE:
    default:
      return g_strdup_printf (_ ("Deleting: %'u of %'u"), finished, total);
    }
}

static void
show_progress (TesseraTokenBar *self)
{
  guint total = tessera_bulk_get_total (self->bulk);
  guint finished = tessera_bulk_get_finished (self->bulk);
  g_autofree char *text = describe_progress (self->bulk);

  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) finished / total : 0);
  gtk_progress_bar_set_text (self->progress, text);
}

static void
follow_bulk (TesseraTokenBar *self, TesseraBulk *bulk)
{
  if (self->bulk == bulk)
    return;
  if (self->bulk != NULL)
    g_signal_handlers_disconnect_by_data (self->bulk, self);
  g_set_object (&self->bulk, bulk);
  if (bulk != NULL)
    g_signal_connect_object (bulk, "notify::finished", G_CALLBACK (show_progress), self,
                             G_CONNECT_SWAPPED);
}

/* There is room for one button, for the more likely action; the menu has both. */
static void
show_selection (TesseraTokenBar *self, GPtrArray *tokens)
{
  g_autofree char *count =
      g_strdup_printf (ngettext ("%'u selected", "%'u selected", tokens->len), tokens->len);
  gboolean any = tokens->len > 0;
  gboolean any_active = FALSE;

  for (guint i = 0; i < tokens->len && !any_active; i++)
    any_active = tessera_token_is_active (g_ptr_array_index (tokens, i));
  gtk_label_set_text (self->count, any ? count : _ ("Nothing selected"));
  gtk_widget_set_visible (self->select_none, any);
  gtk_widget_set_visible (self->deactivate, any_active);
  gtk_widget_set_visible (self->activate, !any_active);
  gtk_widget_set_visible (self->buttons, any);
  gtk_widget_set_visible (GTK_WIDGET (self->more), any);
}

void
tessera_token_bar_show (TesseraTokenBar *self, GPtrArray *tokens, TesseraBulk *bulk)
{
  gboolean several = bulk != NULL && tessera_bulk_get_total (bulk) > 1;

  follow_bulk (self, bulk);
  gtk_stack_set_visible_child_name (self->states, several ? "progress" : "selection");
  if (several)
    show_progress (self);
  else
    show_selection (self, tokens);
}

static void
tessera_token_bar_dispose (GObject *object)
{
  follow_bulk (TESSERA_TOKEN_BAR (object), NULL);
  G_OBJECT_CLASS (tessera_token_bar_parent_class)->dispose (object);
}

static void
tessera_token_bar_class_init (TesseraTokenBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_token_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "token-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenBar, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenBar, count);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenBar, select_none);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenBar, activate);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenBar, deactivate);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenBar, more);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokenBar, progress);
}

static void
tessera_token_bar_init (TesseraTokenBar *self)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (TESSERA_RESOURCES "token-menu.ui");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->more,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "token_menu")));
}
