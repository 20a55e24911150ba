/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/files/influx-config.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/files/toml.h"
#include "tessera-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct _TesseraInfluxConfig
{
  GObject parent_instance;

  char *name;
  char *url;
  char *org;
  char *username;
  TesseraSecret *secret;
  gboolean active;
  gboolean previous;
};

G_DEFINE_FINAL_TYPE (TesseraInfluxConfig, tessera_influx_config, G_TYPE_OBJECT)

static void
tessera_influx_config_finalize (GObject *object)
{
  TesseraInfluxConfig *self = TESSERA_INFLUX_CONFIG (object);

  g_free (self->name);
  g_free (self->url);
  g_free (self->org);
  g_free (self->username);
  g_clear_pointer (&self->secret, tessera_secret_unref);
  G_OBJECT_CLASS (tessera_influx_config_parent_class)->finalize (object);
}

static void
tessera_influx_config_class_init (TesseraInfluxConfigClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_influx_config_finalize;
}

static void
tessera_influx_config_init (TesseraInfluxConfig *self)
{
}

const char *
tessera_influx_config_get_name (TesseraInfluxConfig *self)
{
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (self), NULL);

  return self->name;
}

const char *
tessera_influx_config_get_url (TesseraInfluxConfig *self)
{
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (self), NULL);

  return self->url;
}

const char *
tessera_influx_config_get_org (TesseraInfluxConfig *self)
{
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (self), NULL);

  return self->org;
}

gboolean
tessera_influx_config_is_active (TesseraInfluxConfig *self)
{
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (self), FALSE);

  return self->active;
}

const char *
tessera_influx_config_get_username (TesseraInfluxConfig *self)
{
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (self), NULL);

  return self->username;
}

TesseraSecret *
tessera_influx_config_get_secret (TesseraInfluxConfig *self)
{
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (self), NULL);

  return self->secret;
}

char *
tessera_influx_configs_get_path (void)
{
  const char *chosen = g_getenv ("INFLUX_CONFIGS_PATH");

  if (chosen != NULL && *chosen != '\0')
    return g_strdup (chosen);
  return g_build_filename (g_get_home_dir (), ".influxdbv2", "configs", NULL);
}

gboolean
tessera_influx_configs_is_out_of_reach (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) &&
         !g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Reading */

static TesseraInfluxConfig *
get_config (GPtrArray *configs, const char *name)
{
  TesseraInfluxConfig *config;

  for (guint i = 0; i < configs->len; i++)
    if (g_str_equal (TESSERA_INFLUX_CONFIG (configs->pdata[i])->name, name))
      return configs->pdata[i];
  config = g_object_new (TESSERA_TYPE_INFLUX_CONFIG, NULL);
  config->name = g_strdup (name);
  g_ptr_array_add (configs, config);
  return config;
}

static void
replace_text (char **text, const char *value)
{
  g_free (*text);
  *text = *value != '\0' ? g_strdup (value) : NULL;
}

/* Takes ownership of @secret; an empty one is none. */
static void
replace_secret (TesseraInfluxConfig *self, TesseraSecret *secret)
{
  g_clear_pointer (&self->secret, tessera_secret_unref);
  if (secret != NULL && tessera_secret_get_length (secret) > 0)
    self->secret = tessera_secret_ref (secret);
  g_clear_pointer (&secret, tessera_secret_unref);
}

/* Base64 of USER:PASSWORD, or of USER without a password. */
static void
read_cookie (TesseraInfluxConfig *self, const char *value)
{
  gsize length;
  char *plain = (char *) g_base64_decode (value, &length);
  const char *colon = memchr (plain, ':', length);
  gsize name_length = colon != NULL ? (gsize) (colon - plain) : length;

  if (g_utf8_validate (plain, (gssize) name_length, NULL) && name_length > 0)
    {
      g_free (self->username);
      self->username = g_strndup (plain, name_length);
      replace_secret (self, colon != NULL
                                ? tessera_secret_new_length (colon + 1, length - name_length - 1)
                                : NULL);
    }
  tessera_wipe (plain, length);
  g_free (plain);
}

static void
read_member (const char *table, const char *key, const char *value, gsize begin, gsize end,
             gpointer user_data)
{
  TesseraInfluxConfig *config;

  if (*table == '\0' || value == NULL)
    return;
  config = get_config (user_data, table);
  if (g_str_equal (key, "url"))
    replace_text (&config->url, value);
  else if (g_str_equal (key, "org"))
    replace_text (&config->org, value);
  else if (g_str_equal (key, "token") && *value != '\0')
    replace_secret (config, tessera_secret_new_pasted (value));
  else if (g_str_equal (key, "cookie") && *value != '\0')
    read_cookie (config, value);
  else if (g_str_equal (key, "active"))
    config->active = g_str_equal (value, "true");
  else if (g_str_equal (key, "previous"))
    config->previous = g_str_equal (value, "true");
}

/* Returns the file's text, or NULL: with an error, or without one if there is no file. The text
 * contains secrets. */
static char *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *text;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &cause))
    {
      if (!tessera_text_is_utf16 (text, length))
        return text;
      tessera_wipe (text, length);
      g_free (text);
      tessera_set_error (error, TESSERA_ERROR_STORAGE, NULL,
                         _ ("“%s” is UTF-16 or isn’t a text file. Save it as UTF-8, the encoding "
                            "that influx reads."),
                         path);
      return NULL;
    }
  if (!g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
      !g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    tessera_set_error (error, TESSERA_ERROR_STORAGE, cause->message,
                       _ ("The influx configurations in “%s” can’t be read. Fix the file’s "
                          "permissions, or specify another file."),
                       path);
  return NULL;
}

