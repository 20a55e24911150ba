/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TesseraActionInfo:
 * @name: the action with its group, for example `win.refresh`, and its target,
 *   for example `win.page::keyring`
 * @keys: (array zero-terminated=1): accelerators
 * @title: what it does, for people; not translated yet: N_()
 * @group: its group in the list of shortcuts; not translated yet: N_()
 *
 * An action with shortcuts. The table is the only source of the accelerators and of the list of
 * shortcuts.
 */
typedef struct
{
  const char *name;
  const char *keys[4];
  const char *title;
  const char *group;
} TesseraActionInfo;

/**
 * tessera_actions_get:
 * @count: (out): how many there are
 *
 * Returns: (array length=count) (transfer none): the table, its groups one after the other
 */
const TesseraActionInfo *tessera_actions_get (gsize *count);

/**
 * tessera_actions_add_accelerators:
 *
 * Gives every action of the table its keys, except those of the list of tokens (`tokens.`): as
 * accelerators they would take Delete away from entries.
 */
void tessera_actions_add_accelerators (GtkApplication *application);

/**
 * tessera_actions_add_shortcuts:
 * @widget: the list of tokens
 *
 * Gives the list's actions their keys, while the focus is in the list.
 */
void tessera_actions_add_shortcuts (GtkWidget *widget);

G_END_DECLS
