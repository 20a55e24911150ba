/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/new-token-page.h"

#include "app/error-banner.h"
#include "app/permission-view.h"
#include "core/error.h"
#include "core/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraNewTokenPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkStack *header_stack;
  GtkWidget *generate;
  GtkWidget *cancel;
  GtkSpinner *spinner;
  TesseraErrorBanner *banner;
  GtkStack *states;
  AdwStatusPage *failure;
  GtkWidget *form;
  GtkEntry *description;
  TesseraPermissionView *view;
  GtkLabel *summary;

  TesseraSession *session;
  TesseraMinter *minter;
  TesseraPermissionTree *tree;
  TesseraMint *mint;
  GCancellable *loading; /* of the types */
  GCancellable *minting;
};

G_DEFINE_FINAL_TYPE (TesseraNewTokenPage, tessera_new_token_page, ADW_TYPE_BIN)

static guint minted_signal;

static void
cancel_and_clear (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* What is chosen */

static void
set_generate_sensitive (TesseraNewTokenPage *self, gboolean sensitive)
{
  gtk_widget_set_sensitive (self->generate, sensitive);
  gtk_widget_set_tooltip_text (self->generate,
                               sensitive ? _ ("Make the token and show its value once")
                                         : _ ("Tick at least one permission first"));
}

/* "Reads all Buckets, writes telemetry" as a sentence about this token. */
static char *
make_sentence (TesseraPermissionSet *permissions)
{
  g_autofree char *summary = tessera_permission_set_summarise (permissions);

  if (tessera_permission_set_get_size (permissions) == 0)
    return g_strdup (_ ("Nothing is ticked: this token may do nothing yet."));
  /* Translators: %s is what the token may do, as in "Reads telemetry" */
  return g_strdup_printf (_ ("What this token may do: %s"), summary);
}

static void
choice_changed_cb (TesseraNewTokenPage *self)
{
  g_autoptr (TesseraPermissionSet) permissions =
      tessera_permission_tree_get_permissions (self->tree);
  g_autofree char *description = tessera_permission_set_describe (permissions);
  g_autofree char *sentence = make_sentence (permissions);
  gboolean any = tessera_permission_set_get_size (permissions) > 0;

  gtk_entry_set_placeholder_text (self->description,
                                  any ? description : _ ("Generated from what is ticked"));
  gtk_label_set_text (self->summary, sentence);
  set_generate_sensitive (self, any);
}

gboolean
tessera_new_token_page_has_choice (TesseraNewTokenPage *self)
{
  g_autoptr (TesseraPermissionSet) permissions = NULL;

  if (self->tree == NULL)
    return FALSE;
  permissions = tessera_permission_tree_get_permissions (self->tree);
  return tessera_permission_set_get_size (permissions) > 0 ||
         *gtk_editable_get_text (GTK_EDITABLE (self->description)) != '\0';
}

/* Loading the types */

static void
set_tree (TesseraNewTokenPage *self, const char *const *types)
{
  TesseraResource *user = tessera_session_get_user (self->session);
  const char *org_id = tessera_resource_get_id (tessera_session_get_organisation (self->session));

  self->tree =
      tessera_permission_tree_new (types, org_id, user != NULL ? tessera_resource_get_id (user) : NULL);
  g_signal_connect_object (self->tree, "changed", G_CALLBACK (choice_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tessera_permission_view_set_tree (self->view, self->tree,
                                    tessera_session_get_client (self->session), org_id);
  choice_changed_cb (self);
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

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (types != NULL)
    {
      set_tree (self, (const char *const *) types);
      return;
    }
  escaped = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->failure, escaped);
  gtk_stack_set_visible_child_name (self->states, "failed");
}

static void
load_types (TesseraNewTokenPage *self)
{
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
  tessera_permission_view_set_tree (self->view, NULL, NULL, NULL);
  if (self->tree != NULL)
    g_signal_handlers_disconnect_by_data (self->tree, self);
  g_clear_object (&self->tree);
  g_clear_object (&self->session);
  g_clear_object (&self->minter);
}

void
tessera_new_token_page_begin (TesseraNewTokenPage *self, TesseraSession *session,
                              TesseraMinter *minter)
{
  g_autofree char *organisation = NULL;

  drop_choice (self);
  gtk_editable_set_text (GTK_EDITABLE (self->description), "");
  tessera_error_banner_hide (self->banner);
  if (session == NULL)
    return;
  g_set_object (&self->session, session);
  g_set_object (&self->minter, minter);
  organisation = tessera_text_one_line (
      tessera_resource_get_name (tessera_session_get_organisation (session)));
  adw_window_title_set_subtitle (self->title, organisation);
  load_types (self);
}

/* Making it */

static void
set_busy (TesseraNewTokenPage *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->header_stack, busy ? "busy" : "generate");
  gtk_spinner_set_spinning (self->spinner, busy);
  /* First: an entry must not have the focus when it becomes insensitive. */
  gtk_widget_grab_focus (busy ? self->cancel : self->generate);
  gtk_widget_set_sensitive (self->form, !busy);
}

static void
show_failure (TesseraNewTokenPage *self, const GError *error)
{
  g_autoptr (GError) cancelled = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      cancelled = tessera_error_new (TESSERA_ERROR_FAILED, NULL,
                                     _ ("Cancelled. Should the server have made the token already, "
                                        "Tokens tells after a refresh and offers to delete it."));
      error = cancelled;
    }
  tessera_error_banner_show (self->banner, NULL, error);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_UNAUTHORIZED))
    tessera_error_banner_offer (self->banner, _ ("Sign In Again"), "win.sign-in-again");
}

