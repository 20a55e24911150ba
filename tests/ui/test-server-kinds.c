/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Servers other than a self-hosted InfluxDB that answers at once: Cloud Serverless in each of the
 * ways in which it may behave, and one that asks for a pause. */

#include "app/tokens/tokens-page.h"
#include "await.h"
#include "core/client/pause.h"
#include "demo/demo-server.h"
#include "host.h"
#include "ui-fixture.h"

#include <json-glib/json-glib.h>

#define OWN_ONLY "InfluxDB Cloud Serverless shows only your own tokens."
#define REFUSAL "{\"code\":\"too many requests\",\"message\":\"slow down\"}"

/* The whole main job. What is written down for a program has no Flux in it. */
static void
use_serverless (Ui *ui, TesseraDemoFlavor flavor)
{
  g_autoptr (TesseraDemoServer) server = tessera_demo_server_new (flavor, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *pasted = NULL;
  gpointer reveal, use;

  g_assert_true (tessera_demo_server_start (server, 0, &error));
  ui_connect_to (ui, tessera_demo_server_get_address (server), NULL,
                 tessera_demo_server_get_token (server));
  ui_wait_text (ui->window, OWN_ONLY);
  ui_open_new_token (ui);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (ui->window, GTK_TYPE_ENTRY, "Description")),
                         "dashboard");
  ui_open_row (ui, "Buckets", "telemetry");
  ui_tick (ui, "Read, Buckets, telemetry");
  reveal = ui_generate (ui);
  ui_press (reveal, "Use It…");
  use = ui_find_window ("Use This Token");
  ui_press (use, "Copy, Grafana Data Source");
  ui_wait_text (use, "Copied. It will be removed from the clipboard in ");
  pasted = ui_paste ();
  g_assert_nonnull (strstr (pasted, "version: SQL"));
  g_assert_nonnull (strstr (pasted, "dbName: \"telemetry\""));
  g_assert_null (strstr (pasted, "Flux"));
  ui_close (use);
  ui_close (reveal);
  ui_wait_no_window ("Token Created");
}

static void
test_serverless (Ui *ui)
{
  use_serverless (ui, TESSERA_DEMO_SERVERLESS);
}

static void
test_serverless_open (Ui *ui)
{
  use_serverless (ui, TESSERA_DEMO_SERVERLESS_OPEN);
}

static void
test_serverless_pages (Ui *ui)
{
  use_serverless (ui, TESSERA_DEMO_SERVERLESS_PAGES);
}

static void
test_self_hosted (Ui *ui)
{
  ui_connect (ui);
  g_assert_false (ui_has_text (ui->window, OWN_ONLY));
}

static gboolean
is_over (gpointer pause)
{
  return tessera_pause_get_seconds (pause) == 0;
}

/* The window says why nothing happens, and the wait can be ended. */
static void
test_pause (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  host->retry_after = "30";
  test_host_fail (host, "GET /api/v2/authorizations", 429, REFUSAL);
  ui_press (ui->window, "Refresh");
  ui_wait_text (ui->window, "The server received too many requests. Continuing in ");
  ui_press (ui->window, "Stop Waiting");
  test_wait_until ("the pause to end", is_over, tessera_pause_get (host->address));
  ui_wait_banner (ui->window, "The server received too many requests. Try again in 30 seconds.");

  /* And one that is kept. */
  host->retry_after = "1";
  ui_press (ui->window, "Refresh");
  ui_wait_text (ui->window, "Continuing in 1 second.");
  host->retry_after = NULL;
  test_host_fail (host, NULL, 0, NULL);
  test_wait_until ("the pause to end", is_over, tessera_pause_get (host->address));
  ui_wait_tokens (ui);
  test_host_free (host);
}

/* What is offered beside the field for the address. */
static void
test_regions (Ui *ui)
{
  gpointer regions, item;

  ui_open_connect_page (ui, "", "admin", "");
  regions = ui_find (ui->window, GTK_TYPE_MENU_BUTTON, "Regions of InfluxDB Cloud Serverless");
  gtk_menu_button_popup (regions);
  ui_wait_text (regions, "US East (Virginia)");
  item = ui_find (regions, GTK_TYPE_LABEL, "EU Central (Frankfurt)");
  gtk_widget_activate (gtk_widget_get_parent (item));
  g_assert_cmpstr (ui_read (ui->window, "Address"), ==,
                   "https://eu-central-1-1.aws.cloud2.influxdata.com");
  /* Nobody has a password there. */
  g_assert_cmpstr (ui_read (ui->window, "API Token"), ==, "");
}

static TesseraSecret *
make_narrow_token (void)
{
  TestServer *server = ui_get_server ();
  g_autofree char *body =
      g_strdup_printf ("{\"orgID\":\"%s\",\"permissions\":[{\"action\":\"write\",\"resource\":"
                       "{\"type\":\"buckets\",\"orgID\":\"%s\"}}]}",
                       server->org_id, server->org_id);
  guint status;
  g_autofree char *answer =
      test_server_ask (server, "POST", "/api/v2/authorizations", server->token, body, &status);
  g_autoptr (JsonNode) root = json_from_string (answer, NULL);

  g_assert_cmpuint (status, ==, 201);
  return tessera_secret_new (json_object_get_string_member (json_node_get_object (root), "token"));
}

/* A token that can't see its organization: it is kept with the one that is entered, and what was
 * entered before is still there when that is asked for. */
static void
test_narrow_token (Ui *ui)
{
  TestServer *server = ui_get_server ();
  g_autoptr (TesseraSecret) narrow = make_narrow_token ();

  ui_open_connect_page (ui, server->address, NULL, tessera_secret_peek (narrow));
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "this account can’t see any organization");
  ui_wait_banner (ui->window, "If you know the organization, enter its name or ID below.");
  g_assert_cmpstr (ui_read (ui->window, "Address"), ==, server->address);
  ui_fill (ui->window, "Organization (Name or ID)", "not-there");
  ui_press (ui->window, "Connect");
  ui_wait_banner (ui->window, "There is no organization “not-there” on this server.");
  ui_fill (ui->window, "Organization (Name or ID)", server->org_id);
  ui_press (ui->window, "Connect");
  ui_wait_text (ui->window, "was not checked, because this token can’t see it");
  ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL);
  g_assert_false (ui_has_text (ui->window, "The Tokens Could Not Be Fetched"));
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/server-kinds/serverless", test_serverless);
  ui_add ("/server-kinds/serverless-open", test_serverless_open);
  ui_add ("/server-kinds/serverless-pages", test_serverless_pages);
  ui_add ("/server-kinds/self-hosted", test_self_hosted);
  ui_add ("/server-kinds/pause", test_pause);
  ui_add ("/server-kinds/regions", test_regions);
  ui_add ("/server-kinds/narrow-token", test_narrow_token);
  return ui_run ();
}
