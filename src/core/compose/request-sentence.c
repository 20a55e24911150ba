/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a token will allow, in one sentence: a part of request-preview.h. */

#include "core/compose/request-preview.h"

#include "core/base/text.h"
#include "core/model/resource-type.h"
#include "core/model/template.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAMED_CLAUSES 4
#define NAMED_ITEMS 3
#define NAME_CHARACTERS 60

typedef enum
{
  VERB_READ = 1 << TESSERA_ACTION_READ,
  VERB_WRITE = 1 << TESSERA_ACTION_WRITE,
} Verb;

/* A part of the sentence, with one verb and one type, for example "read the buckets a and b". */
typedef struct
{
  guint verb; /* one verb or both */
  const char *type;
  const TesseraPermission *first;
  GPtrArray *names; /* NULL for the whole type */
} Clause;

static void
clause_clear (gpointer data)
{
  g_clear_pointer (&((Clause *) data)->names, g_ptr_array_unref);
}

#define BY_VERB(verb, read, write, both)                                                           \
  ((verb) == VERB_READ ? (read) : (verb) == VERB_WRITE ? (write) : (both))

/* "a, b and c", or with more than @most: "a, b, c and 4 more". */
static char *
join (GPtrArray *parts, guint most)
{
  const char *const *texts = (const char *const *) parts->pdata;
  guint last = parts->len - 1;
  g_autofree char *others = NULL;

  if (last == 0 || parts->len > most)
    return tessera_text_list (texts, parts->len, most);
  others = tessera_text_list (texts, last, last);
  /* Translators: what comes before the last part of a list, and that part */
  return g_strdup_printf (C_ ("end of a list", "%s and %s"), others, texts[last]);
}

static char *
make_name (const TesseraPermission *permission)
{
  const char *name = tessera_permission_get_name (permission);
  g_autofree char *cut = NULL;

  if (name == NULL)
    name = tessera_permission_get_id (permission);
  if (g_utf8_strlen (name, -1) > NAME_CHARACTERS)
    {
      g_autofree char *beginning = g_utf8_substring (name, 0, NAME_CHARACTERS - 1);

      cut = g_strconcat (beginning, "…", NULL);
    }
  return tessera_text_isolate (cut != NULL ? cut : name);
}

static gboolean
is_same_resource (const TesseraPermission *a, const TesseraPermission *b)
{
  return g_str_equal (tessera_permission_get_resource_type (a),
                      tessera_permission_get_resource_type (b)) &&
         g_strcmp0 (tessera_permission_get_org_id (a), tessera_permission_get_org_id (b)) == 0 &&
         g_strcmp0 (tessera_permission_get_id (a), tessera_permission_get_id (b)) == 0;
}

/* Whether its items are named: the organization itself and the owner need no name. */
static gboolean
is_named (const TesseraPermission *permission, TesseraTokenRequest *request,
          const TesseraRequestContext *place)
{
  const char *id = tessera_permission_get_id (permission);

  switch (tessera_resource_type_get_scope (tessera_permission_get_resource_type (permission)))
    {
    case TESSERA_SCOPE_ORG_ITSELF:
      return g_strcmp0 (id, tessera_token_request_get_org_id (request)) != 0;
    case TESSERA_SCOPE_OWNER:
      return place->owner == NULL || g_strcmp0 (id, tessera_resource_get_id (place->owner)) != 0;
    default:
      return TRUE;
    }
}

static void
add_item (GArray *clauses, guint verb, const TesseraPermission *permission)
{
  const char *type = tessera_permission_get_resource_type (permission);
  Clause clause = { verb, type, permission, NULL };

  for (guint i = 0; i < clauses->len; i++)
    {
      Clause *there = &g_array_index (clauses, Clause, i);

      if (there->names != NULL && there->verb == verb && g_str_equal (there->type, type))
        {
          g_ptr_array_add (there->names, make_name (permission));
          return;
        }
    }
  clause.names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (clause.names, make_name (permission));
  g_array_append_val (clauses, clause);
}

/* In the set's order, where read and write of the same resource are next to each other. */
static GArray *
collect_clauses (TesseraTokenRequest *request, const TesseraRequestContext *place)
{
  TesseraPermissionSet *set = tessera_token_request_get_permissions (request);
  GArray *clauses = g_array_new (FALSE, TRUE, sizeof (Clause));

  g_array_set_clear_func (clauses, clause_clear);
  for (guint i = 0; i < tessera_permission_set_get_size (set); i++)
    {
      const TesseraPermission *permission = tessera_permission_set_get (set, i);
      Clause clause = { 1u << tessera_permission_get_action (permission),
                        tessera_permission_get_resource_type (permission), permission, NULL };

      if (i + 1 < tessera_permission_set_get_size (set) &&
          is_same_resource (permission, tessera_permission_set_get (set, i + 1)))
        {
          clause.verb = VERB_READ | VERB_WRITE;
          i++;
        }
      if (tessera_permission_get_id (permission) != NULL && is_named (permission, request, place))
        add_item (clauses, clause.verb, permission);
      else
        g_array_append_val (clauses, clause);
    }
  return clauses;
}

