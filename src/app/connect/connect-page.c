/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/connect-page.h"

#include "app/connect/certificate-window.h"
#include "app/connect/header-rows.h"
#include "app/connect/setup-page.h"
#include "app/widgets/accessible.h"
#include "app/widgets/error-banner.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/session/connection-headers.h"
#include "core/session/session-open-in.h"
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
  GtkEditable *organization; /* shown only if the token can't see its own */
  GtkMenuButton *regions;
  TesseraHeaderRows *headers;
  GtkStack *buttons;
  GtkWidget *connect;
  GtkWidget *cancel;
  GtkSpinner *spinner;
  GtkListBox *organizations;
  TesseraSetupPage *setup_page;

  GCancellable *cancellable; /* for the attempt in progress */
  GCancellable *looking;     /* for the question whether the server was ever set up */
  TesseraClient *tried;      /* the client of the last attempt */
  TesseraSession *session;
  TesseraSecret *secret;
  TesseraKeyring *keyring;
  TesseraReach *trust;      /* what was decided about the server's certificate */
  char *trusted;            /* the address that this is about, or NULL */
  GError *refused;          /* the last error with a certificate, or NULL */
  GCancellable *filling_in; /* the values of known headers */
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
  GtkEditable *rows[] = { self->address, self->token, self->username, self->password,
                          self->organization };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    mark_row (self, rows[i], rows[i] == wrong);
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
}

/* NULL unless it is asked for. */
static const char *
get_organization (TesseraConnectPage *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->organization))
             ? gtk_editable_get_text (self->organization)
             : NULL;
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
    case TESSERA_ERROR_CERTIFICATE_CHANGED:
      return self->address;
    case TESSERA_ERROR_UNAUTHORIZED:
    case TESSERA_ERROR_TOKEN_INACTIVE:
      return gtk_toggle_button_get_active (self->with_token) ? self->token : self->password;
    case TESSERA_ERROR_NO_ORGANIZATION:
      return get_organization (self) != NULL ? self->organization : NULL;
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
  self->looking = g_cancellable_new ();
  tessera_server_setup_check_async (self->tried, self->looking, looked_cb, g_object_ref (self));
}

/* The certificate */

static void connect_cb (TesseraConnectPage *self);

static void
set_trust (TesseraConnectPage *self, TesseraReach *reach, const char *address)
{
  g_clear_object (&self->trust);
  self->trust =
      tessera_reach_new (reach != NULL ? tessera_reach_get_trust (reach) : TESSERA_TRUST_SYSTEM,
                         reach != NULL ? tessera_reach_get_subject (reach) : NULL, NULL);
  g_free (self->trusted);
  self->trusted = g_strdup (address);
}

static void
decided_cb (TesseraConnectPage *self, TesseraReach *reach)
{
  g_autofree char *address =
      tessera_address_normalize (gtk_editable_get_text (self->address), NULL);

  set_trust (self, reach, address);
  connect_cb (self);
}

static void
show_certificate (TesseraConnectPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  TesseraCertificateWindow *question;

  if (window == NULL || self->refused == NULL || self->cancellable != NULL)
    return;
  question = tessera_certificate_window_new (GTK_WINDOW (window), self->refused, self->trust);
  g_signal_connect_object (question, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_certificate (TESSERA_CONNECT_PAGE (widget));
}

/* The banner says the same, and stays when the certificate is left as it is. */
static void
ask_about_certificate (TesseraConnectPage *self, const GError *error)
{
  g_clear_error (&self->refused);
  if (tessera_error_get_certificate (error) == NULL)
    return;
  self->refused = g_error_copy (error);
  tessera_error_banner_offer (self->banner, _ ("Show _Certificate…"), "connect.certificate");
  show_certificate (self);
}

/* A narrow token can be connected with all the same: its user knows the organization. */
static void
ask_for_organization (TesseraConnectPage *self, const GError *error)
{
  g_autofree char *text = tessera_text_follow (
      error->message, _ ("If you know the organization, enter its name or ID below."));
  g_autoptr (GError) longer = tessera_error_new (TESSERA_ERROR_NO_ORGANIZATION,
                                                 tessera_error_get_details (error), "%s", text);

  tessera_error_banner_show (self->banner, NULL, get_organization (self) == NULL ? longer : error);
  gtk_widget_set_visible (GTK_WIDGET (self->organization), TRUE);
}

static void
show_failure (TesseraConnectPage *self, const GError *error)
{
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_SET_UP))
    offer_setup (self, error);
  else if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_ORGANIZATION) &&
           gtk_toggle_button_get_active (self->with_token))
    ask_for_organization (self, error);
  else
    tessera_error_banner_show (self->banner, NULL, error);
  set_wrong (self, find_wrong (self, error));
  ask_about_certificate (self, error);
}

