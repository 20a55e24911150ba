/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and descriptions as strangers choose them: each is one line of plain text, everywhere. */

#include "app/widgets/permission-check.h"
#include "await.h"
#include "host.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* As they are written in JSON, and as they are shown. */
static const struct
{
  const char *json;
  const char *shown;
} names[] = {
  { "<b>bold</b> & <a href='x'>link</a>", "<b>bold</b> & <a href='x'>link</a>" },
  { "two\\nlines\\tand a tab", "two lines and a tab" },
  { "محطة الطقس", "محطة الطقس" },
  { "\\u202egnorts \\u2066and", "gnorts and" }, /* no direction reaches beyond the name */
  { "%s %n __mnemonic_", "%s %n __mnemonic_" },
  { "&amp; &#60;", "&amp; &#60;" },
};

#define LONG_LENGTH 5000

static char *
make_long_name (void)
{
  return g_strnfill (LONG_LENGTH, 'w');
}

/* Every label on the screen is one line, but for those that are written so. */
static void
assert_one_line (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      g_assert_null (strpbrk (text, "\n\r\t"));
      g_assert_null (strstr (text, "\u202e"));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_one_line (child);
}

static gboolean
is_laid_out (gpointer window)
{
  return gtk_widget_get_height (window) > 0;
}

static int
get_width (gpointer window)
{
  test_wait_until ("the window to be laid out", is_laid_out, window);
  return gtk_widget_get_width (window);
}

static void
test_tokens (Ui *ui)
{
  g_autofree char *long_name = make_long_name ();
  int width;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (ui_make_simple (names[i].json, "read"));
  g_free (ui_make_simple (long_name, "read"));
  width = get_width (ui->window);
  ui_connect (ui);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    ui_find (ui->window, GTK_TYPE_LABEL, names[i].shown);
  ui_find (ui->window, GTK_TYPE_LABEL, long_name);
  assert_one_line (GTK_WIDGET (ui->window));
  g_assert_cmpint (get_width (ui->window), ==, width);
}

/* The answer of the server about its buckets. */
static char *
make_buckets (const char *long_name)
{
  GString *json = g_string_new ("{\"buckets\":[");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (json,
                            "{\"id\":\"000000000000000%u\",\"type\":\"user\",\"name\":\"%s\"},", i,
                            names[i].json);
  g_string_append_printf (json, "{\"id\":\"00000000000000ff\",\"type\":\"user\",\"name\":\"%s\"}]}",
                          long_name);
  return g_string_free (json, FALSE);
}

static void
test_items (Ui *ui)
{
  g_autofree char *long_name = make_long_name ();
  g_autofree char *buckets = make_buckets (long_name);
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  int width = get_width (ui->window);

  test_host_fail (host, "GET /api/v2/buckets", 200, buckets);
  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_open_new_token (ui);
  ui_open_row (ui, "Buckets", names[0].shown);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *box = g_strconcat ("Read, Buckets, ", names[i].shown, NULL);

      ui_find (ui->window, GTK_TYPE_LABEL, names[i].shown);
      ui_tick (ui, box);
    }
  ui_settle ();
  g_assert_cmpint (get_width (ui->window), ==, width);
  test_host_free (host);
}

/* What is typed or pasted as a description comes back in the reveal, the list and the keyring's
 * label. */
static void
test_description (Ui *ui)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", names[i].json);
      gpointer reveal;

      ui_restart (ui);
      node = json_from_string (quoted, NULL);
      reveal = ui_make_any (ui, json_node_get_string (node));
      ui_find (reveal, GTK_TYPE_LABEL, names[i].shown);
      ui_wait_text (reveal, "In your keyring as InfluxDB token");
      assert_one_line (GTK_WIDGET (reveal));
      ui_close (reveal);
      ui_wait_no_window ("Token Created");
      ui_find (ui->window, GTK_TYPE_LABEL, names[i].shown);
      assert_one_line (GTK_WIDGET (ui->window));
    }
}

/* The window of a long description is not larger than the screen. */
static void
test_long_description (Ui *ui)
{
  g_autofree char *long_name = make_long_name ();
  gpointer reveal = ui_make_any (ui, long_name);

  ui_find (reveal, GTK_TYPE_LABEL, long_name);
  ui_wait_text (reveal, "In your keyring as InfluxDB token");
  g_assert_cmpint (get_width (reveal), <=, 640);
  g_assert_cmpint (gtk_widget_get_height (reveal), <=, 760);
}

/* The organization's name is in titles, rows, menus and questions. */
static void
test_organization (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autofree char *organizations = g_strdup_printf ("{\"orgs\":[{\"id\":\"%s\",\"name\":\"%s\"}]}",
                                                    ui_get_server ()->org_id, names[0].json);
  g_autofree char *button =
      g_strdup_printf ("Forget Connection %s · 127.0.0.1:%u…", names[0].shown, host->port);

  test_host_fail (host, "GET /api/v2/orgs", 200, organizations);
  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  ui_find (ui->window, GTK_TYPE_LABEL, names[0].shown);
  ui_open_new_token (ui);
  ui_find (ui->window, GTK_TYPE_LABEL, names[0].shown);
  ui_press (ui->window, "Back to Tokens");
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.disconnect", NULL);
  ui_wait_text (ui->window, names[0].shown);
  ui_press (ui->window, button);
  ui_wait_text (ui_find_window ("Forget This Connection?"), names[0].shown);
  test_host_free (host);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/strange-names/tokens", test_tokens);
  ui_add ("/strange-names/items", test_items);
  ui_add ("/strange-names/description", test_description);
  ui_add ("/strange-names/long-description", test_long_description);
  ui_add ("/strange-names/organization", test_organization);
  return ui_run ();
}
