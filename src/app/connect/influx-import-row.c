/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/influx-import-row.h"

#include "core/base/text.h"
#include "core/session/config-import.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraInfluxImportRow
{
  AdwActionRow parent_instance;

  GtkCheckButton *check;
  GtkSpinner *spinner;
  GtkImage *icon;

  TesseraInfluxConfig *config;
  TesseraConnection *connection; /* what it was imported as */
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (TesseraInfluxImportRow, tessera_influx_import_row, ADW_TYPE_ACTION_ROW)

static guint toggled_signal;

/* Where it leads, and below that its state. */
static void
show_state (TesseraInfluxImportRow *self, const char *icon, const char *state)
{
  const char *org = tessera_influx_config_get_org (self->config);
  const char *url = tessera_influx_config_get_url (self->config);
  const char *username = tessera_influx_config_get_username (self->config);
  const char *parts[4] = { NULL };
  guint n = 0;
  g_autofree char *joined = NULL;
  g_autofree char *line = NULL;
  g_autofree char *subtitle = NULL;

  if (org != NULL)
    parts[n++] = org;
  if (url != NULL)
    parts[n++] = url;
  if (username != NULL)
    parts[n++] = username;
  joined = g_strjoinv (" · ", (GStrv) parts);
  line = tessera_text_one_line (joined);
  subtitle = g_strjoin (*line != '\0' && state != NULL ? "\n" : "", line, state, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_spinner_set_spinning (self->spinner, FALSE);
}

TesseraInfluxConfig *
tessera_influx_import_row_get_config (TesseraInfluxImportRow *self)
{
  return self->config;
}

void
tessera_influx_import_row_set_config (TesseraInfluxImportRow *self, TesseraInfluxConfig *config)
{
  g_set_object (&self->config, config);
}

gboolean
tessera_influx_import_row_is_selected (TesseraInfluxImportRow *self)
{
  return tessera_influx_import_row_can_be_selected (self) &&
         gtk_check_button_get_active (self->check);
}

gboolean
tessera_influx_import_row_can_be_selected (TesseraInfluxImportRow *self)
{
  return self->connection == NULL && gtk_widget_get_sensitive (GTK_WIDGET (self));
}

gboolean
tessera_influx_import_row_has_failed (TesseraInfluxImportRow *self)
{
  return self->failed;
}

TesseraConnection *
tessera_influx_import_row_get_connection (TesseraInfluxImportRow *self)
{
  return self->connection;
}

void
tessera_influx_import_row_set_waiting (TesseraInfluxImportRow *self)
{
  self->failed = FALSE;
  show_state (self, NULL, NULL);
}

void
tessera_influx_import_row_set_working (TesseraInfluxImportRow *self)
{
  self->failed = FALSE;
  show_state (self, NULL, _ ("Signing in…"));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_set_spinning (self->spinner, TRUE);
}

void
tessera_influx_import_row_set_imported (TesseraInfluxImportRow *self, TesseraConnection *connection,
                                        gboolean checked)
{
  self->failed = FALSE;
  g_set_object (&self->connection, connection);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  show_state (self, "object-select-symbolic",
              checked ? _ ("Imported")
                      : _ ("Imported. The organization was not checked, because this token can’t "
                           "see it."));
}

void
tessera_influx_import_row_set_failed (TesseraInfluxImportRow *self, const GError *error)
{
  self->failed = TRUE;
  show_state (self, "dialog-warning-symbolic", error->message);
}

static void
toggled_cb (TesseraInfluxImportRow *self)
{
  g_signal_emit (self, toggled_signal, 0);
}

static void
tessera_influx_import_row_dispose (GObject *object)
{
  TesseraInfluxImportRow *self = TESSERA_INFLUX_IMPORT_ROW (object);

  g_clear_object (&self->config);
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (tessera_influx_import_row_parent_class)->dispose (object);
}

static void
tessera_influx_import_row_class_init (TesseraInfluxImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_influx_import_row_dispose;
  toggled_signal = g_signal_new ("toggled", TESSERA_TYPE_INFLUX_IMPORT_ROW, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "influx-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraInfluxImportRow, check);
  gtk_widget_class_bind_template_child (widget_class, TesseraInfluxImportRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, TesseraInfluxImportRow, icon);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
tessera_influx_import_row_init (TesseraInfluxImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tessera_influx_import_row_new (TesseraInfluxConfig *config, gboolean kept)
{
  TesseraInfluxImportRow *self = g_object_new (TESSERA_TYPE_INFLUX_IMPORT_ROW, NULL);
  g_autofree char *name = tessera_text_one_line (tessera_influx_config_get_name (config));
  g_autoptr (GError) error = NULL;
  gboolean complete = tessera_config_import_check (config, &error);

  self->config = g_object_ref (config);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_check_button_set_active (self->check, complete && !kept);
  gtk_widget_set_sensitive (GTK_WIDGET (self), complete);
  show_state (self, NULL, !complete ? error->message : kept ? _ ("Already imported") : NULL);
  return GTK_WIDGET (self);
}
