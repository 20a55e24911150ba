/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-page.h"

#include "app/rotate/rotation-bar.h"
#include "app/tokens/access-view.h"
#include "app/tokens/facts-pane.h"
#include "app/tokens/recreate-bar.h"
#include "app/tokens/token-action-group.h"
#include "app/widgets/actions.h"
#include "app/widgets/narrow-bin.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

struct _TesseraTokenPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkMenuButton *menu;
  TesseraErrorBanner *banner;
  TesseraRecreateBar *recreate_bar;
  TesseraRotationBar *rotation_bar;
  AdwToastOverlay *toasts;
  GtkWidget *switcher;
  GtkToggleButton *show_facts;
  GtkWidget *facts_side;
  TesseraFactsPane *facts;
  TesseraAccessView *access;

  TesseraToken *token;
  TesseraTokenList *tokens;
  TesseraSession *session;
  TesseraNameCache *names;
  TesseraTokenActions *actions;
  TesseraTokenActionGroup *group;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TesseraTokenPage, tessera_token_page, ADW_TYPE_BIN)

static guint gone_signal;
static guint recreate_signal;

static TesseraClient *
get_client (TesseraTokenPage *self)
{
  return tessera_session_get_client (self->session);
}

/* Showing */

static void
update_actions (TesseraTokenPage *self)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->token != NULL)
    g_ptr_array_add (tokens, g_object_ref (self->token));
  tessera_token_action_group_set_tokens (self->group, self->actions, tokens);
}

static void
show_token (TesseraTokenPage *self)
{
  g_autofree char *name = tessera_token_make_name (self->token);

  adw_window_title_set_title (self->title, name);
  update_actions (self);
}

/* The server's answer may have changed names, and other items may be gone. */
static void
show_permissions (TesseraTokenPage *self)
{
  tessera_access_view_set_token (self->access, self->token, self->names,
                                 tessera_client_get_address (get_client (self)));
  tessera_recreate_bar_set_token (self->recreate_bar, self->token, get_client (self), self->names);
}

static void
loading_changed_cb (TesseraTokenPage *self)
{
  if (!tessera_token_list_get_loading (self->tokens))
    show_permissions (self);
}

static void
tokens_changed_cb (TesseraTokenPage *self)
{
  if (tessera_token_list_find (self->tokens, tessera_token_get_id (self->token)) == NULL)
    g_signal_emit (self, gone_signal, 0);
}

/* In a narrow window there is room for one side at a time. */
static void
show_sides (TesseraTokenPage *self)
{
  gboolean narrow = gtk_widget_get_visible (self->switcher);
  gboolean facts = gtk_toggle_button_get_active (self->show_facts);

  gtk_widget_set_visible (self->facts_side, !narrow || facts);
  gtk_widget_set_visible (GTK_WIDGET (self->access), !narrow || !facts);
  gtk_widget_set_hexpand (self->facts_side, narrow);
}

static void
narrow_changed_cb (TesseraTokenPage *self, GParamSpec *pspec, TesseraNarrowBin *bin)
{
  gtk_widget_set_visible (self->switcher, tessera_narrow_bin_is_narrow (bin));
  show_sides (self);
}

/* Opening and closing */

static void
drop_token (TesseraTokenPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->token != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->token, self);
      g_signal_handlers_disconnect_by_data (self->tokens, self);
      g_signal_handlers_disconnect_by_data (self->actions, self);
    }
  g_clear_object (&self->token);
  g_clear_object (&self->tokens);
  g_clear_object (&self->session);
  g_clear_object (&self->names);
  g_clear_object (&self->actions);
}

void
tessera_token_page_close (TesseraTokenPage *self)
{
  drop_token (self);
  tessera_error_banner_hide (self->banner);
  tessera_facts_pane_set_token (self->facts, NULL, NULL, NULL, self->banner);
  tessera_access_view_set_token (self->access, NULL, NULL, NULL);
  tessera_recreate_bar_set_token (self->recreate_bar, NULL, NULL, NULL);
  tessera_rotation_bar_set_list (self->rotation_bar, NULL, NULL, NULL, NULL);
  update_actions (self);
}

