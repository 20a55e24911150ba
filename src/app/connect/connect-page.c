/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/connect-page-private.h"

#include "app/widgets/accessible.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/session/session-open-in.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (TesseraConnectPage, tessera_connect_page, ADW_TYPE_BIN)

static guint opened_signal;
static guint set_up_signal;

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
      tessera_connect_page_show_failure (self, error);
      return;
    }
  self->session = g_steal_pointer (&session);
  if (tessera_connect_page_get_organization (self) == NULL &&
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
  tessera_connect_page_mark_wrong (self, wrong);
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
    tessera_connect_page_mark_wrong (self, self->address);
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

void
tessera_connect_page_connect (TesseraConnectPage *self)
{
  gboolean with_token = gtk_toggle_button_get_active (self->with_token);

  if (self->cancellable != NULL)
    return;
  tessera_connect_page_stop_looking (self);
  tessera_error_banner_hide (self->banner);
  if (!make_client (self))
    return;
  if (!check_filled_in (self))
    {
      tessera_connect_page_look_whether_set_up (self);
      return;
    }
  drop_session (self);
  self->secret = with_token ? tessera_secret_new_pasted (gtk_editable_get_text (self->token))
                            : tessera_secret_new (gtk_editable_get_text (self->password));
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  tessera_session_open_in_async (self->tried,
                                 with_token ? NULL : gtk_editable_get_text (self->username),
                                 self->secret, tessera_connect_page_get_organization (self),
                                 self->cancellable, opened_cb, g_object_ref (self));
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
  tessera_connect_page_mark_wrong (self, NULL);
  tessera_connect_page_stop_looking (self);
  /* What was decided about one server's certificate says nothing about another server's. */
  if (g_strcmp0 (address, self->trusted) != 0)
    tessera_connect_page_set_trust (self, NULL, NULL);
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
  g_menu_append_section (menu, _ ("InfluxDB Cloud Serverless"), G_MENU_MODEL (section));
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
  tessera_connect_page_mark_wrong (self, NULL);
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
tessera_connect_page_reset (TesseraConnectPage *self)
{
  stop_opening (self);
  tessera_connect_page_stop_looking (self);
  drop_session (self);
  g_clear_object (&self->tried);
  tessera_setup_page_clear (self->setup_page);
  set_busy (self, FALSE);
  show_step (self, "form");
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

static void
certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tessera_connect_page_show_certificate (TESSERA_CONNECT_PAGE (widget));
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
  tessera_connect_page_stop_looking (self);
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
  gtk_widget_class_bind_template_callback_full (widget_class, "connect_cb",
                                                G_CALLBACK (tessera_connect_page_connect));
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
  tessera_connect_page_set_trust (self, NULL, NULL);
  g_autoptr (GMenuModel) regions = list_regions ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->regions, regions);
  wrap_label (self->with_token);
  wrap_label (self->with_password);
  tessera_accessible_name_peek_button (GTK_WIDGET (self->token));
  tessera_accessible_name_peek_button (GTK_WIDGET (self->password));
  method_changed_cb (self);
}
