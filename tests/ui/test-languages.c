/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window in a made-up language, wide and narrow; with LOOK_DIRECTION=rtl the other way round.
 */

#include "app/compose/owner-row.h"
#include "app/compose/template-row.h"
#include "app/keyring/keyring-page.h"
#include "app/keyring/saved-row.h"
#include "app/tokens/token-table.h"
#include "app/tokens/tokens-page.h"
#include "app/widgets/permission-check.h"
#include "await.h"
#include "host.h"
#include "saved-fixture.h"
#include "tessera-config.h"
#include "ui-fixture.h"
#include "ui-words.h"

#include <glib/gi18n-lib.h>

#define NARROW 360 /* pixels, the narrowest that the window has to fit */

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) <= NARROW;
}

static gboolean
is_wide (gpointer window)
{
  return gtk_widget_get_width (window) > 2 * NARROW;
}

static int
get_minimum (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* The innermost part that takes as much by itself. */
static GtkWidget *
find_widest (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && get_minimum (child) > NARROW - 60)
      return find_widest (child);
  return widget;
}

/* The main window, which has a wide and a narrow form. */
static void
look_at_both (Ui *ui, const char *name)
{
  g_autofree char *narrow = g_strconcat (name, "-narrow", NULL);
  GtkWidget *window = GTK_WIDGET (ui->window);

  words_look_at (window, name);
  if (get_minimum (window) > NARROW)
    {
      words_complain ("%s takes %d pixels, and there are %d: see its %s", name,
                      get_minimum (window), NARROW, G_OBJECT_TYPE_NAME (find_widest (window)));
      return;
    }
  gtk_window_set_default_size (GTK_WINDOW (window), NARROW, 790);
  test_wait_until ("a narrow window", is_narrow, window);
  words_look_at (window, narrow);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 790);
  test_wait_until ("a wide window", is_wide, window);
}

static gpointer
open_window (gpointer root, const char *button, const char *title)
{
  ui_press (root, button);
  return ui_find_window (title);
}

static void
look_and_close (gpointer window, const char *name)
{
  g_autofree char *title = g_strdup (gtk_window_get_title (window));

  words_look_at (window, name);
  ui_close (window);
  ui_wait_no_window (title);
}

static void
connect (Ui *ui)
{
  TestServer *server = ui_get_server ();

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.connect", NULL);
  ui_fill (ui->window, _ ("Address"), server->address);
  ui_fill (ui->window, _ ("API Token"), tessera_secret_peek (server->token));
  look_at_both (ui, "connect");
  ui_press (ui->window, _ ("_Connect"));
  ui_find (ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL), GTK_TYPE_COLUMN_VIEW, NULL);
}

static gboolean
try_details (gpointer window)
{
  const char *title = _ ("Connection");

  if (ui_look_window (title) == NULL)
    gtk_widget_activate_action (window, "win.connection-details", NULL);
  return ui_look_window (title) != NULL;
}

/* A server whose certificate nobody knows. */
static void
test_certificates (Ui *ui)
{
  g_autofree char *pem = test_host_read_pem ("self-signed");
  g_autofree char *other = test_host_read_pem ("self-signed-renewed");
  TestHost *host = test_host_new_tls (pem);

  host->onwards = soup_session_new ();
  host->upstream = g_strdup (ui_get_server ()->address);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.connect", NULL);
  ui_fill (ui->window, _ ("Address"), host->address);
  ui_fill (ui->window, _ ("API Token"), tessera_secret_peek (ui_get_server ()->token));
  adw_expander_row_set_expanded (ui_find (ui->window, ADW_TYPE_EXPANDER_ROW, _ ("Advanced")), TRUE);
  ui_press (ui->window, _ ("_Add Header"));
  words_look_at (ui->window, "headers");
  ui_press (ui->window, _ ("_Connect"));
  look_and_close (ui_find_window (_ ("Certificate")), "certificate");
  ui_press (ui->window, _ ("Show _Certificate…"));
  ui_press (ui_find_window (_ ("Certificate")), _ ("_Trust This Certificate"));
  ui_find (ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL), GTK_TYPE_COLUMN_VIEW, NULL);
  test_wait_until ("the details", try_details, ui->window);
  look_and_close (ui_look_window (_ ("Connection")), "connection");
  test_host_present (host, other);
  ui_restart (ui);
  ui_find (ui->window, GTK_TYPE_BUTTON, _ ("Show _Certificate…"));
  words_look_at (ui->window, "changed");
  ui_press (ui->window, _ ("Show _Certificate…"));
  look_and_close (ui_find_window (_ ("Certificate")), "certificate-changed");
  test_host_free (host);
}

static void
test_connecting (Ui *ui)
{
  ui_find (ui->window, GTK_TYPE_BUTTON, _ ("_Connect to InfluxDB…"));
  look_at_both (ui, "welcome");
  connect (ui);
}

/* With its mistakes. */
static void
test_setup (Ui *ui)
{
  TestServer *server = test_server_start ();

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.connect", NULL);
  ui_fill (ui->window, _ ("Address"), server->address);
  ui_press (ui->window, _ ("_Connect"));
  ui_press (ui->window, _ ("_Set Up This Server"));
  ui_press (ui->window, _ ("_Set Up"));
  look_at_both (ui, "setup");
  test_server_stop (server);
}

