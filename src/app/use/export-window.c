/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/use/export-window.h"

#include "app/widgets/ask.h"
#include "app/widgets/error-banner.h"
#include "app/widgets/lease-label.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/client/server-traits.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraExportWindow
{
  TesseraDialog parent_instance;

  TesseraErrorBanner *banner;
  AdwPreferencesGroup *formats;
  TesseraLeaseLabel *countdown;
  GtkLabel *saved;

  char *server;
  TesseraToken *token;
  TesseraSecret *value;
  GtkFileChooserNative *chooser; /* FLOOR: GTK 4.10 has GtkFileDialog */
  const TesseraExport *chosen;   /* the format the chooser asks for */
  char *path;                    /* the file it is being saved to */
};

G_DEFINE_FINAL_TYPE (TesseraExportWindow, tessera_export_window, TESSERA_TYPE_DIALOG)

static guint used_signal;

/* Returns NULL after the banner has shown the error. */
static TesseraSecret *
make_text (TesseraExportWindow *self, const TesseraExport *format)
{
  TesseraExportSource source = tessera_export_source_from_token (self->server, self->token);
  g_autoptr (GError) error = NULL;
  TesseraServerTraits traits;
  TesseraSecret *text;

  tessera_server_traits_init (&traits, self->server);
  source.without_flux = !traits.has_flux;
  tessera_server_traits_clear (&traits);
  text = tessera_export_make (format, &source, self->value, &error);
  tessera_error_banner_hide (self->banner);
  if (text == NULL)
    tessera_error_banner_show (self->banner, NULL, error);
  return text;
}

static const TesseraExport *
get_format (GtkButton *button)
{
  return g_object_get_data (G_OBJECT (button), "format");
}

static void
copy_cb (TesseraExportWindow *self, GtkButton *button)
{
  g_autoptr (TesseraSecret) text = make_text (self, get_format (button));

  if (text == NULL)
    return;
  tessera_lease_label_copy (self->countdown, text);
  g_signal_emit (self, used_signal, 0);
}

/* Saving to a file */

static void save_to_path (TesseraExportWindow *self, gboolean replace);

static void
replace_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraExportWindow) self = user_data;

  if (tessera_ask_finish (result) == 1 && !tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    save_to_path (self, TRUE);
}

static void
ask_to_replace (TesseraExportWindow *self, const GError *error)
{
  TesseraAskAnswer answers[] = {
    { _ ("_Keep File"), TESSERA_ASK_PLAIN },
    { _ ("_Replace"), TESSERA_ASK_DESTRUCTIVE },
  };
  g_autofree char *body =
      tessera_text_follow (error->message, _ ("If you replace it, its current contents will be "
                                              "lost."));

  tessera_ask_async (GTK_WINDOW (self), _ ("Replace the File?"), body, answers,
                     G_N_ELEMENTS (answers), tessera_dialog_get_cancellable (TESSERA_DIALOG (self)),
                     replace_answered_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraExportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_export_save_finish (result, &error);
  g_autofree char *display = tessera_export_get_shown_path (self->path);
  g_autofree char *name = tessera_text_isolate (display);
  g_autofree char *text =
      g_strdup_printf (_ ("Saved to %s. Only you can read and write that file."), name);

  if (done)
    g_signal_emit (self, used_signal, 0);
  if (tessera_dialog_is_closed (TESSERA_DIALOG (self)))
    return;
  gtk_label_set_text (self->saved, text);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), done);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_EXISTS))
    ask_to_replace (self, error);
  else if (!done)
    tessera_error_banner_show (self->banner, NULL, error);
}

static void
save_to_path (TesseraExportWindow *self, gboolean replace)
{
  g_autoptr (TesseraSecret) text = make_text (self, self->chosen);

  if (text != NULL)
    tessera_export_save_async (text, self->path, replace,
                               tessera_dialog_get_cancellable (TESSERA_DIALOG (self)), saved_cb,
                               g_object_ref (self));
}

