/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tokens/token-actions.h"

#include "app/tokens/confirm-change.h"
#include "app/tokens/forget-values.h"
#include "app/tokens/rename-dialog.h"
#include "app/use/saved-test.h"
#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraTokenActions
{
  GObject parent_instance;

  GtkWidget *page; /* this and the next two are valid while there is a list */
  AdwToastOverlay *toasts;
  TesseraErrorBanner *banner;

  TesseraTokenList *list;
  TesseraSession *session;
  TesseraKeyring *keyring;
  GCancellable *cancellable; /* of the list */

  gboolean busy; /* from the question until everything is done */
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

  /* Shown at once, not queued after earlier messages. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
  return toast;
}

void
tessera_token_actions_report (TesseraTokenActions *self, const char *text)
{
  add_toast (self, text);
}

/* Undoing */

typedef struct
{
  TesseraTokenActions *actions;
  TesseraTokenList *list; /* the changed tokens */
  GPtrArray *tokens;
  TesseraChange change; /* the change that undoes it */
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

static void run_change (TesseraTokenActions *self, TesseraChange change, GPtrArray *tokens,
                        TesseraToken *last);
static void rename_back (TesseraTokenActions *self, TesseraToken *token, const char *description);

static void
undo_cb (AdwToast *toast, gpointer user_data)
{
  Undo *undo = user_data;
  TesseraTokenActions *self = undo->actions;

  if (self->list != undo->list || self->busy)
    return;
  if (undo->description != NULL)
    rename_back (self, g_ptr_array_index (undo->tokens, 0), undo->description);
  else
    run_change (self, undo->change, undo->tokens, NULL);
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

/* A change stays with the list it was started on, and with its keyring: by the time it is done,
 * there may be another list. */
typedef struct
{
  TesseraTokenActions *actions;
  TesseraTokenList *list;
  TesseraKeyring *keyring; /* or NULL */
  TesseraChange change;    /* none for a rename */
  GPtrArray *tokens;
  char *before; /* the description, where renaming can be undone; else NULL */
} Work;

static Work *
work_new (TesseraTokenActions *actions, TesseraChange change, GPtrArray *tokens)
{
  Work *self = g_new0 (Work, 1);

  self->actions = g_object_ref (actions);
  self->list = g_object_ref (actions->list);
  g_set_object (&self->keyring, actions->keyring);
  self->change = change;
  self->tokens = g_ptr_array_ref (tokens);
  return self;
}

static void
work_free (Work *self)
{
  g_object_unref (self->actions);
  g_object_unref (self->list);
  g_clear_object (&self->keyring);
  g_ptr_array_unref (self->tokens);
  g_free (self->before);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/* Renaming */

static Work *
renaming_new (TesseraTokenActions *actions, TesseraToken *token)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (one, g_object_ref (token));
  return work_new (actions, 0, one);
}

static TesseraToken *
get_renamed (const Work *renaming)
{
  return g_ptr_array_index (renaming->tokens, 0);
}

static void
saved_renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) renaming = user_data;
  TesseraTokenActions *self = renaming->actions;
  g_autoptr (GError) error = NULL;

  if (!tessera_keyring_rename_token_finish (TESSERA_KEYRING (source), result, &error) &&
      self->list == renaming->list)
    tessera_error_banner_show (
        self->banner,
        _ ("The token was renamed on the server, but its keyring entry was only partly updated."),
        error);
}

/* A saved token is found by its description. */
static void
rename_saved (Work *renaming)
{
  TesseraClient *client = tessera_token_list_get_client (renaming->list);
  TesseraToken *token = get_renamed (renaming);

  if (renaming->keyring == NULL || !tessera_token_get_saved (token))
    work_free (renaming);
  else
    tessera_keyring_rename_token_async (renaming->keyring, tessera_client_get_address (client),
                                        token, NULL, saved_renamed_cb, renaming);
}

static void
show_renamed (const Work *renaming)
{
  TesseraTokenActions *self = renaming->actions;

  if (renaming->before != NULL)
    offer_undo (self, add_toast (self, _ ("Renamed")), renaming->tokens, 0, renaming->before);
}

static void
show_not_renamed (const Work *renaming, const GError *error)
{
  g_autofree char *name = tessera_token_make_name (get_renamed (renaming));
  g_autofree char *before = g_strdup_printf (_ ("“%s” could not be renamed."), name);

  tessera_error_banner_show_request (renaming->actions->banner, before, error);
}

static void
renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) renaming = user_data;
  TesseraTokenActions *self = renaming->actions;
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_token_change_finish (renaming->list, result, &error);
  gboolean shown = self->list == renaming->list;

  if (shown)
    emit_changed (self);
  if (shown && done)
    show_renamed (renaming);
  if (shown && !done)
    show_not_renamed (renaming, error);
  if (done)
    rename_saved (g_steal_pointer (&renaming));
}

