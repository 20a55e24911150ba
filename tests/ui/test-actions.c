/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of actions: each exists, its keys do what it says, and the list of shortcuts is the
 * table. */

#include "app/compose/new-token-page.h"
#include "app/connect/connect-page.h"
#include "app/keyring/keyring-page.h"
#include "app/reveal/reveal-window.h"
#include "app/tokens/token-action-group.h"
#include "app/tokens/token-table.h"
#include "app/tokens/tokens-page.h"
#include "app/widgets/actions.h"
#include "app/widgets/settings.h"
#include "await.h"
#include "host.h"
#include "ui-fixture.h"

/* Whether the widgets of a class, or of those above it, have this action. */
static gboolean
class_has_action (GType type, const char *name)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GType owner;
  const char *action;
  const GVariantType *parameter;
  const char *property;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (klass), i, &owner, &action,
                                                   &parameter, &property);
       i++)
    if (g_str_equal (action, name))
      return TRUE;
  return FALSE;
}

static void
test_every_action_exists (Ui *ui)
{
  gsize count;
  const TesseraActionInfo *actions = tessera_actions_get (&count);
  g_autoptr (TesseraTokenActionGroup) group = g_object_new (TESSERA_TYPE_TOKEN_ACTION_GROUP, NULL);

  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (actions[i].name, &name, &target, NULL));
      if (g_str_has_prefix (name, "app."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (ui->application), name + 4));
      else if (g_str_has_prefix (name, "reveal."))
        g_assert_true (class_has_action (TESSERA_TYPE_REVEAL_WINDOW, name));
      else if (g_str_has_prefix (name, "tokens."))
        g_assert_true (class_has_action (TESSERA_TYPE_TOKEN_TABLE, name) ||
                       g_action_group_has_action (G_ACTION_GROUP (group), name + 7));
      else
        g_assert_true (class_has_action (TESSERA_TYPE_WINDOW, name));
    }
}

/* Each key stands for one thing only, and GTK knows it. */
static void
test_every_key_is_set (Ui *ui)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize count;
  const TesseraActionInfo *actions = tessera_actions_get (&count);

  for (gsize i = 0; i < count; i++)
    {
      g_auto (GStrv) set = gtk_application_get_accels_for_action (GTK_APPLICATION (ui->application),
                                                                  actions[i].name);

      /* Keys of the list are no keys of the whole window: an entry needs its Delete. */
      if (g_str_has_prefix (actions[i].name, "tokens."))
        {
          g_assert_cmpuint (g_strv_length (set), ==, 0);
          continue;
        }
      g_assert_cmpuint (g_strv_length (set), ==, g_strv_length ((char **) actions[i].keys));
      g_assert_cmpuint (g_strv_length (set), >, 0);
      for (guint j = 0; set[j] != NULL; j++)
        {
          guint key;
          GdkModifierType modifiers;
          g_autofree char *wanted = NULL;

          g_assert_true (gtk_accelerator_parse (actions[i].keys[j], &key, &modifiers));
          wanted = gtk_accelerator_name (key, modifiers);
          g_assert_cmpstr (set[j], ==, wanted);
          g_assert_true (g_hash_table_add (taken, g_steal_pointer (&wanted)));
        }
    }
}

typedef struct
{
  TestHost *host;
  guint count;
} Refreshes;

static gboolean
was_refreshed (gpointer data)
{
  Refreshes *self = data;

  return test_host_count (self->host, "GET /api/v2/authorizations?") > self->count;
}

static void
assert_refreshes (Ui *ui, TestHost *host, const char *keys)
{
  Refreshes refreshes = { host, test_host_count (host, "GET /api/v2/authorizations?") };

  ui_keys (ui->window, keys);
  test_wait_until (keys, was_refreshed, &refreshes);
  ui_wait_tokens (ui);
}

static void
test_keys_of_the_pages (Ui *ui)
{
  /* There is no way around a sign-in that is asked for. */
  ui_keys (ui->window, "ctrl+o");
  ui_find (ui->window, TESSERA_TYPE_CONNECT_PAGE, NULL);
  ui_keys (ui->window, "alt+2");
  ui_settle ();
  ui_find (ui->window, TESSERA_TYPE_CONNECT_PAGE, NULL);

  ui_connect (ui);
  ui_keys (ui->window, "alt+2");
  ui_find (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL);
  ui_keys (ui->window, "alt+1");
  ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL);

  /* A token that was begun is not left behind. */
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  ui_keys (ui->window, "alt+2");
  ui_find (ui->window, TESSERA_TYPE_KEYRING_PAGE, NULL);
  ui_keys (ui->window, "alt+1");
  ui_find (ui->window, TESSERA_TYPE_NEW_TOKEN_PAGE, NULL);
}

