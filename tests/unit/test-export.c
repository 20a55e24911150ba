/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exports: whatever the names hold, the programs that read the files get what went in. */

#include "await.h"
#include "core/base/error.h"
#include "core/files/export.h"
#include "temp-dir.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define SERVER "https://influx.example.com:8086"
#define ORG_ID "0123456789abcdef"
#define TOKEN_ID "fedcba9876543210"
#define VALUE "not-a-real-value_0123456789abcdefghijklmnopqrstuvwxyz=="

static const char *const nasty[] = {
  "plain",
  "two words",
  "it's",
  "say \"hi\"",
  "back\\slash\\",
  "$HOME ${HOME} $$ $(id) `id`",
  "line\nbreak\ttab\r\n[section]\n- item: x",
  "# no comment",
  "EOF",
  "<b>&amp;</b>",
  "%n %s %%",
  "'; rm -rf / #",
  "محطة \xe2\x80\xaeالطقس",
  "a\xc2\x85"
  "b\xe2\x80\xa8"
  "c\xef\xbb\xbf"
  "d\x7f",
  "😀 \xef\xbf\xbf",
  "~/x: [1, 2] {a: b} | > & * ! yes",
  "-leading --dashes=1",
  " spaces at the ends ",
};

static TesseraPermissionSet *
make_permissions (const char *bucket)
{
  TesseraPermissionSet *set = tessera_permission_set_new ();

  for (TesseraAction action = TESSERA_ACTION_READ; action <= TESSERA_ACTION_WRITE; action++)
    {
      g_autoptr (TesseraPermission) permission =
          tessera_permission_new (action, "buckets", ORG_ID, "00000000000000b1", bucket);

      tessera_permission_set_add (set, permission);
    }
  return set;
}

static TesseraSecret *
make (const char *key, const char *name, const char *value_text, GError **error)
{
  g_autoptr (TesseraPermissionSet) permissions = make_permissions (name);
  g_autoptr (TesseraSecret) value = tessera_secret_new (value_text);
  TesseraExportSource source = { .server = SERVER,
                                 .org_id = ORG_ID,
                                 .org_name = name,
                                 .token_id = TOKEN_ID,
                                 .description = name,
                                 .permissions = permissions };

  return tessera_export_make (tessera_export_find (key), &source, value, error);
}

static void
put_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
put_expected (const char *folder, const char *name, const char *value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "server", SERVER);
  json_object_set_string_member (object, "org", name);
  json_object_set_string_member (object, "reads", name);
  json_object_set_string_member (object, "writes", name);
  json_object_set_string_member (object, "value", value);
  json_node_set_object (root, object);
  text = json_to_string (root, FALSE);
  put_file (folder, "expected.json", text);
}

static void
put_exports (const char *parent, guint number, const char *name, const char *value)
{
  g_autofree char *base = g_strdup_printf ("%u", number);
  g_autofree char *folder = g_build_filename (parent, base, NULL);
  gsize count;
  const TesseraExport *const *all = tessera_export_get_all (&count);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  put_expected (folder, name, value);
  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TesseraSecret) text = make (tessera_export_get_key (all[i]), name, value, &error);

      g_assert_no_error (error);
      put_file (folder, tessera_export_get_key (all[i]), tessera_secret_peek (text));
    }
}

static void
test_parsers (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "read-exports.py", NULL);
  g_autoptr (GSubprocess) python = NULL;
  g_autoptr (GError) error = NULL;
  guint number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    put_exports (folder, number++, nasty[i], VALUE);
  /* What somebody chose as the first token of a server may be anything that a header takes. */
  put_exports (folder, number++, "acme", "it's \"my\" $HOME \\ `token` EOF # %s ü");
  python = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("TEST_PYTHON"), script,
                             folder, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (python, NULL, &error));
  g_assert_no_error (error);
}

static void
test_value_refused (void)
{
  static const char *const values[] = { "line\nbreak", "\xff", "x\x7f" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make ("curl", "acme", values[i], &error));
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_INVALID);
    }
}

/* A bucket is named only where the token may do with it what the file is for. */
static void
test_no_bucket (void)
{
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (TesseraPermissionSet) all = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (TESSERA_ACTION_WRITE, "buckets", ORG_ID, NULL, NULL);
  TesseraExportSource source = {
    .server = SERVER, .org_id = ORG_ID, .token_id = TOKEN_ID, .description = "!?"
  };
  g_autoptr (TesseraSecret) none =
      tessera_export_make (tessera_export_find ("telegraf"), &source, value, NULL);
  g_autoptr (TesseraSecret) any = NULL;
  g_autoptr (TesseraSecret) influx = NULL;

  g_assert_nonnull (strstr (tessera_secret_peek (none), "Telegraf needs to write to a bucket"));
  g_assert_nonnull (strstr (tessera_secret_peek (none), "  bucket = \"\"\n"));
  tessera_permission_set_add (all, permission);
  source.permissions = all;
  any = tessera_export_make (tessera_export_find ("telegraf"), &source, value, NULL);
  g_assert_nonnull (strstr (tessera_secret_peek (any), "Enter the bucket"));

  /* No name of the organization, and a description without a letter. */
  influx = tessera_export_make (tessera_export_find ("influx"), &source, value, NULL);
  g_assert_nonnull (strstr (tessera_secret_peek (influx), "[influxdb-" TOKEN_ID "]\n"));
  g_assert_nonnull (strstr (tessera_secret_peek (influx), "  org = \"" ORG_ID "\"\n"));
}

