/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TesseraAskStyle:
 * @TESSERA_ASK_PLAIN: an ordinary answer
 * @TESSERA_ASK_SUGGESTED: the one that loses nothing
 * @TESSERA_ASK_DESTRUCTIVE: the one that can't be undone
 */
typedef enum
{
  TESSERA_ASK_PLAIN,
  TESSERA_ASK_SUGGESTED,
  TESSERA_ASK_DESTRUCTIVE,
} TesseraAskStyle;

/**
 * TesseraAskAnswer:
 * @label: the button's text, translated, with its underlined letter
 * @style: its style
 */
typedef struct
{
  const char *label;
  TesseraAskStyle style;
} TesseraAskAnswer;

/**
 * tessera_ask_async:
 * @body: plain text: names from a server are safe here
 * @answers: (array length=n_answers): the first one changes nothing; closing the question and
 * Escape mean it too
 *
 * Asks a question in a modal window.
 *
 * FLOOR: libadwaita 1.5 has AdwAlertDialog. AdwMessageDialog of 1.2 has been deprecated since 1.6.
 */
void tessera_ask_async (GtkWindow *parent, const char *heading, const char *body,
                        const TesseraAskAnswer *answers, guint n_answers, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);

/**
 * tessera_ask_finish:
 *
 * Returns: the index of the answer that was chosen
 */
guint tessera_ask_finish (GAsyncResult *result);

G_END_DECLS
