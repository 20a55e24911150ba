/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keyring/kept-row.h"

#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraKeptRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkWidget *copy;

  TesseraKeptToken *kept;
};

G_DEFINE_FINAL_TYPE (TesseraKeptRow, tessera_kept_row, ADW_TYPE_ACTION_ROW)

static guint copy_signal;

const char *
tessera_kept_state_get_icon (TesseraKeptState state)
{
  switch (state)
    {
    case TESSERA_KEPT_ACTIVE:
      return "object-select-symbolic";
    case TESSERA_KEPT_INACTIVE:
      return "media-playback-pause-symbolic";
    case TESSERA_KEPT_GONE:
      return "window-close-symbolic";
    case TESSERA_KEPT_OWNER_GONE:
      return "dialog-warning-symbolic";
    case TESSERA_KEPT_HIDDEN:
      return "changes-prevent-symbolic";
    case TESSERA_KEPT_UNREACHABLE:
      return "network-error-symbolic";
    case TESSERA_KEPT_ASKING:
      return "content-loading-symbolic";
    case TESSERA_KEPT_NOT_ASKED:
    case TESSERA_KEPT_NO_SIGN_IN:
    default:
      return "dialog-question-symbolic";
    }
}

static const char *
get_style (TesseraKeptState state)
{
  switch (state)
    {
    case TESSERA_KEPT_ACTIVE:
      return "success";
    case TESSERA_KEPT_GONE:
    case TESSERA_KEPT_OWNER_GONE:
      return "error";
    case TESSERA_KEPT_UNREACHABLE:
      return "warning";
    case TESSERA_KEPT_NOT_ASKED:
    case TESSERA_KEPT_NO_SIGN_IN:
    case TESSERA_KEPT_ASKING:
    case TESSERA_KEPT_INACTIVE:
    case TESSERA_KEPT_HIDDEN:
    default:
      return "dim-label";
    }
}

static void
show_token (TesseraKeptRow *self)
{
  TesseraKeptState state = tessera_kept_token_get_state (self->kept);
  const char *owner = tessera_saved_token_get_owner (tessera_kept_token_get_saved (self->kept));
  const char *const styles[] = { get_style (state), NULL };
  g_autofree char *title = tessera_text_one_line (tessera_kept_token_get_title (self->kept));
  g_autofree char *name = tessera_text_isolate (owner);
  g_autofree char *subtitle =
      *owner != '\0'
          ? g_strdup_printf ("%s · %s", tessera_kept_token_get_state_text (self->kept), name)
          : g_strdup (tessera_kept_token_get_state_text (self->kept));
  /* Translators: a button's name for those who hear it: Copy, and which token */
  g_autofree char *copy = g_strdup_printf (_ ("Copy, %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, tessera_kept_state_get_icon (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) styles);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tessera_kept_token_get_reason (self->kept));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_PROPERTY_LABEL, copy,
                                  -1);
}

static void
copy_cb (TesseraKeptRow *self)
{
  g_signal_emit (self, copy_signal, 0);
}

static void
tessera_kept_row_dispose (GObject *object)
{
  TesseraKeptRow *self = TESSERA_KEPT_ROW (object);

  if (self->kept != NULL)
    g_signal_handlers_disconnect_by_data (self->kept, self);
  g_clear_object (&self->kept);
  G_OBJECT_CLASS (tessera_kept_row_parent_class)->dispose (object);
}

static void
tessera_kept_row_class_init (TesseraKeptRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_kept_row_dispose;
  copy_signal = g_signal_new ("copy", TESSERA_TYPE_KEPT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "kept-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraKeptRow, icon);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeptRow, copy);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
tessera_kept_row_init (TesseraKeptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tessera_kept_row_new (TesseraKeptToken *kept)
{
  TesseraKeptRow *self = g_object_new (TESSERA_TYPE_KEPT_ROW, NULL);

  self->kept = g_object_ref (kept);
  g_signal_connect_swapped (kept, "notify", G_CALLBACK (show_token), self);
  show_token (self);
  return GTK_WIDGET (self);
}

TesseraKeptToken *
tessera_kept_row_get_token (TesseraKeptRow *self)
{
  return self->kept;
}