static gboolean
parse_text (const char *text, const char *path, TesseraTomlFunc func, gpointer user_data,
            GError **error)
{
  guint line;

  if (tessera_toml_read (text, func, user_data, &line))
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_STORAGE, NULL,
                     _ ("Line %u of “%s” can’t be read as TOML, the format of influx "
                        "configurations. Fix that line."),
                     line, path);
  return FALSE;
}

/* People put settings of the server there, for example a table [logging]. */
static gboolean
is_config (TesseraInfluxConfig *self)
{
  return self->url != NULL || self->org != NULL || self->secret != NULL || self->username != NULL;
}

/* Takes those that are not configurations out of @tables.
 *
 * Returns: their names */
static GStrv
take_others (GPtrArray *tables)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < tables->len;)
    {
      TesseraInfluxConfig *table = g_ptr_array_index (tables, i);

      if (is_config (table))
        i++;
      else
        {
          g_strv_builder_add (names, table->name);
          g_ptr_array_remove_index (tables, i);
        }
    }
  return g_strv_builder_end (names);
}

GPtrArray *
tessera_influx_configs_load (const char *path, GStrv *others, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (GPtrArray) configs = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) names = NULL;
  GError *problem = NULL;
  char *text = read_file (path, &problem);

  if (text != NULL)
    parse_text (text, path, read_member, configs, &problem);
  tessera_wipe_free (text);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  names = take_others (configs);
  if (others != NULL)
    *others = g_steal_pointer (&names);
  return g_steal_pointer (&configs);
}

TesseraInfluxConfig *
tessera_influx_configs_find (GPtrArray *configs, const char *name)
{
  g_return_val_if_fail (configs != NULL, NULL);

  for (guint i = 0; i < configs->len; i++)
    {
      TesseraInfluxConfig *config = g_ptr_array_index (configs, i);

      if (name == NULL
              ? config->active
              : g_str_equal (config->name, name) || (g_str_equal (name, "-") && config->previous))
        return config;
    }
  return name == NULL && configs->len > 0 ? g_ptr_array_index (configs, 0) : NULL;
}

/* Removing a secret */

typedef struct
{
  const char *name;
  GArray *spans; /* of gsize: begin, end, begin, end */
} Removal;

static void
find_secrets (const char *table, const char *key, const char *value, gsize begin, gsize end,
              gpointer user_data)
{
  Removal *removal = user_data;

  if (!g_str_equal (table, removal->name) || value == NULL ||
      (!g_str_equal (key, "token") && !g_str_equal (key, "cookie")))
    return;
  g_array_append_val (removal->spans, begin);
  g_array_append_val (removal->spans, end);
}

/* Empties the values from the last to the first, so that the offsets before them stay valid. */
static void
blank_values (char *text, GArray *spans)
{
  for (guint i = spans->len; i >= 2; i -= 2)
    {
      char *end = text + g_array_index (spans, gsize, i - 1);
      char *value = strchr (text + g_array_index (spans, gsize, i - 2), '=') + 1;
      gsize rest = strlen (end) + 1;

      value += strspn (value, " \t");
      memcpy (value, "\"\"", 2);
      memmove (value + 2, end, rest);
      tessera_wipe (value + 2 + rest, (gsize) (end - value) - 2);
    }
}

static gboolean
write_file (const char *path, const char *text, GError **error)
{
  /* A symbolic link is kept: its target is replaced. */
  g_autofree char *target = realpath (path, NULL);
  const char *written = target != NULL ? target : path;
  g_autoptr (GError) cause = NULL;

  /* Current versions of GLib keep the file's existing mode. */
  if (chmod (written, 0600) != 0)
    cause = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_FAILED, g_strerror (errno));
  else if (g_file_set_contents_full (written, text, -1,
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                     0600, &cause))
    return TRUE;
  tessera_set_error (error, TESSERA_ERROR_STORAGE, cause->message,
                     _ ("“%s” can’t be written and was left unchanged. Free some disk space, or "
                        "fix the folder’s permissions, then try again."),
                     path);
  return FALSE;
}

/* What was imported may no longer be what the file has: the user has replaced the token there. */
static gboolean
check_unchanged (const char *text, const char *path, TesseraInfluxConfig *config, GError **error)
{
  g_autoptr (GPtrArray) configs = g_ptr_array_new_with_free_func (g_object_unref);
  TesseraInfluxConfig *now;

  if (!parse_text (text, path, read_member, configs, error))
    return FALSE;
  now = get_config (configs, config->name);
  if (now->secret == NULL ||
      (config->secret != NULL && tessera_secret_equal (now->secret, config->secret)))
    return TRUE;
  tessera_set_error (
      error, TESSERA_ERROR_CONFLICT, NULL,
      _ ("The credentials for “%s” in “%s” have changed in the meantime and were left "
         "there. Import the configuration again."),
      config->name, path);
  return FALSE;
}

gboolean
tessera_influx_configs_remove_secret (const char *path, TesseraInfluxConfig *config, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (TESSERA_IS_INFLUX_CONFIG (config), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (gsize));
  Removal removal = { .name = config->name, .spans = spans };
  GError *problem = NULL;
  char *text = read_file (path, &problem);
  gsize length = text != NULL ? strlen (text) : 0;
  gboolean done = FALSE;

  if (text != NULL && check_unchanged (text, path, config, &problem) &&
      parse_text (text, path, find_secrets, &removal, &problem))
    {
      blank_values (text, spans);
      done = write_file (path, text, &problem);
    }
  tessera_wipe (text, length);
  g_free (text);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return done;
}
