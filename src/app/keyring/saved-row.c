/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keyring/saved-row.h"

#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraSavedRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkWidget *copy;

  TesseraSavedToken *saved;
};

G_DEFINE_FINAL_TYPE (TesseraSavedRow, tessera_saved_row, ADW_TYPE_ACTION_ROW)

static guint copy_signal;

const char *
tessera_saved_state_get_icon (TesseraSavedState state)
{
  switch (state)
    {
    case TESSERA_SAVED_ACTIVE:
      return "object-select-symbolic";
    case TESSERA_SAVED_INACTIVE:
      return "media-playback-pause-symbolic";
    case TESSERA_SAVED_GONE:
      return "window-close-symbolic";
    case TESSERA_SAVED_OWNER_GONE:
      return "dialog-warning-symbolic";
    case TESSERA_SAVED_HIDDEN:
      return "changes-prevent-symbolic";
    case TESSERA_SAVED_UNREACHABLE:
      return "network-error-symbolic";
    case TESSERA_SAVED_ASKING:
      return "content-loading-symbolic";
    case TESSERA_SAVED_NOT_ASKED:
    case TESSERA_SAVED_NO_SIGN_IN:
    default:
      return "dialog-question-symbolic";
    }
}

static const char *
get_style (TesseraSavedState state)
{
  switch (state)
    {
    case TESSERA_SAVED_ACTIVE:
      return "success";
    case TESSERA_SAVED_GONE:
    case TESSERA_SAVED_OWNER_GONE:
      return "error";
    case TESSERA_SAVED_UNREACHABLE:
      return "warning";
    case TESSERA_SAVED_NOT_ASKED:
    case TESSERA_SAVED_NO_SIGN_IN:
    case TESSERA_SAVED_ASKING:
    case TESSERA_SAVED_INACTIVE:
    case TESSERA_SAVED_HIDDEN:
    default:
      return "dim-label";
    }
}

static void
show_token (TesseraSavedRow *self)
{
  TesseraSavedState state = tessera_saved_token_get_state (self->saved);
  const char *owner = tessera_keyring_item_get_owner (tessera_saved_token_get_item (self->saved));
  const char *const styles[] = { get_style (state), NULL };
  g_autofree char *title = tessera_text_one_line (tessera_saved_token_get_title (self->saved));
  g_autofree char *name = tessera_text_isolate (owner);
  g_autofree char *subtitle =
      *owner != '\0'
          ? g_strdup_printf ("%s · %s", tessera_saved_token_get_state_text (self->saved), name)
          : g_strdup (tessera_saved_token_get_state_text (self->saved));
  /* Translators: the accessible name of a button: Copy, and which token */
  g_autofree char *copy = g_strdup_printf (_ ("Copy, %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, tessera_saved_state_get_icon (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) styles);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tessera_saved_token_get_reason (self->saved));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_PROPERTY_LABEL, copy,
                                  -1);
}

static void
copy_cb (TesseraSavedRow *self)
{
  g_signal_emit (self, copy_signal, 0);
}

static void
tessera_saved_row_dispose (GObject *object)
{
  TesseraSavedRow *self = TESSERA_SAVED_ROW (object);

  if (self->saved != NULL)
    g_signal_handlers_disconnect_by_data (self->saved, self);
  g_clear_object (&self->saved);
  G_OBJECT_CLASS (tessera_saved_row_parent_class)->dispose (object);
}

static void
tessera_saved_row_class_init (TesseraSavedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_saved_row_dispose;
  copy_signal = g_signal_new ("copy", TESSERA_TYPE_SAVED_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "saved-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedRow, icon);
  gtk_widget_class_bind_template_child (widget_class, TesseraSavedRow, copy);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
tessera_saved_row_init (TesseraSavedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tessera_saved_row_new (TesseraSavedToken *saved)
{
  TesseraSavedRow *self = g_object_new (TESSERA_TYPE_SAVED_ROW, NULL);

  self->saved = g_object_ref (saved);
  g_signal_connect_swapped (saved, "notify", G_CALLBACK (show_token), self);
  show_token (self);
  return GTK_WIDGET (self);
}

TesseraSavedToken *
tessera_saved_row_get_token (TesseraSavedRow *self)
{
  return self->saved;
}
