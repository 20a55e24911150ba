/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/draft-private.h"

#include "core/base/error.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraDraft
{
  GObject parent_instance;

  TesseraSession *session;
  TesseraPermissionTree *tree;
  TesseraTreeLoader *loader;
  char *description;
  TesseraResource *owner; /* NULL for the signed-in user */
  const TesseraTemplate *template_;
  gboolean wants_buckets; /* the template is waiting for them */
  GPtrArray *refusals;    /* the server's messages about what could not be granted */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TesseraDraft, tessera_draft, G_TYPE_OBJECT)

static void
tessera_draft_dispose (GObject *object)
{
  TesseraDraft *self = TESSERA_DRAFT (object);

  if (self->loader != NULL)
    tessera_tree_loader_stop (self->loader);
  g_clear_object (&self->loader);
  g_clear_object (&self->tree);
  g_clear_object (&self->session);
  g_clear_object (&self->owner);
  G_OBJECT_CLASS (tessera_draft_parent_class)->dispose (object);
}

static void
tessera_draft_finalize (GObject *object)
{
  TesseraDraft *self = TESSERA_DRAFT (object);

  g_free (self->description);
  g_ptr_array_unref (self->refusals);
  G_OBJECT_CLASS (tessera_draft_parent_class)->finalize (object);
}

static void
tessera_draft_class_init (TesseraDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tessera_draft_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_draft_finalize;
  changed_signal = g_signal_new ("changed", TESSERA_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
tessera_draft_init (TesseraDraft *self)
{
  self->description = g_strdup ("");
  self->template_ = tessera_template_find ("custom");
  self->refusals = g_ptr_array_new_with_free_func (g_free);
}

static void
emit_changed (TesseraDraft *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static const char *
get_org_id (TesseraDraft *self)
{
  return tessera_resource_get_id (tessera_session_get_organization (self->session));
}

static const char *
get_owner_id (TesseraDraft *self)
{
  TesseraResource *owner = tessera_draft_get_owner (self);

  return owner != NULL ? tessera_resource_get_id (owner) : NULL;
}

static void loaded_cb (TesseraDraft *self, const char *type);

TesseraDraft *
tessera_draft_new (TesseraSession *session, const char *const *types)
{
  g_return_val_if_fail (TESSERA_IS_SESSION (session), NULL);

  TesseraDraft *self = g_object_new (TESSERA_TYPE_DRAFT, NULL);

  self->session = g_object_ref (session);
  self->tree = tessera_permission_tree_new (types, get_org_id (self), get_owner_id (self));
  self->loader =
      tessera_tree_loader_new (self->tree, tessera_session_get_client (session), get_org_id (self));
  g_signal_connect_object (self->tree, "changed", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
tessera_draft_set_session (TesseraDraft *self, TesseraSession *session)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));
  g_return_if_fail (TESSERA_IS_SESSION (session));

  g_set_object (&self->session, session);
  g_ptr_array_set_size (self->refusals, 0);
  tessera_tree_loader_set_client (self->loader, tessera_session_get_client (session));
  tessera_permission_tree_set_owner (self->tree, get_owner_id (self));
  emit_changed (self);
}

TesseraPermissionTree *
tessera_draft_get_tree (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);

  return self->tree;
}

TesseraTreeLoader *
tessera_draft_get_loader (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);

  return self->loader;
}

/* Description and owner */

void
tessera_draft_set_description (TesseraDraft *self, const char *description)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));
  g_return_if_fail (description != NULL);

  if (g_str_equal (self->description, description))
    return;
  g_free (self->description);
  self->description = g_strdup (description);
  emit_changed (self);
}

const char *
tessera_draft_get_description (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);

  return self->description;
}

void
tessera_draft_set_owner (TesseraDraft *self, TesseraResource *owner)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));

  if (!g_set_object (&self->owner, owner))
    return;
  tessera_permission_tree_set_owner (self->tree, get_owner_id (self));
  emit_changed (self);
}

void
tessera_draft_set_owner_of (TesseraDraft *self, TesseraToken *token)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));
  g_return_if_fail (TESSERA_IS_TOKEN (token));

  TesseraResource *user = tessera_session_get_user (self->session);
  const char *id = tessera_token_get_owner_id (token);
  g_autoptr (TesseraResource) owner = NULL;

  if (*id == '\0')
    return;
  if (user == NULL || !g_str_equal (id, tessera_resource_get_id (user)))
    owner = tessera_resource_new ("users", id, tessera_token_get_owner (token), FALSE);
  tessera_draft_set_owner (self, owner);
}

TesseraResource *
tessera_draft_get_owner (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);

  return self->owner != NULL ? self->owner : tessera_session_get_user (self->session);
}

/* Templates */

static GPtrArray *
get_buckets (TesseraDraft *self)
{
  TesseraTreeRow *row = tessera_permission_tree_find_type (self->tree, "buckets");
  GPtrArray *buckets;
  GListModel *items;

  if (row == NULL || !tessera_tree_row_is_complete (row))
    return NULL;
  buckets = g_ptr_array_new_with_free_func (g_object_unref);
  items = tessera_tree_row_get_items (row);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TesseraTreeRow) item = g_list_model_get_item (items, i);

      g_ptr_array_add (buckets, g_object_ref (tessera_tree_row_get_item (item)));
    }
  return buckets;
}

static void
fill_scope (TesseraDraft *self, GPtrArray *buckets, TesseraTemplateScope *scope)
{
  scope->types = tessera_permission_tree_get_types (self->tree);
  scope->org_id = get_org_id (self);
  scope->owner_id = get_owner_id (self);
  scope->buckets = buckets;
}

