/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a server's refusals are put into words, in languages that place the words freely, too. */

#include "core/base/error.h"
#include "core/client/refusal.h"
#include "tessera-config.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#define ORG "00000000000000aa"
#define SENTENCE "The server rejected the request: “%s”. Choose another name or value."

static GError *
refuse (guint status, const char *message)
{
  g_autofree char *body = g_strdup_printf ("{\"code\":\"x\",\"message\":\"%s\"}", message);
  TesseraAnswer answer = { .status = status, .body = body, .length = strlen (body) };

  return tessera_refusal_explain (&answer, TESSERA_SIGNER_TOKEN);
}

static void
test_words (void)
{
  g_autofree char *many = g_strnfill (500, 'x');
  g_autofree char *few = g_strnfill (200, 'x');
  g_autofree char *sentence = g_strdup_printf (SENTENCE, few);
  g_autoptr (GError) odd = refuse (422, "100%s of %n");
  g_autoptr (GError) long_ = refuse (422, many);

  g_assert_error (odd, TESSERA_ERROR, TESSERA_ERROR_CONFLICT);
  g_assert_cmpstr (odd->message, ==,
                   "The server rejected the request: “100%s of %n”. Choose another name or value.");
  g_assert_cmpstr (long_->message, ==, sentence);
  g_assert_cmpstr (tessera_error_get_details (long_), ==, many);
}

/* A catalog with one text in it. */
static void
write_catalog (const char *path, const char *id, const char *text)
{
  const char *strings[] = { "", "", id, "Content-Type: text/plain; charset=UTF-8\n", text };
  guint32 at = 28 + 2 * 2 * 8;
  guint32 head[7 + 8] = { 0x950412de, 0, 2, 28, 28 + 2 * 8, 0, 0 };
  const guint order[] = { 1, 2, 3, 4 }; /* the two IDs, then their texts */
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    {
      head[7 + 2 * i] = (guint32) strlen (strings[order[i]]);
      head[8 + 2 * i] = at;
      at += head[7 + 2 * i] + 1;
    }
  g_byte_array_append (bytes, (const guint8 *) head, sizeof head);
  for (guint i = 0; i < 4; i++)
    g_byte_array_append (bytes, (const guint8 *) strings[order[i]],
                         (guint) strlen (strings[order[i]]) + 1);
  g_file_set_contents (path, (const char *) bytes->data, bytes->len, &error);
  g_assert_no_error (error);
}

/* A translation may number its arguments. */
static void
test_translated (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tessera-XXXXXX", NULL);
  g_autofree char *messages = g_build_filename (folder, "xx", "LC_MESSAGES", NULL);
  g_autofree char *language = g_build_filename (folder, "xx", NULL);
  g_autofree char *catalog = g_build_filename (messages, GETTEXT_PACKAGE ".mo", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  write_catalog (catalog, SENTENCE, "»%1$s« sagt er.");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  error = refuse (422, "conflict");
  g_assert_cmpstr (error->message, ==, "»conflict« sagt er.");
  g_unlink (catalog);
  g_rmdir (messages);
  g_rmdir (language);
  g_rmdir (folder);
}

static gboolean
mentions (const char *message, TesseraAction action, const char *org, const char *id)
{
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (action, "tasks", org, id, NULL);

  return tessera_refusal_mentions (message, permission);
}

static void
test_mentions (void)
{
  const char *wide = "permission read:orgs/" ORG "/tasks is not allowed: x";
  const char *one = "permission read:orgs/" ORG "/tasks/1 is not allowed: x";
  const char *all = "permission read:tasks is not allowed: x";

  g_assert_true (mentions (wide, TESSERA_ACTION_READ, ORG, NULL));
  g_assert_false (mentions (wide, TESSERA_ACTION_WRITE, ORG, NULL));
  g_assert_false (mentions (wide, TESSERA_ACTION_READ, ORG, "1"));
  g_assert_false (mentions (wide, TESSERA_ACTION_READ, NULL, NULL));
  g_assert_true (mentions (one, TESSERA_ACTION_READ, ORG, "1"));
  g_assert_false (mentions (one, TESSERA_ACTION_READ, ORG, NULL));
  g_assert_false (mentions (one, TESSERA_ACTION_READ, ORG, "11"));
  g_assert_true (mentions (all, TESSERA_ACTION_READ, NULL, NULL));
  g_assert_false (mentions (all, TESSERA_ACTION_READ, ORG, NULL));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "xx", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refusal/words", test_words);
  g_test_add_func ("/refusal/mentions", test_mentions);
  g_test_add_func ("/refusal/translated", test_translated);
  return g_test_run ();
}
