/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/request-preview.h"

#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/base/text.h"
#include "core/model/resource-type.h"
#include "core/model/template.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* On Linux an argument can't be longer than 128 KiB (MAX_ARG_STRLEN), including its NUL. */
#define LONGEST_ARGUMENT (128 * 1024 - 1)

#define DESCRIPTION "--description="

static void refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
refuse (GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  tessera_set_error (error, TESSERA_ERROR_INVALID, NULL, "%s", reason);
}

/* Words without special characters are not quoted. */
static char *
quote (const char *text)
{
  static const char plain[] =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@";

  return *text != '\0' && text[strspn (text, plain)] == '\0' ? g_strdup (text)
                                                             : g_shell_quote (text);
}

static void
append_flag (GString *command, const char *flag, const char *value)
{
  g_autofree char *quoted = quote (value);

  g_string_append_printf (command, " \\\n  %s%s", flag, quoted);
}

/* The flag for a permission; NULL with the reason if there is none. */
static char *
find_flag (const TesseraPermission *permission, const char *org_id, GError **error)
{
  const char *action = tessera_action_to_string (tessera_permission_get_action (permission));
  const char *type = tessera_permission_get_resource_type (permission);
  const char *label = tessera_resource_type_get_label (type);
  gboolean of_organization = g_strcmp0 (tessera_permission_get_org_id (permission), org_id) == 0;
  gboolean of_server = tessera_permission_get_org_id (permission) == NULL;
  gboolean whole = tessera_permission_get_id (permission) == NULL;
  gboolean scoped = tessera_resource_type_get_scope (type) == TESSERA_SCOPE_ORG_WIDE;

  if (!g_strv_contains (tessera_resource_types_known (), type) ||
      tessera_resource_type_get_scope (type) == TESSERA_SCOPE_NEVER)
    {
      g_autofree char *name = tessera_text_isolate (type);

      refuse (error, _ ("The influx command does not support resources of the type “%s”."), name);
    }
  else if (g_str_equal (type, "buckets") && of_organization && !whole)
    {
      /* An ID can be any text that a server sent. */
      g_autofree char *id = quote (tessera_permission_get_id (permission));

      return g_strdup_printf ("%s-bucket=%s", action, id);
    }
  else if (whole && (scoped ? of_organization : of_server))
    return g_strdup_printf ("%s-%s", action, type);
  else if (whole && of_server)
    refuse (error,
            _ ("The influx command can grant access to %s in every organization only as part of "
               "operator access (--operator)."),
            label);
  else if (whole || !(of_organization || of_server))
    refuse (error, _ ("The influx command can grant permissions in only one organization."));
  else if (scoped)
    refuse (error,
            _ ("The influx command has no flag for individual %s, only for individual buckets."),
            label);
  else
    refuse (error,
            _ ("The influx command can grant “%s” for this organization only as part of all access "
               "(--all-access). The dedicated flag covers the whole server."),
            label);
  return NULL;
}

static gboolean
append_permissions (GString *command, TesseraTokenRequest *self, const TesseraRequestContext *place,
                    GError **error)
{
  TesseraPermissionSet *permissions = tessera_token_request_get_permissions (self);
  const char *org_id = tessera_token_request_get_org_id (self);
  const TesseraTemplateScope scope = { place->types, org_id, tessera_resource_get_id (place->owner),
                                       NULL };
  const TesseraTemplate *known = tessera_template_recognize (permissions, &scope);

  if (known != NULL)
    {
      g_string_append_printf (command, " \\\n  --%s", tessera_template_get_key (known));
      return TRUE;
    }
  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      g_autofree char *flag =
          find_flag (tessera_permission_set_get (permissions, i), org_id, error);

      if (flag == NULL)
        return FALSE;
      g_string_append_printf (command, " \\\n  --%s", flag);
    }
  return TRUE;
}

char *
tessera_token_request_to_influx (TesseraTokenRequest *self, const TesseraRequestContext *place,
                                 GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (place != NULL, NULL);

  g_autoptr (GString) command = NULL;

  if (!tessera_token_request_check (self, error))
    return NULL;
  if (place->owner == NULL || *tessera_resource_get_name (place->owner) == '\0')
    {
      refuse (error, _ ("The influx command needs the owner’s name, which this account can’t see. "
                        "Without it, the token would belong to another user."));
      return NULL;
    }
  if (strlen (DESCRIPTION) + strlen (tessera_token_request_get_description (self)) >
      LONGEST_ARGUMENT)
    {
      refuse (error, _ ("The description is too long for a command."));
      return NULL;
    }
  command = g_string_new ("influx auth create");
  append_flag (command, "--host=", place->address);
  append_flag (command, "--org=", tessera_resource_get_name (place->organization));
  append_flag (command, "--user=", tessera_resource_get_name (place->owner));
  append_flag (command, DESCRIPTION, tessera_token_request_get_description (self));
  if (!append_permissions (command, self, place, error))
    return NULL;
  return g_string_free (g_steal_pointer (&command), FALSE);
}

char *
tessera_token_request_to_curl (TesseraTokenRequest *self, const TesseraRequestContext *place,
                               GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (place != NULL, NULL);

  g_autofree char *body = NULL, *data = NULL, *url = NULL, *address = NULL;

  if (!tessera_token_request_check (self, error))
    return NULL;
  body = tessera_token_request_to_json (self);
  if (strlen (body) > LONGEST_ARGUMENT)
    {
      refuse (error, _ ("This request is too long for a command. Save the JSON to a file and send "
                        "the file with curl."));
      return NULL;
    }
  data = g_shell_quote (body);
  url = g_strconcat (place->address, TESSERA_PATH_AUTHORIZATIONS, NULL);
  address = quote (url);
  return g_strdup_printf ("curl --silent --show-error --fail-with-body \\\n"
                          "  --header @- \\\n"
                          "  --header 'Content-Type: application/json' \\\n"
                          "  --data %s \\\n"
                          "  %s <<EOF\n"
                          "Authorization: Token $INFLUX_TOKEN\n"
                          "EOF",
                          data, address);
}
