/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compose/new-token-page-private.h"
#include "app/widgets/narrow-bin.h"
#include "app/widgets/settings.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define PREVIEW_WIDTH 340

G_DEFINE_FINAL_TYPE (TesseraNewTokenPage, tessera_new_token_page, ADW_TYPE_BIN)

static void
cancel_and_clear (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* The user's choices */

static void
set_generate_sensitive (TesseraNewTokenPage *self, gboolean sensitive)
{
  const char *what = self->edited != NULL ? _ ("Replace the token with one that has these "
                                               "permissions")
                                          : _ ("Create the token and show its value once");

  gtk_widget_set_sensitive (GTK_WIDGET (self->generate), sensitive);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->generate),
                               sensitive ? what : _ ("Select at least one permission first"));
}

static void
draft_changed_cb (TesseraNewTokenPage *self)
{
  g_autoptr (TesseraPermissionSet) permissions = tessera_draft_get_permissions (self->draft);
  g_autofree char *description = tessera_permission_set_describe (permissions);
  gboolean any = tessera_permission_set_get_size (permissions) > 0;

  gtk_entry_set_placeholder_text (self->description,
                                  any ? description : _ ("Generated from the permissions"));
  set_generate_sensitive (self, any);
}

static void
description_changed_cb (TesseraNewTokenPage *self)
{
  if (self->draft != NULL)
    tessera_draft_set_description (self->draft,
                                   gtk_editable_get_text (GTK_EDITABLE (self->description)));
}

gboolean
tessera_new_token_page_get_save_first (TesseraNewTokenPage *self)
{
  return gtk_switch_get_active (self->save_first);
}

gboolean
tessera_new_token_page_has_choice (TesseraNewTokenPage *self)
{
  return self->draft != NULL && tessera_draft_is_touched (self->draft);
}

static void
show_toast (TesseraNewTokenPage *self, const char *text, const char *button, const char *action)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Templates */

static void
show_choice (TesseraNewTokenPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->description),
                         tessera_draft_get_description (self->draft));
  tessera_permission_view_show_ticked (self->view);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraNewTokenPage *self = TESSERA_NEW_TOKEN_PAGE (widget);

  if (self->draft == NULL || self->minting != NULL)
    return;
  tessera_template_row_undo (self->template_row);
  show_choice (self);
}

static void
replaced_cb (TesseraNewTokenPage *self, guint left_out)
{
  g_autofree char *text = NULL;

  show_choice (self);
  if (tessera_template_row_can_undo (self->template_row))
    show_toast (self, _ ("Your previous selection was replaced"), _ ("_Undo"), "new-token.undo");
  if (left_out == 0)
    return;
  text = g_strdup_printf (ngettext ("%u permission was left out because its resource no longer "
                                    "exists",
                                    "%u permissions were left out because their resources no "
                                    "longer exist",
                                    left_out),
                          left_out);
  show_toast (self, text, NULL, NULL);
}

/* Starting */

/* Some things only an operator can do; they are offered once this account is known to be one. */
static void
operator_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraNewTokenPage) self = user_data;
  TesseraClient *client = TESSERA_CLIENT (source);

  if (!tessera_client_is_operator_finish (client, result) || self->draft == NULL ||
      client != tessera_session_get_client (self->session))
    return;
  tessera_template_row_offer_operator (self->template_row);
  tessera_owner_row_offer_new_user (self->owner_row);
}

/* The rows whose choices depend on the signed-in user. */
static void
fill_rows (TesseraNewTokenPage *self)
{
  tessera_template_row_set_draft (self->template_row, self->draft, self->tokens);
  tessera_owner_row_set_draft (self->owner_row, self->draft, self->session);
  tessera_client_is_operator_async (tessera_session_get_client (self->session), self->loading,
                                    operator_cb, g_object_ref (self));
}

/* The new token gets the description and owner of the edited one, unless they are changed. */
static void
keep_description_and_owner (TesseraNewTokenPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->description),
                         tessera_token_get_description (self->edited));
  tessera_draft_set_owner_of (self->draft, self->edited);
}

static void
begin_draft (TesseraNewTokenPage *self, const char *const *types)
{
  self->draft = tessera_draft_new (self->session, types);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tessera_draft_set_description (self->draft,
                                 gtk_editable_get_text (GTK_EDITABLE (self->description)));
  tessera_permission_view_set_tree (self->view, tessera_draft_get_tree (self->draft),
                                    tessera_draft_get_loader (self->draft));
  tessera_preview_pane_set_draft (self->preview, self->draft);
  fill_rows (self);
  if (self->like != NULL)
    tessera_template_row_copy (self->template_row, self->like);
  g_clear_object (&self->like);
  if (self->edited != NULL)
    keep_description_and_owner (self);
  draft_changed_cb (self);
  gtk_stack_set_visible_child_name (self->states, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->description));
}

static void
types_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraNewTokenPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) types =
      tessera_client_list_resource_types_finish (TESSERA_CLIENT (source), result, &error);
  g_autofree char *escaped = NULL;

  if (tessera_error_is_cancelled (error))
    return;
  if (types == NULL)
    {
      escaped = g_markup_escape_text (error->message, -1);
      adw_status_page_set_description (self->failure, escaped);
      gtk_stack_set_visible_child_name (self->states, "failed");
      return;
    }
  begin_draft (self, (const char *const *) types);
}

static void
load_types (TesseraNewTokenPage *self)
{
  cancel_and_clear (&self->loading);
  self->loading = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->states, "loading");
  set_generate_sensitive (self, FALSE);
  tessera_client_list_resource_types_async (tessera_session_get_client (self->session),
                                            self->loading, types_cb, g_object_ref (self));
}

