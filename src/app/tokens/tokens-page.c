/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/tokens-page.h"

#include "app/rotate/rotation-bar.h"
#include "app/tokens/orphan-bar.h"
#include "app/tokens/token-search.h"
#include "app/tokens/token-table.h"
#include "app/widgets/error-banner.h"
#include "app/widgets/main-menu.h"
#include "app/widgets/page-switcher.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/manage/token-list.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraTokensPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkMenuButton *connections;
  GtkStack *refresh;
  TesseraErrorBanner *banner;
  GtkWidget *own_only;
  GtkLabel *received;
  TesseraOrphanBar *orphan_bar;
  TesseraRotationBar *rotation_bar;
  TesseraTokenSearch *search;
  GtkStack *states;
  AdwStatusPage *failure;
  GtkWidget *sign_in_again;
  AdwToastOverlay *toasts;
  TesseraTokenTable *table;
  TesseraTokenActions *actions;
  TesseraNameCache *names;

  TesseraSession *session;
  TesseraTokenList *tokens;
  TesseraRotationList *rotations;
  GtkFilterListModel *shown; /* the tokens that match search and filters */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TesseraTokensPage, tessera_tokens_page, ADW_TYPE_BIN)

static const char *
get_address (TesseraTokensPage *self)
{
  return tessera_client_get_address (tessera_session_get_client (self->session));
}

static void
orphan_failed_cb (TesseraTokensPage *self, const GError *error)
{
  tessera_error_banner_show (self->banner, NULL, error);
}

/* Tokens that are being replaced */

static void
rotation_failed_cb (TesseraTokensPage *self, const GError *error)
{
  tessera_error_banner_show_request (self->banner, NULL, error);
}

static void
rotation_done_cb (TesseraTokensPage *self, const char *summary)
{
  tessera_error_banner_hide (self->banner);
  tessera_token_actions_report (self->actions, summary);
}

TesseraRotationList *
tessera_tokens_page_get_rotations (TesseraTokensPage *self)
{
  return self->rotations;
}

void
tessera_tokens_page_go_on_rotating (TesseraTokensPage *self, const char *old_id)
{
  TesseraRotation *rotation;

  if (self->rotations == NULL)
    return;
  tessera_rotation_list_update (self->rotations);
  rotation = old_id != NULL ? tessera_rotation_list_find (self->rotations, old_id) : NULL;
  if (rotation != NULL)
    tessera_rotation_bar_move (self->rotation_bar, rotation, TESSERA_ROTATION_SWITCH_OFF);
}

/* The list */

static void
show_state (TesseraTokensPage *self)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->tokens));
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  gboolean had_some = gtk_widget_get_visible (GTK_WIDGET (self->search));

  tessera_token_search_set_counts (self->search, shown, all);
  gtk_widget_set_visible (GTK_WIDGET (self->search), all > 0);
  if (all > 0)
    gtk_stack_set_visible_child_name (self->states, shown > 0 ? "list" : "nothing-found");
  else if (tessera_token_list_get_loading (self->tokens))
    gtk_stack_set_visible_child_name (self->states, "loading");
  else if (had_some)
    gtk_stack_set_visible_child_name (self->states, "empty");
}

static void
loading_changed_cb (TesseraTokensPage *self)
{
  if (!tessera_token_list_get_loading (self->tokens))
    tessera_name_cache_learn (self->names, get_address (self), G_LIST_MODEL (self->tokens));
  gtk_stack_set_visible_child_name (
      self->refresh, tessera_token_list_get_loading (self->tokens) ? "loading" : "refresh");
  show_state (self);
}

/* Of a list that takes a while. */
static void
received_cb (TesseraTokensPage *self, gint64 bytes, gint64 total)
{
  g_autofree char *part = g_format_size ((guint64) bytes);
  g_autofree char *whole = total > 0 ? g_format_size ((guint64) total) : NULL;
  g_autofree char *text = whole != NULL ? g_strdup_printf (_ ("Received %s of %s"), part, whole)
                                        : g_strdup_printf (_ ("Received %s"), part);

  gtk_label_set_text (self->received, text);
  gtk_widget_set_visible (GTK_WIDGET (self->received), TRUE);
}

