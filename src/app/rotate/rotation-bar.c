/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/rotate/rotation-bar.h"

#include "app/rotate/rotation-row.h"
#include "app/widgets/ask.h"
#include "core/manage/lockout-check.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraRotationBar
{
  AdwBin parent_instance;

  GtkListBox *rows;

  TesseraRotationList *rotations;
  TesseraTokenList *tokens;
  TesseraSession *session;
  TesseraKeyring *keyring;
  char *token_id; /* NULL for all */
  GtkFilter *filter;
  GListModel *shown;
  GCancellable *cancellable; /* of the list */
};

enum
{
  FAILED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TesseraRotationBar, tessera_rotation_bar, ADW_TYPE_BIN)

static TesseraRotationRow *
find_row (TesseraRotationBar *self, TesseraRotation *rotation)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (tessera_rotation_row_get_rotation (TESSERA_ROTATION_ROW (row)) == rotation)
      return TESSERA_ROTATION_ROW (row);
  return NULL;
}

static void
set_busy (TesseraRotationBar *self, TesseraRotation *rotation, gboolean busy)
{
  TesseraRotationRow *row = find_row (self, rotation);

  if (row != NULL)
    tessera_rotation_row_set_busy (row, busy);
}

/* A step */

typedef struct
{
  TesseraRotationBar *bar;
  TesseraRotationList *rotations;
  TesseraRotation *rotation;
  TesseraRotationMove move;
  char *name; /* of the old token */
} Step;

static Step *
step_new (TesseraRotationBar *bar, TesseraRotation *rotation, TesseraRotationMove move)
{
  Step *self = g_new0 (Step, 1);

  self->bar = g_object_ref (bar);
  self->rotations = g_object_ref (bar->rotations);
  self->rotation = g_object_ref (rotation);
  self->move = move;
  self->name = tessera_token_make_name (tessera_rotation_get_old (rotation));
  return self;
}

static void
step_free (Step *self)
{
  g_object_unref (self->bar);
  g_object_unref (self->rotations);
  g_object_unref (self->rotation);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* The bar now shows another list, or none. */
static gboolean
is_stale (const Step *step)
{
  return step->bar->rotations != step->rotations;
}

static char *
summarize_move (const Step *step)
{
  switch (step->move)
    {
    case TESSERA_ROTATION_SWITCH_OFF:
      return g_strdup_printf (_ ("The old token “%s” was deactivated"), step->name);
    case TESSERA_ROTATION_FINISH:
      return g_strdup_printf (_ ("“%s” was replaced"), step->name);
    case TESSERA_ROTATION_GO_BACK:
      return g_strdup_printf (_ ("“%s” was restored"), step->name);
    }
  g_return_val_if_reached (g_strdup (""));
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done =
      tessera_rotation_list_move_finish (TESSERA_ROTATION_LIST (source), result, &error);

  if (is_stale (step))
    return;
  set_busy (step->bar, step->rotation, FALSE);
  if (done)
    {
      g_autofree char *summary = summarize_move (step);

      g_signal_emit (step->bar, signals[DONE], 0, summary);
    }
  else
    g_signal_emit (step->bar, signals[FAILED], 0, error);
}

static void
run_move (Step *step)
{
  tessera_rotation_list_move_async (step->rotations, step->rotation, step->move, NULL, moved_cb,
                                    step);
}

void
tessera_rotation_bar_move (TesseraRotationBar *self, TesseraRotation *rotation,
                           TesseraRotationMove move)
{
  if (!tessera_rotation_can (rotation, move))
    return;
  set_busy (self, rotation, TRUE);
  run_move (step_new (self, rotation, move));
}

/* Confirmation */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  gboolean confirmed = tessera_ask_finish (result) == 1;

  if (is_stale (step))
    return;
  if (confirmed && tessera_rotation_can (step->rotation, step->move))
    run_move (g_steal_pointer (&step));
  else
    set_busy (step->bar, step->rotation, FALSE);
}

static void
ask_to_move (Step *step, const char *heading, const char *body, const char *answer)
{
  TesseraAskAnswer answers[] = {
    { _ ("_Cancel"), TESSERA_ASK_PLAIN },
    { answer, TESSERA_ASK_DESTRUCTIVE },
  };

  tessera_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (step->bar))), heading, body,
                     answers, G_N_ELEMENTS (answers), step->bar->cancellable, answered_cb, step);
}

static void
ask_to_finish (Step *step)
{
  g_autofree char *body = g_strdup_printf (
      _ ("Programs that still use the old token “%s” will stop working permanently. If its value "
         "is in the keyring, it will be removed, too."),
      step->name);

  ask_to_move (step, _ ("Delete the Old Token?"), body, _ ("_Delete Old Token"));
}

static void
ask_to_go_back (Step *step, const char *warning)
{
  g_autofree char *text = g_strdup_printf (
      _ ("The old token “%s” will work again, if it worked before. The new token will be deleted, "
         "and programs that use it will stop working."),
      step->name);
  g_autofree char *body = g_strjoin ("\n\n", text, warning, NULL);

  ask_to_move (step, _ ("Go Back to the Old Token?"), body, _ ("_Go Back"));
}

