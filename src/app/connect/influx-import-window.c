/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/influx-import-window.h"

#include "app/connect/influx-import-row.h"
#include "app/widgets/ask.h"
#include "app/widgets/error-banner.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/files/export.h"
#include "core/session/config-import.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraInfluxImportWindow
{
  TesseraDialog parent_instance;

  TesseraErrorBanner *banner;
  GtkWidget *choose_other;
  GtkStack *pages;
  AdwStatusPage *status;
  GtkButton *choose;
  GtkLabel *place;
  GtkListBox *list;
  GtkWidget *after;
  GtkLabel *remains;
  GtkWidget *remove;
  GtkStack *buttons;
  GtkButton *import;
  GtkWidget *open;
  GtkLabel *progress;
  GtkWidget *cancel;

  char *path; /* NULL until it is chosen */
  TesseraKeyring *keyring;
  TesseraConfigImport *importing;
  GtkFileChooserNative *chooser; /* FLOOR: GTK 4.10 has GtkFileDialog */
  GPtrArray *rows;               /* in the order of the list; the list has them */
  GPtrArray *stored;             /* those whose credentials are in the file and in the keyring */
  GCancellable *cancellable;     /* for the import in progress */
  guint current;                 /* index of the row being imported */
  guint done, total;             /* of the selected ones */
};

G_DEFINE_FINAL_TYPE (TesseraInfluxImportWindow, tessera_influx_import_window, TESSERA_TYPE_DIALOG)

/* Returns: (transfer full): the path for a sentence */
static char *
show_path (TesseraInfluxImportWindow *self)
{
  g_autofree char *display = tessera_export_get_shown_path (self->path);

  return tessera_text_isolate (display);
}

/* Buttons */

static void
suggest (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static TesseraConnection *
get_first_imported (TesseraInfluxImportWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      TesseraConnection *connection =
          tessera_influx_import_row_get_connection (self->rows->pdata[i]);

      if (connection != NULL)
        return connection;
    }
  return NULL;
}

static void
update_buttons (TesseraInfluxImportWindow *self)
{
  gboolean any_left = FALSE, any_selected = FALSE, all_failed = TRUE;
  gboolean any_imported = get_first_imported (self) != NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      TesseraInfluxImportRow *row = self->rows->pdata[i];
      gboolean selected = tessera_influx_import_row_is_selected (row);

      any_left = any_left || tessera_influx_import_row_can_be_selected (row);
      any_selected = any_selected || selected;
      all_failed = all_failed && (!selected || tessera_influx_import_row_has_failed (row));
    }
  gtk_button_set_label (self->import,
                        any_selected && all_failed ? _ ("_Try Again") : _ ("_Import"));
  gtk_widget_set_visible (GTK_WIDGET (self->import), any_left || !any_imported);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), any_selected);
  gtk_widget_set_visible (self->open, any_imported);
  suggest (GTK_WIDGET (self->import), any_selected && !(any_imported && all_failed));
  suggest (self->open, any_imported && (!any_selected || all_failed));
}

static void
set_busy (TesseraInfluxImportWindow *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->buttons, busy ? "busy" : "idle");
  /* First: a row must not have the focus when it becomes insensitive. */
  if (busy)
    gtk_widget_grab_focus (self->cancel);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !busy);
  gtk_widget_set_sensitive (self->choose_other, !busy);
  gtk_widget_set_sensitive (self->remove, !busy);
}

/* The file */

/* Takes ownership of @description, which is plain text. */
static void
show_none (TesseraInfluxImportWindow *self, const char *title, char *description)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  g_free (description);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_button_set_label (self->choose,
                        self->path != NULL ? _ ("Choose _Another File…") : _ ("Choose a _File…"));
  gtk_stack_set_visible_child_name (self->pages, "none");
  gtk_widget_set_visible (self->choose_other, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), FALSE);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->choose));
}