static void
minted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraNewTokenPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraMint) mint =
      tessera_minter_mint_finish (TESSERA_MINTER (source), result, &error);

  g_clear_object (&self->minting);
  set_busy (self, FALSE);
  if (mint == NULL)
    {
      show_failure (self, error);
      return;
    }
  self->mint = g_steal_pointer (&mint);
  g_signal_emit (self, minted_signal, 0);
}

void
tessera_new_token_page_generate (TesseraNewTokenPage *self)
{
  g_autoptr (TesseraPermissionSet) permissions = NULL;
  g_autoptr (TesseraTokenRequest) request = NULL;

  if (self->tree == NULL || self->minting != NULL || !gtk_widget_get_sensitive (self->generate))
    return;
  tessera_error_banner_hide (self->banner);
  permissions = tessera_permission_tree_get_permissions (self->tree);
  request = tessera_token_request_new (
      tessera_resource_get_id (tessera_session_get_organisation (self->session)), NULL,
      gtk_editable_get_text (GTK_EDITABLE (self->description)), permissions);
  self->minting = g_cancellable_new ();
  set_busy (self, TRUE);
  tessera_minter_mint_async (self->minter, tessera_session_get_client (self->session), request,
                             self->minting, minted_cb, g_object_ref (self));
}

gboolean
tessera_new_token_page_cancel (TesseraNewTokenPage *self)
{
  /* minted_cb() clears it: until then the page stays busy. */
  g_cancellable_cancel (self->minting);
  return self->minting != NULL;
}

TesseraMint *
tessera_new_token_page_take_mint (TesseraNewTokenPage *self)
{
  return g_steal_pointer (&self->mint);
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
  minted_signal = g_signal_new ("minted", TESSERA_TYPE_NEW_TOKEN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_PERMISSION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "new-token-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, header_stack);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, generate);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, failure);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, form);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, description);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, view);
  gtk_widget_class_bind_template_child (widget_class, TesseraNewTokenPage, summary);
  gtk_widget_class_bind_template_callback (widget_class, tessera_new_token_page_generate);
  gtk_widget_class_bind_template_callback (widget_class, tessera_new_token_page_cancel);
  gtk_widget_class_bind_template_callback (widget_class, load_types);
}

static void
tessera_new_token_page_init (TesseraNewTokenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