/* Who would be locked out, and how to regain access; NULL for nobody. */
static char *
describe_lockout (const TesseraLockout *lockout, TesseraChange change)
{
  g_autofree char *warning = tessera_lockout_explain (lockout, change);
  g_autofree char *recovery = tessera_lockout_get_recovery (lockout);

  return warning != NULL ? g_strjoin ("\n", warning, recovery, NULL) : NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (TesseraLockout) lockout = tessera_lockout_check_finish (result, NULL);
  gboolean goes_back = step->move == TESSERA_ROTATION_GO_BACK;
  g_autofree char *warning = NULL;

  if (lockout == NULL || is_stale (step))
    return;
  warning =
      describe_lockout (lockout, goes_back ? TESSERA_CHANGE_DELETE : TESSERA_CHANGE_DEACTIVATE);
  if (goes_back)
    ask_to_go_back (g_steal_pointer (&step), warning);
  else if (warning != NULL)
    ask_to_move (g_steal_pointer (&step), _ ("Deactivate the Old Token?"), warning,
                 _ ("_Deactivate"));
  else
    run_move (g_steal_pointer (&step));
}

/* Deleting an inactive token locks nobody out, so Finish only asks for confirmation. */
static void
move_wanted_cb (TesseraRotationBar *self, guint move, TesseraRotationRow *row)
{
  TesseraRotation *rotation = tessera_rotation_row_get_rotation (row);
  TesseraToken *touched = move == TESSERA_ROTATION_GO_BACK ? tessera_rotation_get_new (rotation)
                                                           : tessera_rotation_get_old (rotation);
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
  Step *step = step_new (self, rotation, move);

  tessera_rotation_row_set_busy (row, TRUE);
  if (move == TESSERA_ROTATION_FINISH)
    {
      ask_to_finish (step);
      return;
    }
  if (touched == NULL)
    {
      ask_to_go_back (step, NULL);
      return;
    }
  g_ptr_array_add (one, g_object_ref (touched));
  tessera_lockout_check_async (self->tokens, self->session, self->keyring, one, self->cancellable,
                               looked_cb, step);
}

/* What is shown */

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  TesseraRotationBar *self = user_data;
  TesseraRotation *rotation = item;
  TesseraToken *new_ = tessera_rotation_get_new (rotation);

  /* While the new value is on the screen, there is nothing to do here. */
  if (tessera_rotation_get_state (rotation) == TESSERA_ROTATION_MAKING)
    return FALSE;
  return self->token_id == NULL ||
         g_str_equal (self->token_id, tessera_token_get_id (tessera_rotation_get_old (rotation))) ||
         (new_ != NULL && g_str_equal (self->token_id, tessera_token_get_id (new_)));
}

static void
state_changed_cb (TesseraRotationBar *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
shown_changed_cb (TesseraRotationBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (self->shown) > 0);
}

static void
rotations_changed_cb (TesseraRotationBar *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) rotation = g_list_model_get_item (G_LIST_MODEL (self->rotations), i);

      g_signal_connect_object (rotation, "notify::state", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = tessera_rotation_row_new (item);

  g_signal_connect_object (row, "move", G_CALLBACK (move_wanted_cb), user_data, G_CONNECT_SWAPPED);
  return row;
}

static void
drop_list (TesseraRotationBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0;
       self->rotations != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->rotations));
       i++)
    {
      g_autoptr (GObject) rotation = g_list_model_get_item (G_LIST_MODEL (self->rotations), i);

      g_signal_handlers_disconnect_by_data (rotation, self);
    }
  if (self->rotations != NULL)
    g_signal_handlers_disconnect_by_data (self->rotations, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->rotations);
  g_clear_object (&self->tokens);
  g_clear_object (&self->session);
  g_clear_object (&self->keyring);
}

void
tessera_rotation_bar_set_list (TesseraRotationBar *self, TesseraRotationList *rotations,
                               TesseraTokenList *tokens, TesseraSession *session,
                               TesseraKeyring *keyring)
{
  GtkFilterListModel *shown;

  gtk_list_box_bind_model (self->rows, NULL, NULL, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  drop_list (self);
  if (rotations == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->rotations, rotations);
  g_set_object (&self->tokens, tokens);
  g_set_object (&self->session, session);
  g_set_object (&self->keyring, keyring);
  /* Before the filter, so that each rotation's state is followed from the start. */
  g_signal_connect_object (rotations, "items-changed", G_CALLBACK (rotations_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rotations_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (rotations)));
  shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (rotations)),
                                     g_object_ref (self->filter));
  self->shown = G_LIST_MODEL (shown);
  g_signal_connect_object (shown, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->rows, self->shown, make_row, self, NULL);
  shown_changed_cb (self);
}

void
tessera_rotation_bar_set_token (TesseraRotationBar *self, const char *token_id)
{
  g_free (self->token_id);
  self->token_id = g_strdup (token_id);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
tessera_rotation_bar_dispose (GObject *object)
{
  TesseraRotationBar *self = TESSERA_ROTATION_BAR (object);

  drop_list (self);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->token_id, g_free);
  G_OBJECT_CLASS (tessera_rotation_bar_parent_class)->dispose (object);
}

static void
tessera_rotation_bar_class_init (TesseraRotationBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_rotation_bar_dispose;
  signals[FAILED] = g_signal_new ("failed", TESSERA_TYPE_ROTATION_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[DONE] = g_signal_new ("done", TESSERA_TYPE_ROTATION_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "rotation-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraRotationBar, rows);
}

static void
tessera_rotation_bar_init (TesseraRotationBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
}