/* What a server calls an ID does not become a command of a script that root runs. */
static void
test_strange_id (void)
{
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  const TesseraExportSource source = {
    .server = SERVER, .org_id = ORG_ID, .token_id = "1;touch $(x)`y`\nEOF\n]", .description = ""
  };
  static const char *const keys[] = { "systemd", "influx", "kubernetes" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (TesseraSecret) text =
          tessera_export_make (tessera_export_find (keys[i]), &source, value, NULL);

      g_assert_nonnull (strstr (tessera_secret_peek (text), "influxdb-1-touch-x-y-eof"));
      g_assert_null (strstr (tessera_secret_peek (text), "$(x)"));
    }
}

static void
test_formats (void)
{
  gsize count;
  const TesseraExport *const *all = tessera_export_get_all (&count);

  g_assert_cmpuint (count, ==, 7);
  for (gsize i = 0; i < count; i++)
    {
      g_assert_true (tessera_export_find (tessera_export_get_key (all[i])) == all[i]);
      g_assert_cmpstr (tessera_export_get_title (all[i]), !=, "");
      g_assert_cmpstr (tessera_export_get_purpose (all[i]), !=, "");
      g_assert_null (strchr (tessera_export_get_file_name (all[i]), '/'));
    }
  g_assert_null (tessera_export_find ("no such format"));
}

/* Files */

static gboolean
save (const char *path, const char *text, gboolean replace, GError **error)
{
  g_autoptr (TesseraSecret) secret = tessera_secret_new (text);
  g_autoptr (GAsyncResult) result = NULL;

  tessera_export_save_async (secret, path, replace, NULL, test_store_result, &result);
  test_wait (&result);
  return tessera_export_save_finish (result, error);
}

static void
assert_file (const char *path, const char *text, guint mode)
{
  g_autofree char *contents = NULL;
  struct stat info;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, text);
  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_true (S_ISREG (info.st_mode));
  g_assert_cmpuint (info.st_mode & 07777, ==, mode);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
test_save (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *path = g_build_filename (folder, "a file", NULL);
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (0);

  g_assert_true (save (path, "first", FALSE, &error));
  g_assert_no_error (error);
  assert_file (path, "first", 0600);

  g_assert_false (save (path, "second", FALSE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_EXISTS);
  g_clear_error (&error);
  assert_file (path, "first", 0600);

  g_assert_cmpint (chmod (path, 0666), ==, 0);
  g_assert_true (save (path, "third", TRUE, &error));
  g_assert_no_error (error);
  assert_file (path, "third", 0600);
  g_assert_cmpuint (count_files (folder), ==, 1);
  umask (mask);
}

/* A link is not followed: neither what it points to nor a place for a new file is touched. */
static void
test_save_links (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_false (save (link, "text", FALSE, &error));
  g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));

  put_file (folder, "target", "of somebody");
  g_assert_true (save (link, "text", TRUE, &error));
  g_assert_no_error (error);
  assert_file (link, "text", 0600);
  g_assert_true (g_file_get_contents (target, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "of somebody");
  g_assert_cmpuint (count_files (folder), ==, 2);
}

