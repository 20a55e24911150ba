/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/connect-page.h"

#include "app/connect/setup-page.h"
#include "app/widgets/accessible.h"
#include "app/widgets/error-banner.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TesseraConnectPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkStack *steps;
  TesseraErrorBanner *banner;
  GtkWidget *form;
  GtkEditable *address;
  GtkWidget *exposed;
  GtkToggleButton *with_token;
  GtkToggleButton *with_password;
  GtkEditable *token;
  GtkEditable *username;
  GtkEditable *password;
  GtkStack *buttons;
  GtkWidget *connect;
  GtkWidget *cancel;
  GtkSpinner *spinner;
  GtkListBox *organizations;
  TesseraSetupPage *setup_page;

  GCancellable *cancellable; /* for the attempt in progress */
  GCancellable *looking;     /* for the question whether the server was ever set up */
  char *tried;               /* the address of the last attempt, normalized */
  TesseraSession *session;
  TesseraSecret *secret;
};

G_DEFINE_FINAL_TYPE (TesseraConnectPage, tessera_connect_page, ADW_TYPE_BIN)

static guint opened_signal;
static guint set_up_signal;

/* FLOOR: Described by the banner: GTK changed between 4.8 and 4.18 what an error-message relation
 * takes. */
static void
mark_row (TesseraConnectPage *self, GtkEditable *row, gboolean wrong)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (row);

  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (wrong)
    {
      gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      self->banner, NULL, -1);
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
    }
  else
    {
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
    }
}

static void
set_wrong (TesseraConnectPage *self, GtkEditable *wrong)
{
  GtkEditable *rows[] = { self->address, self->token, self->username, self->password };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    mark_row (self, rows[i], rows[i] == wrong);
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
}

/* The row with the mistake; %NULL if it is not in a row. */
static GtkEditable *
find_wrong (TesseraConnectPage *self, const GError *error)
{
  if (error->domain != TESSERA_ERROR)
    return NULL;
  switch (error->code)
    {
    case TESSERA_ERROR_INVALID_ADDRESS:
    case TESSERA_ERROR_UNREACHABLE:
    case TESSERA_ERROR_NOT_INFLUXDB:
    case TESSERA_ERROR_REDIRECTED:
    case TESSERA_ERROR_TLS:
      return self->address;
    case TESSERA_ERROR_UNAUTHORIZED:
    case TESSERA_ERROR_TOKEN_INACTIVE:
      return gtk_toggle_button_get_active (self->with_token) ? self->token : self->password;
    default:
      return NULL;
    }
}

static void
set_busy (TesseraConnectPage *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->buttons, busy ? "busy" : "connect");
  /* First: an entry must not have the focus when it becomes insensitive. */
  if (busy)
    gtk_widget_grab_focus (self->cancel);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static gboolean
is_step (TesseraConnectPage *self, const char *name)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->steps), name);
}

static void
show_step (TesseraConnectPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->steps, name);
  adw_window_title_set_title (self->title, is_step (self, "setup") ? _ ("Set Up InfluxDB")
                                                                   : _ ("Connect to InfluxDB"));
}

/* Choosing the organization */

static void
add_organization (TesseraConnectPage *self, TesseraResource *organization)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = tessera_text_one_line (tessera_resource_get_name (organization));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (tessera_resource_get_id (organization)),
                          g_free);
  gtk_list_box_append (self->organizations, row);
}

static void
ask_organization (TesseraConnectPage *self)
{
  GListModel *organizations = tessera_session_get_organizations (self->session);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->organizations, 0)) != NULL)
    gtk_list_box_remove (self->organizations, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (organizations); i++)
    {
      g_autoptr (TesseraResource) organization = g_list_model_get_item (organizations, i);

      add_organization (self, organization);
    }
  show_step (self, "organization");
  gtk_widget_child_focus (GTK_WIDGET (self->organizations), GTK_DIR_TAB_FORWARD);
}

static void
organization_activated_cb (TesseraConnectPage *self, GtkListBoxRow *row)
{
  if (self->session != NULL)
    {
      tessera_session_choose_organization (self->session, g_object_get_data (G_OBJECT (row), "id"));
      g_signal_emit (self, opened_signal, 0);
    }
}

/* Whether the server was ever set up */

static void
offer_setup (TesseraConnectPage *self, const GError *error)
{
  tessera_error_banner_show (self->banner, NULL, error);
  tessera_error_banner_offer (self->banner, _ ("_Set Up This Server"), "connect.set-up");
}

static void
stop_looking (TesseraConnectPage *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraConnectPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tessera_server_setup_check_finish (result, NULL) || self->looking == NULL)
    return;
  g_clear_object (&self->looking);
  error = tessera_session_explain_not_set_up ();
  set_wrong (self, NULL);
  offer_setup (self, error);
}

