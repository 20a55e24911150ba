/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window.h"

#include "app/ask.h"
#include "app/connect-page.h"
#include "app/connections-menu.h"
#include "app/keyring-page.h"
#include "app/new-token-page.h"
#include "app/opening-page.h"
#include "app/reveal-window.h"
#include "app/rotate-dialog.h"
#include "app/token-page.h"
#include "app/tokens-page.h"
#include "app/welcome-page.h"
#include "core/sign-in.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *pages;
  TesseraWelcomePage *welcome_page;
  TesseraConnectPage *connect_page;
  TesseraOpeningPage *opening_page;
  TesseraTokensPage *tokens_page;
  TesseraTokenPage *token_page;
  TesseraKeyringPage *keyring_page;
  TesseraNewTokenPage *new_token_page;

  TesseraSession *session;
  TesseraConnection *connection; /* of the session; NULL for the demo and for one not remembered */
  TesseraRevealWindow *reveal;
  TesseraRotateDialog *rotate_dialog;
  char *switching_off; /* ID of the token to switch off when the revealed value is kept, or NULL */
  void (*after_discarding) (TesseraWindow *self); /* while it is asked whether to discard */
  char *address;                                  /* to open, while that is asked */
  gboolean wants_new_token;                       /* as soon as there is a session */
};

enum
{
  PROP_0,
  PROP_PAGE, /* the name of the page that is shown: the state of win.page */
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraWindow, tessera_window, ADW_TYPE_APPLICATION_WINDOW)

static TesseraApplication *
get_application (TesseraWindow *self)
{
  return TESSERA_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

/* Which page, and which actions it has */

static gboolean
is_page (TesseraWindow *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) == 0;
}

static void
update_actions (TesseraWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean on_tokens = is_page (self, "tokens");
  gboolean on_token = is_page (self, "token");
  gboolean on_keyring = is_page (self, "keyring");
  gboolean on_new_token = is_page (self, "new-token");

  gtk_widget_action_set_enabled (widget, "win.page",
                                 on_tokens || on_token || on_keyring || on_new_token ||
                                     is_page (self, "welcome"));
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
                                 on_new_token || on_token || is_page (self, "connect") ||
                                     (on_keyring && self->session == NULL));
  gtk_widget_action_set_enabled (widget, "win.connect",
                                 on_tokens || on_keyring || is_page (self, "welcome") ||
                                     is_page (self, "opening"));
  gtk_widget_action_set_enabled (widget, "win.disconnect", on_tokens);
  gtk_widget_action_set_enabled (widget, "win.edit-sign-in",
                                 tessera_opening_page_get_connection (self->opening_page) != NULL);
}

static void
show_page (TesseraWindow *self, const char *name)
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
static void
show_home (TesseraWindow *self)
{
  if (self->session == NULL)
    show_page (self, "welcome");
  else if (tessera_new_token_page_is_begun (self->new_token_page))
    show_page (self, "new-token");
  else
    show_page (self, tessera_token_page_get_token (self->token_page) != NULL ? "token" : "tokens");
}

/* One token */

static void
close_token (TesseraWindow *self, const char *told)
{
  if (tessera_token_page_get_token (self->token_page) == NULL)
    return;
  tessera_token_page_close (self->token_page);
  tessera_tokens_page_come_back (self->tokens_page, told);
}

/* It was deleted: here, which tells it by itself, or elsewhere. */
static void
token_gone_cb (TesseraWindow *self)
{
  g_autofree char *name = tessera_token_make_name (tessera_token_page_get_token (self->token_page));
  g_autofree char *told =
      tessera_token_actions_is_busy (tessera_tokens_page_get_actions (self->tokens_page))
          ? NULL
          : g_strdup_printf (_ ("“%s” is not on the server any more"), name);

  close_token (self, told);
  if (is_page (self, "token"))
    show_page (self, "tokens");
}

static void
open_token_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraToken *token =
      tessera_tokens_page_find (self->tokens_page, g_variant_get_string (parameter, NULL));

  if (token == NULL)
    return;
  tessera_token_page_open (self->token_page, token,
                           TESSERA_TOKEN_LIST (tessera_tokens_page_get_tokens (self->tokens_page)),
                           tessera_tokens_page_get_rotations (self->tokens_page), self->session,
                           tessera_tokens_page_get_names (self->tokens_page),
                           tessera_tokens_page_get_actions (self->tokens_page),
                           tessera_application_get_vault (get_application (self)));
  show_page (self, "token");
}

/* The session */

