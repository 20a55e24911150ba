/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-program.h"

#include "cli/call.h"
#include "tessera-config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

gboolean
cli_demo_server (CliCall *call, GError **error)
{
  const char *port = cli_call_get (call, "port");
  GError *problem = NULL;
  guint64 number = 0;

  if (port != NULL && !g_ascii_string_to_unsigned (port, 10, 0, G_MAXUINT16, &number, NULL))
    return cli_usage_error (error,
                            _ ("“%s” is not a valid port. The port must be a number from 1 "
                               "to 65535."),
                            port);
  if (tessera_demo_program_run (cli_call_get (call, "flavor"), cli_call_has (call, "not-set-up"),
                                (guint16) number, &problem))
    return TRUE;
  if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  cli_usage_error (error, "%s", problem->message);
  g_error_free (problem);
  return FALSE;
}