/* Selects @permissions, which were composed for @owner_id, starting from @template_. */
static void
tick_permissions (TesseraDraft *self, TesseraPermissionSet *permissions, const char *owner_id,
                  const TesseraTemplate *template_)
{
  gboolean is_operator = tessera_template_is_operator (template_);
  g_autoptr (TesseraPermissionSet) none = tessera_permission_set_new ();

  self->template_ = template_;
  self->wants_buckets = FALSE;
  /* What the operator template selects is not the user's choice: it is dropped when another
   * template is chosen. */
  tessera_permission_tree_set_permissions (self->tree, is_operator ? none : permissions, owner_id);
  tessera_permission_tree_set_operator (self->tree, is_operator);
}

void
tessera_draft_apply_template (TesseraDraft *self, const TesseraTemplate *template_)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));
  g_return_if_fail (template_ != NULL);

  g_autoptr (GPtrArray) buckets = get_buckets (self);
  g_autoptr (TesseraPermissionSet) permissions = NULL;
  TesseraTemplateScope scope;

  fill_scope (self, buckets, &scope);
  permissions = tessera_template_make (template_, &scope);
  tick_permissions (self, permissions, scope.owner_id, template_);
  self->wants_buckets = buckets == NULL && tessera_template_wants_buckets (template_);
  if (self->wants_buckets)
    tessera_tree_loader_load (self->loader, "buckets");
}

/* The template gets what it was waiting for, unless the user has selected something in the
 * meantime. */
static void
loaded_cb (TesseraDraft *self, const char *type)
{
  g_autoptr (TesseraPermissionSet) ticked = NULL;

  if (self->wants_buckets && g_str_equal (type, "buckets"))
    {
      self->wants_buckets = FALSE;
      ticked = tessera_draft_get_permissions (self);
      if (tessera_permission_set_get_size (ticked) == 0)
        tessera_draft_apply_template (self, self->template_);
    }
  emit_changed (self);
}

const TesseraTemplate *
tessera_draft_get_template (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);

  return self->template_;
}

/* Copying */

static guint
drop_dangling (TesseraPermissionSet *permissions, TesseraPermissionSet *kept)
{
  guint dropped = 0;

  for (guint i = 0; i < tessera_permission_set_get_size (permissions); i++)
    {
      TesseraPermission *permission = tessera_permission_set_get (permissions, i);

      if (tessera_permission_is_dangling (permission))
        dropped++;
      else
        tessera_permission_set_add (kept, permission);
    }
  return dropped;
}

guint
tessera_draft_copy_token (TesseraDraft *self, TesseraToken *token)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), 0);
  g_return_val_if_fail (TESSERA_IS_TOKEN (token), 0);

  g_autoptr (TesseraPermissionSet) kept = tessera_permission_set_new ();
  guint dropped = drop_dangling (tessera_token_get_permissions (token), kept);
  const char *description = tessera_token_get_description (token);
  const TesseraTemplate *known;
  TesseraTemplateScope scope;

  fill_scope (self, NULL, &scope);
  known = tessera_template_recognize (kept, &scope);
  tick_permissions (self, kept, tessera_token_get_owner_id (token),
                    known != NULL ? known : tessera_template_find ("custom"));
  g_free (self->description);
  /* Translators: %s is the description of the token that is copied */
  self->description = *description != '\0' ? g_strdup_printf (_ ("Copy of %s"), description)
                                           : g_strdup (_ ("Copy of a token"));
  emit_changed (self);
  return dropped;
}

/* The token to create */

TesseraPermissionSet *
tessera_draft_get_permissions (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);

  return tessera_permission_tree_get_permissions (self->tree);
}

void
tessera_draft_set_permissions (TesseraDraft *self, TesseraPermissionSet *permissions,
                               const TesseraTemplate *template_)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));
  g_return_if_fail (permissions != NULL);
  g_return_if_fail (template_ != NULL);

  tick_permissions (self, permissions, get_owner_id (self), template_);
}

gboolean
tessera_draft_is_touched (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), FALSE);

  g_autoptr (TesseraPermissionSet) permissions = tessera_draft_get_permissions (self);

  return tessera_permission_set_get_size (permissions) > 0 || *self->description != '\0';
}

void
tessera_draft_learn (TesseraDraft *self, const GError *error)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));
  g_return_if_fail (error != NULL);

  const char *words = tessera_error_get_details (error);

  if (words == NULL || !g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NOT_GRANTABLE))
    return;
  g_ptr_array_add (self->refusals, g_strdup (words));
  emit_changed (self);
}

GPtrArray *
tessera_draft_get_refusals (TesseraDraft *self)
{
  return self->refusals;
}

TesseraTokenRequest *
tessera_draft_make_request (TesseraDraft *self)
{
  g_return_val_if_fail (TESSERA_IS_DRAFT (self), NULL);

  g_autoptr (TesseraPermissionSet) permissions = tessera_draft_get_permissions (self);

  return tessera_token_request_new (
      get_org_id (self), self->owner != NULL ? tessera_resource_get_id (self->owner) : NULL,
      self->description, permissions);
}

void
tessera_draft_get_context (TesseraDraft *self, TesseraRequestContext *place)
{
  g_return_if_fail (TESSERA_IS_DRAFT (self));

  place->address = tessera_client_get_address (tessera_session_get_client (self->session));
  place->types = tessera_permission_tree_get_types (self->tree);
  place->organization = tessera_session_get_organization (self->session);
  place->owner = tessera_draft_get_owner (self);
}