static void
test_keys_of_the_list (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  ui_keys (ui->window, "ctrl+o");
  ui_find (ui->window, TESSERA_TYPE_CONNECT_PAGE, NULL);
  ui_keys (ui->window, "alt+Left");
  ui_wait_gone (ui->window, TESSERA_TYPE_CONNECT_PAGE, NULL);

  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  assert_refreshes (ui, host, "F5");
  assert_refreshes (ui, host, "ctrl+r");
  ui_keys (ui->window, "ctrl+n");
  ui_find (ui->window, TESSERA_TYPE_NEW_TOKEN_PAGE, NULL);
  ui_keys (ui->window, "alt+Left");
  ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL);
  test_host_free (host);
}

/* Generate, copy, save and close. */
static void
test_keys_of_a_new_token (Ui *ui)
{
  gpointer reveal;

  tessera_settings_set_save_to_keyring (FALSE);
  ui_connect (ui);
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  ui_keys (ui->window, "ctrl+Return");
  reveal = ui_find_window ("Token Created");
  ui_keys (reveal, "ctrl+shift+c");
  ui_wait_text (reveal, "Copied.");
  ui_keys (reveal, "ctrl+k");
  ui_wait_text (reveal, "In your keyring as");
  ui_keys (reveal, "ctrl+w");
  ui_wait_no_window ("Token Created");
  g_assert_nonnull (ui_look_window ("Tessera"));
}

/* The keys work in a question too, and closing it changes nothing. */
static void
test_keys_of_a_question (Ui *ui)
{
  static const char *const question = "Discard This Token?";

  ui_connect (ui);
  ui_open_new_token (ui);
  ui_tick (ui, "Read, Buckets");
  ui_keys (ui->window, "alt+Left");
  ui_keys (ui_find_window (question), "ctrl+w");
  ui_wait_no_window (question);
  ui_find (ui->window, TESSERA_TYPE_NEW_TOKEN_PAGE, NULL);
  g_assert_nonnull (ui_look_window ("Tessera"));
}

static void
test_quit (Ui *ui)
{
  ui_keys (ui->window, "ctrl+q");
  ui_wait_no_window ("Tessera");
}

static void
assert_is_listed (GtkWidget *list, const TesseraActionInfo *action)
{
  GtkWidget *row = ui_find (list, ADW_TYPE_ACTION_ROW, action->title);

  for (guint i = 0; action->keys[i] != NULL; i++)
    {
      guint key;
      GdkModifierType modifiers;
      g_autofree char *label = NULL;

      gtk_accelerator_parse (action->keys[i], &key, &modifiers);
      label = gtk_accelerator_get_label (key, modifiers);
      ui_wait_text (row, label);
    }
}

static void
test_list_of_shortcuts (Ui *ui)
{
  gsize count;
  const TesseraActionInfo *actions = tessera_actions_get (&count);
  GtkWidget *list;

  ui_keys (ui->window, "ctrl+question");
  list = ui_find_window ("Keyboard Shortcuts");
  g_assert_cmpuint (ui_count (list, ADW_TYPE_ACTION_ROW, NULL), ==, count);
  for (gsize i = 0; i < count; i++)
    assert_is_listed (list, &actions[i]);
  ui_keys (list, "Escape");
  ui_wait_no_window ("Keyboard Shortcuts");
  g_assert_nonnull (ui_look_window ("Tessera"));
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/actions/every-action-exists", test_every_action_exists);
  ui_add ("/actions/every-key-is-set", test_every_key_is_set);
  ui_add ("/actions/keys-of-the-pages", test_keys_of_the_pages);
  ui_add ("/actions/keys-of-the-list", test_keys_of_the_list);
  ui_add ("/actions/keys-of-a-new-token", test_keys_of_a_new_token);
  ui_add ("/actions/keys-of-a-question", test_keys_of_a_question);
  ui_add ("/actions/quit", test_quit);
  ui_add ("/actions/list-of-shortcuts", test_list_of_shortcuts);
  return ui_run ();
}
