/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-program.h"

#include "demo/demo-server.h"

#include <glib-unix.h>
#include <stdio.h>

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static void
print_field (const char *name, const char *value)
{
  if (value != NULL)
    printf ("%s: %s\n", name, value);
}

static void
serve (TesseraDemoServer *server)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  print_field ("address", tessera_demo_server_get_address (server));
  print_field ("org", tessera_demo_server_get_organization (server));
  print_field ("username", tessera_demo_server_get_username (server));
  print_field ("password", tessera_demo_server_get_password (server));
  print_field ("token", tessera_demo_server_get_token (server));
  fflush (stdout);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_main_loop_run (loop);
}

gboolean
tessera_demo_program_run (const char *flavor, gboolean empty, guint16 port, GError **error)
{
  TesseraDemoFlavor kind;
  g_autoptr (TesseraDemoServer) server = NULL;

  if (!tessera_demo_flavor_parse (flavor, &kind) || (kind != TESSERA_DEMO_OSS && empty))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "The flavor must be oss, serverless, serverless-open, or serverless-pages, and "
                   "only oss can be combined with --not-set-up.");
      return FALSE;
    }
  server = tessera_demo_server_new (kind, empty);
  if (!tessera_demo_server_start (server, port, error))
    return FALSE;
  serve (server);
  return TRUE;
}
