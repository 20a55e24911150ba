/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TesseraTreeNote:
 *
 * A row beneath a resource type that is not an item but says that its items are being fetched,
 * could not be, or do not exist.
 */
#define TESSERA_TYPE_TREE_NOTE (tessera_tree_note_get_type ())
G_DECLARE_FINAL_TYPE (TesseraTreeNote, tessera_tree_note, TESSERA, TREE_NOTE, GObject)

/**
 * tessera_tree_note_new:
 * @type: key of the resource type it is about
 * @text: what it says
 * @busy: %TRUE while a request is in progress
 * @can_retry: %TRUE if trying again may help
 */
TesseraTreeNote *tessera_tree_note_new (const char *type, const char *text, gboolean busy,
                                        gboolean can_retry);

const char *tessera_tree_note_get_resource_type (TesseraTreeNote *self);
const char *tessera_tree_note_get_text (TesseraTreeNote *self);
gboolean tessera_tree_note_is_busy (TesseraTreeNote *self);
gboolean tessera_tree_note_can_retry (TesseraTreeNote *self);

G_END_DECLS