void
tessera_token_page_open (TesseraTokenPage *self, TesseraToken *token, TesseraTokenList *tokens,
                         TesseraRotationList *rotations, TesseraSession *session,
                         TesseraNameCache *names, TesseraTokenActions *actions,
                         TesseraKeyring *keyring)
{
  g_autofree char *organization = tessera_text_one_line (tessera_token_get_org_name (token));

  tessera_token_page_close (self);
  self->token = g_object_ref (token);
  self->tokens = g_object_ref (tokens);
  self->session = g_object_ref (session);
  self->names = g_object_ref (names);
  self->actions = g_object_ref (actions);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (token, "notify", G_CALLBACK (show_token), self);
  g_signal_connect_swapped (tokens, "items-changed", G_CALLBACK (tokens_changed_cb), self);
  g_signal_connect_swapped (tokens, "notify::loading", G_CALLBACK (loading_changed_cb), self);
  g_signal_connect_swapped (actions, "changed", G_CALLBACK (update_actions), self);
  tessera_token_actions_set_place (actions, GTK_WIDGET (self), self->toasts, self->banner);
  adw_window_title_set_subtitle (self->title, organization);
  gtk_toggle_button_set_active (self->show_facts, TRUE);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->facts_side)), 0);
  tessera_facts_pane_set_token (self->facts, token, get_client (self), keyring, self->banner);
  tessera_rotation_bar_set_token (self->rotation_bar, tessera_token_get_id (token));
  tessera_rotation_bar_set_list (self->rotation_bar, rotations, tokens, session, keyring);
  show_token (self);
  show_permissions (self);
}

TesseraToken *
tessera_token_page_get_token (TesseraTokenPage *self)
{
  return self->token;
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraTokenPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tessera_token_list_refresh_finish (TESSERA_TOKEN_LIST (source), result, &error) &&
      !tessera_error_is_cancelled (error))
    tessera_error_banner_show_request (self->banner, NULL, error);
}

void
tessera_token_page_refresh (TesseraTokenPage *self)
{
  tessera_error_banner_hide (self->banner);
  tessera_token_list_refresh_async (self->tokens, self->cancellable, refreshed_cb,
                                    g_object_ref (self));
}

/* Reports from its parts */

static void
recreate_cb (TesseraTokenPage *self, TesseraToken *like)
{
  g_signal_emit (self, recreate_signal, 0, like);
}

static void
rotation_failed_cb (TesseraTokenPage *self, const GError *error)
{
  tessera_error_banner_show_request (self->banner, NULL, error);
}

static void
rotation_done_cb (TesseraTokenPage *self, const char *summary)
{
  tessera_error_banner_hide (self->banner);
  tessera_token_actions_report (self->actions, summary);
}

static gboolean
tessera_token_page_grab_focus (GtkWidget *widget)
{
  TesseraTokenPage *self = TESSERA_TOKEN_PAGE (widget);
  GtkWidget *side = gtk_toggle_button_get_active (self->show_facts) ? GTK_WIDGET (self->facts)
                                                                    : GTK_WIDGET (self->access);

  return gtk_widget_grab_focus (side);
}

static void
tessera_token_page_dispose (GObject *object)
{
  drop_token (TESSERA_TOKEN_PAGE (object));
  g_clear_object (&TESSERA_TOKEN_PAGE (object)->group);
  G_OBJECT_CLASS (tessera_token_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, title);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, menu);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, banner);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, recreate_bar);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, rotation_bar);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, toasts);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, switcher);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, show_facts);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, facts_side);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, facts);
  gtk_widget_class_bind_template_child (klass, TesseraTokenPage, access);
  gtk_widget_class_bind_template_callback (klass, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (klass, show_sides);
  gtk_widget_class_bind_template_callback (klass, recreate_cb);
  gtk_widget_class_bind_template_callback (klass, rotation_failed_cb);
  gtk_widget_class_bind_template_callback (klass, rotation_done_cb);
}

static void
tessera_token_page_class_init (TesseraTokenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_token_page_dispose;
  widget_class->grab_focus = tessera_token_page_grab_focus;
  gone_signal = g_signal_new ("gone", TESSERA_TYPE_TOKEN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  recreate_signal = g_signal_new ("recreate", TESSERA_TYPE_TOKEN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, TESSERA_TYPE_TOKEN);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_FACTS_PANE);
  g_type_ensure (TESSERA_TYPE_ACCESS_VIEW);
  g_type_ensure (TESSERA_TYPE_NARROW_BIN);
  g_type_ensure (TESSERA_TYPE_RECREATE_BAR);
  g_type_ensure (TESSERA_TYPE_ROTATION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "token-page.ui");
  bind_children (widget_class);
}

/* Shortcuts of the page; they must not apply in an entry of another window. */
static void
add_keys (TesseraTokenPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("win.back")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  tessera_actions_add_shortcuts (GTK_WIDGET (self));
}

static void
tessera_token_page_init (TesseraTokenPage *self)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (TESSERA_RESOURCES "token-menu.ui");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "token_menu")));
  add_keys (self);
  self->group = tessera_token_action_group_new (GTK_WIDGET (self));
}
