/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keyring/keyring-page.h"

#include "app/keyring/import-window.h"
#include "app/keyring/saved-group.h"
#include "app/keyring/saved-window.h"
#include "app/widgets/error-banner.h"
#include "app/widgets/lease-label.h"
#include "app/widgets/main-menu.h"
#include "app/widgets/page-switcher.h"
#include "core/base/error.h"
#include "core/saved/saved-list.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TesseraKeyringPage
{
  AdwBin parent_instance;

  GtkWidget *back;
  GtkStack *title;
  GtkStack *refresh;
  GtkSearchBar *search_bar;
  GtkEditable *search;
  TesseraErrorBanner *banner;
  GtkStack *states;
  AdwStatusPage *failure;
  GtkBox *groups;
  TesseraLeaseLabel *countdown;

  TesseraKeyring *keyring;
  TesseraSession *session;
  TesseraSavedList *list;
  GtkFilterListModel *shown; /* sorted, and filtered by the search */
  GtkSorter *sorter;
  GtkFilter *filter;
  GCancellable *cancellable;
  gboolean list_failed;       /* the banner is about the keyring as a whole */
  gboolean fetching;          /* fetching a value to copy, which may ask for a password */
  TesseraKeyringItem *wanted; /* the token to open once the keyring lists it */
  GtkWindow *opened;          /* the window of a saved token; not owned */
};

G_DEFINE_FINAL_TYPE (TesseraKeyringPage, tessera_keyring_page, ADW_TYPE_BIN)

/* The page's state */

static const char *
choose_state (TesseraKeyringPage *self)
{
  const GError *error = tessera_saved_list_get_error (self->list);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    return "list";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "nothing-found";
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED))
    return "locked";
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_NO_KEYRING))
    return "no-keyring";
  if (error != NULL)
    return "failed";
  return tessera_saved_list_get_loading (self->list) ? "loading" : "empty";
}

static void
show_state (TesseraKeyringPage *self)
{
  gtk_stack_set_visible_child_name (self->states, choose_state (self));
}

/* If there is a list, an unreadable keyring is reported above it, and the list stays. */
static void
show_list_error (TesseraKeyringPage *self)
{
  const GError *error = tessera_saved_list_get_error (self->list);
  g_autofree char *escaped = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;

  /* A problem that was fixed elsewhere is no longer shown. */
  if (self->list_failed)
    tessera_error_banner_hide (self->banner);
  self->list_failed = error != NULL;
  if (error == NULL)
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    {
      adw_status_page_set_description (self->failure, escaped);
      return;
    }
  tessera_error_banner_show (self->banner, NULL, error);
  if (g_error_matches (error, TESSERA_ERROR, TESSERA_ERROR_KEYRING_LOCKED))
    tessera_error_banner_offer (self->banner, _ ("Unlock"), "keyring.unlock");
}

/* The groups */

static void opened_cb (TesseraKeyringPage *self, TesseraSavedToken *saved);
static void give_up_wanted (TesseraKeyringPage *self);
static void copy_cb (TesseraKeyringPage *self, TesseraSavedToken *saved);

static void
failed_cb (TesseraKeyringPage *self, const GError *error)
{
  tessera_error_banner_show (self->banner, NULL, error);
}

static void
update_groups (TesseraKeyringPage *self)
{
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    tessera_saved_group_update (TESSERA_SAVED_GROUP (group));
}

static GPtrArray *
find_first_ones (TesseraKeyringPage *self)
{
  GPtrArray *first_ones = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *last = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (TesseraSavedToken) saved = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      char *key = tessera_saved_group_make_key (saved);

      if (g_strcmp0 (key, last) != 0)
        g_ptr_array_add (first_ones, g_steal_pointer (&saved));
      g_free (last);
      last = key;
    }
  return first_ones;
}

/* Whether the page shows exactly these groups, in this order. */
static gboolean
has_groups (TesseraKeyringPage *self, GPtrArray *first_ones)
{
  GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups));

  for (guint i = 0; i < first_ones->len; i++, group = gtk_widget_get_next_sibling (group))
    {
      g_autofree char *key = tessera_saved_group_make_key (first_ones->pdata[i]);

      if (group == NULL ||
          !g_str_equal (key, tessera_saved_group_get_key (TESSERA_SAVED_GROUP (group))))
        return FALSE;
    }
  return group == NULL;
}