static void
drop_choice (TesseraNewTokenPage *self)
{
  cancel_and_clear (&self->loading);
  cancel_and_clear (&self->minting);
  tessera_permission_view_set_tree (self->view, NULL, NULL);
  tessera_preview_pane_set_draft (self->preview, NULL);
  tessera_template_row_set_draft (self->template_row, NULL, NULL);
  tessera_owner_row_set_draft (self->owner_row, NULL, NULL);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_object (&self->minter);
  g_clear_object (&self->tokens);
  g_clear_object (&self->like);
  g_clear_object (&self->edited);
  g_clear_object (&self->lost);
  g_clear_pointer (&self->request, tessera_token_request_unref);
}

/* The title and the button show what the page is for. */
static void
show_purpose (TesseraNewTokenPage *self)
{
  gboolean edits = self->edited != NULL;

  adw_window_title_set_title (self->title, edits ? _ ("Edit Permissions") : _ ("New Token"));
  gtk_button_set_label (self->generate, edits ? _ ("_Replace…") : _ ("_Create Token"));
}

void
tessera_new_token_page_begin (TesseraNewTokenPage *self, TesseraSession *session,
                              TesseraMinter *minter, GListModel *tokens, TesseraToken *like)
{
  g_autofree char *organization = NULL;

  drop_choice (self);
  gtk_editable_set_text (GTK_EDITABLE (self->description), "");
  tessera_error_banner_hide (self->banner);
  if (session == NULL)
    return;
  g_set_object (&self->session, session);
  g_set_object (&self->minter, minter);
  g_set_object (&self->tokens, tokens);
  g_set_object (&self->like, like);
  organization = tessera_text_one_line (
      tessera_resource_get_name (tessera_session_get_organization (session)));
  adw_window_title_set_subtitle (self->title, organization);
  show_purpose (self);
  load_types (self);
}

void
tessera_new_token_page_begin_edit (TesseraNewTokenPage *self, TesseraSession *session,
                                   TesseraMinter *minter, GListModel *tokens, TesseraToken *old)
{
  tessera_new_token_page_begin (self, session, minter, tokens, old);
  g_set_object (&self->edited, old);
  show_purpose (self);
}

TesseraToken *
tessera_new_token_page_get_edited (TesseraNewTokenPage *self)
{
  return self->edited;
}

gboolean
tessera_new_token_page_is_begun (TesseraNewTokenPage *self)
{
  return self->session != NULL;
}

gboolean
tessera_new_token_page_go_on (TesseraNewTokenPage *self, TesseraSession *session)
{
  if (self->session == NULL ||
      !g_str_equal (tessera_client_get_address (tessera_session_get_client (self->session)),
                    tessera_client_get_address (tessera_session_get_client (session))) ||
      !g_str_equal (tessera_resource_get_id (tessera_session_get_organization (self->session)),
                    tessera_resource_get_id (tessera_session_get_organization (session))))
    return FALSE;
  g_set_object (&self->session, session);
  tessera_error_banner_hide (self->banner);
  if (self->draft == NULL)
    load_types (self);
  else
    {
      tessera_draft_set_session (self->draft, session);
      fill_rows (self);
    }
  return TRUE;
}

void
tessera_new_token_page_refresh (TesseraNewTokenPage *self)
{
  if (self->draft != NULL && self->minting == NULL)
    tessera_tree_loader_reload (tessera_draft_get_loader (self->draft));
}

void
tessera_new_token_page_search (TesseraNewTokenPage *self)
{
  if (self->draft != NULL)
    tessera_permission_view_start_search (self->view);
}

static void
narrow_changed_cb (TesseraNewTokenPage *self, GParamSpec *pspec, TesseraNarrowBin *bin)
{
  gboolean narrow = tessera_narrow_bin_is_narrow (bin);

  gtk_orientable_set_orientation (self->form,
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), narrow ? -1 : PREVIEW_WIDTH, -1);
  tessera_preview_pane_set_narrow (self->preview, narrow);
  tessera_template_row_set_narrow (self->template_row, narrow);
}

static void
tessera_new_token_page_dispose (GObject *object)
{
  TesseraNewTokenPage *self = TESSERA_NEW_TOKEN_PAGE (object);

  if (self->session != NULL)
    drop_choice (self);
  g_clear_pointer (&self->mint, tessera_mint_unref);
  G_OBJECT_CLASS (tessera_new_token_page_parent_class)->dispose (object);
}

static void
tessera_new_token_page_class_init (TesseraNewTokenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_new_token_page_dispose;
  gtk_widget_class_install_action (widget_class, "new-token.undo", NULL, undo_action);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_NARROW_BIN);
  g_type_ensure (TESSERA_TYPE_OWNER_ROW);
  g_type_ensure (TESSERA_TYPE_PERMISSION_VIEW);
  g_type_ensure (TESSERA_TYPE_PREVIEW_PANE);
  g_type_ensure (TESSERA_TYPE_TEMPLATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "new-token-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, header_stack);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, generate);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, failure);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, form);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, template_row);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, description);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, owner_row);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, save_first);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, view);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, preview);
  tessera_new_token_page_class_add_generate (widget_class);
  tessera_new_token_page_class_add_lost (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, load_types);
  gtk_widget_class_bind_template_callback (widget_class, replaced_cb);
  gtk_widget_class_bind_template_callback (widget_class, description_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
}

static void
tessera_new_token_page_init (TesseraNewTokenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The next token is saved in the same way as this one. */
  g_object_bind_property (tessera_settings_get (), TESSERA_SAVE_TO_KEYRING, self->save_first,
                          "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}
