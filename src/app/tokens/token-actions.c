/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-actions.h"

#include "app/tokens/delete-dialog.h"
#include "app/tokens/rename-dialog.h"
#include "app/use/saved-test.h"
#include "app/widgets/ask.h"
#include "core/base/error.h"
#include "core/manage/lockout-check.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraTokenActions
{
  GObject parent_instance;

  GtkWidget *page; /* this and the next two are good for as long as there is a list */
  AdwToastOverlay *toasts;
  TesseraErrorBanner *banner;

  TesseraTokenList *list;
  TesseraSession *session;
  TesseraKeyring *keyring;
  GCancellable *cancellable; /* of the list */

  gboolean busy; /* from the question to the end */
  TesseraBulk *bulk;
  GCancellable *stop; /* of the bulk */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TesseraTokenActions, tessera_token_actions, G_TYPE_OBJECT)

static void
emit_changed (TesseraTokenActions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWindow *
get_window (TesseraTokenActions *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->page));
}

static AdwToast *
add_toast (TesseraTokenActions *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1); /* a toast's title is markup */
  AdwToast *toast = adw_toast_new (escaped);

  /* What was just done, not after what was told before. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
  return toast;
}

void
tessera_token_actions_tell (TesseraTokenActions *self, const char *text)
{
  add_toast (self, text);
}

/* Undoing */

typedef struct
{
  TesseraTokenActions *actions;
  TesseraTokenList *list; /* that it was done to */
  GPtrArray *tokens;
  TesseraChange change; /* what takes it back */
  char *description;    /* or the old one of a single token */
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *self = data;

  g_object_unref (self->actions);
  g_object_unref (self->list);
  g_ptr_array_unref (self->tokens);
  g_free (self->description);
  g_free (self);
}

static void run (TesseraTokenActions *self, TesseraChange change, GPtrArray *tokens,
                 TesseraToken *last);
static void rename_to (TesseraTokenActions *self, TesseraToken *token, const char *description,
                       gboolean undoable);

static void
undo_cb (AdwToast *toast, gpointer user_data)
{
  Undo *undo = user_data;
  TesseraTokenActions *self = undo->actions;

  if (self->list != undo->list || self->busy)
    return;
  if (undo->description != NULL)
    rename_to (self, g_ptr_array_index (undo->tokens, 0), undo->description, FALSE);
  else
    run (self, undo->change, undo->tokens, NULL);
}

static void
offer_undo (TesseraTokenActions *self, AdwToast *toast, GPtrArray *tokens, TesseraChange change,
            const char *description)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->actions = g_object_ref (self);
  undo->list = g_object_ref (self->list);
  undo->tokens = g_ptr_array_ref (tokens);
  undo->change = change;
  undo->description = g_strdup (description);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), undo, undo_free, 0);
}

/* Renaming */

typedef struct
{
  TesseraTokenActions *actions;
  TesseraToken *token;
  char *before;
  gboolean undoable;
} Renaming;

static void
renaming_free (Renaming *self)
{
  g_object_unref (self->actions);
  g_object_unref (self->token);
  g_free (self->before);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renaming, renaming_free)

static Renaming *
renaming_new (TesseraTokenActions *actions, TesseraToken *token)
{
  Renaming *self = g_new0 (Renaming, 1);

  self->actions = g_object_ref (actions);
  self->token = g_object_ref (token);
  return self;
}

static void
saved_renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  TesseraTokenActions *self = renaming->actions;
  g_autoptr (GError) error = NULL;

  if (!tessera_keyring_rename_token_finish (TESSERA_KEYRING (source), result, &error) &&
      self->list != NULL)
    tessera_error_banner_show (
        self->banner, _ ("The token was renamed, but it keeps its old description in the keyring."),
        error);
}

/* What is saved is found by its description. */
static void
rename_saved (TesseraTokenActions *self, Renaming *renaming)
{
  if (self->keyring == NULL || !tessera_token_get_saved (renaming->token))
    return;
  tessera_keyring_rename_token_async (
      self->keyring, tessera_client_get_address (tessera_session_get_client (self->session)),
      renaming->token, NULL, saved_renamed_cb, renaming_new (self, renaming->token));
}