static GPtrArray *
load_configs (TesseraInfluxImportWindow *self, GError **error)
{
  /* Reading from a pipe would never end. */
  if (g_file_test (self->path, G_FILE_TEST_EXISTS) &&
      !g_file_test (self->path, G_FILE_TEST_IS_REGULAR))
    {
      tessera_set_error (error, TESSERA_ERROR_STORAGE, NULL,
                         _ ("“%s” is not a file. Choose the file in which influx keeps its "
                            "configurations."),
                         self->path);
      return NULL;
    }
  return tessera_influx_configs_load (self->path, NULL, error);
}

static void
clear_rows (TesseraInfluxImportWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->stored, 0);
  gtk_widget_set_visible (self->after, FALSE);
}

static void
add_row (TesseraInfluxImportWindow *self, TesseraInfluxConfig *config)
{
  GtkWidget *row = tessera_influx_import_row_new (
      config, tessera_config_import_find_kept (self->importing, config) != NULL);

  g_signal_connect_object (row, "toggled", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (self->list, row);
}

static void
show_configs (TesseraInfluxImportWindow *self, GPtrArray *configs)
{
  g_autofree char *path = show_path (self);
  g_autofree char *text =
      g_strdup_printf (_ ("Tessera signs in with each selected configuration from %s, and saves it "
                          "as a connection, with its token in the keyring."),
                       path);

  for (guint i = 0; i < configs->len; i++)
    add_row (self, configs->pdata[i]);
  gtk_label_set_text (self->place, text);
  gtk_stack_set_visible_child_name (self->pages, "list");
  gtk_widget_set_visible (self->choose_other, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), TRUE);
  update_buttons (self);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
load_file (TesseraInfluxImportWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) configs = load_configs (self, &error);
  g_autofree char *path = show_path (self);

  clear_rows (self);
  tessera_error_banner_hide (self->banner);
  if (configs == NULL)
    {
      show_none (self, _ ("The File Can’t Be Read"), g_strdup (""));
      tessera_error_banner_show (self->banner, NULL, error);
    }
  else if (configs->len == 0)
    show_none (
        self, _ ("No Configurations Found"),
        g_strdup_printf (_ ("There are no configurations of the influx command in %s."), path));
  else
    show_configs (self, configs);
}

/* Choosing a file */

static void
drop_chooser (TesseraInfluxImportWindow *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}

static void
chosen_cb (TesseraInfluxImportWindow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  drop_chooser (self);
  if (response != GTK_RESPONSE_ACCEPT || path == NULL)
    return;
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  load_file (self);
}

/* The usual folder is hidden in the home folder, where it is hard to find. */
static void
set_folder (GtkFileChooser *chooser)
{
  g_autofree char *usual = tessera_influx_configs_get_path ();
  g_autofree char *folder = g_path_get_dirname (usual);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR) || tessera_influx_configs_is_out_of_reach (usual))
    gtk_file_chooser_set_current_folder (chooser, file, NULL);
}

static void
choose_cb (TesseraInfluxImportWindow *self)
{
  drop_chooser (self);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Configurations of the influx Command"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  set_folder (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Removing the tokens from the file */

static void
update_remains (TesseraInfluxImportWindow *self)
{
  g_autofree char *path = show_path (self);
  g_autofree char *text = g_strdup_printf (
      ngettext ("The token of %u imported configuration is still in plain text in %s.",
                "The tokens of %u imported configurations are still in plain text in %s.",
                self->stored->len),
      self->stored->len, path);

  gtk_label_set_text (self->remains, text);
  gtk_widget_set_visible (self->after, self->stored->len > 0);
  gtk_widget_set_visible (self->remove, self->stored->len > 0);
}

/* Those that can't be removed stay, and the first reason is reported.
 *
 * Returns: (transfer full) (nullable): that reason */
static GError *
remove_secrets (TesseraInfluxImportWindow *self)
{
  GError *first = NULL;

  for (guint i = 0; i < self->stored->len;)
    {
      g_autoptr (GError) error = NULL;

      if (tessera_influx_configs_remove_secret (
              self->path, tessera_influx_import_row_get_config (self->stored->pdata[i]), &error))
        g_ptr_array_remove_index (self->stored, i);
      else
        {
          i++;
          if (first == NULL)
            first = g_steal_pointer (&error);
        }
    }
  return first;
}

static void
remove_tokens (TesseraInfluxImportWindow *self)
{
  g_autoptr (GError) error = remove_secrets (self);
  g_autofree char *path = show_path (self);
  g_autofree char *text = g_strdup_printf (
      _ ("The tokens were removed from %s. Everything else in the file is unchanged."), path);

  gtk_window_set_focus (GTK_WINDOW (self), self->open);
  update_remains (self);
  if (error != NULL)
    {
      tessera_error_banner_show (self->banner, NULL, error);
      return;
    }
  tessera_error_banner_hide (self->banner);
  gtk_label_set_text (self->remains, text);
  gtk_widget_set_visible (self->after, TRUE);
}

static void
removal_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraInfluxImportWindow) self = user_data;

  if (tessera_ask_finish (result) == 1 && !tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    remove_tokens (self);
}

