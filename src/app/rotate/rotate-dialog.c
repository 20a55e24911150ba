/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rotate/rotate-dialog.h"

#include "app/widgets/error-banner.h"
#include "core/manage/lockout-check.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraRotateDialog
{
  TesseraDialog parent_instance;

  TesseraErrorBanner *banner;
  GtkLabel *heading;
  GtkLabel *body;
  AdwActionRow *switch_off_row;
  GtkSwitch *switch_off;
  GtkStack *states;
  GtkSpinner *spinner;
  GtkWidget *replace;

  TesseraRotationList *rotations;
  TesseraToken *token;
  TesseraTokenRequest *request;
  gboolean equal; /* to the old one is what it makes */
  TesseraMint *mint;
};

G_DEFINE_FINAL_TYPE (TesseraRotateDialog, tessera_rotate_dialog, TESSERA_TYPE_DIALOG)

static guint minted_signal;

static void
set_busy (TesseraRotateDialog *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->states, busy ? "busy" : "ready");
  gtk_spinner_set_spinning (self->spinner, busy);
  if (!busy)
    gtk_widget_grab_focus (self->replace);
}

static gboolean
is_closed (TesseraRotateDialog *self)
{
  return tessera_dialog_is_closed (TESSERA_DIALOG (self));
}

/* Creating the new token */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRotateDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->mint = tessera_rotation_list_begin_finish (TESSERA_ROTATION_LIST (source), result, &error);
  if (self->mint != NULL)
    {
      g_signal_emit (self, minted_signal, 0);
      if (!is_closed (self))
        gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (is_closed (self))
    return;
  set_busy (self, FALSE);
  tessera_error_banner_show (self->banner, NULL, error);
}

static void
replace_cb (TesseraRotateDialog *self)
{
  tessera_error_banner_hide (self->banner);
  set_busy (self, TRUE);
  tessera_rotation_list_begin_async (self->rotations, self->token, self->request,
                                     tessera_dialog_get_cancellable (TESSERA_DIALOG (self)),
                                     made_cb, g_object_ref (self));
}

TesseraToken *
tessera_rotate_dialog_get_token (TesseraRotateDialog *self)
{
  return self->token;
}

TesseraMint *
tessera_rotate_dialog_take_mint (TesseraRotateDialog *self)
{
  return g_steal_pointer (&self->mint);
}

gboolean
tessera_rotate_dialog_get_switch_off (TesseraRotateDialog *self)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (self->switch_off_row)) &&
         gtk_switch_get_active (self->switch_off);
}

/* The dialog's content */

static void
keep_old_on (TesseraRotateDialog *self, const char *reason)
{
  gtk_switch_set_active (self->switch_off, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->switch_off_row), FALSE);
  adw_action_row_set_subtitle (self->switch_off_row, reason);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraRotateDialog) self = user_data;
  g_autoptr (TesseraLockout) lockout = tessera_lockout_check_finish (result, NULL);

  if (lockout == NULL || is_closed (self))
    return;
  if (lockout->own != NULL)
    keep_old_on (self,
                 _ ("Tessera is signed in with the old token. Sign in with the new one first."));
  else if (lockout->perhaps_own)
    keep_old_on (
        self, _ ("Tessera may be signed in with the old token. Sign in with the new one first."));
  else if (lockout->last_operator != NULL && !self->equal)
    keep_old_on (self, _ ("This is the last operator token on this server. First make sure that "
                          "you can do without it."));
  set_busy (self, FALSE);
}

static char *
explain_lockout (TesseraRotateDialog *self, guint left_out)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->equal && !tessera_token_get_saved (self->token))
    g_string_append_printf (text, "%s\n\n",
                            _ ("The value of this token is not in this desktop’s keyring, and "
                               "InfluxDB can never show it again."));
  if (!self->equal)
    g_string_append_printf (text, "%s\n\n",
                            _ ("InfluxDB can’t change the permissions of a token."));
  g_string_append (text, self->equal
                             ? _ ("A token with the same permissions, owner, and description will "
                                  "be created, and its value will be shown once. The old token "
                                  "will not be deleted until you confirm that all your programs "
                                  "use the new one.")
                             : _ ("A token with the permissions you selected will be created, and "
                                  "its value will be shown once. The old token will not be "
                                  "deleted until you confirm that all your programs use the new "
                                  "one."));
  if (left_out > 0)
    {
      g_string_append (text, "\n\n");
      g_string_append_printf (text,
                              ngettext ("%u permission will be left out because its resource no "
                                        "longer exists.",
                                        "%u permissions will be left out because their resources "
                                        "no longer exist.",
                                        left_out),
                              left_out);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_token (TesseraRotateDialog *self, guint left_out)
{
  g_autofree char *name = tessera_token_make_name (self->token);
  g_autofree char *body = explain_lockout (self, left_out);
  g_autofree char *heading = g_strdup_printf (_ ("Replace “%s”?"), name);

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->body, body);
  if (tessera_token_is_active (self->token))
    {
      adw_action_row_set_subtitle (self->switch_off_row,
                                   _ ("The old token is deactivated as soon as the new value is "
                                      "saved or copied. If this is off, both tokens work until you "
                                      "deactivate the old one."));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->switch_off_row), FALSE);
  adw_action_row_set_subtitle (self->switch_off_row, _ ("The old token is already inactive"));
}

static void
tessera_rotate_dialog_dispose (GObject *object)
{
  TesseraRotateDialog *self = TESSERA_ROTATE_DIALOG (object);

  g_clear_object (&self->rotations);
  g_clear_object (&self->token);
  g_clear_pointer (&self->request, tessera_token_request_unref);
  g_clear_pointer (&self->mint, tessera_mint_unref);
  G_OBJECT_CLASS (tessera_rotate_dialog_parent_class)->dispose (object);
}

static void
tessera_rotate_dialog_class_init (TesseraRotateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_rotate_dialog_dispose;
  minted_signal = g_signal_new ("minted", TESSERA_TYPE_ROTATE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "rotate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraRotateDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotateDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotateDialog, body);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotateDialog, switch_off_row);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotateDialog, switch_off);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotateDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotateDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, TesseraRotateDialog, replace);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
}

static void
tessera_rotate_dialog_init (TesseraRotateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TesseraRotateDialog *
tessera_rotate_dialog_new (GtkWindow *parent, TesseraRotationList *rotations,
                           TesseraTokenList *tokens, TesseraSession *session,
                           TesseraKeyring *keyring, TesseraToken *token,
                           TesseraTokenRequest *request)
{
  TesseraRotateDialog *self = tessera_dialog_new (TESSERA_TYPE_ROTATE_DIALOG, parent);
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
  guint left_out = 0;

  self->rotations = g_object_ref (rotations);
  self->token = g_object_ref (token);
  self->request = request != NULL ? tessera_token_request_ref (request)
                                  : tessera_rotation_make_request (token, &left_out);
  self->equal = request == NULL;
  show_token (self, left_out);
  g_ptr_array_add (one, g_object_ref (token));
  tessera_lockout_check_async (tokens, session, keyring, one,
                               tessera_dialog_get_cancellable (TESSERA_DIALOG (self)), looked_cb,
                               g_object_ref (self));
  return self;
}
