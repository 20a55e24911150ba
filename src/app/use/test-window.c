/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/use/test-window.h"

#include "app/widgets/error-banner.h"
#include "app/widgets/permission-row.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraTestWindow
{
  TesseraDialog parent_instance;

  GtkWidget *cancel;
  GtkWidget *again;
  TesseraErrorBanner *banner;
  GtkLabel *summary;
  GtkProgressBar *progress;
  GtkListView *list;

  TesseraClient *client;
  TesseraToken *token;
  TesseraSecret *value;
  TesseraTokenTest *test;
  GCancellable *running; /* NULL if it is not running */
};

G_DEFINE_FINAL_TYPE (TesseraTestWindow, tessera_test_window, TESSERA_TYPE_DIALOG)

static char *
describe_count (TesseraTestOutcome outcome, guint n)
{
  switch (outcome)
    {
    case TESSERA_TEST_WORKS:
      return g_strdup_printf (ngettext ("%'u works", "%'u work", n), n);
    case TESSERA_TEST_REFUSED:
      return g_strdup_printf (ngettext ("%'u is denied", "%'u are denied", n), n);
    case TESSERA_TEST_GONE:
      return g_strdup_printf (
          ngettext ("%'u is for a deleted resource", "%'u are for deleted resources", n), n);
    case TESSERA_TEST_NOT_TESTABLE:
      return g_strdup_printf (ngettext ("%'u can’t be tested", "%'u can’t be tested", n), n);
    case TESSERA_TEST_WAITING:
    case TESSERA_TEST_NOT_ASKED:
    default:
      return g_strdup_printf (ngettext ("%'u was not tested", "%'u were not tested", n), n);
    }
}

/* "4 work, 1 is refused": the number of each outcome. */
static char *
make_summary (TesseraTokenTest *test)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (TesseraTestOutcome outcome = TESSERA_TEST_WORKS; outcome <= TESSERA_TEST_NOT_ASKED;
       outcome++)
    {
      guint n = tessera_token_test_count (test, outcome);

      if (n > 0)
        g_ptr_array_add (parts, describe_count (outcome, n));
    }
  if (parts->len == 0)
    return g_strdup ("");
  return tessera_text_list ((const char *const *) parts->pdata, parts->len, parts->len);
}

static void
progress_cb (TesseraTestWindow *self)
{
  guint done = tessera_token_test_get_n_done (self->test);
  guint size = g_list_model_get_n_items (tessera_token_test_get_results (self->test));
  g_autofree char *text = g_strdup_printf (_ ("Testing: %'u of %'u…"), done, size);

  gtk_label_set_text (self->summary, text);
  gtk_progress_bar_set_fraction (self->progress, size > 0 ? (double) done / size : 0);
}

static void
set_running (TesseraTestWindow *self, gboolean running)
{
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (self->again, !running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraTestWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = make_summary (TESSERA_TOKEN_TEST (source));

  tessera_token_test_run_finish (TESSERA_TOKEN_TEST (source), result, &error);
  /* The window was closed. */
  if (self->running == NULL)
    return;
  g_clear_object (&self->running);
  g_signal_handlers_disconnect_by_data (source, self);
  gtk_label_set_text (self->summary, summary);
  set_running (self, FALSE);
  if (error != NULL && !tessera_error_is_cancelled (error))
    tessera_error_banner_show (self->banner, NULL, error);
}

static void
start_test (TesseraTestWindow *self)
{
  g_autoptr (TesseraClient) as_value = tessera_client_new_like (self->client);
  g_autoptr (GtkNoSelection) model = NULL;

  tessera_client_set_token (as_value, self->value);
  g_clear_object (&self->test);
  self->test = tessera_token_test_new (as_value, self->token);
  self->running = g_cancellable_new ();
  model = gtk_no_selection_new (g_object_ref (tessera_token_test_get_results (self->test)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  g_signal_connect_swapped (self->test, "notify::n-done", G_CALLBACK (progress_cb), self);
  tessera_error_banner_hide (self->banner);
  set_running (self, TRUE);
  progress_cb (self);
  tessera_token_test_run_async (self->test, self->running, tested_cb, g_object_ref (self));
}

static void
cancel_cb (TesseraTestWindow *self)
{
  g_cancellable_cancel (self->running);
}

static void
tessera_test_window_unrealize (GtkWidget *widget)
{
  TesseraTestWindow *self = TESSERA_TEST_WINDOW (widget);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  GTK_WIDGET_CLASS (tessera_test_window_parent_class)->unrealize (widget);
}

static void
tessera_test_window_dispose (GObject *object)
{
  TesseraTestWindow *self = TESSERA_TEST_WINDOW (object);

  if (self->test != NULL)
    g_signal_handlers_disconnect_by_data (self->test, self);
  g_clear_object (&self->test);
  g_clear_object (&self->token);
  g_clear_pointer (&self->value, tessera_secret_unref);
  G_OBJECT_CLASS (tessera_test_window_parent_class)->dispose (object);
}

static void
tessera_test_window_finalize (GObject *object)
{
  g_object_unref (TESSERA_TEST_WINDOW (object)->client);
  G_OBJECT_CLASS (tessera_test_window_parent_class)->finalize (object);
}

static void
tessera_test_window_class_init (TesseraTestWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_test_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_test_window_finalize;
  widget_class->unrealize = tessera_test_window_unrealize;

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "test-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraTestWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, TesseraTestWindow, again);
  gtk_widget_class_bind_template_child (widget_class, TesseraTestWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraTestWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, TesseraTestWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, TesseraTestWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_test);
}

static void
tessera_test_window_init (TesseraTestWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = tessera_permission_row_new_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
}

TesseraTestWindow *
tessera_test_window_new (GtkWindow *parent, TesseraClient *client, TesseraToken *token,
                         TesseraSecret *value)
{
  TesseraTestWindow *self = tessera_dialog_new (TESSERA_TYPE_TEST_WINDOW, parent);

  self->client = g_object_ref (client);
  self->token = g_object_ref (token);
  self->value = tessera_secret_ref (value);
  start_test (self);
  return self;
}
