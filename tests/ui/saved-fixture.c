/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "saved-fixture.h"

#include "app/keyring/keyring-page.h"
#include "app/keyring/saved-row.h"
#include "await.h"
#include "core/keyring/keyring.h"
#include "keyring-fixture.h"

#include <json-glib/json-glib.h>

void
saved_add (const char *address, const char *id, TesseraSecret *value)
{
  g_autoptr (TesseraKeyring) keyring = tessera_keyring_new ();
  g_autoptr (TesseraClient) client = tessera_client_new (ui_get_server ()->address);
  g_autoptr (GAsyncResult) got = NULL, saved = NULL;
  g_autoptr (TesseraToken) token = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  tessera_client_set_token (client, ui_get_server ()->token);
  tessera_client_get_token_async (client, id, NULL, test_store_result, &got);
  token = tessera_client_get_token_finish (client, test_wait (&got), &error);
  g_assert_no_error (error);
  tessera_keyring_save_token_async (keyring, address, token, value, NULL, test_store_result,
                                    &saved);
  label = tessera_keyring_save_token_finish (keyring, test_wait (&saved), &error);
  g_assert_no_error (error);
}

TesseraSecret *
saved_make (const char *address, const char *description, char **id)
{
  g_autofree char *permission = ui_all_buckets ("read");
  TesseraSecret *value = ui_make_token (description, permission, id);

  saved_add (address, *id, value);
  return value;
}

void
saved_clear (void)
{
  if (fixture_count ("xdg:schema", "io.github.tessera.Token") > 0)
    fixture_clear ("xdg:schema", "io.github.tessera.Token");
}

gpointer
saved_open_page (Ui *ui)
{
  ui_press (ui->window, "Keyring");
  return ui_find (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL);
}

gpointer
saved_open (gpointer page, const char *description)
{
  GtkWidget *row = ui_find (page, TESSERA_TYPE_SAVED_ROW, description);

  gtk_widget_activate (row);
  return ui_find_window (SAVED);
}

void
saved_wait_state (gpointer page, const char *description, const char *state)
{
  GtkWidget *row = ui_find (page, TESSERA_TYPE_SAVED_ROW, description);

  ui_wait_text (row, state);
}

char *
saved_make_user (const char *name)
{
  TestServer *server = ui_get_server ();
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"}", name);
  g_autofree char *answer = NULL;
  g_autoptr (JsonNode) root = NULL;
  guint status;

  answer = test_server_ask (server, "POST", "/api/v2/users", server->token, body, &status);
  g_assert_cmpuint (status, ==, 201);
  root = json_from_string (answer, NULL);
  return g_strdup (json_object_get_string_member (json_node_get_object (root), "id"));
}