/* Nobody has credentials for a server that was never set up. */
static void
look_whether_set_up (TesseraConnectPage *self)
{
  g_autoptr (TesseraClient) client = tessera_client_new (self->tried);

  self->looking = g_cancellable_new ();
  tessera_server_setup_check_async (client, self->looking, looked_cb, g_object_ref (self));
}

/* Signing in */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraConnectPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session = tessera_session_open_finish (result, &error);

  /* Canceled: the page shows something else, or was closed. */
  if (tessera_error_is_cancelled (error) || self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (session == NULL)
    {
      if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_SET_UP))
        offer_setup (self, error);
      else
        tessera_error_banner_show (self->banner, NULL, error);
      set_wrong (self, find_wrong (self, error));
      return;
    }
  self->session = g_steal_pointer (&session);
  if (g_list_model_get_n_items (tessera_session_get_organizations (self->session)) > 1)
    ask_organization (self);
  else
    g_signal_emit (self, opened_signal, 0);
}

/* Missing entries are reported before any credentials are sent. */
static gboolean
check_filled_in (TesseraConnectPage *self)
{
  gboolean with_token = gtk_toggle_button_get_active (self->with_token);
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  GtkEditable *wrong = NULL;

  address = tessera_address_normalize (gtk_editable_get_text (self->address), &error);
  if (address == NULL)
    wrong = self->address;
  else if (with_token && *gtk_editable_get_text (self->token) == '\0')
    {
      wrong = self->token;
      error = tessera_error_new (TESSERA_ERROR_FAILED, NULL,
                                 _ ("The API token is missing. Paste one that can create tokens."));
    }
  else if (!with_token && *gtk_editable_get_text (self->username) == '\0')
    {
      wrong = self->username;
      error = tessera_error_new (TESSERA_ERROR_FAILED, NULL, _ ("The user name is missing."));
    }
  else if (!with_token && *gtk_editable_get_text (self->password) == '\0')
    {
      wrong = self->password;
      error = tessera_error_new (TESSERA_ERROR_FAILED, NULL, _ ("The password is missing."));
    }
  g_free (self->tried);
  self->tried = g_steal_pointer (&address);
  set_wrong (self, wrong);
  if (error != NULL)
    tessera_error_banner_show (self->banner, NULL, error);
  if (error != NULL && self->tried != NULL)
    look_whether_set_up (self);
  return wrong == NULL;
}

/* The result of an attempt that failed. */
static void
drop_session (TesseraConnectPage *self)
{
  if (self->session != NULL)
    tessera_client_sign_out_async (tessera_session_get_client (self->session), NULL, NULL, NULL);
  g_clear_object (&self->session);
  g_clear_pointer (&self->secret, tessera_secret_unref);
}

static void
connect_cb (TesseraConnectPage *self)
{
  gboolean with_token = gtk_toggle_button_get_active (self->with_token);

  if (self->cancellable != NULL)
    return;
  stop_looking (self);
  tessera_error_banner_hide (self->banner);
  if (!check_filled_in (self))
    return;
  drop_session (self);
  self->secret = with_token ? tessera_secret_new_pasted (gtk_editable_get_text (self->token))
                            : tessera_secret_new (gtk_editable_get_text (self->password));
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  tessera_session_open_async (gtk_editable_get_text (self->address),
                              with_token ? NULL : gtk_editable_get_text (self->username),
                              self->secret, self->cancellable, opened_cb, g_object_ref (self));
}

