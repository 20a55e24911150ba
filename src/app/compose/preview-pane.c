/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compose/preview-pane.h"

#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraPreviewPane
{
  AdwBin parent_instance;

  GtkLabel *sentence;
  GtkWidget *copy_sentence;
  GtkBox *warnings;
  GtkWidget *about_all; /* what Operator and All Access mean */
  GtkExpander *faces;
  GtkToggleButton *influx;
  GtkToggleButton *curl;
  GtkToggleButton *json;
  GtkWidget *copy;
  GtkTextView *text;

  TesseraDraft *draft;
  guint idle;
};

G_DEFINE_FINAL_TYPE (TesseraPreviewPane, tessera_preview_pane, ADW_TYPE_BIN)

static void
add_warning (TesseraPreviewPane *self, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "warning");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->warnings, row);
}

static gboolean
grants_all (TesseraPreviewPane *self)
{
  const char *key = tessera_template_get_key (tessera_draft_get_template (self->draft));

  return g_str_equal (key, "operator") || g_str_equal (key, "all-access");
}

static void
show_warnings (TesseraPreviewPane *self)
{
  g_auto (GStrv) warnings = tessera_draft_get_warnings (self->draft);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->warnings))) != NULL)
    gtk_box_remove (self->warnings, child);
  for (guint i = 0; warnings[i] != NULL; i++)
    add_warning (self, warnings[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), warnings[0] != NULL);
  gtk_widget_set_visible (self->about_all, grants_all (self));
}

/* The text for the selected format; NULL with the reason if the format can't express the request.
 * */
static char *
make_face (TesseraPreviewPane *self, GError **error)
{
  g_autoptr (TesseraTokenRequest) request = tessera_draft_make_request (self->draft);
  TesseraRequestContext place;

  tessera_draft_get_context (self->draft, &place);
  if (gtk_toggle_button_get_active (self->influx))
    return tessera_token_request_to_influx (request, &place, error);
  if (gtk_toggle_button_get_active (self->curl))
    return tessera_token_request_to_curl (request, &place, error);
  return tessera_token_request_to_pretty_json (request);
}

static void
show_face (TesseraPreviewPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autoptr (GError) error = NULL;
  g_autofree char *face = NULL;
  GtkTextIter start, end;

  if (self->draft == NULL)
    return;
  face = make_face (self, &error);
  gtk_text_buffer_set_text (buffer, face != NULL ? face : error->message, -1);
  gtk_text_view_set_monospace (self->text, face != NULL);
  gtk_widget_set_direction (GTK_WIDGET (self->text),
                            face != NULL ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_NONE);
  gtk_widget_set_sensitive (self->copy, face != NULL);
  /* A hyphen at the end of a line would look like a part of the command. */
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, "whole", &start, &end);
}

static char *
make_sentence (TesseraPreviewPane *self)
{
  g_autoptr (TesseraTokenRequest) request = tessera_draft_make_request (self->draft);
  TesseraRequestContext place;

  if (tessera_permission_set_get_size (tessera_token_request_get_permissions (request)) == 0)
    return NULL;
  tessera_draft_get_context (self->draft, &place);
  return tessera_token_request_to_sentence (request, &place);
}

static gboolean
show_cb (gpointer user_data)
{
  TesseraPreviewPane *self = user_data;
  g_autofree char *sentence = make_sentence (self);

  self->idle = 0;
  gtk_label_set_text (self->sentence, sentence != NULL
                                          ? sentence
                                          : _ ("No permissions are selected. This token can’t do "
                                               "anything yet."));
  gtk_widget_set_visible (self->copy_sentence, sentence != NULL);
  show_warnings (self);
  gtk_widget_set_visible (GTK_WIDGET (self->faces), sentence != NULL);
  if (sentence != NULL)
    show_face (self);
  return G_SOURCE_REMOVE;
}

/* Only once for many changes: a template can tick two dozen boxes. */
static void
changed_cb (TesseraPreviewPane *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (show_cb, self);
}

static void
copy_cb (TesseraPreviewPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_sentence_cb (TesseraPreviewPane *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->sentence));
}

void
tessera_preview_pane_set_draft (TesseraPreviewPane *self, TesseraDraft *draft)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_set_object (&self->draft, draft);
  if (draft == NULL)
    return;
  g_signal_connect_object (draft, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

void
tessera_preview_pane_set_narrow (TesseraPreviewPane *self, gboolean narrow)
{
  gtk_expander_set_expanded (self->faces, !narrow);
}

static void
tessera_preview_pane_dispose (GObject *object)
{
  tessera_preview_pane_set_draft (TESSERA_PREVIEW_PANE (object), NULL);
  G_OBJECT_CLASS (tessera_preview_pane_parent_class)->dispose (object);
}

static void
tessera_preview_pane_class_init (TesseraPreviewPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_preview_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "preview-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, sentence);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, copy_sentence);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, warnings);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, about_all);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, faces);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, influx);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, curl);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, json);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, copy);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreviewPane, text);
  gtk_widget_class_bind_template_callback (widget_class, show_face);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_sentence_cb);
}

static void
tessera_preview_pane_init (TesseraPreviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->text), "whole", "insert-hyphens",
                              FALSE, NULL);
}
