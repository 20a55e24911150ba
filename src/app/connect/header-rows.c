/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/connect/header-rows.h"

#include "app/widgets/accessible.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

struct _TesseraHeaderRows
{
  AdwBin parent_instance;

  AdwExpanderRow *expander;
  GtkWidget *add_row;
  GtkWidget *add;

  GPtrArray *headers; /* of Header */
};

/* One header: two rows of the expander. */
typedef struct
{
  TesseraHeaderRows *owner;
  GtkWidget *name;
  GtkWidget *value;
} Header;

G_DEFINE_FINAL_TYPE (TesseraHeaderRows, tessera_header_rows, ADW_TYPE_BIN)

static void
remove_header (TesseraHeaderRows *self, Header *header)
{
  gtk_editable_set_text (GTK_EDITABLE (header->value), "");
  adw_expander_row_remove (self->expander, header->name);
  adw_expander_row_remove (self->expander, header->value);
  g_ptr_array_remove (self->headers, header);
}

static void
remove_cb (GtkWidget *button, Header *header)
{
  TesseraHeaderRows *self = header->owner;

  gtk_widget_grab_focus (self->add);
  remove_header (self, header);
}

static GtkWidget *
make_remove_button (Header *header)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove Header"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove Header"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), header);
  return button;
}

/* Before the row that adds one more, which stays the last. */
static Header *
append_header (TesseraHeaderRows *self, const char *name)
{
  Header *header = g_new0 (Header, 1);

  header->owner = self;
  header->name = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Header Name"), "input-hints",
                               GTK_INPUT_HINT_NO_SPELLCHECK, NULL);
  header->value = g_object_new (ADW_TYPE_PASSWORD_ENTRY_ROW, "title", _ ("Header Value"), NULL);
  gtk_editable_set_text (GTK_EDITABLE (header->name), name);
  tessera_accessible_name_peek_button (header->value);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (header->name), make_remove_button (header));
  adw_expander_row_remove (self->expander, self->add_row);
  adw_expander_row_add_row (self->expander, header->name);
  adw_expander_row_add_row (self->expander, header->value);
  adw_expander_row_add_row (self->expander, self->add_row);
  g_ptr_array_add (self->headers, header);
  return header;
}

static void
add_cb (TesseraHeaderRows *self)
{
  gtk_widget_grab_focus (append_header (self, "")->name);
}

void
tessera_header_rows_set_names (TesseraHeaderRows *self, const char *const *names)
{
  while (self->headers->len > 0)
    remove_header (self, self->headers->pdata[0]);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    append_header (self, names[i]);
  adw_expander_row_set_expanded (self->expander, self->headers->len > 0);
}

void
tessera_header_rows_fill_in (TesseraHeaderRows *self, TesseraClient *client)
{
  for (guint i = 0; i < self->headers->len; i++)
    {
      Header *header = self->headers->pdata[i];
      const char *name = gtk_editable_get_text (GTK_EDITABLE (header->name));
      TesseraSecret *value = tessera_client_get_header (client, name);

      if (value != NULL && *gtk_editable_get_text (GTK_EDITABLE (header->value)) == '\0')
        gtk_editable_set_text (GTK_EDITABLE (header->value), tessera_secret_peek (value));
    }
}

static gboolean
apply_header (Header *header, TesseraClient *client, GError **error)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (header->name))));
  g_autoptr (TesseraSecret) value =
      tessera_secret_new_pasted (gtk_editable_get_text (GTK_EDITABLE (header->value)));
  g_autoptr (TesseraReach) reach = NULL;
  GtkWidget *wrong = NULL;

  /* A row that was added and not used. */
  if (*name == '\0' && tessera_secret_get_length (value) == 0)
    return TRUE;
  if (!tessera_header_check_name (name, error))
    wrong = header->name;
  else if (!tessera_header_check_value (name, value, error))
    wrong = header->value;
  if (wrong != NULL)
    {
      adw_expander_row_set_expanded (header->owner->expander, TRUE);
      gtk_widget_grab_focus (wrong);
      return FALSE;
    }
  tessera_client_add_header (client, name, value);
  reach = tessera_reach_with_header (tessera_client_get_reach (client), name);
  tessera_client_set_reach (client, reach);
  return TRUE;
}

gboolean
tessera_header_rows_apply (TesseraHeaderRows *self, TesseraClient *client, GError **error)
{
  for (guint i = 0; i < self->headers->len; i++)
    if (!apply_header (self->headers->pdata[i], client, error))
      return FALSE;
  return TRUE;
}

static void
tessera_header_rows_finalize (GObject *object)
{
  g_ptr_array_unref (TESSERA_HEADER_ROWS (object)->headers);
  G_OBJECT_CLASS (tessera_header_rows_parent_class)->finalize (object);
}

static void
tessera_header_rows_dispose (GObject *object)
{
  g_clear_object (&TESSERA_HEADER_ROWS (object)->add_row);
  G_OBJECT_CLASS (tessera_header_rows_parent_class)->dispose (object);
}

static void
tessera_header_rows_class_init (TesseraHeaderRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_header_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_header_rows_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "header-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraHeaderRows, expander);
  gtk_widget_class_bind_template_child (widget_class, TesseraHeaderRows, add_row);
  gtk_widget_class_bind_template_child (widget_class, TesseraHeaderRows, add);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
tessera_header_rows_init (TesseraHeaderRows *self)
{
  self->headers = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* It leaves the list for a moment whenever a header is added. */
  g_object_ref (self->add_row);
}
