/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/search-provider.h"

#include "await.h"
#include "ui-fixture.h"

/* The desktop's search, in this process; search.py asks the real program. */

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GVariant **) user_data =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_answered (gpointer answer)
{
  return *(GVariant **) answer != NULL;
}

static guint
count_found (GDBusConnection *bus, const char *word)
{
  const char *const words[] = { word, NULL };
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) found = NULL;

  g_dbus_connection_call (bus, g_dbus_connection_get_unique_name (bus), "/test/SearchProvider",
                          "org.gnome.Shell.SearchProvider2", "GetInitialResultSet",
                          g_variant_new ("(^as)", words), G_VARIANT_TYPE ("(as)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, searched_cb, &answer);
  test_wait_until ("the answer", is_answered, &answer);
  found = g_variant_get_child_value (answer, 0);
  return (guint) g_variant_n_children (found);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_free (tessera_keyring_save_token_finish (TESSERA_KEYRING (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_done (gpointer done)
{
  return *(gboolean *) done;
}

static void
save_token (Ui *ui, TesseraKeyring *keyring, const char *name)
{
  g_autoptr (TesseraSecret) value = tessera_secret_new ("a value");
  g_autoptr (TesseraToken) token =
      g_list_model_get_item (G_LIST_MODEL (ui_get_rows (ui)), ui_find_row (ui, name));
  gboolean done = FALSE;

  tessera_keyring_save_token_async (keyring, ui_get_server ()->address, token, value, NULL,
                                    saved_cb, &done);
  test_wait_until ("the value to be saved", is_done, &done);
}

/* The first change that the watch reports counts as every other. */
static void
test_first_change (Ui *ui)
{
  TesseraKeyring *keyring =
      tessera_services_get_keyring (tessera_application_get_services (ui->application));
  /* It listens to nothing, and reports what the case says. */
  g_autoptr (TesseraKeyringWatch) watch = g_object_new (TESSERA_TYPE_KEYRING_WATCH, NULL);
  g_autoptr (TesseraSearchProvider) provider =
      tessera_search_provider_new (G_APPLICATION (ui->application), keyring, watch);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);
  tessera_search_provider_export (provider, bus, "/test", &error);
  g_assert_no_error (error);
  g_free (ui_make_simple ("cellar", "read"));
  g_free (ui_make_simple ("attic", "read"));
  ui_connect (ui);
  ui_wait_text (ui->window, "attic");
  save_token (ui, keyring, "cellar");
  g_assert_cmpuint (count_found (bus, "cellar"), ==, 1);
  save_token (ui, keyring, "attic");
  g_signal_emit_by_name (watch, "changed");
  g_assert_cmpuint (count_found (bus, "attic"), ==, 1);
  tessera_search_provider_unexport (provider);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/search-provider/first-change", test_first_change);
  return ui_run ();
}