/* Signing in */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraConnectPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSession) session = tessera_session_open_in_finish (result, &error);

  /* Canceled: the page shows something else, or was closed. */
  if (tessera_error_is_cancelled (error) || self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (session == NULL)
    {
      tessera_client_set_token (self->tried, NULL);
      show_failure (self, error);
      return;
    }
  self->session = g_steal_pointer (&session);
  if (get_organization (self) == NULL &&
      g_list_model_get_n_items (tessera_session_get_organizations (self->session)) > 1)
    ask_organization (self);
  else
    g_signal_emit (self, opened_signal, 0);
}

/* Missing entries are reported before anything is sent. */
static gboolean
check_filled_in (TesseraConnectPage *self)
{
  gboolean with_token = gtk_toggle_button_get_active (self->with_token);
  const char *missing = NULL;
  g_autoptr (GError) error = NULL;
  GtkEditable *wrong = NULL;

  if (with_token && *gtk_editable_get_text (self->token) == '\0')
    {
      wrong = self->token;
      missing = _ ("The API token is missing. Paste one that can create tokens.");
    }
  else if (!with_token && *gtk_editable_get_text (self->username) == '\0')
    {
      wrong = self->username;
      missing = _ ("The user name is missing.");
    }
  else if (!with_token && *gtk_editable_get_text (self->password) == '\0')
    {
      wrong = self->password;
      missing = _ ("The password is missing.");
    }
  set_wrong (self, wrong);
  if (missing == NULL)
    return TRUE;
  error = tessera_error_new (TESSERA_ERROR_FAILED, NULL, "%s", missing);
  tessera_error_banner_show (self->banner, NULL, error);
  return FALSE;
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

/* Returns: whether there is an address, and a way to reach it. */
static gboolean
make_client (TesseraConnectPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address =
      tessera_address_normalize (gtk_editable_get_text (self->address), &error);

  g_clear_object (&self->tried);
  if (address == NULL)
    set_wrong (self, self->address);
  else
    {
      self->tried = tessera_client_new (address);
      tessera_client_set_reach (self->tried, self->trust);
      if (tessera_header_rows_apply (self->headers, self->tried, &error))
        return TRUE;
      g_clear_object (&self->tried);
    }
  tessera_error_banner_show (self->banner, NULL, error);
  return FALSE;
}

static void
connect_cb (TesseraConnectPage *self)
{
  gboolean with_token = gtk_toggle_button_get_active (self->with_token);

  if (self->cancellable != NULL)
    return;
  stop_looking (self);
  tessera_error_banner_hide (self->banner);
  if (!make_client (self))
    return;
  if (!check_filled_in (self))
    {
      look_whether_set_up (self);
      return;
    }
  drop_session (self);
  self->secret = with_token ? tessera_secret_new_pasted (gtk_editable_get_text (self->token))
                            : tessera_secret_new (gtk_editable_get_text (self->password));
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  tessera_session_open_in_async (
      self->tried, with_token ? NULL : gtk_editable_get_text (self->username), self->secret,
      get_organization (self), self->cancellable, opened_cb, g_object_ref (self));
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
  /* What was decided about one server's certificate says nothing about another server's. */
  if (g_strcmp0 (address, self->trusted) != 0)
    set_trust (self, NULL, NULL);
}

static void
region_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraConnectPage *self = TESSERA_CONNECT_PAGE (widget);

  gtk_editable_set_text (self->address, g_variant_get_string (parameter, NULL));
  /* The only way to sign in there. */
  gtk_toggle_button_set_active (self->with_token, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->token));
}

static GMenuModel *
list_regions (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenu *section = g_menu_new ();
  gsize count;
  const TesseraServerRegion *regions = tessera_server_get_regions (&count);

  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (regions[i].name), NULL);

      g_menu_item_set_action_and_target (item, "connect.region", "s", regions[i].address);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, "InfluxDB Cloud Serverless", G_MENU_MODEL (section));
  g_object_unref (section);
  return G_MENU_MODEL (g_steal_pointer (&menu));
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

/* The client only holds the values. */
typedef struct
{
  TesseraConnectPage *page;
  TesseraClient *values;
} FillingIn;

