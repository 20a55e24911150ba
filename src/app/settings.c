/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define CLIPBOARD_SECONDS "clipboard-seconds"
#define SORT_COLUMN "sort-column"
#define SORT_DESCENDING "sort-descending"

/* g_settings_new() ends the program without a schema. */
static gboolean
has_schema (void)
{
  static gsize known = 0;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, TESSERA_APP_ID, TRUE);
  if (g_once_init_enter (&known))
    {
      if (schema == NULL)
        g_message ("The settings’ schema %s is not installed: the defaults hold.", TESSERA_APP_ID);
      g_once_init_leave (&known, 1);
    }
  return schema != NULL;
}

GSettings *
tessera_settings_open (void)
{
  return has_schema () ? g_settings_new (TESSERA_APP_ID) : NULL;
}

guint
tessera_settings_get_clipboard_seconds (void)
{
  g_autoptr (GSettings) settings = tessera_settings_open ();

  return settings != NULL ? g_settings_get_uint (settings, CLIPBOARD_SECONDS) : 30;
}

void
tessera_settings_set_save_to_keyring (gboolean save)
{
  g_autoptr (GSettings) settings = tessera_settings_open ();

  if (settings != NULL)
    g_settings_set_boolean (settings, TESSERA_SAVE_TO_KEYRING, save);
}

char *
tessera_settings_get_sorting (gboolean *descending)
{
  g_autoptr (GSettings) settings = tessera_settings_open ();

  *descending = settings == NULL || g_settings_get_boolean (settings, SORT_DESCENDING);
  return settings != NULL ? g_settings_get_string (settings, SORT_COLUMN) : g_strdup ("created");
}

void
tessera_settings_set_sorting (const char *column, gboolean descending)
{
  g_autoptr (GSettings) settings = tessera_settings_open ();

  if (settings == NULL)
    return;
  g_settings_set_string (settings, SORT_COLUMN, column);
  g_settings_set_boolean (settings, SORT_DESCENDING, descending);
}
