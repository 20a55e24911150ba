/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/application.h"

#include "app/help/help-window.h"
#include "app/help/preferences-window.h"
#include "app/shell/search-provider.h"
#include "app/shell/window.h"
#include "app/widgets/actions.h"
#include "app/widgets/clipboard.h"
#include "app/widgets/settings.h"
#include "app/widgets/shortcuts.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* How long the program waits for more searches if the desktop's search started it without a window.
 * */
#define INACTIVITY_MILLISECONDS 20000

struct _TesseraApplication
{
  AdwApplication parent_instance;

  TesseraServices *services;
  TesseraSearchProvider *search;
};

G_DEFINE_FINAL_TYPE (TesseraApplication, tessera_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo server"), NULL },
  { "flavor", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Type of server that the demo simulates: oss, serverless, serverless-open, or serverless-pages"),
    N_ ("FLAVOR") },
  /* The old name of --flavor. */
  { "flavour", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
  { "new", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Create a new token"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_ ("[ADDRESS]") },
  { NULL },
};

/* The window */

static TesseraWindow *
get_window (TesseraApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (TESSERA_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

/* Starting the program again raises the existing window. */
static TesseraWindow *
raise_window (TesseraApplication *self)
{
  TesseraWindow *window = get_window (self);

  if (window == NULL)
    window = tessera_window_new (GTK_APPLICATION (self), self->services);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
tessera_application_activate (GApplication *application)
{
  TesseraApplication *self = TESSERA_APPLICATION (application);
  gboolean is_new = get_window (self) == NULL;
  TesseraWindow *window = raise_window (self);

  if (is_new)
    tessera_window_open_last_used (window);
}

/* The desktop's search */

static void
saved_opened_cb (TesseraApplication *self, const char *server, const char *id)
{
  tessera_window_open_saved (raise_window (self), server, id);
}

static void
saved_searched_cb (TesseraApplication *self, const char *text)
{
  tessera_window_search_saved (raise_window (self), text);
}

static gboolean
tessera_application_dbus_register (GApplication *application, GDBusConnection *bus,
                                   const char *path, GError **error)
{
  TesseraApplication *self = TESSERA_APPLICATION (application);
  g_autoptr (TesseraKeyringWatch) watch = NULL;

  if (!G_APPLICATION_CLASS (tessera_application_parent_class)
           ->dbus_register (application, bus, path, error))
    return FALSE;
  watch = tessera_keyring_watch_new ();
  self->search = tessera_search_provider_new (application,
                                              tessera_services_get_keyring (self->services), watch);
  g_signal_connect_object (self->search, "opened", G_CALLBACK (saved_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "searched", G_CALLBACK (saved_searched_cb), self,
                           G_CONNECT_SWAPPED);
  return tessera_search_provider_export (self->search, bus, path, error);
}

static void
tessera_application_dbus_unregister (GApplication *application, GDBusConnection *bus,
                                     const char *path)
{
  TesseraApplication *self = TESSERA_APPLICATION (application);

  if (self->search != NULL)
    tessera_search_provider_unexport (self->search);
  g_clear_object (&self->search);
  G_APPLICATION_CLASS (tessera_application_parent_class)->dbus_unregister (application, bus, path);
}

/* The command line */

/* The option's old name is known only here; everything else uses the new one. */
static void
rename_option (GVariantDict *given, const char *old_name, const char *name)
{
  g_autoptr (GVariant) value = g_variant_dict_lookup_value (given, old_name, NULL);

  if (value == NULL)
    return;
  g_variant_dict_remove (given, old_name);
  if (!g_variant_dict_contains (given, name))
    g_variant_dict_insert_value (given, name, value);
}

static int
tessera_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  g_autofree const char **addresses = NULL;
  const char *name = NULL;
  TesseraDemoFlavor flavor;

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("Tessera %s\n", TESSERA_VERSION);
      return 0;
    }
  rename_option (given, "flavour", "flavor");
  g_variant_dict_lookup (given, "flavor", "&s", &name);
  if (!tessera_demo_flavor_parse (name, &flavor))
    {
      g_printerr (
          _ ("There is no flavor “%s”. Use oss, serverless, serverless-open, or serverless-pages.\n"),
          name);
      return 2;
    }
  if (g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&s", &addresses) &&
      (addresses[1] != NULL || g_variant_dict_contains (given, "demo")))
    {
      g_printerr (_ ("Only one server can be opened. Specify either one address or --demo.\n"));
      return 2;
    }
  if (g_variant_dict_contains (given, "flavor") && !g_variant_dict_contains (given, "demo"))
    {
      g_printerr (_ ("--flavor applies only to the demo server. Use it together with --demo.\n"));
      return 2;
    }
  return -1;
}

/* Returns FALSE after reporting what is wrong with the address. */
static gboolean
open_address (TesseraWindow *window, GApplicationCommandLine *line, const char *address)
{
  g_autoptr (GError) error = NULL;

  if (!tessera_window_open_address (window, address, &error))
    g_application_command_line_printerr (line, "%s\n", error->message);
  return error == NULL;
}

static int
tessera_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  TesseraApplication *self = TESSERA_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (line);
  g_autofree const char **addresses = NULL;
  const char *name = NULL;
  TesseraDemoFlavor flavor;
  gboolean done = TRUE;

  if (g_variant_dict_contains (given, "demo"))
    {
      g_variant_dict_lookup (given, "flavor", "&s", &name);
      tessera_demo_flavor_parse (name, &flavor);
      tessera_services_set_demo_flavor (self->services, flavor);
      tessera_window_open_demo (raise_window (self));
    }
  else if (g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&s", &addresses))
    done = open_address (raise_window (self), line, addresses[0]);
  else
    g_application_activate (application);
  if (g_variant_dict_contains (given, "new"))
    tessera_window_new_token (raise_window (self));
  return done ? 0 : 2;
}

/* Actions */

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TesseraWindow *window = get_window (user_data);

  /* The window may have to ask something first; the program ends when it closes. */
  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  /* It is modal, but its keys also reach this handler. */
  if (!TESSERA_IS_PREFERENCES_WINDOW (parent))
    gtk_window_present (GTK_WINDOW (tessera_preferences_window_new (parent)));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tessera_shortcuts_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tessera_help_window_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                            g_variant_get_string (parameter, NULL));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (
      gtk_application_get_active_window (GTK_APPLICATION (user_data)), "application-name",
      "Tessera", "application-icon", TESSERA_APP_ID, "version", TESSERA_VERSION, "comments",
      _ ("InfluxDB API tokens with exactly the permissions they need"), "license-type",
      GTK_LICENSE_GPL_3_0, "developer-name", _ ("The Tessera developers"), NULL);
}

static void
new_token_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
  tessera_window_new_token (get_window (user_data));
}

static void
try_demo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tessera_window_open_demo (raise_window (user_data));
}

