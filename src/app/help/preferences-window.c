/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/help/preferences-window.h"

#include "app/widgets/settings.h"
#include "tessera-config.h"

struct _TesseraPreferencesWindow
{
  TesseraDialog parent_instance;

  GtkSwitch *save_to_keyring;
  GtkSwitch *ask_before_closing;
  GtkSpinButton *clipboard_seconds;
  GtkSpinButton *old_after_days;
  AdwComboRow *color_scheme;
};

G_DEFINE_FINAL_TYPE (TesseraPreferencesWindow, tessera_preferences_window, TESSERA_TYPE_DIALOG)

/* In the order of the choices in the template. */
static const char *const color_schemes[] = { "default", "light", "dark" };

static gboolean
find_color_scheme (GBinding *binding, const GValue *name, GValue *selected, gpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (color_schemes); i++)
    if (g_strcmp0 (g_value_get_string (name), color_schemes[i]) == 0)
      g_value_set_uint (selected, i);
  return TRUE;
}

static gboolean
name_color_scheme (GBinding *binding, const GValue *selected, GValue *name, gpointer unused)
{
  guint i = g_value_get_uint (selected);

  if (i >= G_N_ELEMENTS (color_schemes))
    return FALSE;
  g_value_set_static_string (name, color_schemes[i]);
  return TRUE;
}

static void
bind_setting (const char *setting, gpointer widget, const char *property)
{
  g_object_bind_property (tessera_settings_get (), setting, widget, property,
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
tessera_preferences_window_class_init (TesseraPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraPreferencesWindow, save_to_keyring);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreferencesWindow, ask_before_closing);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreferencesWindow, clipboard_seconds);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreferencesWindow, old_after_days);
  gtk_widget_class_bind_template_child (widget_class, TesseraPreferencesWindow, color_scheme);
}

static void
tessera_preferences_window_init (TesseraPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_setting (TESSERA_SAVE_TO_KEYRING, self->save_to_keyring, "active");
  bind_setting (TESSERA_ASK_BEFORE_CLOSING, self->ask_before_closing, "active");
  bind_setting (TESSERA_CLIPBOARD_SECONDS, self->clipboard_seconds, "value");
  bind_setting (TESSERA_OLD_AFTER_DAYS, self->old_after_days, "value");
  g_object_bind_property_full (tessera_settings_get (), TESSERA_COLOR_SCHEME, self->color_scheme,
                               "selected", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL,
                               find_color_scheme, name_color_scheme, NULL, NULL);
}

TesseraPreferencesWindow *
tessera_preferences_window_new (GtkWindow *parent)
{
  return tessera_dialog_new (TESSERA_TYPE_PREFERENCES_WINDOW, parent);
}
