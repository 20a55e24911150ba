/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A set of permissions in words: the part of permission-set.h that is for people. */

#include "core/model/permission-set.h"

#include "core/base/text.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

#define DESCRIPTION_CHARACTERS 120
#define NAMED_PERMISSIONS 2
#define SUMMARY_PARTS 3

/* Truncates the text, with an ellipsis, so that @reserve more characters still fit. */
static void
shorten (GString *text, glong reserve)
{
  glong room = DESCRIPTION_CHARACTERS - reserve;

  if (g_utf8_strlen (text->str, (gssize) text->len) <= room)
    return;
  g_string_truncate (text, (gsize) (g_utf8_offset_to_pointer (text->str, room - 1) - text->str));
  g_string_append (text, "…");
}

char *
tessera_permission_set_describe (TesseraPermissionSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  guint size = tessera_permission_set_get_size (self);
  GString *text = g_string_new (NULL);
  g_autofree char *rest = NULL;

  for (guint i = 0; i < MIN (size, NAMED_PERMISSIONS); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (self, i);
      const char *name = tessera_permission_get_name (permission);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, tessera_permission_get_action (permission) == TESSERA_ACTION_READ
                                 ? "Read "
                                 : "Write ");
      g_string_append (text, tessera_permission_get_resource_type (permission));
      if (name == NULL)
        name = tessera_permission_get_id (permission);
      if (name != NULL && tessera_resource_type_get_scope (tessera_permission_get_resource_type (
                              permission)) == TESSERA_SCOPE_ORG_WIDE)
        {
          g_autofree char *line = tessera_text_one_line (name);

          g_string_append_c (text, ' ');
          g_string_append (text, line);
        }
    }
  rest = size > NAMED_PERMISSIONS ? g_strdup_printf (" and %u more", size - NAMED_PERMISSIONS)
                                  : g_strdup ("");
  shorten (text, g_utf8_strlen (rest, -1));
  g_string_append (text, rest);
  return g_string_free (text, FALSE);
}

/* The permissions for one action on one type: one part of a summary. */
typedef struct
{
  TesseraAction action;
  const char *type;
  gboolean whole;
  gboolean server_wide;
  guint items;
  const char *name; /* of the only item */
} Part;

static GArray *
collect_parts (TesseraPermissionSet *self)
{
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (Part));

  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    for (guint i = 0; i < tessera_permission_set_get_size (self); i++)
      {
        TesseraPermission *permission = tessera_permission_set_get (self, i);
        const char *type = tessera_permission_get_resource_type (permission);
        Part *last = parts->len > 0 ? &g_array_index (parts, Part, parts->len - 1) : NULL;

        if (tessera_permission_get_action (permission) != action)
          continue;
        if (last == NULL || last->action != action || last->type != type ||
            last->server_wide != tessera_permission_is_server_wide (permission))
          {
            g_array_set_size (parts, parts->len + 1);
            last = &g_array_index (parts, Part, parts->len - 1);
            last->action = action;
            last->type = type;
            last->server_wide = tessera_permission_is_server_wide (permission);
          }
        if (tessera_permission_get_id (permission) == NULL ||
            tessera_resource_type_get_scope (type) != TESSERA_SCOPE_ORG_WIDE)
          last->whole = TRUE;
        last->items++;
        last->name = tessera_permission_get_name (permission);
      }
  return parts;
}

/* The catalog names these two types for the only item of them that most tokens are for. */
static const char *
name_everywhere (const char *type)
{
  switch (tessera_resource_type_get_scope (type))
    {
    case TESSERA_SCOPE_ORG_ITSELF:
      return _ ("Organizations");
    case TESSERA_SCOPE_OWNER:
      return _ ("User Accounts");
    case TESSERA_SCOPE_ORG_WIDE:
    case TESSERA_SCOPE_NEVER:
    default:
      return tessera_resource_type_get_label (type);
    }
}

static char *
describe_part (const Part *part)
{
  gboolean reads = part->action == TESSERA_ACTION_READ;
  const char *label = tessera_resource_type_get_label (part->type);

  if (part->server_wide)
    /* Translators: %s is a kind of thing, as in "reads all Buckets on the server" */
    return g_strdup_printf (reads ? _ ("reads all %s on the server")
                                  : _ ("writes all %s on the server"),
                            name_everywhere (part->type));
  if (part->whole && tessera_resource_type_has_items (part->type))
    /* Translators: %s is a kind of thing, as in "reads all Buckets" */
    return g_strdup_printf (reads ? _ ("reads all %s") : _ ("writes all %s"), label);
  if (part->whole)
    /* Translators: %s is a kind of thing, as in "reads Dashboards" */
    return g_strdup_printf (reads ? _ ("reads %s") : _ ("writes %s"), label);
  if (part->items == 1 && part->name != NULL)
    {
      g_autofree char *name = tessera_text_isolate (part->name);

      if (!reads && g_str_equal (part->type, "buckets"))
        /* Translators: %s is a bucket's name, as in "writes to telemetry" */
        return g_strdup_printf (C_ ("an item", "writes to %s"), name);
      /* Translators: %s is a name, as in "reads telemetry" */
      return g_strdup_printf (reads ? C_ ("an item", "reads %s") : C_ ("an item", "writes %s"),
                              name);
    }
  if (g_str_equal (part->type, "buckets"))
    return g_strdup_printf (
        reads ? ngettext ("reads %u bucket", "reads %u buckets", part->items)
              : ngettext ("writes to %u bucket", "writes to %u buckets", part->items),
        part->items);
  /* Translators: a number and a kind of thing, as in "reads 3 of the Telegraf Configurations" */
  return g_strdup_printf (reads ? _ ("reads %u of the %s") : _ ("writes %u of the %s"), part->items,
                          label);
}

/* Capitalizes the first word, which begins a sentence. */
static char *
begin_sentence (const char *text)
{
  const char *rest = g_utf8_next_char (text);
  g_autofree char *first = g_utf8_strup (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

char *
tessera_permission_set_summarize (TesseraPermissionSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GArray) parts = collect_parts (self);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (parts->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (words, describe_part (&g_array_index (parts, Part, i)));
  list = tessera_text_list ((const char *const *) words->pdata, words->len, SUMMARY_PARTS);
  return begin_sentence (list);
}
