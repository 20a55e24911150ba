/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/settings.h"

#include "tessera-config.h"

struct _TesseraSettings
{
  GObject parent_instance;

  GSettings *stored;
  gboolean ask_before_closing;
  guint clipboard_seconds;
  char *color_scheme;
  guint old_after_days;
  gboolean save_to_keyring;
  char *sort_column;
  gboolean sort_descending;
};

enum
{
  PROP_0,
  PROP_ASK_BEFORE_CLOSING,
  PROP_CLIPBOARD_SECONDS,
  PROP_COLOR_SCHEME,
  PROP_OLD_AFTER_DAYS,
  PROP_SAVE_TO_KEYRING,
  PROP_SORT_COLUMN,
  PROP_SORT_DESCENDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TesseraSettings, tessera_settings, G_TYPE_OBJECT)

static void
tessera_settings_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TesseraSettings *self = TESSERA_SETTINGS (object);

  switch (prop_id)
    {
    case PROP_ASK_BEFORE_CLOSING:
      g_value_set_boolean (value, self->ask_before_closing);
      break;
    case PROP_CLIPBOARD_SECONDS:
      g_value_set_uint (value, self->clipboard_seconds);
      break;
    case PROP_COLOR_SCHEME:
      g_value_set_string (value, self->color_scheme);
      break;
    case PROP_OLD_AFTER_DAYS:
      g_value_set_uint (value, self->old_after_days);
      break;
    case PROP_SAVE_TO_KEYRING:
      g_value_set_boolean (value, self->save_to_keyring);
      break;
    case PROP_SORT_COLUMN:
      g_value_set_string (value, self->sort_column);
      break;
    case PROP_SORT_DESCENDING:
      g_value_set_boolean (value, self->sort_descending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_string (char **string, const GValue *value)
{
  g_free (*string);
  *string = g_value_dup_string (value);
}

static void
tessera_settings_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  TesseraSettings *self = TESSERA_SETTINGS (object);

  switch (prop_id)
    {
    case PROP_ASK_BEFORE_CLOSING:
      self->ask_before_closing = g_value_get_boolean (value);
      break;
    case PROP_CLIPBOARD_SECONDS:
      self->clipboard_seconds = g_value_get_uint (value);
      break;
    case PROP_COLOR_SCHEME:
      set_string (&self->color_scheme, value);
      break;
    case PROP_OLD_AFTER_DAYS:
      self->old_after_days = g_value_get_uint (value);
      break;
    case PROP_SAVE_TO_KEYRING:
      self->save_to_keyring = g_value_get_boolean (value);
      break;
    case PROP_SORT_COLUMN:
      set_string (&self->sort_column, value);
      break;
    case PROP_SORT_DESCENDING:
      self->sort_descending = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* g_settings_new() and g_settings_bind() abort the program if the schema or the key is missing. */
static void
tessera_settings_constructed (GObject *object)
{
  TesseraSettings *self = TESSERA_SETTINGS (object);
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GString) missing = g_string_new (NULL);

  G_OBJECT_CLASS (tessera_settings_parent_class)->constructed (object);
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, TESSERA_SCHEMA, TRUE);
  if (schema != NULL)
    self->stored = g_settings_new_full (schema, NULL, NULL);
  for (guint i = 1; i < N_PROPS; i++)
    {
      const char *key = g_param_spec_get_name (properties[i]);

      if (schema != NULL && g_settings_schema_has_key (schema, key))
        g_settings_bind (self->stored, key, self, key, G_SETTINGS_BIND_DEFAULT);
      else
        g_string_append_printf (missing, " %s", key);
    }
  if (missing->len > 0)
    g_message ("The installed schema %s lacks these settings, and changes of them are not kept:%s",
               TESSERA_SCHEMA, missing->str);
}

static void
tessera_settings_finalize (GObject *object)
{
  TesseraSettings *self = TESSERA_SETTINGS (object);

  g_clear_object (&self->stored);
  g_free (self->color_scheme);
  g_free (self->sort_column);
  G_OBJECT_CLASS (tessera_settings_parent_class)->finalize (object);
}

static void
tessera_settings_class_init (TesseraSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tessera_settings_get_property;
  object_class->set_property = tessera_settings_set_property;
  object_class->constructed = tessera_settings_constructed;
  object_class->finalize = tessera_settings_finalize;

  /* The defaults and limits of the schema, for when it is missing. */
  properties[PROP_ASK_BEFORE_CLOSING] =
      g_param_spec_boolean (TESSERA_ASK_BEFORE_CLOSING, NULL, NULL, TRUE, flags);
  properties[PROP_CLIPBOARD_SECONDS] =
      g_param_spec_uint (TESSERA_CLIPBOARD_SECONDS, NULL, NULL, 5, 300, 30, flags);
  properties[PROP_COLOR_SCHEME] =
      g_param_spec_string (TESSERA_COLOR_SCHEME, NULL, NULL, "default", flags);
  properties[PROP_OLD_AFTER_DAYS] =
      g_param_spec_uint (TESSERA_OLD_AFTER_DAYS, NULL, NULL, 1, 3650, 365, flags);
  properties[PROP_SAVE_TO_KEYRING] =
      g_param_spec_boolean (TESSERA_SAVE_TO_KEYRING, NULL, NULL, TRUE, flags);
  properties[PROP_SORT_COLUMN] = g_param_spec_string ("sort-column", NULL, NULL, "created", flags);
  properties[PROP_SORT_DESCENDING] =
      g_param_spec_boolean ("sort-descending", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tessera_settings_init (TesseraSettings *self)
{
}

TesseraSettings *
tessera_settings_get (void)
{
  static TesseraSettings *settings = NULL;

  if (settings == NULL)
    settings = g_object_new (TESSERA_TYPE_SETTINGS, NULL);
  return settings;
}

guint
tessera_settings_get_clipboard_seconds (void)
{
  return tessera_settings_get ()->clipboard_seconds;
}

gboolean
tessera_settings_get_ask_before_closing (void)
{
  return tessera_settings_get ()->ask_before_closing;
}

void
tessera_settings_set_save_to_keyring (gboolean save)
{
  g_object_set (tessera_settings_get (), TESSERA_SAVE_TO_KEYRING, save, NULL);
}

guint
tessera_settings_get_old_after_days (void)
{
  return tessera_settings_get ()->old_after_days;
}

char *
tessera_settings_get_sorting (gboolean *descending)
{
  TesseraSettings *self = tessera_settings_get ();

  *descending = self->sort_descending;
  return g_strdup (self->sort_column);
}

void
tessera_settings_set_sorting (const char *column, gboolean descending)
{
  g_object_set (tessera_settings_get (), "sort-column", column, "sort-descending", descending,
                NULL);
}
