/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-program.h"

#include <gio/gio.h>

int
main (int argc, char **argv)
{
  int port = 0;
  gboolean empty = FALSE;
  g_autofree char *flavor = NULL;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port, "Listen on this port of 127.0.0.1", "N" },
    { "not-set-up", 0, 0, G_OPTION_ARG_NONE, &empty, "Start as a server that was never set up",
      NULL },
    { "flavor", 0, 0, G_OPTION_ARG_STRING, &flavor,
      "oss (the default), serverless, serverless-open, or serverless-pages", "NAME" },
    /* What these were called before. */
    { "empty", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &empty, NULL, NULL },
    { "flavour", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &flavor, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, "A simulated InfluxDB 2 server that runs locally and in "
                                         "memory: everything created on it is gone when it stops.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("tessera-demo-server: %s\n", error->message);
      return 2;
    }
  if (argc > 1 || port < 0 || port > G_MAXUINT16)
    {
      g_printerr ("tessera-demo-server: invalid usage; see --help.\n");
      return 2;
    }
  if (tessera_demo_program_run (flavor, empty, (guint16) port, &error))
    return 0;
  g_printerr ("tessera-demo-server: %s\n", error->message);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT) ? 2 : 1;
}
