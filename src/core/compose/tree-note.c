/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/compose/tree-note.h"

struct _TesseraTreeNote
{
  GObject parent_instance;

  char *type;
  char *text;
  gboolean busy;
  gboolean can_retry;
};

G_DEFINE_FINAL_TYPE (TesseraTreeNote, tessera_tree_note, G_TYPE_OBJECT)

static void
tessera_tree_note_finalize (GObject *object)
{
  TesseraTreeNote *self = TESSERA_TREE_NOTE (object);

  g_free (self->type);
  g_free (self->text);
  G_OBJECT_CLASS (tessera_tree_note_parent_class)->finalize (object);
}

static void
tessera_tree_note_class_init (TesseraTreeNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tessera_tree_note_finalize;
}

static void
tessera_tree_note_init (TesseraTreeNote *self)
{
}

TesseraTreeNote *
tessera_tree_note_new (const char *type, const char *text, gboolean busy, gboolean can_retry)
{
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  TesseraTreeNote *self = g_object_new (TESSERA_TYPE_TREE_NOTE, NULL);

  self->type = g_strdup (type);
  self->text = g_strdup (text);
  self->busy = busy;
  self->can_retry = can_retry;
  return self;
}

const char *
tessera_tree_note_get_resource_type (TesseraTreeNote *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_NOTE (self), NULL);

  return self->type;
}

const char *
tessera_tree_note_get_text (TesseraTreeNote *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_NOTE (self), NULL);

  return self->text;
}

gboolean
tessera_tree_note_is_busy (TesseraTreeNote *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_NOTE (self), FALSE);

  return self->busy;
}

gboolean
tessera_tree_note_can_retry (TesseraTreeNote *self)
{
  g_return_val_if_fail (TESSERA_IS_TREE_NOTE (self), FALSE);

  return self->can_retry;
}
