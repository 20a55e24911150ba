/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraTemplateScope:
 * @types: (array zero-terminated=1): keys of the resource types, as the server lists them
 * @org_id: ID of the organization that the token is for
 * @owner_id: (nullable): ID of the user who will own the token; %NULL if the server does not report
 *   it
 * @buckets: (nullable) (element-type TesseraResource): the organization's buckets, for templates
 *   that look for one by its name; %NULL if they are not known
 *
 * The environment that a template's permissions are created for.
 */
typedef struct
{
  const char *const *types;
  const char *org_id;
  const char *owner_id;
  GPtrArray *buckets;
} TesseraTemplateScope;

/**
 * TesseraTemplate:
 *
 * A predefined set of permissions, with the reason for granting them.
 */
typedef struct _TesseraTemplate TesseraTemplate;

/**
 * tessera_template_get_all:
 * @count: (out): how many there are
 *
 * Returns: (array length=count) (transfer none): the templates, in the order to list them in
 */
const TesseraTemplate *const *tessera_template_get_all (gsize *count);

/**
 * tessera_template_find:
 * @key: a key such as `token-minter`
 *
 * Returns: (transfer none) (nullable): the template with this key
 */
const TesseraTemplate *tessera_template_find (const char *key);

/**
 * tessera_template_get_key:
 *
 * Returns: (transfer none): its name on the command line, such as `token-minter`
 */
const char *tessera_template_get_key (const TesseraTemplate *self);

/**
 * tessera_template_get_title:
 *
 * Returns: (transfer none): its name for people, translated
 */
const char *tessera_template_get_title (const TesseraTemplate *self);

/**
 * tessera_template_get_reason:
 *
 * Returns: (transfer none): a translated sentence with the reason for granting its permissions
 */
const char *tessera_template_get_reason (const TesseraTemplate *self);

/**
 * tessera_template_is_operator:
 *
 * Returns: %TRUE for the one that covers every organization of the server. It can't be combined
 *   with other permissions, and only an operator can grant it (the server requires the creator to
 *   have every permission that is granted)
 */
gboolean tessera_template_is_operator (const TesseraTemplate *self);

/**
 * tessera_template_is_custom:
 *
 * Returns: %TRUE for `custom`, which grants nothing by itself
 */
gboolean tessera_template_is_custom (const TesseraTemplate *self);

/**
 * tessera_template_wants_buckets:
 *
 * Returns: %TRUE if it looks for a bucket by its name: @buckets of the scope should be known
 */
gboolean tessera_template_wants_buckets (const TesseraTemplate *self);

/**
 * tessera_template_make:
 *
 * The permissions, scoped as the real tools do it: none on `instance`; `orgs` by the organization's
 * own ID, and read-only; `users` by the owner's ID. *All access* and *Operator* are the same as
 * those of `influx auth create --all-access` and `--operator` (influx 2.7.5 on InfluxDB 2.9.1,
 * compared in the suite `live`).
 *
 * Returns: (transfer full): the permissions; none for `custom`
 */
TesseraPermissionSet *tessera_template_make (const TesseraTemplate *self,
                                             const TesseraTemplateScope *scope);

/**
 * tessera_template_explain_missing:
 * @permissions: what is selected so far
 *
 * Templates for a program that writes to one bucket let the user choose that bucket.
 *
 * Returns: (transfer none) (nullable): a translated sentence with what still has to be selected;
 *   %NULL if the set is sufficient for the template's purpose
 */
const char *tessera_template_explain_missing (const TesseraTemplate *self,
                                              TesseraPermissionSet *permissions);

/**
 * tessera_template_recognize:
 *
 * Returns: (transfer none) (nullable): *All access* or *Operator* if @permissions is exactly that
 */
const TesseraTemplate *tessera_template_recognize (TesseraPermissionSet *permissions,
                                                   const TesseraTemplateScope *scope);

G_END_DECLS