static void
drop_new_token (TesseraWindow *self)
{
  tessera_new_token_page_begin (self->new_token_page, NULL, NULL, NULL, NULL);
}

/* A token that was begun is discarded only after asking, whatever it is discarded for. */

static void
discard_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraWindow) self = user_data;
  void (*then) (TesseraWindow *) = self->after_discarding;

  self->after_discarding = NULL;
  if (tessera_ask_finish (result) != 1)
    return;
  drop_new_token (self);
  then (self);
}

/* Returns FALSE when nothing would be lost. Otherwise @then follows on the answer to discard. */
static gboolean
ask_to_discard (TesseraWindow *self, void (*then) (TesseraWindow *))
{
  TesseraAskAnswer answers[] = {
    { _ ("_Keep Editing"), TESSERA_ASK_PLAIN },
    { _ ("_Discard"), TESSERA_ASK_DESTRUCTIVE },
  };
  gboolean asking = self->after_discarding != NULL;

  if (!tessera_new_token_page_has_choice (self->new_token_page))
    return FALSE;
  self->after_discarding = then;
  if (!asking)
    tessera_ask_async (GTK_WINDOW (self), _ ("Discard This Token?"),
                       _ ("What you ticked and wrote is lost. Nothing was made on the server."),
                       answers, G_N_ELEMENTS (answers), NULL, discard_answered_cb,
                       g_object_ref (self));
  return TRUE;
}

static void new_token_action (GtkWidget *widget, const char *name, GVariant *parameter);

static void
set_session (TesseraWindow *self, TesseraSession *session, TesseraConnection *connection)
{
  TesseraApplication *application = get_application (self);

  if (self->session != NULL && self->session != session)
    tessera_client_sign_out_async (tessera_session_get_client (self->session), NULL, NULL, NULL);
  if (session == NULL || !tessera_new_token_page_go_on (self->new_token_page, session))
    drop_new_token (self);
  close_token (self, NULL);
  g_set_object (&self->session, session);
  g_set_object (&self->connection, connection);
  tessera_tokens_page_set_session (self->tokens_page, session,
                                   tessera_application_get_minter (application),
                                   tessera_application_get_vault (application));
  tessera_keyring_page_set_session (self->keyring_page, session);
  show_home (self);
  if (self->wants_new_token && session != NULL)
    new_token_action (GTK_WIDGET (self), NULL, NULL);
  self->wants_new_token = FALSE;
  tessera_welcome_page_set_hint (self->welcome_page, NULL);
}

/* A remembered connection, or the demo server */

static void
opened_cb (TesseraWindow *self)
{
  TesseraConnectionList *connections = tessera_application_get_connections (get_application (self));
  TesseraConnection *connection = tessera_opening_page_get_connection (self->opening_page);
  g_autoptr (TesseraSession) session = tessera_opening_page_take_session (self->opening_page);
  g_autoptr (GError) error = NULL;

  set_session (self, session, connection);
  if (connection != NULL && !tessera_connection_list_add (connections, connection, &error))
    tessera_tokens_page_show_error (self->tokens_page, NULL, error);
}

static void
open_connection (TesseraWindow *self, TesseraConnection *connection)
{
  tessera_opening_page_open (self->opening_page, connection,
                             tessera_application_get_vault (get_application (self)));
  show_page (self, "opening");
}

void
tessera_window_open_last_used (TesseraWindow *self)
{
  TesseraConnection *last = tessera_connection_list_get_last_used (
      tessera_application_get_connections (get_application (self)));

  if (last != NULL)
    open_connection (self, last);
  else
    show_page (self, "welcome");
}

static void
open_demo (TesseraWindow *self)
{
  tessera_opening_page_open_demo (self->opening_page, get_application (self));
  show_page (self, "opening");
}

static gboolean
is_making (TesseraWindow *self)
{
  return self->reveal != NULL || self->rotate_dialog != NULL ||
         tessera_new_token_page_is_minting (self->new_token_page);
}

void
tessera_window_open_demo (TesseraWindow *self)
{
  if (!is_making (self) && !ask_to_discard (self, open_demo))
    open_demo (self);
}

/* A new connection */

static void
remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraConnection) connection = NULL;
  gboolean done = tessera_sign_in_remember_finish (result, &connection, &error);

  /* Somebody went on to another server meanwhile: what signs in here must not go there. */
  if (self->session != TESSERA_SESSION (source))
    return;
  g_set_object (&self->connection, connection);
  if (!done)
    tessera_tokens_page_show_error (
        self->tokens_page,
        _ ("You are connected, but Tessera has to ask for the sign-in again at the next start."),
        error);
}

