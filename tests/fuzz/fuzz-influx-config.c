/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of the influx command: whatever can be read can also lose a secret, and nothing else. */

#include "core/files/influx-config.h"
#include "fuzz.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *path;

static void
remove_file (void)
{
  g_unlink (path);
}

static void
write_file (const guint8 *data, gsize size)
{
  if (path == NULL)
    {
      path = g_strdup_printf ("%s/tessera-fuzz-%d", g_get_tmp_dir (), (int) getpid ());
      atexit (remove_file);
    }
  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
check_same_but (GPtrArray *before, GPtrArray *after, guint changed)
{
  g_assert_nonnull (after);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < before->len; i++)
    {
      TesseraInfluxConfig *one = before->pdata[i];
      TesseraInfluxConfig *other = after->pdata[i];
      TesseraSecret *secret = tessera_influx_config_get_secret (one);
      TesseraSecret *left = tessera_influx_config_get_secret (other);

      g_assert_cmpstr (tessera_influx_config_get_name (other), ==,
                       tessera_influx_config_get_name (one));
      g_assert_cmpstr (tessera_influx_config_get_url (other), ==,
                       tessera_influx_config_get_url (one));
      g_assert_cmpstr (tessera_influx_config_get_org (other), ==,
                       tessera_influx_config_get_org (one));
      if (i == changed)
        g_assert_null (left);
      else if (secret == NULL || left == NULL)
        g_assert_true (secret == left);
      else
        g_assert_true (tessera_secret_equal (secret, left));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_auto (GStrv) others = NULL;
  g_autoptr (GError) error = NULL;

  write_file (data, size);
  before = tessera_influx_configs_load (path, &others, &error);
  g_assert_true ((before == NULL) == (error != NULL));
  g_assert_true ((others == NULL) == (error != NULL));
  for (guint i = 0; before != NULL && i < before->len; i++)
    if (tessera_influx_config_get_secret (before->pdata[i]) != NULL)
      {
        if (tessera_influx_configs_remove_secret (path, before->pdata[i], NULL))
          {
            after = tessera_influx_configs_load (path, NULL, NULL);
            check_same_but (before, after, i);
          }
        break;
      }
  return 0;
}
