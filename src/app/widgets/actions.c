/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/actions.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static const TesseraActionInfo actions[] = {
  { "win.page::tokens", { "<Alt>1" }, N_ ("Tokens"), N_ ("Pages") },
  { "win.page::keyring", { "<Alt>2" }, N_ ("Keyring"), N_ ("Pages") },
  { "win.new-token", { "<Control>n" }, N_ ("New token"), N_ ("Tokens") },
  { "win.refresh", { "<Control>r", "F5" }, N_ ("Refresh"), N_ ("Tokens") },
  { "tokens.open", { "Return" }, N_ ("Open the selected token"), N_ ("Tokens") },
  { "tokens.rename", { "F2" }, N_ ("Rename the selected token"), N_ ("Tokens") },
  { "tokens.delete", { "Delete" }, N_ ("Delete the selected tokens"), N_ ("Tokens") },
  { "tokens.menu",
    { "Menu", "<Shift>F10" },
    N_ ("Open the menu for the selected tokens"),
    N_ ("Tokens") },
  { "win.generate", { "<Control>Return" }, N_ ("Create the token"), N_ ("New Token") },
  { "win.back", { "<Alt>Left" }, N_ ("Back"), N_ ("New Token") },
  { "reveal.save", { "<Control>k" }, N_ ("Save to keyring"), N_ ("Token Created") },
  { "reveal.copy", { "<Control><Shift>c" }, N_ ("Copy the value"), N_ ("Token Created") },
  { "win.search", { "<Control>f" }, N_ ("Search"), N_ ("General") },
  { "win.connect", { "<Control>o" }, N_ ("Connect to another server"), N_ ("General") },
  { "app.preferences", { "<Control>comma" }, N_ ("Preferences"), N_ ("General") },
  { "app.help::topics", { "F1" }, N_ ("Help"), N_ ("General") },
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

/* Shortcuts of the list of tokens; they must not apply in an entry. */
static gboolean
is_local (const TesseraActionInfo *action)
{
  return g_str_has_prefix (action->name, "tokens.");
}

void
tessera_actions_add_accelerators (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (!is_local (&actions[i]))
      gtk_application_set_accels_for_action (application, actions[i].name, actions[i].keys);
}

void
tessera_actions_add_shortcuts (GtkWidget *widget)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    for (guint j = 0; is_local (&actions[i]) && actions[i].keys[j] != NULL; j++)
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (keys),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (actions[i].keys[j]),
                            gtk_named_action_new (actions[i].name)));
  gtk_widget_add_controller (widget, keys);
}