static void
connected_cb (TesseraWindow *self)
{
  TesseraApplication *application = get_application (self);
  g_autoptr (TesseraSecret) secret = NULL;
  g_autoptr (TesseraSession) session =
      tessera_connect_page_take_session (self->connect_page, &secret);

  set_session (self, session, NULL);
  tessera_sign_in_remember_async (
      session, secret, tessera_application_get_connections (application),
      tessera_application_get_vault (application), NULL, remembered_cb, g_object_ref (self));
}

/* A session that ended */

/* Asks for the sign-in: what is known of it stands there already. */
static void
ask_for_sign_in (TesseraWindow *self, const GError *error)
{
  g_autoptr (TesseraConnection) known = tessera_session_to_connection (self->session, NULL);

  tessera_connect_page_fill (self->connect_page, known, error);
  show_page (self, "connect");
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_sign_in_renew_finish (result, &error);

  /* Somebody disconnected, or went on to another server meanwhile. */
  if (self->session != TESSERA_SESSION (source))
    return;
  if (!done)
    {
      ask_for_sign_in (self, error);
      return;
    }
  tessera_new_token_page_go_on (self->new_token_page, self->session);
  tessera_tokens_page_refresh (self->tokens_page);
}

static void
sign_in_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  if (self->connection == NULL)
    ask_for_sign_in (self, NULL);
  else
    tessera_sign_in_renew_async (self->session, self->connection,
                                 tessera_application_get_vault (get_application (self)), NULL,
                                 renewed_cb, g_object_ref (self));
}

/* A value that is seen */

static void
reveal_destroyed_cb (TesseraWindow *self)
{
  g_autofree char *old_id = g_steal_pointer (&self->switching_off);

  self->reveal = NULL;
  tessera_tokens_page_go_on_rotating (self->tokens_page, old_id);
  tessera_tokens_page_refresh (self->tokens_page);
}

static void
reveal (TesseraWindow *self, TesseraMint *mint)
{
  TesseraApplication *application = get_application (self);

  tessera_tokens_page_put (self->tokens_page, tessera_mint_get_token (mint));
  self->reveal = tessera_reveal_window_new (
      GTK_WINDOW (self), tessera_session_get_client (self->session),
      tessera_application_get_minter (application), tessera_application_get_vault (application),
      mint, tessera_new_token_page_get_save_first (self->new_token_page));
  g_signal_connect_object (self->reveal, "destroy", G_CALLBACK (reveal_destroyed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->reveal));
  drop_new_token (self);
  close_token (self, NULL);
  show_page (self, "tokens");
}

static void
minted_cb (TesseraWindow *self)
{
  g_autoptr (TesseraMint) mint = tessera_new_token_page_take_mint (self->new_token_page);

  /* The window may be gone; the next start tells of the token then. */
  if (get_application (self) != NULL)
    reveal (self, mint);
}

/* A token in the place of another one */

static void
replaced_cb (TesseraWindow *self, TesseraRotateDialog *dialog)
{
  g_autoptr (TesseraMint) mint = tessera_rotate_dialog_take_mint (dialog);

  if (get_application (self) == NULL || self->session == NULL)
    return;
  if (tessera_rotate_dialog_get_switch_off (dialog))
    self->switching_off =
        g_strdup (tessera_token_get_id (tessera_rotate_dialog_get_token (dialog)));
  reveal (self, mint);
}

/* With NULL for @request the new one is equal. */
static void
rotate (TesseraWindow *self, TesseraToken *token, TesseraTokenRequest *request)
{
  TesseraRotateDialog *dialog = tessera_rotate_dialog_new (
      GTK_WINDOW (self), tessera_tokens_page_get_rotations (self->tokens_page),
      TESSERA_TOKEN_LIST (tessera_tokens_page_get_tokens (self->tokens_page)), self->session,
      tessera_application_get_vault (get_application (self)), token, request);

  g_set_weak_pointer (&self->rotate_dialog, dialog);
  g_signal_connect_object (dialog, "minted", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edited_cb (TesseraWindow *self)
{
  g_autoptr (TesseraTokenRequest) request =
      tessera_new_token_page_take_request (self->new_token_page);

  rotate (self, tessera_new_token_page_get_edited (self->new_token_page), request);
}

static void
rotate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraToken *token =
      tessera_tokens_page_find (self->tokens_page, g_variant_get_string (parameter, NULL));

  if (token != NULL)
    rotate (self, token, NULL);
}

static void
edit_permissions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraToken *token =
      tessera_tokens_page_find (self->tokens_page, g_variant_get_string (parameter, NULL));

  if (token == NULL)
    return;
  tessera_new_token_page_begin_edit (self->new_token_page, self->session,
                                     tessera_application_get_minter (get_application (self)),
                                     tessera_tokens_page_get_tokens (self->tokens_page), token);
  show_page (self, "new-token");
}

