/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib-unix.h>
#include <stdio.h>

#include "demo/demo-server.h"

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static void
print (const char *name, const char *value)
{
  if (value != NULL)
    printf ("%s: %s\n", name, value);
}

static void
serve (TesseraDemoServer *server)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  print ("address", tessera_demo_server_get_address (server));
  print ("org", tessera_demo_server_get_organisation (server));
  print ("username", tessera_demo_server_get_username (server));
  print ("password", tessera_demo_server_get_password (server));
  print ("token", tessera_demo_server_get_token (server));
  fflush (stdout);
  g_unix_signal_add (SIGINT, quit, loop);
  g_unix_signal_add (SIGTERM, quit, loop);
  g_main_loop_run (loop);
}

int
main (int argc, char **argv)
{
  int port = 0;
  gboolean empty = FALSE;
  g_autofree char *flavour = NULL;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port, "Listen on this port of 127.0.0.1", "N" },
    { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "Start as a server that was never set up", NULL },
    { "flavour", 0, 0, G_OPTION_ARG_STRING, &flavour, "oss (the default) or serverless", "NAME" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraDemoServer) server = NULL;
  gboolean serverless;

  g_option_context_set_summary (context, "A stand-in for InfluxDB 2, on this computer only and in "
                                         "memory: all that was made is gone when it ends.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("tessera-demo-server: %s\n", error->message);
      return 2;
    }
  serverless = g_strcmp0 (flavour, "serverless") == 0;
  if (argc > 1 || port < 0 || port > G_MAXUINT16 ||
      (flavour != NULL && !serverless && !g_str_equal (flavour, "oss")) || (serverless && empty))
    {
      g_printerr ("tessera-demo-server: wrong usage; see --help. A Cloud Serverless is never "
                  "empty.\n");
      return 2;
    }
  server = tessera_demo_server_new (serverless ? TESSERA_DEMO_SERVERLESS : TESSERA_DEMO_OSS, empty);
  if (!tessera_demo_server_start (server, (guint16) port, &error))
    {
      g_printerr ("tessera-demo-server: %s\n", error->message);
      return 1;
    }
  serve (server);
  return 0;
}
