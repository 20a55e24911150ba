/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/template.h"

#include "core/model/resource-type.h"
#include "core/model/resource.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* What a template does in addition to a list of whole types. */
typedef enum
{
  NO_FLAGS = 0,
  IS_CUSTOM = 1 << 0,
  IS_OPERATOR = 1 << 1,
  READS_ALL_TYPES = 1 << 2,
  WRITES_ALL_TYPES = 1 << 3,
  TAKES_BUCKET_BY_NAME = 1 << 4, /* reads and writes it */
  NEEDS_BUCKET_TO_WRITE = 1 << 5,
} Flags;

#define ALL_ACCESS (READS_ALL_TYPES | WRITES_ALL_TYPES)

struct _TesseraTemplate
{
  const char *key;
  const char *title;
  const char *reason;
  Flags flags;
  const char *reads[5]; /* whole types */
  const char *writes[5];
};

static const TesseraTemplate custom = {
  .key = "custom",
  .title = NC_ ("template", "Custom"),
  .reason = N_ ("You choose every permission."),
  .flags = IS_CUSTOM,
};

static const TesseraTemplate telegraf = {
  .key = "telegraf-agent",
  .title = NC_ ("template", "Telegraf Agent"),
  .reason = N_ (
      "An agent fetches its Telegraf configuration from the server and writes to one bucket. It "
      "does not read any data."),
  .flags = NEEDS_BUCKET_TO_WRITE,
  .reads = { "telegrafs" },
};

/* No `dbrp`: even with InfluxQL it is the bucket's permission that counts (InfluxDB 2.9.1). */
static const TesseraTemplate grafana = {
  .key = "grafana-reader",
  .title = NC_ ("template", "Grafana Reader"),
  .reason =
      N_ ("Dashboards query buckets in Flux or InfluxQL, and Grafana does not write anything. If "
          "no dashboard needs all buckets, select individual ones instead."),
  .reads = { "buckets" },
};

static const TesseraTemplate home_assistant = {
  .key = "home-assistant",
  .title = NC_ ("template", "Home Assistant"),
  .reason =
      N_ ("Home Assistant writes its states to one bucket and reads them back for its sensors."),
  .flags = TAKES_BUCKET_BY_NAME | NEEDS_BUCKET_TO_WRITE,
};

/* Without any one of these, `influx auth create --org NAME` fails (InfluxDB 2.9.1; tested in the
 * suite `live`). The bare request needs only the two that write. */
static const TesseraTemplate minter = {
  .key = "token-minter",
  .title = NC_ ("template", "Token Minter"),
  .reason = N_ ("The minimum needed to create tokens for the same owner, limited to permissions "
                "that this token has. Add the permissions that those tokens should have."),
  .reads = { "orgs", "users" },
  .writes = { "authorizations", "users" },
};

static const TesseraTemplate read_all = {
  .key = "read-everything",
  .title = NC_ ("template", "Read Everything"),
  .reason = N_ ("For backing up settings and for looking around. It can see everything in the "
                "organization, including later additions, but can’t change anything."),
  .flags = READS_ALL_TYPES,
};

static const TesseraTemplate write_all = {
  .key = "write-everything",
  .title = NC_ ("template", "Write Everything"),
  .reason =
      N_ ("For programs that create resources and write data without checking what is already "
          "there. It can change and delete everything in the organization, but can’t read "
          "anything."),
  .flags = WRITES_ALL_TYPES,
};

static const TesseraTemplate all_access = {
  .key = "all-access",
  .title = NC_ ("template", "All Access"),
  .reason = N_ (
      "Can read and write everything in this organization, like its administrator. Better for a "
      "person than for a program."),
  .flags = ALL_ACCESS,
};

static const TesseraTemplate operator_ = {
  .key = "operator",
  .title = NC_ ("template", "Operator"),
  .reason = N_ ("Can read and write everything in every organization on this server, including "
                "those created later. This includes users and other organizations’ data and "
                "tokens. Only for administering the server itself."),
  .flags = IS_OPERATOR,
};

/* From no access to full access, in the order in which people read a list. */
static const TesseraTemplate *const templates[] = {
  &custom,   &telegraf,  &grafana,    &home_assistant, &minter,
  &read_all, &write_all, &all_access, &operator_,
};

const TesseraTemplate *const *
tessera_template_get_all (gsize *count)
{
  *count = G_N_ELEMENTS (templates);
  return templates;
}

const TesseraTemplate *
tessera_template_find (const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_str_equal (templates[i]->key, key))
      return templates[i];
  return NULL;
}

const char *
tessera_template_get_key (const TesseraTemplate *self)
{
  return self->key;
}

const char *
tessera_template_get_title (const TesseraTemplate *self)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "template", self->title);
}

const char *
tessera_template_get_reason (const TesseraTemplate *self)
{
  return _ (self->reason);
}

gboolean
tessera_template_is_operator (const TesseraTemplate *self)
{
  return (self->flags & IS_OPERATOR) != 0;
}

