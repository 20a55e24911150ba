/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/text.h"
#include "core/client/refusal.h"
#include "core/compose/advice.h"
#include "core/compose/draft-private.h"
#include "core/model/resource-type.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

/* Warnings to show before the token is created. */

/* Each one appears once, however many permissions cause it. */
static void
add_warning (GPtrArray *warnings, const char *text)
{
  if (text != NULL && !g_ptr_array_find_with_equal_func (warnings, text, g_str_equal, NULL))
    g_ptr_array_add (warnings, g_strdup (text));
}

static gboolean
is_refused (TesseraDraft *self, const TesseraPermission *permission)
{
  GPtrArray *refusals = tessera_draft_get_refusals (self);

  for (guint i = 0; i < refusals->len; i++)
    if (tessera_refusal_mentions (g_ptr_array_index (refusals, i), permission))
      return TRUE;
  return tessera_permission_get_action (permission) == TESSERA_ACTION_READ &&
         tessera_permission_get_id (permission) == NULL &&
         tessera_tree_loader_is_forbidden (tessera_draft_get_loader (self),
                                           tessera_permission_get_resource_type (permission));
}

static void
warn_of_lack (TesseraDraft *self, const TesseraPermission *permission, GPtrArray *warnings)
{
  const char *name = tessera_permission_get_name (permission);
  const char *type =
      tessera_resource_type_get_label (tessera_permission_get_resource_type (permission));
  g_autofree char *what = name != NULL ? tessera_text_isolate (name) : g_strdup (type);
  g_autofree char *text = NULL;

  if (!is_refused (self, permission))
    return;
  text = g_strdup_printf (
      tessera_permission_get_action (permission) == TESSERA_ACTION_READ
          /* Translators: %s is a kind of thing or a name, as in "Dashboards" */
          ? _ ("This account doesn’t have read access to %s, so the server won’t let it grant that "
               "permission.")
          : _ ("This account doesn’t have write access to %s, so the server won’t let it grant "
               "that permission."),
      what);
  add_warning (warnings, text);
}

/* InfluxDB 2.9.1 finds `_monitoring` and `_tasks` by name only for tokens that can read the
 * organization: for all others a query by name gets 404, whatever their permission on the bucket.
 * */
static gboolean
lacks_system_names (TesseraDraft *self, TesseraPermissionSet *permissions)
{
  g_autoptr (TesseraPermission) organization = NULL;
  TesseraRequestContext context;

  tessera_draft_get_context (self, &context);
  organization = tessera_permission_new_for_type (
      TESSERA_ACTION_READ, "orgs", tessera_resource_get_id (context.organization), NULL);
  if (tessera_permission_set_covers (permissions, organization))
    return FALSE;
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);
      const char *name = tessera_permission_get_name (permission);

      if (tessera_permission_get_action (permission) == TESSERA_ACTION_READ &&
          g_str_equal (tessera_permission_get_resource_type (permission), "buckets") &&
          (g_strcmp0 (name, "_monitoring") == 0 || g_strcmp0 (name, "_tasks") == 0))
        return TRUE;
    }
  return FALSE;
}

GStrv
tessera_draft_get_warnings (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);

  g_autoptr (TesseraPermissionSet) permissions = tessera_draft_get_permissions (self);
  GPtrArray *warnings = g_ptr_array_new ();

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    warn_of_lack (self, tessera_permission_set_get (permissions, i), warnings);
  add_warning (warnings,
               tessera_template_explain_missing (tessera_draft_get_template (self), permissions));
  if (lacks_system_names (self, permissions))
    add_warning (warnings,
                 _ ("To query a system bucket by name, also select Read for Organization."));
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    add_warning (warnings,
                 tessera_advice_for_permission (tessera_permission_set_get (permissions, i)));
  g_ptr_array_add (warnings, NULL);
  return (GStrv) g_ptr_array_free (warnings, FALSE);
}