static void
remove_cb (TesseraInfluxImportWindow *self)
{
  TesseraAskAnswer answers[] = {
    { _ ("_Keep Tokens"), TESSERA_ASK_PLAIN },
    { _ ("_Remove"), TESSERA_ASK_DESTRUCTIVE },
  };
  g_autofree char *path = show_path (self);
  g_autofree char *body = g_strdup_printf (
      _ ("They are in the keyring. Afterward, nobody can read them in %s, but influx can no longer "
         "sign in with these configurations by itself. Run it with “tessera-cli run --connection "
         "NAME -- influx …” instead."),
      path);

  tessera_ask_async (GTK_WINDOW (self), _ ("Remove the Tokens from the File?"), body, answers,
                     G_N_ELEMENTS (answers), tessera_dialog_get_cancellable (TESSERA_DIALOG (self)),
                     removal_answered_cb, g_object_ref (self));
}

/* Importing */

static void
end_import (TesseraInfluxImportWindow *self)
{
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  update_buttons (self);
  update_remains (self);
  gtk_widget_grab_focus (gtk_widget_get_visible (self->open) ? self->open
                                                             : GTK_WIDGET (self->import));
}

static void import_next (TesseraInfluxImportWindow *self);

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraInfluxImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean checked = FALSE;
  g_autoptr (TesseraConnection) connection =
      tessera_config_import_run_finish (TESSERA_CONFIG_IMPORT (source), result, &checked, &error);
  TesseraInfluxImportRow *row;

  if (tessera_error_is_cancelled (error) || tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  row = self->rows->pdata[self->current];
  if (connection == NULL)
    tessera_influx_import_row_set_failed (row, error);
  else
    {
      tessera_influx_import_row_set_imported (row, connection, checked);
      g_ptr_array_add (self->stored, row);
    }
  self->current++;
  import_next (self);
}

static void
import_next (TesseraInfluxImportWindow *self)
{
  TesseraInfluxImportRow *row;
  g_autofree char *text = NULL;

  while (self->current < self->rows->len &&
         !tessera_influx_import_row_is_selected (self->rows->pdata[self->current]))
    self->current++;
  if (self->current == self->rows->len)
    {
      end_import (self);
      return;
    }
  row = self->rows->pdata[self->current];
  /* Translators: the number of the configuration, and how many are imported */
  text = g_strdup_printf (_ ("Signing in: %u of %u"), ++self->done, self->total);
  gtk_label_set_text (self->progress, text);
  tessera_influx_import_row_set_working (row);
  tessera_config_import_run_async (self->importing, tessera_influx_import_row_get_config (row),
                                   NULL, self->cancellable, imported_cb, g_object_ref (self));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraInfluxImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ready = tessera_keyring_prepare_finish (TESSERA_KEYRING (source), result, &error);

  if (tessera_error_is_cancelled (error) || tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  if (ready)
    import_next (self);
  else
    {
      end_import (self);
      tessera_error_banner_show (self->banner, _ ("Nothing was imported."), error);
    }
}

/* The user may have fixed the file since it was read. */
static gboolean
read_again (TesseraInfluxImportWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) configs = load_configs (self, &error);

  if (configs == NULL)
    {
      tessera_error_banner_show (self->banner, NULL, error);
      return FALSE;
    }
  self->total = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      TesseraInfluxImportRow *row = self->rows->pdata[i];
      const char *name =
          tessera_influx_config_get_name (tessera_influx_import_row_get_config (row));
      TesseraInfluxConfig *now = tessera_influx_configs_find (configs, name);

      if (!tessera_influx_import_row_is_selected (row))
        continue;
      self->total++;
      if (now != NULL && g_str_equal (tessera_influx_config_get_name (now), name))
        tessera_influx_import_row_set_config (row, now);
      tessera_influx_import_row_set_waiting (row);
    }
  return TRUE;
}

