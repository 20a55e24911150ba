/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/welcome-page.h"

#include "app/widgets/ask.h"
#include "app/widgets/error-banner.h"
#include "app/widgets/main-menu.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/session/config-import.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraWelcomePage
{
  AdwBin parent_instance;

  TesseraErrorBanner *banner;
  AdwStatusPage *status;
  GtkWidget *remembered;
  GtkListBox *list;
  GtkWidget *offer;
  AdwActionRow *import;
  char *description; /* the program's description */

  TesseraConnectionList *connections;
  TesseraKeyring *keyring;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TesseraWelcomePage, tessera_welcome_page, ADW_TYPE_BIN)

/* Forgetting */

typedef struct
{
  TesseraWelcomePage *page;
  TesseraConnection *connection;
} Forgetting;

static void
credentials_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tessera_keyring_forget_credentials_finish (TESSERA_KEYRING (source), result, &error) &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND) &&
      !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING))
    tessera_welcome_page_show_error (self, error);
}

static void
forget_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forgetting *forgetting = user_data;
  g_autoptr (TesseraWelcomePage) self = forgetting->page;
  g_autoptr (TesseraConnection) connection = forgetting->connection;
  g_autoptr (GError) error = NULL;

  g_free (forgetting);
  if (tessera_ask_finish (result) != 1)
    return;
  if (!tessera_connection_list_remove (self->connections, tessera_connection_get_id (connection),
                                       &error))
    tessera_welcome_page_show_error (self, error);
  tessera_keyring_forget_credentials_async (self->keyring, connection, NULL,
                                            credentials_forgotten_cb, g_object_ref (self));
}

static void
forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWelcomePage *self = TESSERA_WELCOME_PAGE (widget);
  TesseraConnection *connection =
      tessera_connection_list_find (self->connections, g_variant_get_string (parameter, NULL));
  TesseraAskAnswer answers[] = {
    { _ ("_Keep It"), TESSERA_ASK_PLAIN },
    { _ ("_Forget"), TESSERA_ASK_DESTRUCTIVE },
  };
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  Forgetting *forgetting;

  if (connection == NULL)
    return;
  title = tessera_text_isolate (tessera_connection_get_title (connection));
  body = g_strdup_printf (_ ("Tessera will forget %s and remove its credentials from the keyring. "
                             "Saved tokens will stay in the keyring."),
                          title);
  forgetting = g_new0 (Forgetting, 1);
  forgetting->page = g_object_ref (self);
  forgetting->connection = g_object_ref (connection);
  tessera_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Forget This Connection?"), body,
                     answers, G_N_ELEMENTS (answers), NULL, forget_answered_cb, forgetting);
}

/* The list */

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

  tooltip = g_strdup_printf (_ ("Forget Connection %s…"), title);
  gtk_widget_set_tooltip_text (forget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (forget), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (forget, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (forget), "welcome.forget");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (forget), "s",
                                    tessera_connection_get_id (connection));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
  return row;
}

/* The configurations of the influx command */

/* Returns: (transfer full) (nullable): %NULL if there is nothing to offer */
static char *
describe_configs (TesseraWelcomePage *self, GPtrArray *configs)
{
  g_autoptr (TesseraConfigImport) importing =
      tessera_config_import_new (self->connections, self->keyring);
  guint n = 0, n_kept = 0;

  for (guint i = 0; i < configs->len; i++)
    if (tessera_config_import_check (configs->pdata[i], NULL))
      {
        n++;
        if (tessera_config_import_find_kept (importing, configs->pdata[i]) != NULL)
          n_kept++;
      }
  if (n == 0)
    return NULL;
  if (n == n_kept)
    return g_strdup_printf (
        ngettext ("%u configuration was imported, and its token is still in the file",
                  "%u configurations were imported, and their tokens are still in the file", n),
        n);
  return g_strdup_printf (
      ngettext ("%u configuration with a token", "%u configurations with a token", n - n_kept),
      n - n_kept);
}