gboolean
tessera_template_is_custom (const TesseraTemplate *self)
{
  return (self->flags & IS_CUSTOM) != 0;
}

gboolean
tessera_template_wants_buckets (const TesseraTemplate *self)
{
  return (self->flags & TAKES_BUCKET_BY_NAME) != 0;
}

/* Creating the permissions */

static void
add_type (TesseraPermissionSet *set, TesseraAction action, const char *type,
          const TesseraTemplateScope *scope)
{
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new_for_type (action, type, scope->org_id, scope->owner_id);

  if (permission != NULL)
    tessera_permission_set_add (set, permission);
}

/* Only types that the server has: it rejects a request with any other. */
static void
add_types (TesseraPermissionSet *set, TesseraAction action, const char *const *types,
           const TesseraTemplateScope *scope)
{
  for (guint i = 0; types[i] != NULL; i++)
    if (g_strv_contains (scope->types, types[i]))
      add_type (set, action, types[i], scope);
}

static void
add_all_types (TesseraPermissionSet *set, TesseraAction action, const TesseraTemplateScope *scope)
{
  for (guint i = 0; scope->types[i] != NULL; i++)
    {
      gboolean is_org =
          tessera_resource_type_get_scope (scope->types[i]) == TESSERA_SCOPE_ORG_ITSELF;

      /* Only an operator can change the organization itself. */
      if (action == TESSERA_ACTION_READ || !is_org)
        add_type (set, action, scope->types[i], scope);
    }
}

static void
add_operator (TesseraPermissionSet *set, const TesseraTemplateScope *scope)
{
  for (guint i = 0; scope->types[i] != NULL; i++)
    for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
      if (tessera_resource_type_get_scope (scope->types[i]) != TESSERA_SCOPE_NEVER)
        {
          g_autoptr (TesseraPermission) permission =
              tessera_permission_new (action, scope->types[i], NULL, NULL, NULL);

          tessera_permission_set_add (set, permission);
        }
}

/* "Home Assistant", "home_assistant" and "homeassistant" are the same name to people. */
static gboolean
is_home_assistant (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  GString *letters = g_string_new (NULL);
  gboolean is;

  for (const char *c = folded; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (letters, *c);
  is = g_str_equal (letters->str, "homeassistant");
  g_string_free (letters, TRUE);
  return is;
}

static void
add_bucket_by_name (TesseraPermissionSet *set, const TesseraTemplateScope *scope)
{
  for (guint i = 0; scope->buckets != NULL && i < scope->buckets->len; i++)
    {
      TesseraResource *bucket = g_ptr_array_index (scope->buckets, i);

      if (!is_home_assistant (tessera_resource_get_name (bucket)))
        continue;
      for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
        {
          g_autoptr (TesseraPermission) permission = tessera_permission_new (
              action, "buckets", scope->org_id, tessera_resource_get_id (bucket),
              tessera_resource_get_name (bucket));

          tessera_permission_set_add (set, permission);
        }
    }
}

TesseraPermissionSet *
tessera_template_make (const TesseraTemplate *self, const TesseraTemplateScope *scope)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  TesseraPermissionSet *set = tessera_permission_set_new ();

  add_types (set, TESSERA_ACTION_READ, self->reads, scope);
  add_types (set, TESSERA_ACTION_WRITE, self->writes, scope);
  if (self->flags & READS_ALL_TYPES)
    add_all_types (set, TESSERA_ACTION_READ, scope);
  if (self->flags & WRITES_ALL_TYPES)
    add_all_types (set, TESSERA_ACTION_WRITE, scope);
  if (self->flags & TAKES_BUCKET_BY_NAME)
    add_bucket_by_name (set, scope);
  if (self->flags & IS_OPERATOR)
    add_operator (set, scope);
  return set;
}

const char *
tessera_template_explain_missing (const TesseraTemplate *self, TesseraPermissionSet *permissions)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (permissions != NULL, NULL);

  if (!(self->flags & NEEDS_BUCKET_TO_WRITE))
    return NULL;
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);

      if (tessera_permission_get_action (permission) == TESSERA_ACTION_WRITE &&
          g_str_equal (tessera_permission_get_resource_type (permission), "buckets"))
        return NULL;
    }
  return self == &telegraf
             ? _ ("Select Write for the bucket that the agent writes to. Without it, the agent "
                  "can’t store anything.")
             : _ ("Select Read and Write for the bucket that Home Assistant uses. Without it, "
                  "nothing can be stored.");
}

const TesseraTemplate *
tessera_template_recognize (TesseraPermissionSet *permissions, const TesseraTemplateScope *scope)
{
  g_return_val_if_fail (permissions != NULL, NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  const TesseraTemplate *const known[] = { &all_access, &operator_ };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (TesseraPermissionSet) made = tessera_template_make (known[i], scope);

      if (tessera_permission_set_equal (made, permissions))
        return known[i];
    }
  return NULL;
}
