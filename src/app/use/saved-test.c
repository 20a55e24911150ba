/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/use/saved-test.h"

#include "app/use/test-window.h"

typedef struct
{
  GtkWidget *page;
  TesseraErrorBanner *banner;
  TesseraClient *client;
  TesseraToken *token;
  GCancellable *cancellable;
} Test;

static void
test_free (Test *self)
{
  g_object_unref (self->page);
  g_object_unref (self->banner);
  g_object_unref (self->token);
  g_object_unref (self->cancellable);
  g_object_unref (self->client);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Test, test_free)

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Test) test = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSecret) value =
      tessera_keyring_lookup_token_finish (TESSERA_KEYRING (source), result, &error);
  GtkRoot *window = gtk_widget_get_root (test->page);

  if (g_cancellable_is_cancelled (test->cancellable) || window == NULL)
    return;
  if (value == NULL)
    tessera_error_banner_show (test->banner, NULL, error);
  else
    gtk_window_present (GTK_WINDOW (
        tessera_test_window_new (GTK_WINDOW (window), test->client, test->token, value)));
}

void
tessera_saved_test (GtkWidget *page, TesseraErrorBanner *banner, TesseraKeyring *keyring,
                    TesseraClient *client, TesseraToken *token, GCancellable *cancellable)
{
  Test *test = g_new0 (Test, 1);

  test->page = g_object_ref (page);
  test->banner = g_object_ref (banner);
  test->client = g_object_ref (client);
  test->token = g_object_ref (token);
  test->cancellable = g_object_ref (cancellable);
  tessera_error_banner_hide (banner);
  tessera_keyring_lookup_token_async (keyring, tessera_client_get_address (client),
                                      tessera_token_get_id (token), cancellable, fetched_cb, test);
}