static void
import_cb (TesseraInfluxImportWindow *self)
{
  tessera_error_banner_hide (self->banner);
  if (!read_again (self))
    return;
  self->cancellable = g_cancellable_new ();
  self->current = 0;
  self->done = 0;
  gtk_label_set_text (self->progress, _ ("Waiting for the keyring…"));
  set_busy (self, TRUE);
  tessera_keyring_prepare_async (self->keyring, self->cancellable, prepared_cb,
                                 g_object_ref (self));
}

static void
cancel_cb (TesseraInfluxImportWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->current < self->rows->len &&
      tessera_influx_import_row_is_selected (self->rows->pdata[self->current]))
    tessera_influx_import_row_set_waiting (self->rows->pdata[self->current]);
  end_import (self);
}

static void
open_cb (TesseraInfluxImportWindow *self)
{
  TesseraConnection *first = get_first_imported (self);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL && first != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-connection", "s",
                                tessera_connection_get_id (first));
  gtk_window_close (GTK_WINDOW (self));
}

/* The window */

static void
tessera_influx_import_window_unrealize (GtkWidget *widget)
{
  TesseraInfluxImportWindow *self = TESSERA_INFLUX_IMPORT_WINDOW (widget);

  g_cancellable_cancel (self->cancellable);
  drop_chooser (self);
  GTK_WIDGET_CLASS (tessera_influx_import_window_parent_class)->unrealize (widget);
}

static void
tessera_influx_import_window_finalize (GObject *object)
{
  TesseraInfluxImportWindow *self = TESSERA_INFLUX_IMPORT_WINDOW (object);

  g_free (self->path);
  g_clear_object (&self->keyring);
  g_clear_object (&self->importing);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->stored);
  G_OBJECT_CLASS (tessera_influx_import_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, banner);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, choose_other);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, pages);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, status);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, choose);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, place);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, list);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, after);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, remains);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, remove);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, buttons);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, import);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, open);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, progress);
  gtk_widget_class_bind_template_child (klass, TesseraInfluxImportWindow, cancel);
}

static void
tessera_influx_import_window_class_init (TesseraInfluxImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tessera_influx_import_window_finalize;
  widget_class->unrealize = tessera_influx_import_window_unrealize;
  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               TESSERA_RESOURCES "influx-import-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
tessera_influx_import_window_init (TesseraInfluxImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->stored = g_ptr_array_new ();
}

TesseraInfluxImportWindow *
tessera_influx_import_window_new (GtkWindow *parent, const char *path,
                                  TesseraConnectionList *connections, TesseraKeyring *keyring)
{
  TesseraInfluxImportWindow *self = tessera_dialog_new (TESSERA_TYPE_INFLUX_IMPORT_WINDOW, parent);

  self->keyring = g_object_ref (keyring);
  self->importing = tessera_config_import_new (connections, keyring);
  self->path = g_strdup (path);
  if (path != NULL)
    load_file (self);
  else
    show_none (self, _ ("Choose a File"),
               g_strdup (_ ("Tessera runs in a sandbox that can’t see your home folder. Choose the "
                            "file in which influx keeps its configurations, usually "
                            "~/.influxdbv2/configs. Ctrl+H shows hidden folders.")));
  return self;
}