static void
test_save_fails (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *nowhere = g_build_filename (folder, "no", "such", "folder", NULL);
  g_autofree char *full = g_build_filename (folder, "full", NULL);
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;

  for (guint replace = 0; replace < 2; replace++)
    {
      g_assert_false (save (nowhere, "text", replace != 0, &error));
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
      g_assert_nonnull (strstr (error->message, nowhere));
      g_clear_error (&error);
      /* A folder of that name is no file that could be replaced. */
      g_assert_false (save (folder, "text", replace != 0, &error));
      if (replace != 0)
        g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
      else
        g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_EXISTS);
      g_clear_error (&error);
    }

  /* No room: as a full disk, a limit ends the writing in the middle. */
  put_file (folder, "kept", "as it was");
  getrlimit (RLIMIT_FSIZE, &limit);
  small = limit;
  small.rlim_cur = 4;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  for (guint replace = 0; replace < 2; replace++)
    {
      g_autofree char *kept = g_build_filename (folder, "kept", NULL);
      gboolean saved = save (replace != 0 ? kept : full, "more than four", replace != 0, &error);

      g_assert_false (saved);
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
      g_assert_null (strstr (error->message, "more than four"));
      g_clear_error (&error);
    }
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_false (g_file_test (full, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
test_save_read_only (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      /* Nothing is read-only for root, but for a file that the system holds fast. */
      g_assert_false (save ("/proc/tessera", "text", FALSE, &error));
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
    }
  else
    {
      g_assert_cmpint (chmod (folder, 0500), ==, 0);
      g_assert_false (save (path, "text", FALSE, &error));
      g_assert_error (error, TESSERA_ERROR, TESSERA_ERROR_STORAGE);
      chmod (folder, 0700);
    }
}

/* What people are shown of a path of the document portal's: the one on the host, or the name. */
static void
test_shown_path (void)
{
  const char *host_path = "/home/me/influxdb.env";
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "doc", "decae41f", NULL);
  g_autofree char *path = g_build_filename (folder, "influxdb.env", NULL);
  g_autofree char *own = tessera_export_get_shown_path (host_path);
  g_autofree char *name = tessera_export_get_shown_path (path);
  g_autofree char *on_host = NULL;

  g_assert_cmpstr (own, ==, host_path);
  g_assert_cmpstr (name, ==, "influxdb.env");

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  if (setxattr (path, "user.document-portal.host-path", host_path, strlen (host_path), 0) != 0)
    g_test_skip ("this file system keeps no attributes");
  else
    {
      on_host = tessera_export_get_shown_path (path);
      g_assert_cmpstr (on_host, ==, host_path);
    }
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_save_cancelled (void)
{
  g_autoptr (TestTempDir) folder = test_temp_dir_new ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autoptr (TesseraSecret) text = tessera_secret_new ("text");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  tessera_export_save_async (text, path, FALSE, cancellable, test_store_result, &result);
  test_wait (&result);
  g_assert_false (tessera_export_save_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

/* Where there is no Flux, nothing of it is written. */
static void
check_without_flux (const char *key, TesseraAction action, const char *wanted)
{
  g_autoptr (TesseraPermissionSet) permissions = tessera_permission_set_new ();
  g_autoptr (TesseraPermission) permission =
      tessera_permission_new (action, "buckets", ORG_ID, "00000000000000b1", "my bucket");
  g_autoptr (TesseraSecret) value = tessera_secret_new (VALUE);
  g_autoptr (TesseraSecret) text = NULL;
  g_autoptr (GError) error = NULL;
  TesseraExportSource source = { .server = SERVER,
                                 .org_id = ORG_ID,
                                 .org_name = "acme",
                                 .token_id = TOKEN_ID,
                                 .description = "x",
                                 .permissions = permissions,
                                 .without_flux = TRUE };

  tessera_permission_set_add (permissions, permission);
  text = tessera_export_make (tessera_export_find (key), &source, value, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (tessera_secret_peek (text), wanted));
  g_assert_null (strstr (tessera_secret_peek (text), "Flux"));
  g_assert_null (strstr (tessera_secret_peek (text), "vnd.flux"));
  g_assert_null (strstr (tessera_secret_peek (text), "/api/v2/query"));
}

static void
test_without_flux (void)
{
  check_without_flux ("grafana", TESSERA_ACTION_READ, "version: SQL\n");
  check_without_flux ("grafana", TESSERA_ACTION_READ, "dbName: \"my bucket\"\n");
  check_without_flux ("grafana", TESSERA_ACTION_WRITE, "dbName: \"\"\n");
  check_without_flux ("curl", TESSERA_ACTION_READ, "/query?db=my%20bucket&q=");
  check_without_flux ("curl", TESSERA_ACTION_WRITE, "/api/v2/write?");
}

int
main (int argc, char **argv)
{
  g_autoptr (TestTempDir) runtime = test_temp_dir_new ();

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/strange-id", test_strange_id);
  g_test_add_func ("/export/formats", test_formats);
  g_test_add_func ("/export/parsers", test_parsers);
  g_test_add_func ("/export/value-refused", test_value_refused);
  g_test_add_func ("/export/no-bucket", test_no_bucket);
  g_test_add_func ("/export/save/new-and-replaced", test_save);
  g_test_add_func ("/export/save/links", test_save_links);
  g_test_add_func ("/export/save/fails", test_save_fails);
  g_test_add_func ("/export/save/read-only", test_save_read_only);
  g_test_add_func ("/export/save/cancelled", test_save_cancelled);
  g_test_add_func ("/export/save/shown-path", test_shown_path);
  g_test_add_func ("/export/without-flux", test_without_flux);
  return g_test_run ();
}