/* If there is a list, a failed refresh is reported above it, and the list stays. */
static void
show_failure (TesseraTokensPage *self, const GError *error)
{
  gboolean again = g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED);
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->tokens)) > 0)
    {
      tessera_error_banner_show_request (self->banner, NULL, error);
      return;
    }
  adw_status_page_set_description (self->failure, escaped);
  gtk_widget_set_visible (self->sign_in_again, again);
  gtk_stack_set_visible_child_name (self->states, "failed");
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraTokensPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_token_list_refresh_finish (TESSERA_TOKEN_LIST (source), result, &error);

  if (self->tokens != TESSERA_TOKEN_LIST (source) || tessera_error_is_cancelled (error))
    return;
  if (!done)
    {
      show_failure (self, error);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->tokens)) == 0)
    gtk_stack_set_visible_child_name (self->states, "empty");
  tessera_orphan_bar_update (self->orphan_bar);
}

void
tessera_tokens_page_refresh (TesseraTokensPage *self)
{
  if (self->tokens == NULL)
    return;
  tessera_error_banner_hide (self->banner);
  tessera_token_list_refresh_async (self->tokens, self->cancellable, refreshed_cb,
                                    g_object_ref (self));
  show_state (self);
}

GListModel *
tessera_tokens_page_get_tokens (TesseraTokensPage *self)
{
  return G_LIST_MODEL (self->tokens);
}

TesseraToken *
tessera_tokens_page_find (TesseraTokensPage *self, const char *id)
{
  return tessera_token_list_find (self->tokens, id);
}

TesseraNameCache *
tessera_tokens_page_get_names (TesseraTokensPage *self)
{
  return self->names;
}

TesseraTokenActions *
tessera_tokens_page_get_actions (TesseraTokensPage *self)
{
  return self->actions;
}

void
tessera_tokens_page_come_back (TesseraTokensPage *self, const char *told)
{
  tessera_token_actions_set_place (self->actions, GTK_WIDGET (self), self->toasts, self->banner);
  if (told != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (told, -1); /* a toast's title is markup */

      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
    }
}

void
tessera_tokens_page_put (TesseraTokensPage *self, TesseraToken *token)
{
  tessera_token_list_put (self->tokens, token);
  show_state (self);
}

void
tessera_tokens_page_show_error (TesseraTokensPage *self, const char *before, const GError *error)
{
  tessera_error_banner_show (self->banner, before, error);
}

void
tessera_tokens_page_set_connections (TesseraTokensPage *self, GMenuModel *menu)
{
  gtk_menu_button_set_menu_model (self->connections, menu);
}

static void
set_model (TesseraTokensPage *self)
{
  GtkFilter *filter = g_object_ref (tessera_token_search_get_filter (self->search));

  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->tokens)), filter);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  tessera_token_table_set_tokens (self->table, G_LIST_MODEL (self->shown));
}

static void
drop_session (TesseraTokensPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  tessera_token_actions_set_list (self->actions, NULL, NULL, NULL);
  tessera_token_table_set_tokens (self->table, NULL);
  tessera_orphan_bar_set_list (self->orphan_bar, NULL, NULL, NULL);
  tessera_rotation_bar_set_list (self->rotation_bar, NULL, NULL, NULL, NULL);
  if (self->rotations != NULL)
    tessera_rotation_list_stop (self->rotations);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (tessera_session_get_client (self->session), self);
  if (self->tokens != NULL)
    g_signal_handlers_disconnect_by_data (self->tokens, self);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->rotations);
  g_clear_object (&self->tokens);
  g_clear_object (&self->session);
}

