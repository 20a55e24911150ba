/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/welcome-page.h"

#include "app/error-banner.h"
#include "app/main-menu.h"
#include "core/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraWelcomePage
{
  AdwBin parent_instance;

  TesseraErrorBanner *banner;
  GtkWidget *remembered;
  GtkListBox *connections;
};

G_DEFINE_FINAL_TYPE (TesseraWelcomePage, tessera_welcome_page, ADW_TYPE_BIN)

static GtkWidget *
make_row (gpointer item, gpointer unused)
{
  TesseraConnection *connection = TESSERA_CONNECTION (item);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *forget = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = tessera_text_one_line (tessera_connection_get_title (connection));
  g_autofree char *tooltip = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-connection");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                    tessera_connection_get_id (connection));

  tooltip = g_strdup_printf (_ ("Forget the Connection %s…"), title);
  gtk_widget_set_tooltip_text (forget, tooltip);
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (forget, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (forget), "win.forget-connection");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (forget), "s",
                                    tessera_connection_get_id (connection));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
  return row;
}

static void
items_changed_cb (TesseraWelcomePage *self, guint position, guint removed, guint added,
                  GListModel *connections)
{
  gtk_widget_set_visible (self->remembered, g_list_model_get_n_items (connections) > 0);
}

void
tessera_welcome_page_set_connections (TesseraWelcomePage *self, TesseraConnectionList *connections)
{
  gtk_list_box_bind_model (self->connections, G_LIST_MODEL (connections), make_row, NULL, NULL);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, 0, G_LIST_MODEL (connections));
}

void
tessera_welcome_page_show_error (TesseraWelcomePage *self, const GError *error)
{
  tessera_error_banner_show (self->banner, NULL, error);
}

static void
tessera_welcome_page_class_init (TesseraWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_MAIN_MENU);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, remembered);
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, connections);
}

static void
tessera_welcome_page_init (TesseraWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