/* Returns: (transfer full) (nullable): %NULL if there is nothing to offer */
static char *
describe_offer (TesseraWelcomePage *self)
{
  g_autofree char *path = tessera_influx_configs_get_path ();
  g_autoptr (GPtrArray) configs = NULL;

  if (tessera_influx_configs_is_out_of_reach (path))
    return g_strdup (_ ("Choose the file in which it keeps its configurations"));
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  configs = tessera_influx_configs_load (path, NULL, NULL);
  if (configs == NULL)
    return g_strdup (_ ("Its configurations can’t be read"));
  return describe_configs (self, configs);
}

void
tessera_welcome_page_update_offer (TesseraWelcomePage *self)
{
  g_autofree char *text = self->connections != NULL ? describe_offer (self) : NULL;

  gtk_widget_set_visible (self->offer, text != NULL);
  adw_action_row_set_subtitle (self->import, text != NULL ? text : "");
}

/* The file may have changed while another page was shown. */
static void
tessera_welcome_page_map (GtkWidget *widget)
{
  tessera_welcome_page_update_offer (TESSERA_WELCOME_PAGE (widget));
  GTK_WIDGET_CLASS (tessera_welcome_page_parent_class)->map (widget);
}

static void
items_changed_cb (TesseraWelcomePage *self, guint position, guint removed, guint added,
                  GListModel *connections)
{
  gtk_widget_set_visible (self->remembered, g_list_model_get_n_items (connections) > 0);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tessera_welcome_page_update_offer (self);
}

/* Without a keyring everything works except saving, so the page says so before anyone relies on it.
 * An earlier message takes precedence. */
static void
keyring_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GHashTable) none =
      tessera_keyring_list_tokens_finish (TESSERA_KEYRING (source), result, &error);

  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING) &&
      *tessera_error_banner_get_message (self->banner) == '\0')
    tessera_welcome_page_show_error (self, error);
}

void
tessera_welcome_page_set_connections (TesseraWelcomePage *self, TesseraConnectionList *connections,
                                      TesseraKeyring *keyring)
{
  g_set_object (&self->connections, connections);
  g_set_object (&self->keyring, keyring);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (connections), make_row, NULL, NULL);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, 0, G_LIST_MODEL (connections));
  /* For no server in particular, so that nothing is fetched. */
  tessera_keyring_list_tokens_async (keyring, "", self->cancellable, keyring_asked_cb,
                                     g_object_ref (self));
}

void
tessera_welcome_page_show_error (TesseraWelcomePage *self, const GError *error)
{
  tessera_error_banner_show (self->banner, NULL, error);
}

void
tessera_welcome_page_set_hint (TesseraWelcomePage *self, const char *hint)
{
  adw_status_page_set_description (self->status, hint != NULL ? hint : self->description);
}

static void
tessera_welcome_page_dispose (GObject *object)
{
  g_cancellable_cancel (TESSERA_WELCOME_PAGE (object)->cancellable);
  G_OBJECT_CLASS (tessera_welcome_page_parent_class)->dispose (object);
}

static void
tessera_welcome_page_finalize (GObject *object)
{
  TesseraWelcomePage *self = TESSERA_WELCOME_PAGE (object);

  g_clear_object (&self->connections);
  g_clear_object (&self->keyring);
  g_object_unref (self->cancellable);
  g_free (self->description);
  G_OBJECT_CLASS (tessera_welcome_page_parent_class)->finalize (object);
}

static void
tessera_welcome_page_class_init (TesseraWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_welcome_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_welcome_page_finalize;
  widget_class->map = tessera_welcome_page_map;
  gtk_widget_class_install_action (widget_class, "welcome.forget", "s", forget_action);
  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_MAIN_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, status);
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, remembered);
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, list);
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, offer);
  gtk_widget_class_bind_template_child (widget_class, TesseraWelcomePage, import);
}

static void
tessera_welcome_page_init (TesseraWelcomePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->description = g_strdup (adw_status_page_get_description (self->status));
}