void
tessera_tokens_page_set_session (TesseraTokensPage *self, TesseraSession *session,
                                 TesseraMinter *minter, TesseraKeyring *keyring)
{
  TesseraResource *organization;
  TesseraResource *user;
  g_autofree char *name = NULL;

  drop_session (self);
  tessera_error_banner_hide (self->banner);
  if (session == NULL)
    return;
  organization = tessera_session_get_organization (session);
  name = tessera_text_one_line (tessera_resource_get_name (organization));
  g_set_object (&self->session, session);
  self->cancellable = g_cancellable_new ();
  self->tokens = tessera_token_list_new (tessera_session_get_client (session),
                                         tessera_resource_get_id (organization), keyring);
  self->rotations = tessera_rotation_list_new (self->tokens, tessera_resource_get_id (organization),
                                               minter, keyring, NULL);
  tessera_orphan_bar_set_list (self->orphan_bar, self->tokens, minter, self->rotations);
  tessera_rotation_bar_set_list (self->rotation_bar, self->rotations, self->tokens, session,
                                 keyring);
  user = tessera_session_get_user (session);
  tessera_token_search_set_user (self->search,
                                 user != NULL ? tessera_resource_get_id (user) : NULL);
  tessera_token_search_clear (self->search);
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, get_address (self));
  g_signal_connect_object (self->tokens, "notify::loading", G_CALLBACK (loading_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tessera_token_actions_set_list (self->actions, self->tokens, session, keyring);
  g_signal_connect_object (tessera_session_get_client (session), "received",
                           G_CALLBACK (received_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->received), FALSE);
  gtk_widget_set_visible (
      self->own_only,
      tessera_client_get_traits (tessera_session_get_client (session))->shows_own_tokens_only);
  set_model (self);
  gtk_stack_set_visible_child_name (self->states, "loading");
  tessera_tokens_page_refresh (self);
}

void
tessera_tokens_page_search (TesseraTokensPage *self)
{
  tessera_token_search_begin (self->search);
}

static void
clear_search_cb (TesseraTokensPage *self)
{
  tessera_token_search_clear (self->search);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
leave_search_cb (TesseraTokensPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* FLOOR: Tab enters at the header bar: otherwise GTK (seen with 4.8) moves the focus into the
 * table, and never out of it. */
static gboolean
tessera_tokens_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static gboolean
tessera_tokens_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TESSERA_TOKENS_PAGE (widget)->table));
}

static void
tessera_tokens_page_dispose (GObject *object)
{
  TesseraTokensPage *self = TESSERA_TOKENS_PAGE (object);

  if (self->session != NULL)
    drop_session (self);
  g_clear_object (&self->actions);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (tessera_tokens_page_parent_class)->dispose (object);
}

static void
tessera_tokens_page_class_init (TesseraTokensPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_tokens_page_dispose;
  widget_class->focus = tessera_tokens_page_focus;
  widget_class->grab_focus = tessera_tokens_page_grab_focus;

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_MAIN_MENU);
  g_type_ensure (TESSERA_TYPE_ORPHAN_BAR);
  g_type_ensure (TESSERA_TYPE_PAGE_SWITCHER);
  g_type_ensure (TESSERA_TYPE_ROTATION_BAR);
  g_type_ensure (TESSERA_TYPE_TOKEN_SEARCH);
  g_type_ensure (TESSERA_TYPE_TOKEN_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "tokens-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, connections);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, refresh);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, own_only);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, received);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, orphan_bar);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, rotation_bar);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, search);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, failure);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, sign_in_again);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, TesseraTokensPage, table);
  gtk_widget_class_bind_template_callback (widget_class, orphan_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rotation_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rotation_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_search_cb);
}

static void
tessera_tokens_page_init (TesseraTokensPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->names = tessera_name_cache_new (NULL);
  self->actions = tessera_token_actions_new (GTK_WIDGET (self), self->toasts, self->banner);
  tessera_token_table_set_actions (self->table, self->actions);
}
