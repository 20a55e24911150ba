/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/token-request.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TesseraTokenRequest
{
  char *org_id;
  char *owner_id;
  char *description;
  TesseraPermissionSet *permissions;
  GPtrArray *listed; /* the same in the order to send them in */
  gboolean inactive;
};

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

TesseraTokenRequest *
tessera_token_request_new (const char *org_id, const char *owner_id, const char *description,
                           TesseraPermissionSet *permissions)
{
  g_return_val_if_fail (org_id != NULL, NULL);
  g_return_val_if_fail (permissions != NULL, NULL);

  TesseraTokenRequest *self = g_atomic_rc_box_new0 (TesseraTokenRequest);

  self->org_id = g_strdup (org_id);
  self->owner_id = g_strdup (owner_id);
  self->permissions = tessera_permission_set_reduce (permissions);
  self->listed = tessera_permission_set_to_list (self->permissions);
  self->description = is_blank (description) ? tessera_permission_set_describe (self->permissions)
                                             : g_strdup (description);
  return self;
}

TesseraTokenRequest *
tessera_token_request_new_exactly (const char *org_id, const char *owner_id,
                                   const char *description, gboolean active, GPtrArray *permissions)
{
  g_return_val_if_fail (org_id != NULL, NULL);
  g_return_val_if_fail (permissions != NULL, NULL);

  TesseraTokenRequest *self = g_atomic_rc_box_new0 (TesseraTokenRequest);

  self->org_id = g_strdup (org_id);
  self->owner_id = g_strdup (owner_id);
  self->description = g_strdup (description != NULL ? description : "");
  self->inactive = !active;
  self->permissions = tessera_permission_set_new ();
  self->listed = g_ptr_array_new_with_free_func ((GDestroyNotify) tessera_permission_unref);
  for (guint i = 0; i < permissions->len; i++)
    {
      TesseraPermission *permission = g_ptr_array_index (permissions, i);

      if (tessera_permission_set_add (self->permissions, permission))
        g_ptr_array_add (self->listed, tessera_permission_ref (permission));
    }
  return self;
}

TesseraTokenRequest *
tessera_token_request_ref (TesseraTokenRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
tessera_token_request_clear (gpointer data)
{
  TesseraTokenRequest *self = data;

  g_free (self->org_id);
  g_free (self->owner_id);
  g_free (self->description);
  tessera_permission_set_unref (self->permissions);
  g_ptr_array_unref (self->listed);
}

void
tessera_token_request_unref (TesseraTokenRequest *self)
{
  g_atomic_rc_box_release_full (self, tessera_token_request_clear);
}

const char *
tessera_token_request_get_org_id (TesseraTokenRequest *self)
{
  return self->org_id;
}

gboolean
tessera_token_request_is_active (TesseraTokenRequest *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !self->inactive;
}

const char *
tessera_token_request_get_owner_id (TesseraTokenRequest *self)
{
  return self->owner_id;
}

const char *
tessera_token_request_get_description (TesseraTokenRequest *self)
{
  return self->description;
}

TesseraPermissionSet *
tessera_token_request_get_permissions (TesseraTokenRequest *self)
{
  return self->permissions;
}

gboolean
tessera_token_request_check (TesseraTokenRequest *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  GError *problem = NULL;

  if (tessera_permission_set_get_size (self->permissions) == 0)
    problem = tessera_error_new (TESSERA_ERROR_EMPTY_REQUEST, NULL,
                                 _ ("A token needs at least one permission. Select what it should "
                                    "read or write."));
  else if (!g_utf8_validate (self->description, -1, NULL))
    problem = tessera_error_new (TESSERA_ERROR_INVALID, NULL,
                                 _ ("The description is not valid UTF-8 text. Enter it again."));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static char *
to_json (TesseraTokenRequest *self, gboolean pretty)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "orgID");
  json_builder_add_string_value (builder, self->org_id);
  if (self->owner_id != NULL)
    {
      json_builder_set_member_name (builder, "userID");
      json_builder_add_string_value (builder, self->owner_id);
    }
  if (*self->description != '\0')
    {
      json_builder_set_member_name (builder, "description");
      json_builder_add_string_value (builder, self->description);
    }
  json_builder_set_member_name (builder, "status");
  json_builder_add_string_value (builder, self->inactive ? "inactive" : "active");
  json_builder_set_member_name (builder, "permissions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->listed->len; i++)
    json_builder_add_value (builder,
                            tessera_permission_to_json (g_ptr_array_index (self->listed, i)));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, pretty);
}

char *
tessera_token_request_to_json (TesseraTokenRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return to_json (self, FALSE);
}

char *
tessera_token_request_to_pretty_json (TesseraTokenRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return to_json (self, TRUE);
}