/* Takes ownership of @renaming. */
static void
rename_to (Work *renaming, const char *description)
{
  if (renaming->actions->list == renaming->list)
    tessera_error_banner_hide (renaming->actions->banner);
  tessera_token_rename_async (renaming->list, get_renamed (renaming), description, NULL, renamed_cb,
                              renaming);
}

static void
rename_back (TesseraTokenActions *self, TesseraToken *token, const char *description)
{
  rename_to (renaming_new (self, token), description);
}

static void
name_given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) renaming = user_data;
  g_autofree char *description = tessera_rename_dialog_ask_finish (result);

  renaming->before = g_strdup (tessera_token_get_description (get_renamed (renaming)));
  if (description != NULL)
    rename_to (g_steal_pointer (&renaming), description);
}

void
tessera_token_actions_rename (TesseraTokenActions *self, TesseraToken *token)
{
  tessera_rename_dialog_ask_async (get_window (self), tessera_token_get_description (token),
                                   name_given_cb, renaming_new (self, token));
}

/* Removing deleted tokens from the keyring */

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraTokenActions) self = user_data;
  TesseraTokenList *list = TESSERA_TOKEN_LIST (source);
  g_autoptr (GError) error = NULL;

  if (!tessera_forget_values_finish (list, result, &error) && self->list == list)
    tessera_error_banner_show (self->banner,
                               _ ("The token was deleted, but its value is still in the keyring. "
                                  "The value no longer works."),
                               error);
}

/* Running */

/* A single token is named; several are counted. */
static char *
summarize_bulk (TesseraBulk *bulk)
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
report_result (TesseraTokenActions *self, TesseraBulk *bulk, const GError *error)
{
  TesseraChange change = tessera_bulk_get_change (bulk);
  GPtrArray *changed = tessera_bulk_get_changed (bulk);
  g_autofree char *summary = summarize_bulk (bulk);
  gboolean failed = error != NULL && !tessera_error_is_cancelled (error);

  if (failed)
    {
      /* Translators: what was done, for example "3 tokens deleted", and the end of the sentence */
      g_autofree char *before = g_strdup_printf (_ ("%s."), summary);

      tessera_error_banner_show_request (self->banner, before, error);
    }
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
finish_change (TesseraTokenActions *self)
{
  self->busy = FALSE;
  g_clear_object (&self->bulk);
  g_clear_object (&self->stop);
  emit_changed (self);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  TesseraTokenActions *self = work->actions;
  g_autoptr (TesseraBulk) bulk = g_object_ref (TESSERA_BULK (source));
  g_autoptr (GError) error = NULL;

  tessera_bulk_run_finish (bulk, result, &error);
  if (work->change == TESSERA_CHANGE_DELETE && work->keyring != NULL)
    tessera_forget_values_async (work->list, work->keyring, tessera_bulk_get_changed (bulk), NULL,
                                 forgotten_cb, g_object_ref (self));
  if (self->bulk != bulk)
    return;
  finish_change (self);
  report_result (self, bulk, error);
}

static void
run_change (TesseraTokenActions *self, TesseraChange change, GPtrArray *tokens, TesseraToken *last)
{
  tessera_error_banner_hide (self->banner);
  self->busy = TRUE;
  self->bulk = tessera_bulk_new (self->list, change, tokens, last);
  self->stop = g_cancellable_new ();
  tessera_bulk_run_async (self->bulk, self->stop, run_cb, work_new (self, change, tokens));
  emit_changed (self);
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  TesseraTokenActions *self = work->actions;
  g_autoptr (TesseraToken) last = NULL;
  gboolean confirmed = tessera_confirm_change_finish (work->list, result, &last);

  if (self->list != work->list)
    return;
  if (confirmed)
    run_change (self, work->change, work->tokens, last);
  else
    finish_change (self);
}

void
tessera_token_actions_change (TesseraTokenActions *self, TesseraChange change, GPtrArray *tokens)
{
  if (self->busy || self->list == NULL || tokens->len == 0)
    return;
  if (change == TESSERA_CHANGE_ACTIVATE)
    {
      run_change (self, change, tokens, NULL);
      return;
    }
  self->busy = TRUE;
  tessera_confirm_change_async (self->page, self->list, self->session, self->keyring, change,
                                tokens, self->cancellable, confirmed_cb,
                                work_new (self, change, tokens));
  emit_changed (self);
}

void
tessera_token_actions_test (TesseraTokenActions *self, TesseraToken *token)
{
  if (self->keyring != NULL)
    tessera_saved_test (self->page, self->banner, self->keyring,
                        tessera_session_get_client (self->session), token, self->cancellable);
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