static void
stop_opening (TesseraConnectPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
cancel_cb (TesseraConnectPage *self)
{
  stop_opening (self);
  set_busy (self, FALSE);
  gtk_widget_grab_focus (self->connect);
}

/* Prefilling */

static void
address_changed_cb (TesseraConnectPage *self)
{
  g_autofree char *address =
      tessera_address_normalize (gtk_editable_get_text (self->address), NULL);

  gtk_widget_set_visible (self->exposed, address != NULL && tessera_address_is_exposed (address));
  set_wrong (self, NULL);
  stop_looking (self);
}

static void
method_changed_cb (TesseraConnectPage *self)
{
  gboolean with_token = gtk_toggle_button_get_active (self->with_token);

  gtk_widget_set_visible (GTK_WIDGET (self->token), with_token);
  gtk_widget_set_visible (GTK_WIDGET (self->username), !with_token);
  gtk_widget_set_visible (GTK_WIDGET (self->password), !with_token);
  /* The error of the other method no longer applies. */
  set_wrong (self, NULL);
  tessera_error_banner_hide (self->banner);
}

TesseraSession *
tessera_connect_page_take_session (TesseraConnectPage *self, TesseraSecret **secret)
{
  TesseraSession *session = g_steal_pointer (&self->session);

  *secret = g_steal_pointer (&self->secret);
  tessera_connect_page_fill (self, NULL, NULL);
  return session;
}

void
tessera_connect_page_fill (TesseraConnectPage *self, TesseraConnection *connection,
                           const GError *error)
{
  const char *username = connection != NULL ? tessera_connection_get_username (connection) : NULL;

  stop_opening (self);
  stop_looking (self);
  drop_session (self);
  tessera_setup_page_clear (self->setup_page);
  set_busy (self, FALSE);
  show_step (self, "form");
  gtk_editable_set_text (self->address,
                         connection != NULL ? tessera_connection_get_address (connection) : "");
  gtk_toggle_button_set_active (username != NULL ? self->with_password : self->with_token, TRUE);
  gtk_editable_set_text (self->username, username != NULL ? username : "");
  gtk_editable_set_text (self->token, "");
  gtk_editable_set_text (self->password, "");
  set_wrong (self, NULL);
  tessera_error_banner_hide (self->banner);
  if (error != NULL)
    tessera_error_banner_show (self->banner, NULL, error);
}

void
tessera_connect_page_fill_address (TesseraConnectPage *self, const char *address,
                                   const GError *error)
{
  tessera_connect_page_fill (self, NULL, error);
  gtk_editable_set_text (self->address, address);
  if (error != NULL)
    set_wrong (self, self->address);
}

gboolean
tessera_connect_page_go_back (TesseraConnectPage *self)
{
  if (self->cancellable != NULL)
    {
      cancel_cb (self);
      return TRUE;
    }
  if (tessera_setup_page_cancel (self->setup_page))
    return TRUE;
  if (is_step (self, "form"))
    return FALSE;
  drop_session (self);
  show_step (self, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

/* Setting up a server */

static void
set_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraConnectPage *self = TESSERA_CONNECT_PAGE (widget);

  tessera_error_banner_hide (self->banner);
  /* What is in the form may have been changed since. */
  tessera_setup_page_begin (self->setup_page, self->tried);
  show_step (self, "setup");
  gtk_widget_grab_focus (GTK_WIDGET (self->setup_page));
}

static void
set_up_cb (TesseraConnectPage *self)
{
  g_signal_emit (self, set_up_signal, 0);
}

void
tessera_connect_page_prepare_setup (TesseraConnectPage *self, TesseraMinter *minter,
                                    TesseraKeyring *keyring)
{
  tessera_setup_page_prepare (self->setup_page, minter, keyring);
}

TesseraServerSetup *
tessera_connect_page_take_setup (TesseraConnectPage *self, gboolean *save)
{
  TesseraServerSetup *setup = tessera_setup_page_take_setup (self->setup_page, save);

  tessera_connect_page_fill (self, NULL, NULL);
  return setup;
}

gboolean
tessera_connect_page_is_setting_up (TesseraConnectPage *self)
{
  return tessera_setup_page_is_busy (self->setup_page);
}

/* As on the tokens page: Tab reaches Back, too. */
static gboolean
tessera_connect_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static gboolean
tessera_connect_page_grab_focus (GtkWidget *widget)
{
  TesseraConnectPage *self = TESSERA_CONNECT_PAGE (widget);
  GtkEditable *first = self->address;

  if (is_step (self, "setup"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->setup_page));
  if (*gtk_editable_get_text (self->address) != '\0')
    first = gtk_toggle_button_get_active (self->with_token) ? self->token : self->password;
  return gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
tessera_connect_page_dispose (GObject *object)
{
  TesseraConnectPage *self = TESSERA_CONNECT_PAGE (object);

  stop_opening (self);
  stop_looking (self);
  drop_session (self);
  g_clear_pointer (&self->tried, g_free);
  G_OBJECT_CLASS (tessera_connect_page_parent_class)->dispose (object);
}

static void
tessera_connect_page_class_init (TesseraConnectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_connect_page_dispose;
  widget_class->focus = tessera_connect_page_focus;
  widget_class->grab_focus = tessera_connect_page_grab_focus;
  opened_signal = g_signal_new ("opened", TESSERA_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  set_up_signal = g_signal_new ("set-up", TESSERA_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "connect.set-up", NULL, set_up_action);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_SETUP_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, steps);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, form);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, address);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, exposed);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, with_token);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, with_password);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, token);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, username);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, password);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, connect);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, organizations);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, setup_page);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, organization_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
}

/* Side by side in a narrow window, in a language with long words. */
static void
wrap_label (GtkToggleButton *button)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

static void
tessera_connect_page_init (TesseraConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wrap_label (self->with_token);
  wrap_label (self->with_password);
  tessera_accessible_name_peek_button (GTK_WIDGET (self->token));
  tessera_accessible_name_peek_button (GTK_WIDGET (self->password));
  method_changed_cb (self);
}