static gpointer
open_by_action (Ui *ui, const char *action, const char *title)
{
  GtkWidget *table = ui_find (ui->window, TESSERA_TYPE_TOKEN_TABLE, NULL);

  gtk_widget_activate_action (table, action, NULL);
  return ui_find_window (title);
}

static void
test_tokens (Ui *ui)
{
  G_GNUC_UNUSED g_autofree char *one = ui_make_simple ("1", "read");
  g_autofree char *two = ui_make_simple ("2", "write");

  ui_ask ("PATCH", two, "{\"status\":\"inactive\"}", 200);
  connect (ui);
  look_at_both (ui, "tokens");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "app.shortcuts", NULL);
  look_and_close (ui_find_window (_ ("Keyboard Shortcuts")), "shortcuts");

  gtk_selection_model_unselect_all (ui_get_rows (ui));
  ui_select (ui, "1");
  look_at_both (ui, "tokens-selected");
  look_and_close (open_by_action (ui, "tokens.rename", _ ("Rename Token")), "rename");
  look_and_close (open_by_action (ui, "tokens.delete", _ ("Delete Tokens")), "delete-one");
  ui_select (ui, "2");
  look_and_close (open_by_action (ui, "tokens.delete", _ ("Delete Tokens")), "delete-many");
}

static void
begin_token (Ui *ui)
{
  connect (ui);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.new-token", NULL);
  ui_open_row (ui, C_ ("resource type", "Buckets"), "telemetry");
  gtk_widget_activate (ui_find (ui->window, TESSERA_TYPE_PERMISSION_CHECK, NULL));
}

/* The last choice in each of these rows opens a window. */
static void
choose_last (Ui *ui, GType type)
{
  AdwComboRow *row = ui_find (ui->window, type, NULL);

  adw_combo_row_set_selected (row, g_list_model_get_n_items (adw_combo_row_get_model (row)) - 1);
}

static void
test_dialogs (Ui *ui)
{
  begin_token (ui);
  choose_last (ui, TESSERA_TYPE_TEMPLATE_ROW);
  look_and_close (ui_find_window (_ ("Copy a Token’s Permissions")), "choose-token");
  choose_last (ui, TESSERA_TYPE_OWNER_ROW);
  look_and_close (ui_find_window (_ ("New Generic User")), "new-user");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.back", NULL);
  look_and_close (ui_find_window (_ ("Discard This Token?")), "discard");
}

static void
test_new_token (Ui *ui)
{
  gpointer reveal, page;

  begin_token (ui);
  gtk_editable_set_text (ui_find (ui->window, GTK_TYPE_ENTRY, _ ("Description")), "3");
  look_at_both (ui, "new-token");

  ui_press (ui->window, _ ("_Create Token"));
  reveal = ui_find_window (_ ("Token Created"));
  ui_find (reveal, GTK_TYPE_BUTTON, _ ("_Test Token"));
  words_look_at (reveal, "reveal");
  look_and_close (open_window (reveal, _ ("_Use It…"), _ ("Use This Token")), "use");
  gtk_widget_activate_action (reveal, "reveal.test", NULL);
  look_and_close (ui_find_window (_ ("Test Token")), "test");
  ui_close (reveal);
  ui_wait_no_window (_ ("Token Created"));

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.page", "s", "keyring");
  page = ui_find (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL);
  gtk_widget_activate (ui_find (page, TESSERA_TYPE_SAVED_ROW, "3"));
  look_and_close (ui_find_window (_ ("Saved Token")), "saved");
  look_at_both (ui, "keyring");
  gtk_widget_activate_action (page, "keyring.keep", NULL);
  look_and_close (ui_find_window (_ ("Import Token")), "keep");
}

static gboolean
is_left_to_right (gpointer widget)
{
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_LTR;
}

/* All is the other way round, but for what is in no language. */
static void
test_right_to_left (Ui *ui)
{
  GtkTextDirection usual = gtk_widget_get_default_direction ();
  gpointer reveal;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  begin_token (ui);
  test_wait_until ("the command", is_left_to_right, ui_find (ui->window, GTK_TYPE_TEXT_VIEW, NULL));
  ui_press (ui->window, _ ("_Create Token"));
  reveal = ui_find_window (_ ("Token Created"));
  g_assert_cmpint (gtk_widget_get_direction (reveal), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (
      gtk_widget_get_direction (ui_find (reveal, GTK_TYPE_LABEL, _ ("Token value, hidden"))), ==,
      GTK_TEXT_DIR_LTR);
  ui_find (reveal, GTK_TYPE_BUTTON, _ ("_Test Token"));
  words_look_at (reveal, "right-to-left");
  ui_close (reveal);
  ui_wait_no_window (_ ("Token Created"));
  gtk_widget_set_default_direction (usual);
}

int
main (int argc, char **argv)
{
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  ui_init (&argc, &argv);
  if (g_strcmp0 (g_getenv ("LOOK_DIRECTION"), "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  ui_add ("/languages/connecting", test_connecting);
  ui_add ("/languages/setup", test_setup);
  ui_add ("/languages/certificates", test_certificates);
  ui_add ("/languages/tokens", test_tokens);
  ui_add ("/languages/dialogs", test_dialogs);
  ui_add ("/languages/new-token", test_new_token);
  ui_add ("/languages/right-to-left", test_right_to_left);
  return ui_run ();
}
