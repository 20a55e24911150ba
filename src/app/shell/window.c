/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/connections-menu.h"
#include "app/shell/window-private.h"
#include "app/widgets/pause-bar.h"
#include "core/base/storage.h"
#include "tessera-config.h"

enum
{
  PROP_0,
  PROP_PAGE, /* the name of the current page: the state of win.page */
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraWindow, tessera_window, ADW_TYPE_APPLICATION_WINDOW)

gboolean
tessera_window_is_page (TesseraWindow *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) == 0;
}

/* The current page and its actions */

static void
update_actions (TesseraWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean on_tokens = tessera_window_is_page (self, "tokens");
  gboolean on_token = tessera_window_is_page (self, "token");
  gboolean on_keyring = tessera_window_is_page (self, "keyring");
  gboolean on_new_token = tessera_window_is_page (self, "new-token");

  gtk_widget_action_set_enabled (widget, "win.page",
                                 on_tokens || on_token || on_keyring || on_new_token ||
                                     tessera_window_is_page (self, "welcome"));
  gtk_widget_action_set_enabled (widget, "win.new-token", on_tokens || on_token);
  gtk_widget_action_set_enabled (widget, "win.new-token-like", on_tokens || on_token);
  gtk_widget_action_set_enabled (widget, "win.open-token", on_tokens);
  gtk_widget_action_set_enabled (widget, "win.rotate", on_tokens || on_token);
  gtk_widget_action_set_enabled (widget, "win.edit-permissions", on_tokens || on_token);
  gtk_widget_action_set_enabled (widget, "win.refresh",
                                 on_tokens || on_token || on_keyring || on_new_token);
  gtk_widget_action_set_enabled (widget, "win.generate", on_new_token);
  gtk_widget_action_set_enabled (widget, "win.search", on_tokens || on_keyring || on_new_token);
  gtk_widget_action_set_enabled (widget, "win.back",
                                 on_new_token || on_token ||
                                     tessera_window_is_page (self, "connect") ||
                                     (on_keyring && self->session == NULL));
  gtk_widget_action_set_enabled (widget, "win.connect",
                                 on_tokens || on_keyring ||
                                     tessera_window_is_page (self, "welcome") ||
                                     tessera_window_is_page (self, "opening"));
  gtk_widget_action_set_enabled (widget, "win.import-influx",
                                 on_tokens || tessera_window_is_page (self, "welcome"));
  gtk_widget_action_set_enabled (widget, "win.disconnect", on_tokens);
  gtk_widget_action_set_enabled (widget, "win.connection-details", self->connection != NULL);
  gtk_widget_action_set_enabled (widget, "win.edit-sign-in",
                                 tessera_opening_page_get_connection (self->opening_page) != NULL);
}