static void
renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  TesseraTokenActions *self = renaming->actions;
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_token_change_finish (TESSERA_TOKEN_LIST (source), result, &error);

  if (self->list != TESSERA_TOKEN_LIST (source))
    return;
  emit_changed (self);
  if (!done)
    {
      g_autofree char *name = tessera_token_make_name (renaming->token);
      g_autofree char *before = g_strdup_printf (_ ("“%s” could not be renamed."), name);

      tessera_error_banner_show_request (self->banner, before, error);
      return;
    }
  rename_saved (self, renaming);
  g_ptr_array_add (one, g_object_ref (renaming->token));
  if (renaming->undoable)
    offer_undo (self, add_toast (self, _ ("Renamed")), one, 0, renaming->before);
}

static void
rename_to (TesseraTokenActions *self, TesseraToken *token, const char *description,
           gboolean undoable)
{
  Renaming *renaming = renaming_new (self, token);

  renaming->before = g_strdup (tessera_token_get_description (token));
  renaming->undoable = undoable;
  tessera_error_banner_hide (self->banner);
  tessera_token_rename_async (self->list, token, description, NULL, renamed_cb, renaming);
}

static void
name_given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  g_autofree char *description = tessera_rename_dialog_ask_finish (result);

  if (description != NULL && renaming->actions->list != NULL)
    rename_to (renaming->actions, renaming->token, description, TRUE);
}

void
tessera_token_actions_rename (TesseraTokenActions *self, TesseraToken *token)
{
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->actions = g_object_ref (self);
  renaming->token = g_object_ref (token);
  tessera_rename_dialog_ask_async (get_window (self), tessera_token_get_description (token),
                                   name_given_cb, renaming);
}

/* What is deleted leaves the keyring */

/* One after the other: there may be thousands. */
typedef struct
{
  TesseraTokenActions *actions;
  TesseraTokenList *list;
  TesseraKeyring *keyring;
  GPtrArray *tokens;
  guint next;
} Forgetting;

static void
forgetting_free (Forgetting *self)
{
  g_object_unref (self->actions);
  g_object_unref (self->list);
  g_object_unref (self->keyring);
  g_ptr_array_unref (self->tokens);
  g_free (self);
}

static void forget_next (Forgetting *forgetting);

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Forgetting *forgetting = user_data;
  TesseraTokenActions *self = forgetting->actions;
  g_autoptr (GError) error = NULL;

  if (tessera_keyring_forget_token_finish (TESSERA_KEYRING (source), result, &error) ||
      g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_FOUND))
    {
      forget_next (forgetting);
      return;
    }
  if (self->list == forgetting->list)
    tessera_error_banner_show (self->banner,
                               _ ("The token was deleted, but its value is still in the keyring. "
                                  "The value no longer works."),
                               error);
  forgetting_free (forgetting);
}

static void
forget_next (Forgetting *forgetting)
{
  TesseraClient *client = tessera_token_list_get_client (forgetting->list);

  while (forgetting->next < forgetting->tokens->len)
    {
      TesseraToken *token = g_ptr_array_index (forgetting->tokens, forgetting->next++);

      if (!tessera_token_get_saved (token))
        continue;
      tessera_keyring_forget_token_async (forgetting->keyring, tessera_client_get_address (client),
                                          tessera_token_get_id (token), NULL, forgotten_cb,
                                          forgetting);
      return;
    }
  forgetting_free (forgetting);
}

static void
forget_values (TesseraTokenActions *self, GPtrArray *deleted)
{
  Forgetting *forgetting;

  if (self->keyring == NULL)
    return;
  forgetting = g_new0 (Forgetting, 1);
  forgetting->actions = g_object_ref (self);
  forgetting->list = g_object_ref (self->list);
  forgetting->keyring = g_object_ref (self->keyring);
  forgetting->tokens = g_ptr_array_ref (deleted);
  forget_next (forgetting);
}

/* Running */