/* An unknown type is shown as the server calls it. */
static char *
make_label (const char *type)
{
  const char *label = tessera_resource_type_get_label (type);

  return label == type ? tessera_text_isolate (type) : g_strdup (label);
}

static char *
phrase_items (const Clause *clause)
{
  g_autofree char *names = join (clause->names, NAMED_ITEMS);
  g_autofree char *label = make_label (clause->type);

  if (!g_str_equal (clause->type, "buckets"))
    return g_strdup_printf (
        /* Translators: names, and in parentheses the kind of thing that they are */
        BY_VERB (clause->verb, _ ("read %s (%s)"), _ ("write %s (%s)"),
                 _ ("read and write %s (%s)")),
        names, label);
  if (clause->names->len == 1)
    return g_strdup_printf (BY_VERB (clause->verb, _ ("read the bucket %s"),
                                     _ ("write to the bucket %s"),
                                     _ ("read from and write to the bucket %s")),
                            names);
  /* Translators: %s is a list of two or more names */
  return g_strdup_printf (BY_VERB (clause->verb, _ ("read the buckets %s"),
                                   _ ("write to the buckets %s"),
                                   _ ("read from and write to the buckets %s")),
                          names);
}

static char *
phrase_whole (const Clause *clause, const char *org_id)
{
  g_autofree char *label = make_label (clause->type);
  const char *scope = tessera_permission_get_org_id (clause->first);
  guint verb = clause->verb;

  if (tessera_permission_get_id (clause->first) != NULL && g_str_equal (clause->type, "orgs"))
    return g_strdup (BY_VERB (verb, _ ("view the organization itself"),
                              _ ("change the organization itself"),
                              _ ("view and change the organization itself")));
  if (tessera_permission_get_id (clause->first) != NULL)
    return g_strdup (BY_VERB (verb, _ ("view its owner’s account"),
                              _ ("change its owner’s account"),
                              _ ("view and change its owner’s account")));
  if (scope == NULL)
    /* Translators: %s is a kind of thing, such as "Buckets" */
    return g_strdup_printf (BY_VERB (verb, _ ("read %s in every organization"),
                                     _ ("write %s in every organization"),
                                     _ ("read and write %s in every organization")),
                            label);
  if (!g_str_equal (scope, org_id))
    /* Translators: a kind of thing, such as "Buckets", and an ID */
    return g_strdup_printf (BY_VERB (verb, _ ("read %s in the organization %s"),
                                     _ ("write %s in the organization %s"),
                                     _ ("read and write %s in the organization %s")),
                            label, scope);
  if (g_str_equal (clause->type, "buckets"))
    return g_strdup (BY_VERB (verb, _ ("read all buckets"), _ ("write to all buckets"),
                              _ ("read from and write to all buckets")));
  return g_strdup_printf (
      /* Translators: %s is a kind of thing, such as "Dashboards" */
      BY_VERB (verb, _ ("read all %s"), _ ("write all %s"), _ ("read and write all %s")), label);
}

static char *
phrase_known (const TesseraTemplate *known, const TesseraRequestContext *place)
{
  g_autofree char *organization =
      tessera_text_isolate (tessera_resource_get_name (place->organization));

  if (tessera_template_is_operator (known))
    return g_strdup (_ ("This token can read and write everything in every organization on the "
                        "server: it is an operator token."));
  return g_strdup_printf (_ ("This token can read and write everything in the organization %s."),
                          organization);
}

char *
tessera_token_request_to_sentence (TesseraTokenRequest *self, const TesseraRequestContext *place)
{
  g_return_val_if_fail (place != NULL, NULL);
  g_return_val_if_fail (self != NULL, NULL);

  TesseraPermissionSet *permissions = tessera_token_request_get_permissions (self);
  const char *org_id = tessera_token_request_get_org_id (self);
  const TesseraTemplateScope scope = {
    place->types, org_id, place->owner != NULL ? tessera_resource_get_id (place->owner) : NULL, NULL
  };
  const TesseraTemplate *known = tessera_template_recognize (permissions, &scope);
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) clauses = NULL;
  g_autofree char *list = NULL;

  if (tessera_permission_set_get_size (permissions) == 0)
    return g_strdup (_ ("This token can’t do anything yet."));
  if (known != NULL)
    return phrase_known (known, place);
  clauses = collect_clauses (self, place);
  for (guint i = 0; i < clauses->len; i++)
    {
      const Clause *clause = &g_array_index (clauses, Clause, i);

      g_ptr_array_add (phrases, clause->names != NULL ? phrase_items (clause)
                                                      : phrase_whole (clause, org_id));
    }
  list = join (phrases, NAMED_CLAUSES);
  /* Translators: %s is a list, such as "read the bucket a and write to the bucket b" */
  return g_strdup_printf (_ ("This token can %s."), list);
}
