/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/permission-set.h"

G_BEGIN_DECLS

/**
 * TesseraTemplateScope:
 * @types: (array zero-terminated=1): keys of the resource types, as the server lists them
 * @org_id: ID of the organization that the token is for
 * @owner_id: (nullable): ID of the user who will own the token; %NULL where the server does not
 * tell
 * @buckets: (nullable) (element-type TesseraResource): the organization's buckets, for templates
 * that look for one by its name; %NULL when they are not known
 *
 * What a ready-made set is made for.
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
 * A ready-made set of permissions, with the reason why it grants what it grants.
 */
typedef struct _TesseraTemplate TesseraTemplate;

/**
 * tessera_template_get_all:
 * @count: (out): how many there are
 *
 * Returns: (array length=count) (transfer none): the templates, in the order of a list to choose
 * from
 */
const TesseraTemplate *const *tessera_template_get_all (gsize *count);

/**
 * tessera_template_find:
 * @key: as `token-minter`
 *
 * Returns: (transfer none) (nullable): the template with this key
 */
const TesseraTemplate *tessera_template_find (const char *key);

/**
 * tessera_template_get_key:
 *
 * Returns: (transfer none): what the command line calls it, as `token-minter`
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
 * Returns: (transfer none): a sentence why it grants what it grants, translated
 */
const char *tessera_template_get_reason (const TesseraTemplate *self);

/**
 * tessera_template_is_operator:
 *
 * Returns: %TRUE for the one that reaches every organization of the server. It can't be combined
 * with other permissions, and only an operator can grant it (the server demands of a creator all
 * that is granted)
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
 * Returns: %TRUE when it looks for a bucket by its name: @buckets of the scope should be known
 */
gboolean tessera_template_wants_buckets (const TesseraTemplate *self);

/**
 * tessera_template_make:
 *
 * The permissions, scoped as the real tools do it: nothing on `instance`; `orgs` by the
 * organization's own ID, and read only; `users` by the owner's ID. *All access* and *Operator* are
 * what `influx auth create
 * --all-access` and `--operator` make (influx 2.7.5 on InfluxDB 2.9.1, compared in the suite
 * `live`).
 *
 * Returns: (transfer full): the permissions; none for `custom`
 */
TesseraPermissionSet *tessera_template_make (const TesseraTemplate *self,
                                             const TesseraTemplateScope *scope);

/**
 * tessera_template_explain_missing:
 * @permissions: what is ticked by now
 *
 * Templates for a program that writes to one bucket leave it to the user which bucket that is.
 *
 * Returns: (transfer none) (nullable): a sentence what still has to be ticked, translated; %NULL
 * when the set does what the template is for
 */
const char *tessera_template_explain_missing (const TesseraTemplate *self,
                                              TesseraPermissionSet *permissions);

/**
 * tessera_template_recognize:
 *
 * Returns: (transfer none) (nullable): *All access* or *Operator* when @permissions is exactly that
 */
const TesseraTemplate *tessera_template_recognize (TesseraPermissionSet *permissions,
                                                   const TesseraTemplateScope *scope);

G_END_DECLS