/* One token is told of by its name, several by their number. */
static char *
summarize (TesseraBulk *bulk)
{
  GPtrArray *changed = tessera_bulk_get_changed (bulk);
  g_autofree char *name = NULL;

  if (tessera_bulk_get_total (bulk) != 1 || changed->len != 1)
    return tessera_bulk_summarize (bulk);
  name = tessera_token_make_name (g_ptr_array_index (changed, 0));
  switch (tessera_bulk_get_change (bulk))
    {
    case TESSERA_CHANGE_ACTIVATE:
      return g_strdup_printf (_ ("“%s” was activated"), name);
    case TESSERA_CHANGE_DEACTIVATE:
      return g_strdup_printf (_ ("“%s” was deactivated"), name);
    case TESSERA_CHANGE_DELETE:
    default:
      return g_strdup_printf (_ ("“%s” was deleted"), name);
    }
}

static void
tell (TesseraTokenActions *self, TesseraBulk *bulk, const GError *error)
{
  TesseraChange change = tessera_bulk_get_change (bulk);
  GPtrArray *changed = tessera_bulk_get_changed (bulk);
  g_autofree char *summary = summarize (bulk);
  gboolean failed = error != NULL && !tessera_error_is_cancelled (error);

  if (failed)
    {
      /* Translators: what was done, for example "3 tokens deleted", and the end of the sentence */
      g_autofree char *before = g_strdup_printf (_ ("%s."), summary);

      tessera_error_banner_show_request (self->banner, before, error);
    }
  if (change == TESSERA_CHANGE_DELETE)
    forget_values (self, changed);
  if (!failed || changed->len > 0)
    {
      AdwToast *toast = add_toast (self, summary);

      if (change != TESSERA_CHANGE_DELETE && changed->len > 0)
        offer_undo (self, toast, changed,
                    change == TESSERA_CHANGE_ACTIVATE ? TESSERA_CHANGE_DEACTIVATE
                                                      : TESSERA_CHANGE_ACTIVATE,
                    NULL);
    }
}

static void
ended (TesseraTokenActions *self)
{
  self->busy = FALSE;
  g_clear_object (&self->bulk);
  g_clear_object (&self->stop);
  emit_changed (self);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraTokenActions) self = user_data;
  g_autoptr (TesseraBulk) bulk = g_object_ref (TESSERA_BULK (source));
  g_autoptr (GError) error = NULL;

  tessera_bulk_run_finish (bulk, result, &error);
  if (self->bulk != bulk)
    return;
  ended (self);
  tell (self, bulk, error);
}

static void
run (TesseraTokenActions *self, TesseraChange change, GPtrArray *tokens, TesseraToken *last)
{
  tessera_error_banner_hide (self->banner);
  self->busy = TRUE;
  self->bulk = tessera_bulk_new (self->list, change, tokens, last);
  self->stop = g_cancellable_new ();
  tessera_bulk_run_async (self->bulk, self->stop, run_cb, g_object_ref (self));
  emit_changed (self);
}

/* Questions before it */

typedef struct
{
  TesseraTokenActions *actions;
  TesseraTokenList *list;
  TesseraChange change;
  GPtrArray *tokens;
  TesseraLockout *lockout;
} Wish;

static void
wish_free (Wish *self)
{
  g_object_unref (self->actions);
  g_object_unref (self->list);
  g_ptr_array_unref (self->tokens);
  g_clear_pointer (&self->lockout, tessera_lockout_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
go (Wish *wish, gboolean confirmed)
{
  TesseraTokenActions *self = wish->actions;

  if (self->list != wish->list)
    return;
  if (confirmed)
    run (self, wish->change, wish->tokens, wish->lockout->own);
  else
    ended (self);
}

static void
delete_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;

  go (wish, tessera_delete_dialog_ask_finish (result));
}

static void
deactivate_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;

  go (wish, tessera_ask_finish (result) == 1);
}