/* A new token */

static void
begin_new_token (TesseraWindow *self, TesseraToken *like)
{
  tessera_new_token_page_begin (self->new_token_page, self->session,
                                tessera_application_get_minter (get_application (self)),
                                tessera_tokens_page_get_tokens (self->tokens_page), like);
  show_page (self, "new-token");
}

static void
new_token_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_new_token (TESSERA_WINDOW (widget), NULL);
}

static void
new_token_like_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  begin_new_token (
      self, tessera_tokens_page_find (self->tokens_page, g_variant_get_string (parameter, NULL)));
}

static void
generate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tessera_new_token_page_generate (TESSERA_WINDOW (widget)->new_token_page);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  if (is_page (self, "tokens"))
    tessera_tokens_page_search (self->tokens_page);
  else if (is_page (self, "keyring"))
    tessera_keyring_page_search (self->keyring_page);
  else
    tessera_new_token_page_search (self->new_token_page);
}

/* Asked for from outside */

static void
open_address (TesseraWindow *self)
{
  TesseraConnectionList *connections = tessera_application_get_connections (get_application (self));
  g_autofree char *address = g_steal_pointer (&self->address);
  g_autoptr (GError) error = NULL;
  g_autofree char *normalised = tessera_address_normalise (address, &error);
  TesseraConnection *connection =
      normalised != NULL ? tessera_connection_list_find_address (connections, normalised) : NULL;

  if (connection != NULL)
    {
      open_connection (self, connection);
      return;
    }
  tessera_opening_page_stop (self->opening_page);
  tessera_connect_page_fill_address (self->connect_page, address, error);
  show_page (self, "connect");
}

gboolean
tessera_window_open_address (TesseraWindow *self, const char *address, GError **error)
{
  g_autofree char *normalised = tessera_address_normalise (address, error);
  TesseraClient *client = self->session != NULL ? tessera_session_get_client (self->session) : NULL;

  if (is_making (self))
    return normalised != NULL;
  if (client != NULL && g_strcmp0 (tessera_client_get_address (client), normalised) == 0)
    {
      show_home (self);
      return TRUE;
    }
  g_free (self->address);
  self->address = g_strdup (address);
  if (!ask_to_discard (self, open_address))
    open_address (self);
  return normalised != NULL;
}

void
tessera_window_new_token (TesseraWindow *self)
{
  if (is_making (self))
    return;
  if (self->session != NULL && !is_page (self, "opening") && !is_page (self, "connect"))
    {
      show_home (self);
      if (is_page (self, "tokens"))
        begin_new_token (self, NULL);
      return;
    }
  self->wants_new_token = TRUE;
  tessera_welcome_page_set_hint (self->welcome_page,
                                 _ ("A token is made by an InfluxDB: connect to one, or try the "
                                    "demo server, and New Token opens."));
  if (!is_page (self, "opening") && !is_page (self, "connect"))
    tessera_window_open_last_used (self);
}

static void
show_keyring (TesseraWindow *self)
{
  tessera_opening_page_stop (self->opening_page);
  g_object_set (self, "page", "keyring", NULL);
}

void
tessera_window_open_saved (TesseraWindow *self, const char *server, const char *id)
{
  if (is_making (self))
    return;
  tessera_keyring_page_open_saved (self->keyring_page, server, id);
  show_keyring (self);
}

void
tessera_window_search_saved (TesseraWindow *self, const char *text)
{
  if (is_making (self))
    return;
  show_keyring (self);
  tessera_keyring_page_search_for (self->keyring_page, text);
}

/* Going back */

static void
leave_new_token (TesseraWindow *self)
{
  if (tessera_new_token_page_cancel (self->new_token_page) || ask_to_discard (self, show_home))
    return;
  drop_new_token (self);
  show_home (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  if (is_page (self, "new-token"))
    leave_new_token (self);
  else if (is_page (self, "token"))
    {
      close_token (self, NULL);
      show_page (self, "tokens");
    }
  else if (is_page (self, "keyring") || !tessera_connect_page_go_back (self->connect_page))
    show_home (self);
}

/* Connections */

static void
connect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  tessera_opening_page_stop (self->opening_page);
  tessera_connect_page_fill (self->connect_page, NULL, NULL);
  show_page (self, "connect");
}