static void
headers_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree FillingIn *filling_in = user_data;
  g_autoptr (TesseraConnectPage) self = filling_in->page;
  g_autoptr (TesseraClient) values = filling_in->values;
  g_autoptr (GError) error = NULL;

  /* A value that can't be loaded is entered again. */
  tessera_connection_load_headers_finish (TESSERA_CONNECTION (source), result, &error);
  if (!tessera_error_is_cancelled (error) && self->filling_in != NULL)
    tessera_header_rows_fill_in (self->headers, values);
}

static void
load_header_values (TesseraConnectPage *self, TesseraConnection *connection)
{
  FillingIn *filling_in = g_new0 (FillingIn, 1);

  filling_in->page = g_object_ref (self);
  filling_in->values = tessera_client_new (tessera_connection_get_address (connection));
  tessera_connection_load_headers_async (connection, filling_in->values, self->keyring,
                                         self->filling_in, headers_loaded_cb, filling_in);
}

static void
fill_in_headers (TesseraConnectPage *self, TesseraConnection *connection)
{
  TesseraReach *reach = connection != NULL ? tessera_connection_get_reach (connection) : NULL;

  g_cancellable_cancel (self->filling_in);
  g_clear_object (&self->filling_in);
  tessera_header_rows_set_names (self->headers,
                                 reach != NULL ? tessera_reach_get_headers (reach) : NULL);
  if (reach == NULL || self->keyring == NULL || *tessera_reach_get_headers (reach) == NULL)
    return;
  self->filling_in = g_cancellable_new ();
  load_header_values (self, connection);
}

void
tessera_connect_page_fill (TesseraConnectPage *self, TesseraConnection *connection,
                           const GError *error)
{
  const char *username = connection != NULL ? tessera_connection_get_username (connection) : NULL;

  stop_opening (self);
  stop_looking (self);
  drop_session (self);
  g_clear_object (&self->tried);
  tessera_setup_page_clear (self->setup_page);
  set_busy (self, FALSE);
  show_step (self, "form");
  gtk_editable_set_text (self->address,
                         connection != NULL ? tessera_connection_get_address (connection) : "");
  gtk_toggle_button_set_active (username != NULL ? self->with_password : self->with_token, TRUE);
  gtk_editable_set_text (self->username, username != NULL ? username : "");
  gtk_editable_set_text (self->token, "");
  gtk_editable_set_text (self->organization, "");
  gtk_widget_set_visible (GTK_WIDGET (self->organization), FALSE);
  gtk_editable_set_text (self->password, "");
  g_clear_error (&self->refused);
  set_trust (self, connection != NULL ? tessera_connection_get_reach (connection) : NULL,
             connection != NULL ? tessera_connection_get_address (connection) : NULL);
  fill_in_headers (self, connection);
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
  g_set_object (&self->keyring, keyring);
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
  g_clear_object (&self->tried);
  g_cancellable_cancel (self->filling_in);
  g_clear_object (&self->filling_in);
  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (tessera_connect_page_parent_class)->dispose (object);
}

static void
tessera_connect_page_finalize (GObject *object)
{
  TesseraConnectPage *self = TESSERA_CONNECT_PAGE (object);

  g_clear_object (&self->trust);
  g_clear_error (&self->refused);
  g_free (self->trusted);
  G_OBJECT_CLASS (tessera_connect_page_parent_class)->finalize (object);
}

static void
tessera_connect_page_class_init (TesseraConnectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_connect_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_connect_page_finalize;
  widget_class->focus = tessera_connect_page_focus;
  widget_class->grab_focus = tessera_connect_page_grab_focus;
  opened_signal = g_signal_new ("opened", TESSERA_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  set_up_signal = g_signal_new ("set-up", TESSERA_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "connect.set-up", NULL, set_up_action);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_SETUP_PAGE);
  g_type_ensure (TESSERA_TYPE_HEADER_ROWS);
  gtk_widget_class_install_action (widget_class, "connect.certificate", NULL, certificate_action);
  gtk_widget_class_install_action (widget_class, "connect.region", "s", region_action);
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
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, organization);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, regions);
  gtk_widget_class_bind_template_child (widget_class, TesseraConnectPage, headers);
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
  set_trust (self, NULL, NULL);
  g_autoptr (GMenuModel) regions = list_regions ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->regions, regions);
  wrap_label (self->with_token);
  wrap_label (self->with_password);
  tessera_accessible_name_peek_button (GTK_WIDGET (self->token));
  tessera_accessible_name_peek_button (GTK_WIDGET (self->password));
  method_changed_cb (self);
}
