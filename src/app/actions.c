/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/actions.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static const TesseraActionInfo actions[] = {
  { "win.new-token", { "<Control>n" }, N_ ("New token"), N_ ("Tokens") },
  { "win.refresh", { "<Control>r", "F5" }, N_ ("Refresh"), N_ ("Tokens") },
  { "win.generate", { "<Control>Return" }, N_ ("Generate the token"), N_ ("New Token") },
  { "win.back", { "<Alt>Left" }, N_ ("Back"), N_ ("New Token") },
  { "reveal.save", { "<Control>k" }, N_ ("Save to keyring"), N_ ("Token Created") },
  { "reveal.copy", { "<Control><Shift>c" }, N_ ("Copy the value"), N_ ("Token Created") },
  { "win.search", { "<Control>f" }, N_ ("Search"), N_ ("General") },
  { "win.connect", { "<Control>o" }, N_ ("Connect to another InfluxDB"), N_ ("General") },
  { "app.shortcuts", { "<Control>question" }, N_ ("Keyboard shortcuts"), N_ ("General") },
  { "window.close", { "<Control>w" }, N_ ("Close the window"), N_ ("General") },
  { "app.quit", { "<Control>q" }, N_ ("Quit"), N_ ("General") },
};

const TesseraActionInfo *
tessera_actions_get (gsize *count)
{
  *count = G_N_ELEMENTS (actions);
  return actions;
}

void
tessera_actions_add_accelerators (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_application_set_accels_for_action (application, actions[i].name, actions[i].keys);
}
