/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/manage/name-cache.h"

#include "core/base/storage.h"
#include "core/model/resource-type.h"
#include "core/model/token.h"

#define MOST_SERVERS 50
#define MOST_NAMES 5000 /* names per server */

/* A group for each server, with entries `TYPE/ID=NAME`, the oldest first. */
struct _TesseraNameCache
{
  GObject parent_instance;

  char *path;
  GKeyFile *names;
  gboolean unsaved; /* some names could not be written */
};

G_DEFINE_FINAL_TYPE (TesseraNameCache, tessera_name_cache, G_TYPE_OBJECT)

static void
tessera_name_cache_finalize (GObject *object)
{
  TesseraNameCache *self = TESSERA_NAME_CACHE (object);

  g_free (self->path);
  g_clear_pointer (&self->names, g_key_file_unref);
  G_OBJECT_CLASS (tessera_name_cache_parent_class)->finalize (object);
}

static void
tessera_name_cache_class_init (TesseraNameCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_name_cache_finalize;
}

static void
tessera_name_cache_init (TesseraNameCache *self)
{
  self->names = g_key_file_new ();
}

static void
take_names (TesseraNameCache *self, GKeyFile *names)
{
  g_key_file_ref (names);
  g_key_file_unref (self->names);
  self->names = names;
}

TesseraNameCache *
tessera_name_cache_new (const char *path)
{
  TesseraNameCache *self = g_object_new (TESSERA_TYPE_NAME_CACHE, NULL);
  g_autoptr (GKeyFile) names = NULL;

  self->path = path != NULL ? g_strdup (path)
                            : g_build_filename (g_get_user_state_dir (), "tessera", "names", NULL);
  names = tessera_storage_read (self->path, NULL);
  if (names != NULL)
    take_names (self, names);
  return self;
}

/* An address can contain brackets, but a group's name can't. */
static char *
make_group (const char *server)
{
  return g_uri_escape_string (server, ":/", FALSE);
}

static char *
make_key (const char *type, const char *id)
{
  return g_strconcat (type, "/", id, NULL);
}

/* IDs and types come from the server: those that a key file can't contain are not remembered. */
static gboolean
is_plain (const char *word)
{
  for (const char *c = word; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      return FALSE;
  return *word != '\0';
}

/* Key to name; %NULL for an item that is gone. */
static GHashTable *
collect_names (GListModel *tokens)
{
  GHashTable *referred = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (tokens); i++)
    {
      g_autoptr (TesseraToken) token = g_list_model_get_item (tokens, i);
      TesseraPermissionSet *permissions = tessera_token_get_permissions (token);

      for (guint j = 0; j < tessera_permission_set_get_size (permissions); j++)
        {
          TesseraPermission *permission = tessera_permission_set_get (permissions, j);
          const char *type = tessera_permission_get_resource_type (permission);
          const char *id = tessera_permission_get_id (permission);

          if (id != NULL && is_plain (id) && tessera_resource_type_is_named (type))
            g_hash_table_insert (referred, make_key (type, id),
                                 g_strdup (tessera_permission_get_name (permission)));
        }
    }
  return referred;
}

static gboolean
knows_name (TesseraNameCache *self, const char *group, const char *key, const char *name)
{
  g_autofree char *known = g_key_file_get_string (self->names, group, key, NULL);

  return g_strcmp0 (known, name) == 0;
}

static gboolean
knows_all (TesseraNameCache *self, const char *group, GHashTable *referred)
{
  GHashTableIter iter;
  gpointer key, name;

  g_hash_table_iter_init (&iter, referred);
  while (g_hash_table_iter_next (&iter, &key, &name))
    if (name != NULL && !knows_name (self, group, key, name))
      return FALSE;
  return TRUE;
}

static void
drop_old_servers (GKeyFile *names, const char *group)
{
  gsize count;
  g_auto (GStrv) groups = g_key_file_get_groups (names, &count);

  if (g_key_file_has_group (names, group))
    return;
  for (gsize i = 0; i + MOST_SERVERS <= count; i++)
    g_key_file_remove_group (names, groups[i], NULL);
}

/* Returns how many entries there is room for. */
static gsize
make_room (GKeyFile *names, const char *group, GHashTable *referred)
{
  gsize count = 0;
  g_auto (GStrv) keys = g_key_file_get_keys (names, group, &count, NULL);
  gsize wanted = count + g_hash_table_size (referred);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    if (g_hash_table_contains (referred, keys[i]))
      wanted--; /* already there */
  for (gsize i = 0; keys != NULL && keys[i] != NULL && wanted > MOST_NAMES; i++)
    if (!g_hash_table_contains (referred, keys[i]))
      {
        g_key_file_remove_key (names, group, keys[i], NULL);
        count--;
        wanted--;
      }
  return count < MOST_NAMES ? MOST_NAMES - count : 0;
}

static void
put_names (GKeyFile *names, const char *group, GHashTable *referred)
{
  GHashTableIter iter;
  gpointer key, name;
  gsize room;

  drop_old_servers (names, group);
  room = make_room (names, group, referred);
  g_hash_table_iter_init (&iter, referred);
  while (g_hash_table_iter_next (&iter, &key, &name))
    {
      gboolean is_new = !g_key_file_has_key (names, group, key, NULL);

      if (name == NULL || (is_new && room == 0))
        continue;
      room -= is_new;
      g_key_file_set_string (names, group, key, name);
    }
}

/* The names to learn from a server. */
typedef struct
{
  TesseraNameCache *cache;
  const char *group;
  GHashTable *referred;
} Lesson;

static gboolean
learn_names (GKeyFile *names, gboolean is_new, gpointer data)
{
  const Lesson *lesson = data;

  if (is_new)
    tessera_storage_copy (lesson->cache->names, names);
  put_names (names, lesson->group, lesson->referred);
  take_names (lesson->cache, names);
  return TRUE;
}

void
tessera_name_cache_learn (TesseraNameCache *self, const char *server, GListModel *tokens)
{
  g_return_if_fail (TESSERA_IS_NAME_CACHE (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (tokens));

  g_autofree char *group = make_group (server);
  g_autoptr (GHashTable) referred = collect_names (tokens);
  g_autoptr (GError) error = NULL;
  Lesson lesson = { self, group, referred };

  if (!self->unsaved && knows_all (self, group, referred))
    return;
  self->unsaved = !tessera_storage_change (self->path, learn_names, &lesson, &error);
  if (!self->unsaved)
    return;
  g_debug ("The names are not written: %s", error->message);
  put_names (self->names, group, referred);
}

char *
tessera_name_cache_find (TesseraNameCache *self, const char *server, const char *type,
                         const char *id)
{
  g_return_val_if_fail (TESSERA_IS_NAME_CACHE (self), NULL);
  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  g_autofree char *group = make_group (server);
  g_autofree char *key = make_key (type, id);

  return g_key_file_get_string (self->names, group, key, NULL);
}