static void
ask_to_deactivate (Wish *wish, const char *warning)
{
  g_autofree char *recovery = tessera_lockout_get_recovery (wish->lockout);
  g_autofree char *body = g_strjoin ("\n", warning, recovery, NULL);
  TesseraAskAnswer answers[] = {
    { _ ("_Keep Active"), TESSERA_ASK_PLAIN },
    { _ ("_Deactivate"), TESSERA_ASK_DESTRUCTIVE },
  };

  tessera_ask_async (get_window (wish->actions), _ ("Deactivate This Token?"), body, answers,
                     G_N_ELEMENTS (answers), wish->actions->cancellable, deactivate_answered_cb,
                     wish);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  TesseraTokenActions *self = wish->actions;
  g_autofree char *warning = NULL;

  wish->lockout = tessera_lockout_check_finish (result, NULL);
  if (wish->lockout == NULL || self->list != wish->list)
    return;
  if (wish->change == TESSERA_CHANGE_DELETE)
    {
      GPtrArray *tokens = wish->tokens;
      const TesseraLockout *lockout = wish->lockout;

      tessera_delete_dialog_ask_async (get_window (self), tokens, lockout, delete_answered_cb,
                                       g_steal_pointer (&wish));
      return;
    }
  warning = tessera_lockout_explain (wish->lockout, wish->change);
  if (warning != NULL)
    ask_to_deactivate (g_steal_pointer (&wish), warning);
  else
    go (wish, TRUE);
}

void
tessera_token_actions_change (TesseraTokenActions *self, TesseraChange change, GPtrArray *tokens)
{
  Wish *wish;

  if (self->busy || self->list == NULL || tokens->len == 0)
    return;
  if (change == TESSERA_CHANGE_ACTIVATE)
    {
      run (self, change, tokens, NULL);
      return;
    }
  self->busy = TRUE;
  wish = g_new0 (Wish, 1);
  wish->actions = g_object_ref (self);
  wish->list = g_object_ref (self->list);
  wish->change = change;
  wish->tokens = g_ptr_array_ref (tokens);
  tessera_lockout_check_async (self->list, self->session, self->keyring, tokens, self->cancellable,
                               looked_cb, wish);
  emit_changed (self);
}

void
tessera_token_actions_test (TesseraTokenActions *self, TesseraToken *token)
{
  if (self->keyring != NULL)
    tessera_saved_test (self->page, self->banner, self->keyring,
                        tessera_client_get_address (tessera_session_get_client (self->session)),
                        token, self->cancellable);
}

void
tessera_token_actions_cancel (TesseraTokenActions *self)
{
  g_cancellable_cancel (self->stop);
}

TesseraBulk *
tessera_token_actions_get_bulk (TesseraTokenActions *self)
{
  return self->bulk;
}

gboolean
tessera_token_actions_is_busy (TesseraTokenActions *self)
{
  return self->busy;
}

void
tessera_token_actions_set_list (TesseraTokenActions *self, TesseraTokenList *list,
                                TesseraSession *session, TesseraKeyring *keyring)
{
  g_cancellable_cancel (self->stop);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->stop);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->bulk);
  self->busy = FALSE;
  g_set_object (&self->list, list);
  g_set_object (&self->session, session);
  g_set_object (&self->keyring, keyring);
  if (list != NULL)
    self->cancellable = g_cancellable_new ();
}

static void
tessera_token_actions_dispose (GObject *object)
{
  tessera_token_actions_set_list (TESSERA_TOKEN_ACTIONS (object), NULL, NULL, NULL);
  G_OBJECT_CLASS (tessera_token_actions_parent_class)->dispose (object);
}

static void
tessera_token_actions_class_init (TesseraTokenActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tessera_token_actions_dispose;
  signals[CHANGED] = g_signal_new ("changed", TESSERA_TYPE_TOKEN_ACTIONS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tessera_token_actions_init (TesseraTokenActions *self)
{
}

void
tessera_token_actions_set_place (TesseraTokenActions *self, GtkWidget *page,
                                 AdwToastOverlay *toasts, TesseraErrorBanner *banner)
{
  self->page = page;
  self->toasts = toasts;
  self->banner = banner;
}

TesseraTokenActions *
tessera_token_actions_new (GtkWidget *page, AdwToastOverlay *toasts, TesseraErrorBanner *banner)
{
  TesseraTokenActions *self = g_object_new (TESSERA_TYPE_TOKEN_ACTIONS, NULL);

  tessera_token_actions_set_place (self, page, toasts, banner);
  return self;
}
