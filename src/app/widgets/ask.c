/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/ask.h"

#include "app/widgets/dialog.h"

/* The window owns the task, so the question ends however the window is closed. */
typedef struct
{
  GTask *task;
  guint chosen;
} Question;

static void
question_end (gpointer data)
{
  Question *self = data;

  g_task_return_int (self->task, self->chosen);
  g_object_unref (self->task);
  g_free (self);
}

static void
answered_cb (GtkButton *button, gpointer user_data)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  Question *question = g_object_get_data (G_OBJECT (window), "question");

  question->chosen = GPOINTER_TO_UINT (user_data);
  gtk_window_destroy (window);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_button (const TesseraAskAnswer *answer, guint index)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (answer->label);

  if (answer->style == TESSERA_ASK_SUGGESTED)
    gtk_widget_add_css_class (button, "suggested-action");
  else if (answer->style == TESSERA_ASK_DESTRUCTIVE)
    gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect (button, "clicked", G_CALLBACK (answered_cb), GUINT_TO_POINTER (index));
  return button;
}

/* Enter chooses the answer that loses nothing. */
static gboolean
is_default (const TesseraAskAnswer *answers, guint n_answers, guint index)
{
  for (guint i = 0; i < n_answers; i++)
    if (answers[i].style == TESSERA_ASK_SUGGESTED)
      return i == index;
  return index == 0;
}

static GtkWidget *
make_content (const char *heading, const char *body, const TesseraAskAnswer *answers,
              guint n_answers, GtkWidget **default_button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *handle = gtk_window_handle_new ();

  gtk_widget_add_css_class (box, "question");
  gtk_box_append (GTK_BOX (box), make_label (heading, "title-2"));
  gtk_box_append (GTK_BOX (box), make_label (body, "body"));
  gtk_widget_set_margin_top (buttons, 12);
  /* The one that changes nothing is at the bottom, where people expect Cancel. */
  for (guint i = n_answers; i > 0; i--)
    {
      GtkWidget *button = make_button (&answers[i - 1], i - 1);

      gtk_box_append (GTK_BOX (buttons), button);
      if (is_default (answers, n_answers, i - 1))
        *default_button = button;
    }
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), box);
  return handle;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer window)
{
  gtk_window_close (GTK_WINDOW (window));
}

void
tessera_ask_async (GtkWindow *parent, const char *heading, const char *body,
                   const TesseraAskAnswer *answers, guint n_answers, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  TesseraDialog *window = tessera_dialog_new (TESSERA_TYPE_DIALOG, parent);
  Question *question = g_new0 (Question, 1);
  GtkWidget *default_button = NULL;

  question->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (question->task, tessera_ask_async);
  g_object_set_data_full (G_OBJECT (window), "question", question, question_end);

  /* Screen readers read it with the heading when the window appears. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (window), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  body, -1);
  gtk_window_set_title (GTK_WINDOW (window), heading);
  gtk_window_set_resizable (GTK_WINDOW (window), FALSE);
  adw_window_set_content (ADW_WINDOW (window),
                          make_content (heading, body, answers, n_answers, &default_button));
  gtk_window_set_focus (GTK_WINDOW (window), default_button);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), window, 0);
  gtk_window_present (GTK_WINDOW (window));
}

guint
tessera_ask_finish (GAsyncResult *result)
{
  return (guint) g_task_propagate_int (G_TASK (result), NULL);
}