/* Rows are added and removed by their group; here groups are, which is rare. */
static void
shown_changed_cb (TesseraKeyringPage *self)
{
  g_autoptr (GPtrArray) first_ones = find_first_ones (self);
  GtkWidget *group;

  show_state (self);
  if (has_groups (self, first_ones))
    return;
  while ((group = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, group);
  for (guint i = 0; i < first_ones->len; i++)
    {
      group =
          tessera_saved_group_new (self->list, G_LIST_MODEL (self->shown), first_ones->pdata[i]);
      g_signal_connect_object (group, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (group, "copy", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (group, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->groups, group);
    }
}

static void
loading_changed_cb (TesseraKeyringPage *self)
{
  gboolean loading = tessera_saved_list_get_loading (self->list);

  gtk_stack_set_visible_child_name (self->refresh, loading ? "loading" : "refresh");
  if (!loading)
    {
      gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
      gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
      update_groups (self);
      show_list_error (self);
      give_up_wanted (self);
    }
  show_state (self);
}

void
tessera_keyring_page_refresh (TesseraKeyringPage *self)
{
  tessera_error_banner_hide (self->banner);
  tessera_saved_list_refresh (self->list);
}

/* By server and organization, then by description. */
static int
compare_saved (gconstpointer a, gconstpointer b, gpointer unused)
{
  TesseraSavedToken *one = (gpointer) a;
  TesseraSavedToken *other = (gpointer) b;
  g_autofree char *one_key = tessera_saved_group_make_key (one);
  g_autofree char *other_key = tessera_saved_group_make_key (other);
  int order = strcmp (one_key, other_key);

  return order != 0 ? order
                    : g_utf8_collate (tessera_saved_token_get_title (one),
                                      tessera_saved_token_get_title (other));
}

static gboolean
is_found (gpointer item, gpointer user_data)
{
  TesseraKeyringPage *self = user_data;

  return tessera_saved_token_matches (item, gtk_editable_get_text (self->search));
}

static void
search_changed_cb (TesseraKeyringPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

void
tessera_keyring_page_search (TesseraKeyringPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* Actions on a token */

static GtkWindow *
get_window (TesseraKeyringPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
opened_cb (TesseraKeyringPage *self, TesseraSavedToken *saved)
{
  TesseraSavedWindow *window =
      tessera_saved_window_new (get_window (self), self->list, self->keyring, saved);

  g_set_weak_pointer (&self->opened, GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
}

/* Opening a token from outside the window */

static gboolean
is_wanted (TesseraKeyringPage *self, TesseraSavedToken *saved)
{
  TesseraKeyringItem *item = tessera_saved_token_get_item (saved);

  return self->wanted != NULL &&
         g_str_equal (tessera_keyring_item_get_id (item),
                      tessera_keyring_item_get_id (self->wanted)) &&
         g_str_equal (tessera_keyring_item_get_server (item),
                      tessera_keyring_item_get_server (self->wanted));
}

static void
open_wanted_cb (TesseraKeyringPage *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (TesseraSavedToken) saved = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (is_wanted (self, saved))
        {
          g_clear_object (&self->wanted);
          opened_cb (self, saved);
        }
    }
}

/* An unreadable keyring may have the token: it is opened after unlocking. */
static void
give_up_wanted (TesseraKeyringPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->wanted == NULL || tessera_saved_list_get_error (self->list) != NULL)
    return;
  g_clear_object (&self->wanted);
  error = tessera_error_new (TESSERA_ERROR_NOT_FOUND, NULL,
                             _ ("This token has been removed from the keyring."));
  tessera_error_banner_show (self->banner, NULL, error);
}

static void
close_opened (TesseraKeyringPage *self)
{
  if (self->opened != NULL)
    gtk_window_close (self->opened);
}

void
tessera_keyring_page_open_saved (TesseraKeyringPage *self, const char *server, const char *id)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (attributes, "server", (gpointer) server);
  g_hash_table_insert (attributes, "authorization-id", (gpointer) id);
  g_clear_object (&self->wanted);
  self->wanted = tessera_keyring_item_new (attributes, NULL);
  close_opened (self);
  open_wanted_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
}

void
tessera_keyring_page_search_for (TesseraKeyringPage *self, const char *text)
{
  close_opened (self);
  tessera_keyring_page_search (self);
  gtk_editable_set_text (self->search, text);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraKeyringPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TesseraSecret) value =
      tessera_keyring_lookup_token_finish (TESSERA_KEYRING (source), result, &error);

  self->fetching = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (value != NULL)
    tessera_lease_label_copy (self->countdown, value);
  else
    tessera_error_banner_show (self->banner, NULL, error);
}

static void
copy_cb (TesseraKeyringPage *self, TesseraSavedToken *saved)
{
  TesseraKeyringItem *item = tessera_saved_token_get_item (saved);

  if (self->fetching)
    return;
  self->fetching = TRUE;
  tessera_error_banner_hide (self->banner);
  tessera_keyring_lookup_token_async (self->keyring, tessera_keyring_item_get_server (item),
                                      tessera_keyring_item_get_id (item), self->cancellable,
                                      fetched_cb, g_object_ref (self));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraKeyringPage *self = TESSERA_KEYRING_PAGE (widget);

  gtk_window_present (GTK_WINDOW (
      tessera_import_window_new (get_window (self), self->session, self->keyring, self->list)));
}

/* Unlocking */

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TesseraKeyringPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = tessera_keyring_unlock_finish (TESSERA_KEYRING (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keyring.unlock", TRUE);
  if (done)
    tessera_keyring_page_refresh (self);
  else
    tessera_error_banner_show (self->banner, NULL, error);
}

static void
unlock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TesseraKeyringPage *self = TESSERA_KEYRING_PAGE (widget);

  tessera_error_banner_hide (self->banner);
  gtk_widget_action_set_enabled (widget, "keyring.unlock", FALSE);
  tessera_keyring_unlock_async (self->keyring, self->cancellable, unlocked_cb, g_object_ref (self));
}

void
tessera_keyring_page_set_session (TesseraKeyringPage *self, TesseraSession *session)
{
  g_set_object (&self->session, session);
  tessera_saved_list_set_session (self->list, session);
  gtk_widget_set_visible (self->back, session == NULL);
  gtk_stack_set_visible_child_name (self->title, session != NULL ? "switcher" : "alone");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keyring.keep", session != NULL);
  update_groups (self);
}

void
tessera_keyring_page_set_up (TesseraKeyringPage *self, TesseraKeyring *keyring,
                             TesseraConnectionList *connections)
{
  GtkSortListModel *sorted;

  self->keyring = g_object_ref (keyring);
  self->list = tessera_saved_list_new (keyring, connections);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_saved, NULL, NULL));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->list)),
                                    g_object_ref (self->sorter));
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (sorted), g_object_ref (self->filter));
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (loading_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (open_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (update_groups), self,
                           G_CONNECT_SWAPPED);
  tessera_keyring_page_set_session (self, NULL);
}