static const GActionEntry entries[] = {
  { .name = "new-token", .activate = new_token_action },
  { .name = "try-demo", .activate = try_demo_action },
  { .name = "quit", .activate = quit_action },
  { .name = "preferences", .activate = preferences_action },
  { .name = "shortcuts", .activate = shortcuts_action },
  { .name = "help", .activate = help_action, .parameter_type = "s" },
  { .name = "about", .activate = about_action },
};

TesseraServices *
tessera_application_get_services (TesseraApplication *self)
{
  return self->services;
}

/* Colors */

static gboolean
read_color_scheme (GBinding *binding, const GValue *name, GValue *scheme, gpointer unused)
{
  const char *text = g_value_get_string (name);

  if (g_strcmp0 (text, "light") == 0)
    g_value_set_enum (scheme, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_strcmp0 (text, "dark") == 0)
    g_value_set_enum (scheme, ADW_COLOR_SCHEME_FORCE_DARK);
  else
    g_value_set_enum (scheme, ADW_COLOR_SCHEME_DEFAULT);
  return TRUE;
}

static void
tessera_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (tessera_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  tessera_actions_add_accelerators (GTK_APPLICATION (application));
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0)
    g_application_set_inactivity_timeout (application, INACTIVITY_MILLISECONDS);
  gtk_window_set_default_icon_name (TESSERA_APP_ID);
  g_object_bind_property_full (tessera_settings_get (), TESSERA_COLOR_SCHEME,
                               adw_application_get_style_manager (ADW_APPLICATION (application)),
                               "color-scheme", G_BINDING_SYNC_CREATE, read_color_scheme, NULL, NULL,
                               NULL);
}

static void
tessera_application_shutdown (GApplication *application)
{
  TesseraApplication *self = TESSERA_APPLICATION (application);
  GdkDisplay *display = gdk_display_get_default ();

  /* At exit GTK hands the clipboard to a clipboard manager: that must not be a value. */
  if (display != NULL)
    tessera_clipboard_take_back (gdk_display_get_clipboard (display));
  tessera_services_stop_demos (self->services);
  G_APPLICATION_CLASS (tessera_application_parent_class)->shutdown (application);
}

static void
tessera_application_finalize (GObject *object)
{
  TesseraApplication *self = TESSERA_APPLICATION (object);

  g_clear_object (&self->services);
  G_OBJECT_CLASS (tessera_application_parent_class)->finalize (object);
}

static void
tessera_application_class_init (TesseraApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tessera_application_finalize;
  application_class->startup = tessera_application_startup;
  application_class->shutdown = tessera_application_shutdown;
  application_class->activate = tessera_application_activate;
  application_class->handle_local_options = tessera_application_handle_local_options;
  application_class->dbus_register = tessera_application_dbus_register;
  application_class->dbus_unregister = tessera_application_dbus_unregister;
  application_class->command_line = tessera_application_command_line;
}

static void
tessera_application_init (TesseraApplication *self)
{
  self->services = tessera_services_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _ ("Create InfluxDB API tokens. Given a server address such as localhost:8086, Tessera "
         "opens the saved connection to that server or asks you to sign in."));
}

TesseraApplication *
tessera_application_new (void)
{
  return g_object_new (TESSERA_TYPE_APPLICATION, "application-id", TESSERA_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/io/github/tessera/Tessera", NULL);
}