void
tessera_window_show_page (TesseraWindow *self, const char *name)
{
  GtkWidget *page;

  gtk_stack_set_visible_child_name (self->pages, name);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  page = gtk_stack_get_visible_child (self->pages);
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/* Where one comes from and goes back to: a token that was begun is not left behind, nor one that
 * is looked at. */
void
tessera_window_show_home (TesseraWindow *self)
{
  if (self->session == NULL)
    tessera_window_show_page (self, "welcome");
  else if (tessera_new_token_page_is_begun (self->new_token_page))
    tessera_window_show_page (self, "new-token");
  else
    tessera_window_show_page (
        self, tessera_token_page_get_token (self->token_page) != NULL ? "token" : "tokens");
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  if (tessera_window_is_page (self, "tokens"))
    tessera_tokens_page_search (self->tokens_page);
  else if (tessera_window_is_page (self, "keyring"))
    tessera_keyring_page_search (self->keyring_page);
  else
    tessera_new_token_page_search (self->new_token_page);
}

/* Opening the keyring page from outside */

static void
show_keyring (TesseraWindow *self)
{
  tessera_opening_page_stop (self->opening_page);
  g_object_set (self, "page", "keyring", NULL);
}

void
tessera_window_open_saved (TesseraWindow *self, const char *server, const char *id)
{
  if (tessera_window_is_making (self))
    return;
  tessera_keyring_page_open_saved (self->keyring_page, server, id);
  show_keyring (self);
}

void
tessera_window_search_saved (TesseraWindow *self, const char *text)
{
  if (tessera_window_is_making (self))
    return;
  show_keyring (self);
  tessera_keyring_page_search_for (self->keyring_page, text);
}

/* Going back */

static void
leave_new_token (TesseraWindow *self)
{
  if (tessera_new_token_page_cancel (self->new_token_page) ||
      tessera_window_ask_to_discard (self, tessera_window_show_home))
    return;
  tessera_window_drop_new_token (self);
  tessera_window_show_home (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  if (tessera_window_is_page (self, "new-token"))
    leave_new_token (self);
  else if (tessera_window_is_page (self, "token"))
    {
      tessera_window_close_token (self, NULL);
      tessera_window_show_page (self, "tokens");
    }
  else if (tessera_window_is_page (self, "keyring") ||
           !tessera_connect_page_go_back (self->connect_page))
    tessera_window_show_home (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  if (tessera_window_is_page (self, "keyring"))
    tessera_keyring_page_refresh (self->keyring_page);
  else if (tessera_window_is_page (self, "new-token"))
    tessera_new_token_page_refresh (self->new_token_page);
  else if (tessera_window_is_page (self, "token"))
    tessera_token_page_refresh (self->token_page);
  else
    tessera_tokens_page_refresh (self->tokens_page);
}

/* Closing */

static void
close_window (TesseraWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* Asks first if something would be lost: a value, or a token that is being composed or created, or
 * the operator token of a server that is being set up. */
static gboolean
tessera_window_close_request (GtkWindow *window)
{
  TesseraWindow *self = TESSERA_WINDOW (window);

  if (self->reveal != NULL)
    gtk_window_close (GTK_WINDOW (self->reveal));
  if (tessera_connect_page_is_setting_up (self->connect_page) &&
      tessera_connect_page_go_back (self->connect_page))
    return GDK_EVENT_STOP;
  if (self->reveal != NULL || tessera_new_token_page_cancel (self->new_token_page) ||
      tessera_window_ask_to_discard (self, close_window))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (tessera_window_parent_class)->close_request (window);
}

/* A destroyed window stays alive while something in progress holds a reference: that is canceled
 * here, because it must not continue without the application. */
static void
tessera_window_unrealize (GtkWidget *widget)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  tessera_opening_page_stop (self->opening_page);
  tessera_connect_page_fill (self->connect_page, NULL, NULL);
  tessera_window_drop_new_token (self);
  tessera_window_close_token (self, NULL);
  GTK_WIDGET_CLASS (tessera_window_parent_class)->unrealize (widget);
}

static void
tessera_window_dispose (GObject *object)
{
  TesseraWindow *self = TESSERA_WINDOW (object);

  if (self->reveal != NULL)
    g_signal_handlers_disconnect_by_data (self->reveal, self);
  self->reveal = NULL;
  g_clear_weak_pointer (&self->rotate_dialog);
  g_clear_pointer (&self->switching_off, g_free);
  g_clear_object (&self->services);
  g_clear_object (&self->session);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->address, g_free);
  G_OBJECT_CLASS (tessera_window_parent_class)->dispose (object);
}

static void
tessera_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TesseraWindow *self = TESSERA_WINDOW (object);

  /* GTK asks for the state of win.page before the template is there. */
  if (prop_id == PROP_PAGE)
    g_value_set_string (value,
                        self->pages != NULL ? gtk_stack_get_visible_child_name (self->pages) : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tessera_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TesseraWindow *self = TESSERA_WINDOW (object);

  if (prop_id != PROP_PAGE)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (g_strcmp0 (g_value_get_string (value), "keyring") != 0)
    {
      /* Tokens created elsewhere in the meantime, for example by a command, appear as on the other
       * page. */
      if (tessera_window_is_page (self, "keyring"))
        tessera_tokens_page_refresh (self->tokens_page);
      tessera_window_show_home (self);
    }
  else
    {
      tessera_window_show_page (self, "keyring");
      tessera_keyring_page_refresh (self->keyring_page);
    }
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_property_action (klass, "win.page", "page");
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
}

static void
tessera_window_class_init (TesseraWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_window_dispose;
  G_OBJECT_CLASS (klass)->get_property = tessera_window_get_property;
  G_OBJECT_CLASS (klass)->set_property = tessera_window_set_property;
  properties[PROP_PAGE] =
      g_param_spec_string ("page", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  widget_class->unrealize = tessera_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = tessera_window_close_request;
  install_actions (widget_class);

  g_type_ensure (TESSERA_TYPE_PAUSE_BAR);
  g_type_ensure (TESSERA_TYPE_WELCOME_PAGE);
  g_type_ensure (TESSERA_TYPE_CONNECT_PAGE);
  g_type_ensure (TESSERA_TYPE_OPENING_PAGE);
  g_type_ensure (TESSERA_TYPE_TOKENS_PAGE);
  g_type_ensure (TESSERA_TYPE_TOKEN_PAGE);
  g_type_ensure (TESSERA_TYPE_KEYRING_PAGE);
  g_type_ensure (TESSERA_TYPE_NEW_TOKEN_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, TesseraWindow, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, TesseraWindow, connect_page);
  gtk_widget_class_bind_template_child (widget_class, TesseraWindow, opening_page);
  gtk_widget_class_bind_template_child (widget_class, TesseraWindow, tokens_page);
  gtk_widget_class_bind_template_child (widget_class, TesseraWindow, token_page);
  gtk_widget_class_bind_template_child (widget_class, TesseraWindow, keyring_page);
  gtk_widget_class_bind_template_child (widget_class, TesseraWindow, new_token_page);
  tessera_window_class_add_sessions (widget_class);
  tessera_window_class_add_tokens (widget_class);
}

static void
tessera_window_init (TesseraWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (TESSERA_IS_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  update_actions (self);
}

TesseraWindow *
tessera_window_new (GtkApplication *application, TesseraServices *services)
{
  TesseraWindow *self = g_object_new (TESSERA_TYPE_WINDOW, "application", application, NULL);
  TesseraConnectionList *connections = tessera_services_get_connections (services);
  TesseraKeyring *keyring = tessera_services_get_keyring (services);
  g_autoptr (GMenuModel) menu = tessera_connections_menu_new (connections);
  g_autoptr (GError) error = NULL;

  self->services = g_object_ref (services);
  tessera_welcome_page_set_connections (self->welcome_page, connections, keyring);
  tessera_tokens_page_set_connections (self->tokens_page, menu);
  if (!tessera_connection_list_load (connections, &error) || !tessera_storage_check (&error))
    tessera_welcome_page_show_error (self->welcome_page, error);
  tessera_keyring_page_set_up (self->keyring_page, keyring, connections);
  tessera_connect_page_prepare_setup (self->connect_page, tessera_services_get_minter (services),
                                      keyring);
  return self;
}
