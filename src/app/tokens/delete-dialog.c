/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/delete-dialog.h"

#include "app/widgets/dialog.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define NAMED 3 /* for several tokens */

#define TESSERA_TYPE_DELETE_DIALOG (tessera_delete_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TesseraDeleteDialog, tessera_delete_dialog, TESSERA, DELETE_DIALOG,
                      TesseraDialog)

struct _TesseraDeleteDialog
{
  TesseraDialog parent_instance;

  GtkLabel *heading;
  GtkLabel *what;
  GtkLabel *consequence;
  GtkWidget *lockout;
  GtkLabel *lockout_text;
  GtkLabel *recovery;
  GtkWidget *form;
  GtkEditable *typed;
  GtkWidget *delete;
  GtkWidget *cancel;

  char *number; /* the number to type; NULL for one token */
  gboolean confirmed;
  GTask *task;
};

G_DEFINE_FINAL_TYPE (TesseraDeleteDialog, tessera_delete_dialog, TESSERA_TYPE_DIALOG)

static void
typed_cb (TesseraDeleteDialog *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->typed)));

  gtk_widget_set_sensitive (self->delete, g_strcmp0 (typed, self->number) == 0);
}

static void
delete_cb (TesseraDeleteDialog *self)
{
  if (!gtk_widget_is_sensitive (self->delete))
    return;
  self->confirmed = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* However the window is closed, the caller gets an answer. */
static void
tessera_delete_dialog_dispose (GObject *object)
{
  TesseraDeleteDialog *self = TESSERA_DELETE_DIALOG (object);

  if (self->task != NULL)
    g_task_return_boolean (self->task, self->confirmed);
  g_clear_object (&self->task);
  g_clear_pointer (&self->number, g_free);
  G_OBJECT_CLASS (tessera_delete_dialog_parent_class)->dispose (object);
}

static void
tessera_delete_dialog_class_init (TesseraDeleteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_delete_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "delete-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, what);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, consequence);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, lockout);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, lockout_text);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, recovery);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, form);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, typed);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, delete);
  gtk_widget_class_bind_template_child (widget_class, TesseraDeleteDialog, cancel);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
tessera_delete_dialog_init (TesseraDeleteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->recovery), GTK_TEXT_DIR_LTR); /* a command */
}

static void
describe_one (TesseraDeleteDialog *self, TesseraToken *token)
{
  g_autofree char *name = tessera_token_make_name (token);
  g_autofree char *owner = tessera_text_isolate (tessera_token_get_owner (token));
  g_autofree char *what =
      /* Translators: a token's description, its owner, and what it can do */
      g_strdup_printf (_ ("“%s”\nOwner: %s\n%s"), name, owner, tessera_token_get_summary (token));

  gtk_label_set_text (self->heading, _ ("Delete This Token?"));
  gtk_label_set_text (self->what, what);
  gtk_label_set_text (
      self->consequence,
      tessera_token_get_saved (token)
          ? _ ("Programs that use it will lose access immediately, and its value will be removed "
               "from your keyring. This can’t be undone. If you are not sure, deactivate it "
               "instead.")
          : _ ("Programs that use it will lose access immediately. This can’t be undone. If you "
               "are not sure, deactivate it instead."));
}

static void
describe_many (TesseraDeleteDialog *self, GPtrArray *tokens)
{
  guint count = tokens->len;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Delete %u Token?", "Delete %u Tokens?", count), count);
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = tessera_token_make_name (g_ptr_array_index (tokens, i));

      /* Translators: %s is a token's description, in a list of them */
      g_ptr_array_add (names, g_strdup_printf (C_ ("in a list", "“%s”"), name));
    }
  text = tessera_text_list ((const char *const *) names->pdata, count, NAMED);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->what, text);
  gtk_label_set_text (self->consequence,
                      _ ("Programs that use them will lose access immediately, and any saved "
                         "values will be removed from your keyring. This can’t be undone. If you "
                         "are not sure, deactivate them instead."));
  self->number = g_strdup_printf ("%u", count);
  /* Translators: %u is the number of tokens */
  title = g_strdup_printf (_ ("Type %u to Delete Them"), count);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->typed), title);
  gtk_widget_set_visible (self->form, TRUE);
  typed_cb (self);
}

static void
show_lockout (TesseraDeleteDialog *self, const TesseraLockout *lockout)
{
  g_autofree char *text = tessera_lockout_explain (lockout, TESSERA_CHANGE_DELETE);
  g_autofree char *recovery = tessera_lockout_get_recovery (lockout);

  gtk_widget_set_visible (self->lockout, text != NULL);
  gtk_label_set_text (self->lockout_text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->recovery), recovery != NULL);
  gtk_label_set_text (self->recovery, recovery != NULL ? recovery : "");
}

void
tessera_delete_dialog_ask_async (GtkWindow *parent, GPtrArray *tokens,
                                 const TesseraLockout *lockout, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  TesseraDeleteDialog *self = tessera_dialog_new (TESSERA_TYPE_DELETE_DIALOG, parent);

  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, tessera_delete_dialog_ask_async);
  if (tokens->len == 1)
    describe_one (self, g_ptr_array_index (tokens, 0));
  else
    describe_many (self, tokens);
  show_lockout (self, lockout);
  gtk_window_set_focus (GTK_WINDOW (self),
                        self->number != NULL ? GTK_WIDGET (self->typed) : self->cancel);
  gtk_window_present (GTK_WINDOW (self));
}

gboolean
tessera_delete_dialog_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
