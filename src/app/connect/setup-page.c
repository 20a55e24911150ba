/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/setup-page.h"

#include "app/widgets/accessible.h"
#include "app/widgets/error-banner.h"
#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define HOUR (60 * 60)
#define DAY (24 * HOUR)

static const struct
{
  gint64 seconds;
  const char *name;
} retentions[] = { { 0, N_ ("Forever") },        { HOUR, N_ ("1 hour") },
                   { DAY, N_ ("1 day") },        { 7 * DAY, N_ ("7 days") },
                   { 30 * DAY, N_ ("30 days") }, { 90 * DAY, N_ ("90 days") },
                   { 365 * DAY, N_ ("1 year") } };

struct _TesseraSetupPage
{
  AdwBin parent_instance;

  TesseraErrorBanner *banner;
  GtkLabel *intro;
  GtkWidget *exposed;
  GtkWidget *form;
  GtkEditable *username;
  GtkEditable *password;
  GtkEditable *repeated;
  GtkLabel *user_error;
  GtkEditable *org;
  GtkEditable *bucket;
  AdwComboRow *retention;
  GtkLabel *place_error;
  GtkSwitch *save;
  GtkStack *buttons;
  GtkWidget *set_up;
  GtkWidget *cancel;
  GtkSpinner *spinner;

  TesseraMinter *minter;
  TesseraKeyring *keyring;
  TesseraClient *server;     /* how it is reached; each attempt has a client of its own */
  GCancellable *cancellable; /* for the attempt in progress */
  TesseraServerSetup *setup;
};

G_DEFINE_FINAL_TYPE (TesseraSetupPage, tessera_setup_page, ADW_TYPE_BIN)

static guint done_signal;

/* Mistakes, below the group that they are in */

/* FLOOR: As on the connect page: described by the label instead of an error-message relation. */
static void
mark_row (GtkEditable *row, GtkLabel *label, const char *mistake)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (row);

  gtk_accessible_update_state (
      accessible, GTK_ACCESSIBLE_STATE_INVALID,
      mistake != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (mistake == NULL)
    {
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
      return;
    }
  gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL,
                                  -1);
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_label_set_text (label, mistake);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
}

static void
clear_mistakes (TesseraSetupPage *self)
{
  GtkEditable *rows[] = { self->username, self->password, self->repeated, self->org, self->bucket };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    mark_row (rows[i], NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->user_error), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->place_error), FALSE);
}

static void
show_mistake (TesseraSetupPage *self, GtkEditable *row, const char *mistake)
{
  gboolean of_place = row == self->org || row == self->bucket;

  mark_row (row, of_place ? self->place_error : self->user_error, mistake);
}

static TesseraSetupRequest *
make_request (TesseraSetupPage *self)
{
  g_autoptr (TesseraSecret) password = tessera_secret_new (gtk_editable_get_text (self->password));

  return tessera_setup_request_new (
      gtk_editable_get_text (self->username), password, gtk_editable_get_text (self->org),
      gtk_editable_get_text (self->bucket),
      retentions[adw_combo_row_get_selected (self->retention)].seconds, NULL);
}

static gboolean
check_field (TesseraSetupPage *self, TesseraSetupRequest *request, TesseraSetupField field,
             GtkEditable *row)
{
  g_autoptr (GError) error = NULL;

  if (tessera_setup_request_check_field (request, field, &error))
    return TRUE;
  show_mistake (self, row, error->message);
  return FALSE;
}

/* One mistake in each group is shown; the focus goes to the first one. */
static gboolean
check_entries (TesseraSetupPage *self, TesseraSetupRequest *request)
{
  GtkEditable *user = NULL, *place = NULL;

  clear_mistakes (self);
  if (!check_field (self, request, TESSERA_SETUP_USERNAME, self->username))
    user = self->username;
  else if (!check_field (self, request, TESSERA_SETUP_PASSWORD, self->password))
    user = self->password;
  else if (!g_str_equal (gtk_editable_get_text (self->password),
                         gtk_editable_get_text (self->repeated)))
    {
      user = self->repeated;
      show_mistake (self, user, _ ("The two passwords are not the same."));
    }
  if (!check_field (self, request, TESSERA_SETUP_ORG, self->org))
    place = self->org;
  else if (!check_field (self, request, TESSERA_SETUP_BUCKET, self->bucket))
    place = self->bucket;
  if (user != NULL || place != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (user != NULL ? user : place));
  return user == NULL && place == NULL;
}

/* Setting up */

static void
set_busy (TesseraSetupPage *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->buttons, busy ? "busy" : "set-up");
  /* First: an entry must not have the focus when it becomes insensitive. */
  gtk_widget_set_sensitive (self->cancel, TRUE);
  if (busy)
    gtk_widget_grab_focus (self->cancel);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static const char *
get_advice (const GError *error)
{
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING) ||
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED) ||
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING))
    return _ ("Nothing was set up, because the operator token could not be saved. Try again, or "
              "turn off “Save to Keyring”.");
  return NULL;
}