static void
drop_chooser (TesseraExportWindow *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}

static void
chosen_cb (TesseraExportWindow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  drop_chooser (self);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL)
    return;
  g_free (self->path);
  self->path = g_file_get_path (file);
  if (self->path == NULL)
    {
      g_autoptr (GError) error = tessera_error_new (
          TESSERA_ERROR_STORAGE, NULL,
          _ ("Values can be saved only on this computer. Choose a local folder."));

      tessera_error_banner_show (self->banner, NULL, error);
      return;
    }
  /* The chooser has asked about an existing file, but that is not relied on: the file may have been
   * created in between, or may be a different one. */
  save_to_path (self, FALSE);
}

static void
save_cb (TesseraExportWindow *self, GtkButton *button)
{
  drop_chooser (self);
  self->chosen = get_format (button);
  self->chooser =
      gtk_file_chooser_native_new (tessera_export_get_title (self->chosen), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser),
                                     tessera_export_get_file_name (self->chosen));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* The list */

static GtkWidget *
make_button (TesseraExportWindow *self, const TesseraExport *format, const char *icon,
             const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf ("%s, %s", words, tessera_export_get_title (format));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "format", (gpointer) format);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
add_formats (TesseraExportWindow *self)
{
  gsize count;
  const TesseraExport *const *all = tessera_export_get_all (&count);

  for (gsize i = 0; i < count; i++)
    {
      GtkWidget *row =
          g_object_new (ADW_TYPE_ACTION_ROW, "title", tessera_export_get_title (all[i]), "subtitle",
                        tessera_export_get_purpose (all[i]), NULL);

      adw_action_row_add_suffix (
          ADW_ACTION_ROW (row),
          make_button (self, all[i], "edit-copy-symbolic", _ ("Copy"), G_CALLBACK (copy_cb)));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_button (self, all[i], "document-save-symbolic",
                                              _ ("Save to File…"), G_CALLBACK (save_cb)));
      adw_preferences_group_add (self->formats, row);
    }
}

static void
tessera_export_window_unrealize (GtkWidget *widget)
{
  TesseraExportWindow *self = TESSERA_EXPORT_WINDOW (widget);

  drop_chooser (self);
  GTK_WIDGET_CLASS (tessera_export_window_parent_class)->unrealize (widget);
}

static void
tessera_export_window_dispose (GObject *object)
{
  TesseraExportWindow *self = TESSERA_EXPORT_WINDOW (object);

  g_clear_pointer (&self->value, tessera_secret_unref);
  g_clear_object (&self->token);
  G_OBJECT_CLASS (tessera_export_window_parent_class)->dispose (object);
}

static void
tessera_export_window_finalize (GObject *object)
{
  TesseraExportWindow *self = TESSERA_EXPORT_WINDOW (object);

  g_free (self->server);
  g_free (self->path);
  G_OBJECT_CLASS (tessera_export_window_parent_class)->finalize (object);
}

static void
tessera_export_window_class_init (TesseraExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_export_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_export_window_finalize;
  widget_class->unrealize = tessera_export_window_unrealize;
  used_signal = g_signal_new ("used", TESSERA_TYPE_EXPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_LEASE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraExportWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraExportWindow, formats);
  gtk_widget_class_bind_template_child (widget_class, TesseraExportWindow, countdown);
  gtk_widget_class_bind_template_child (widget_class, TesseraExportWindow, saved);
}

static void
tessera_export_window_init (TesseraExportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_formats (self);
}

TesseraExportWindow *
tessera_export_window_new (GtkWindow *parent, const char *server, TesseraToken *token,
                           TesseraSecret *value)
{
  TesseraExportWindow *self = tessera_dialog_new (TESSERA_TYPE_EXPORT_WINDOW, parent);

  self->server = g_strdup (server);
  self->token = g_object_ref (token);
  self->value = tessera_secret_ref (value);
  return self;
}