static void
edit_sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraConnection *connection = tessera_opening_page_get_connection (self->opening_page);

  tessera_connect_page_fill (self->connect_page, connection, NULL);
  show_page (self, "connect");
}

static void
try_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraConnection *connection = tessera_opening_page_get_connection (self->opening_page);

  if (connection == NULL)
    open_demo (self);
  else
    open_connection (self, connection);
}

static void
cancel_opening_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  tessera_opening_page_stop (self->opening_page);
  show_home (self);
}

static void
try_demo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_demo (TESSERA_WINDOW (widget));
}

static void
disconnect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_session (TESSERA_WINDOW (widget), NULL, NULL);
}

static void
open_connection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);
  TesseraConnection *connection =
      tessera_connection_list_find (tessera_application_get_connections (get_application (self)),
                                    g_variant_get_string (parameter, NULL));

  if (connection != NULL)
    open_connection (self, connection);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  if (is_page (self, "keyring"))
    tessera_keyring_page_refresh (self->keyring_page);
  else if (is_page (self, "new-token"))
    tessera_new_token_page_refresh (self->new_token_page);
  else if (is_page (self, "token"))
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

/* Nothing that is in hand goes with it unasked: a value, or a token that is composed or made. */
static gboolean
tessera_window_close_request (GtkWindow *window)
{
  TesseraWindow *self = TESSERA_WINDOW (window);

  if (self->reveal != NULL)
    gtk_window_close (GTK_WINDOW (self->reveal));
  if (self->reveal != NULL || tessera_new_token_page_cancel (self->new_token_page) ||
      ask_to_discard (self, close_window))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (tessera_window_parent_class)->close_request (window);
}

/* A window that is destroyed lives on while something is under way that holds it: that ends here,
 * for it must not go on without the application. */
static void
tessera_window_unrealize (GtkWidget *widget)
{
  TesseraWindow *self = TESSERA_WINDOW (widget);

  tessera_opening_page_stop (self->opening_page);
  tessera_connect_page_fill (self->connect_page, NULL, NULL);
  drop_new_token (self);
  close_token (self, NULL);
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
    show_home (self);
  else
    {
      show_page (self, "keyring");
      tessera_keyring_page_refresh (self->keyring_page);
    }
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_property_action (klass, "win.page", "page");
  gtk_widget_class_install_action (klass, "win.connect", NULL, connect_action);
  gtk_widget_class_install_action (klass, "win.try-demo", NULL, try_demo_action);
  gtk_widget_class_install_action (klass, "win.open-connection", "s", open_connection_action);
  gtk_widget_class_install_action (klass, "win.cancel-opening", NULL, cancel_opening_action);
  gtk_widget_class_install_action (klass, "win.try-again", NULL, try_again_action);
  gtk_widget_class_install_action (klass, "win.edit-sign-in", NULL, edit_sign_in_action);
  gtk_widget_class_install_action (klass, "win.sign-in-again", NULL, sign_in_again_action);
  gtk_widget_class_install_action (klass, "win.disconnect", NULL, disconnect_action);
  gtk_widget_class_install_action (klass, "win.new-token", NULL, new_token_action);
  gtk_widget_class_install_action (klass, "win.new-token-like", "s", new_token_like_action);
  gtk_widget_class_install_action (klass, "win.rotate", "s", rotate_action);
  gtk_widget_class_install_action (klass, "win.edit-permissions", "s", edit_permissions_action);
  gtk_widget_class_install_action (klass, "win.open-token", "s", open_token_action);
  gtk_widget_class_install_action (klass, "win.generate", NULL, generate_action);
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
  gtk_widget_class_bind_template_callback (widget_class, connected_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, minted_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_gone_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_new_token);
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
tessera_window_new (TesseraApplication *application)
{
  TesseraWindow *self = g_object_new (TESSERA_TYPE_WINDOW, "application", application, NULL);
  TesseraConnectionList *connections = tessera_application_get_connections (application);
  g_autoptr (GMenuModel) menu = tessera_connections_menu_new (connections);
  g_autoptr (GError) error = NULL;

  tessera_welcome_page_set_connections (self->welcome_page, connections,
                                        tessera_application_get_vault (application));
  tessera_tokens_page_set_connections (self->tokens_page, menu);
  if (!tessera_connection_list_load (connections, &error))
    tessera_welcome_page_show_error (self->welcome_page, error);
  tessera_keyring_page_set_up (self->keyring_page, tessera_application_get_vault (application),
                               connections);
  return self;
}
