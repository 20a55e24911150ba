/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/application.h"
#include "core/base/secret.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (TesseraApplication) application = NULL;

  /* Before anything else: the first secret comes from the keyring right after the start. */
  tessera_secret_protect_process ();

  /* GTK would parse them again, and print its own errors. */
  gtk_disable_setlocale ();
  if (setlocale (LC_ALL, "") == NULL)
    {
      setlocale (LC_ALL, "C.UTF-8");
      g_printerr ("The locale that is asked for is not installed: Tessera speaks English.\n");
    }
  bindtextdomain (GETTEXT_PACKAGE, TESSERA_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = tessera_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