static void
tessera_keyring_page_dispose (GObject *object)
{
  TesseraKeyringPage *self = TESSERA_KEYRING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->list != NULL)
    tessera_saved_list_stop (self->list);
  g_clear_weak_pointer (&self->opened);
  g_clear_object (&self->wanted);
  g_clear_object (&self->shown);
  g_clear_object (&self->list);
  g_clear_object (&self->sorter);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_object (&self->keyring);
  G_OBJECT_CLASS (tessera_keyring_page_parent_class)->dispose (object);
}

static void
tessera_keyring_page_finalize (GObject *object)
{
  g_object_unref (TESSERA_KEYRING_PAGE (object)->cancellable);
  G_OBJECT_CLASS (tessera_keyring_page_parent_class)->finalize (object);
}

static void
tessera_keyring_page_class_init (TesseraKeyringPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tessera_keyring_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tessera_keyring_page_finalize;
  gtk_widget_class_install_action (widget_class, "keyring.unlock", NULL, unlock_action);
  gtk_widget_class_install_action (widget_class, "keyring.keep", NULL, keep_action);

  g_type_ensure (TESSERA_TYPE_ERROR_BANNER);
  g_type_ensure (TESSERA_TYPE_LEASE_LABEL);
  g_type_ensure (TESSERA_TYPE_MAIN_MENU);
  g_type_ensure (TESSERA_TYPE_PAGE_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class, TESSERA_RESOURCES "keyring-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, back);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, title);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, refresh);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, search);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, states);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, failure);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, groups);
  gtk_widget_class_bind_template_child (widget_class, TesseraKeyringPage, countdown);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
tessera_keyring_page_init (TesseraKeyringPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search);
}