static void
show_error (TesseraSetupPage *self, const GError *error)
{
  gtk_widget_grab_focus (self->set_up);
  if (tessera_error_is_cancelled (error))
    return;
  if (tessera_server_setup_is_about_password (error))
    {
      show_mistake (self, self->password, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
    }
  else
    tessera_error_banner_show (self->banner, get_advice (error), error);
}

static void
set_up_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraSetupPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraServerSetup) setup = tessera_server_setup_finish (result, &error);

  g_clear_object (&self->cancellable);
  /* The window was closed. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  set_busy (self, FALSE);
  if (setup == NULL)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->setup, tessera_server_setup_unref);
  self->setup = g_steal_pointer (&setup);
  g_signal_emit (self, done_signal, 0);
}

static void
set_up_cb (TesseraSetupPage *self)
{
  g_autoptr (TesseraSetupRequest) request = NULL;
  g_autoptr (TesseraClient) client = NULL;
  TesseraKeyring *keyring = gtk_switch_get_active (self->save) ? self->keyring : NULL;

  if (self->cancellable != NULL)
    return;
  tessera_error_banner_hide (self->banner);
  request = make_request (self);
  if (!check_entries (self, request))
    return;
  client = tessera_client_new_like (self->server);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  tessera_server_setup_async (client, request, self->minter, keyring, self->cancellable,
                              set_up_done_cb, g_object_ref (self));
}

/* The attempt's own end says what happened: a value may have arrived at the same moment. */
gboolean
tessera_setup_page_cancel (TesseraSetupPage *self)
{
  if (self->cancellable == NULL)
    return FALSE;
  gtk_widget_set_sensitive (self->cancel, FALSE);
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

gboolean
tessera_setup_page_is_busy (TesseraSetupPage *self)
{
  return self->cancellable != NULL;
}

/* Filling in */

void
tessera_setup_page_prepare (TesseraSetupPage *self, TesseraMinter *minter, TesseraKeyring *keyring)
{
  g_set_object (&self->minter, minter);
  g_set_object (&self->keyring, keyring);
}

void
tessera_setup_page_begin (TesseraSetupPage *self, TesseraClient *client)
{
  const char *address = tessera_client_get_address (client);
  g_autofree char *isolated = tessera_text_isolate (address);
  g_autofree char *text = g_strdup_printf (
      /* Translators: %s is the address of a server */
      _ ("The server at %s has no users yet. Create the first user, who can do everything, along "
         "with an organization and a bucket."),
      isolated);

  if (self->server == NULL || !g_str_equal (tessera_client_get_address (self->server), address))
    tessera_setup_page_clear (self);
  g_set_object (&self->server, client);
  gtk_label_set_text (self->intro, text);
  gtk_widget_set_visible (self->exposed, tessera_address_is_exposed (address));
}

void
tessera_setup_page_clear (TesseraSetupPage *self)
{
  tessera_setup_page_cancel (self);
  gtk_editable_set_text (self->username, "");
  gtk_editable_set_text (self->password, "");
  gtk_editable_set_text (self->repeated, "");
  gtk_editable_set_text (self->org, "");
  gtk_editable_set_text (self->bucket, "");
  adw_combo_row_set_selected (self->retention, 0);
  gtk_switch_set_active (self->save, TRUE);
  clear_mistakes (self);
  tessera_error_banner_hide (self->banner);
  g_clear_object (&self->server);
}

TesseraServerSetup *
tessera_setup_page_take_setup (TesseraSetupPage *self, gboolean *save)
{
  *save = gtk_switch_get_active (self->save);
  tessera_setup_page_clear (self);
  return g_steal_pointer (&self->setup);
}

static gboolean
tessera_setup_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TESSERA_SETUP_PAGE (widget)->username));
}

static void
tessera_setup_page_dispose (GObject *object)
{
  TesseraSetupPage *self = TESSERA_SETUP_PAGE (object);

  g_clear_object (&self->minter);
  g_clear_object (&self->keyring);
  g_clear_object (&self->server);
  g_clear_pointer (&self->setup, tessera_server_setup_unref);
  G_OBJECT_CLASS (tessera_setup_page_parent_class)->dispose (object);
}

static void
tessera_setup_page_class_init (TesseraSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_setup_page_dispose;
  widget_class->grab_focus = tessera_setup_page_grab_focus;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  done_signal = g_signal_new ("done", TESSERA_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "setup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, intro);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, exposed);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, form);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, username);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, password);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, repeated);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, user_error);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, org);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, bucket);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, retention);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, place_error);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, save);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, set_up);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, TesseraSetupPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_mistakes);
  gtk_widget_class_bind_template_callback (widget_class, tessera_setup_page_cancel);
}

static void
tessera_setup_page_init (TesseraSetupPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  tessera_accessible_name_peek_button (GTK_WIDGET (self->password));
  tessera_accessible_name_peek_button (GTK_WIDGET (self->repeated));
  for (guint i = 0; i < G_N_ELEMENTS (retentions); i++)
    gtk_string_list_append (names, _ (retentions[i].name));
  adw_combo_row_set_model (self->retention, G_LIST_MODEL (names));
}
