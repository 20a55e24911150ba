/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz target without a fuzzer: on each file of its corpus, and on changes of them that a
 * number chooses, so that every run tries the same. `build-aux/fuzz` runs the same targets with
 * libFuzzer, which looks for what was not tried yet. */

#include "fuzz.h"
#include "mutate.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHANGES 20000

static GPtrArray *
read_corpus (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *text;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_ptr_array_add (corpus, g_bytes_new_take (text, length));
    }
  g_assert_cmpuint (corpus->len, >, 0);
  return corpus;
}

static void
try (const guint8 *data, gsize length)
{
  /* A copy of just that size, so that the sanitizers see what is read beyond it. */
  g_autofree guint8 *copy = length > 0 ? g_memdup2 (data, length) : g_malloc (1);

  LLVMFuzzerTestOneInput (copy, length);
}

static guint
try_changes (GPtrArray *corpus, guint count)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < count; i++)
    {
      GBytes *start = corpus->pdata[g_rand_int_range (rand, 0, (int) corpus->len)];
      g_autoptr (GByteArray) text = g_byte_array_new ();

      g_byte_array_append (text, g_bytes_get_data (start, NULL), (guint) g_bytes_get_size (start));
      for (int n = g_rand_int_range (rand, 1, 8); n > 0; n--)
        test_mutate (text, rand, corpus);
      try (text->data, text->len);
    }
  return count;
}

/* `--share N`: a slow target tries one of N. */
static guint
get_count (int argc, char **argv)
{
  const char *times = g_getenv ("TESSERA_TEST_LONG");
  guint share = argc > 3 && g_str_equal (argv[2], "--share") ? (guint) MAX (1, atoi (argv[3])) : 1;

  return CHANGES / share * (times != NULL ? (guint) MAX (1, atoi (times)) : 1);
}

/* With a target that has a fault: it must be found. */
static int
expect_fault (GPtrArray *corpus)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      close (STDERR_FILENO);
      try_changes (corpus, CHANGES);
      _exit (0);
    }
  waitpid (child, &status, 0);
  g_print ("%sok 1 the planted fault is found\n1..1\n", WIFSIGNALED (status) ? "" : "not ");
  return WIFSIGNALED (status) ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) corpus = read_corpus (argv[1]);

  if (argc > 2 && g_str_equal (argv[2], "--must-fail"))
    return expect_fault (corpus);
  for (guint i = 0; i < corpus->len; i++)
    try (g_bytes_get_data (corpus->pdata[i], NULL), g_bytes_get_size (corpus->pdata[i]));
  g_print ("ok 1 %u files of the corpus\n", corpus->len);
  g_print ("ok 2 %u changes of them\n1..2\n", try_changes (corpus, get_count (argc, argv)));
  return 0;
}
