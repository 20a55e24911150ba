/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Damaged answers, hundreds of them, and the window in front of them: it stays usable, says
 * something, and shows no value. Every warning ends the test. */

#include "app/compose/new-token-page.h"
#include "app/tokens/tokens-page.h"
#include "await.h"
#include "core/manage/token-list.h"
#include "host.h"
#include "mutate.h"
#include "ui-fixture.h"

#include <stdlib.h>
#include <string.h>

#define LISTS 300 /* damaged lists of tokens */
#define TREES 40  /* damaged answers while a token is composed */
#define VALUE "bogus-value-of-a-token-that-no-server-should-send-0123456789"

static guint
get_times (void)
{
  const char *times = g_getenv ("TESSERA_TEST_LONG");

  return times != NULL ? (guint) MAX (1, atoi (times)) : 1;
}

/* A good answer of the server, with a value in it. */
static GBytes *
fetch (const char *path)
{
  guint status;
  char *text =
      test_server_ask (ui_get_server (), "GET", path, ui_get_server ()->token, NULL, &status);
  g_auto (GStrv) parts = g_strsplit (text, "\"id\":", 2);

  g_assert_cmpuint (status, ==, 200);
  g_free (text);
  if (parts[1] == NULL)
    return g_bytes_new (parts[0], strlen (parts[0]));
  text = g_strconcat (parts[0], "\"token\":\"" VALUE "\",\"id\":", parts[1], NULL);
  return g_bytes_new_take (text, strlen (text));
}

/* Returns: (transfer full): the next damaged answer, as text. */
static char *
damage (GRand *rand, GPtrArray *corpus)
{
  GBytes *start = corpus->pdata[g_rand_int_range (rand, 0, (int) corpus->len)];
  g_autoptr (GByteArray) text = g_byte_array_new ();

  g_byte_array_append (text, g_bytes_get_data (start, NULL), (guint) g_bytes_get_size (start));
  for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
    test_mutate (text, rand, corpus);
  return g_strndup ((const char *) text->data, text->len);
}

static gboolean
has_loaded (gpointer tokens)
{
  return !tessera_token_list_get_loading (tokens);
}

static void
test_lists (Ui *ui)
{
  TestHost *host = test_host_new_before (ui_get_server ()->address);
  g_autoptr (GPtrArray) corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *made = ui_make_simple ("one of many", "read");
  gpointer tokens;

  g_ptr_array_add (corpus, fetch ("/api/v2/authorizations"));
  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  tokens = tessera_tokens_page_get_tokens (ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL));
  for (guint i = 0; i < LISTS * get_times (); i++)
    {
      g_autofree char *answer = damage (rand, corpus);

      test_host_fail (host, "GET /api/v2/authorizations?", 200, answer);
      ui_press (ui->window, "Refresh");
      test_wait_until ("the list", has_loaded, tokens);
      g_assert_false (ui_has_text (ui->window, VALUE));
    }
  test_host_fail (host, NULL, 0, NULL);
  ui_press (ui->window, "Refresh");
  test_wait_until ("the list", has_loaded, tokens);
  g_assert_cmpuint (ui_find_row (ui, "one of many"), !=, GTK_INVALID_LIST_POSITION);
  g_print ("# %u damaged lists\n", LISTS * get_times ());
  test_host_free (host);
}

typedef struct
{
  TestHost *host;
  guint before;
} Asked;

static gboolean
is_asked (gpointer data)
{
  Asked *asked = data;

  return test_host_count (asked->host, "GET /api/v2/resources") > asked->before;
}

/* Takes as long as the tree needs to show what arrived. */
static void
look_at_tree (Ui *ui, TestHost *host)
{
  Asked asked = { host, test_host_count (host, "GET /api/v2/resources") };

  ui_press (ui->window, "New Token");
  ui_find (ui->window, TESSERA_TYPE_NEW_TOKEN_PAGE, NULL);
  test_wait_until ("the server to be asked", is_asked, &asked);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (ui_has_text (ui->window, VALUE));
  ui_keys (ui->window, "alt+Left");
  ui_find (ui->window, TESSERA_TYPE_TOKENS_PAGE, NULL);
}

static void
test_trees (Ui *ui)
{
  static const char *const paths[] = { "/api/v2/resources", "/api/v2/buckets", "/api/v2/users" };
  g_autoptr (GPtrArray) corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  TestHost *host = test_host_new_before (ui_get_server ()->address);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_ptr_array_add (corpus, fetch (paths[i]));
  ui_connect_to (ui, host->address, NULL, tessera_secret_peek (ui_get_server ()->token));
  for (guint i = 0; i < TREES * get_times (); i++)
    {
      g_autofree char *answer = damage (rand, corpus);
      g_autofree char *fault = g_strconcat ("GET ", paths[i % G_N_ELEMENTS (paths)], NULL);

      test_host_fail (host, fault, 200, answer);
      look_at_tree (ui, host);
    }
  test_host_fail (host, NULL, 0, NULL);
  ui_open_new_token (ui);
  g_print ("# %u damaged answers while a token is composed\n", TREES * get_times ());
  test_host_free (host);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  ui_add ("/hostile-answers/lists", test_lists);
  ui_add ("/hostile-answers/trees", test_trees);
  return ui_run ();
}
