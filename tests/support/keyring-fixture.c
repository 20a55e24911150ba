/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyring-fixture.h"

#include "await.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define SERVICE "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"

gboolean
fixture_is_private (void)
{
  g_autofree char *temporary = g_strconcat (g_get_tmp_dir (), "/", NULL);

  return g_getenv ("KEYRING") != NULL && g_str_has_prefix (g_get_user_data_dir (), temporary);
}

static GVariant *
call_bus (const char *method, GVariant *parameters, const char *type)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  return g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
      parameters, G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
}

char *
fixture_get_keyring_owner (void)
{
  g_autoptr (GVariant) answer = call_bus ("GetNameOwner", g_variant_new ("(s)", SERVICE), "(s)");
  char *owner = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(s)", &owner);
  return owner;
}

static gboolean
has_owner (gpointer wanted)
{
  g_autofree char *owner = fixture_get_keyring_owner ();

  return (owner != NULL) == GPOINTER_TO_INT (wanted);
}

static pid_t
get_pid (void)
{
  g_autoptr (GVariant) answer =
      call_bus ("GetConnectionUnixProcessID", g_variant_new ("(s)", SERVICE), "(u)");
  guint32 pid = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &pid);
  return (pid_t) pid;
}

void
fixture_kill_keyring (void)
{
  pid_t pid = get_pid ();

  if (pid == 0)
    return;
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  test_wait_until ("the keyring to be gone", has_owner, GINT_TO_POINTER (FALSE));
}

void
fixture_freeze_keyring (gboolean frozen)
{
  g_assert_cmpint (kill (get_pid (), frozen ? SIGSTOP : SIGCONT), ==, 0);
}

void
fixture_remove_keyring (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "keyrings", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_true (fixture_is_private ());
  fixture_kill_keyring ();
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  fixture_start_keyring (FALSE);
}

/* Runs a program to its end. */
static gboolean
run (const char *const *argv, const char *input, char **out, char **err)
{
  const GSubprocessFlags flags =
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE |
      (input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, flags, &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, out, err, &error);
  g_assert_no_error (error);
  return g_subprocess_get_successful (process);
}

void
fixture_start_keyring (gboolean unlocked)
{
  /* With one running, --unlock does not unlock it: a second one queues for the name. */
  fixture_kill_keyring ();
  if (unlocked)
    {
      const char *const argv[] = { "gnome-keyring-daemon", "--unlock", "--components=secrets",
                                   NULL };

      run (argv, "test", NULL, NULL);
    }
  else
    {
      g_autoptr (GVariant) answer =
          call_bus ("StartServiceByName", g_variant_new ("(su)", SERVICE, 0), "(u)");

      g_assert_nonnull (answer);
    }
  test_wait_until ("the keyring to start", has_owner, GINT_TO_POINTER (TRUE));
}

void
fixture_lock_keyring (void)
{
  const char *const login[] = { SERVICE_PATH "/collection/login" };
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      bus, SERVICE, SERVICE_PATH, "org.freedesktop.Secret.Service", "Lock",
      g_variant_new ("(@ao)", g_variant_new_objv (login, 1)), G_VARIANT_TYPE ("(aoo)"),
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

static char *
find_prompt (void)
{
  const char *const argv[] = {
    "xdotool", "search", "--onlyvisible", "--class", "gcr-prompter", NULL
  };
  g_autofree char *out = NULL;
  char *newline;

  if (!run (argv, NULL, &out, NULL) || *g_strstrip (out) == '\0')
    return NULL;
  newline = strrchr (out, '\n');
  return g_strdup (newline != NULL ? newline + 1 : out);
}

gboolean
fixture_is_prompt_there (gpointer unused)
{
  g_autofree char *window = find_prompt ();

  return window != NULL;
}

void
fixture_wait_for_prompt (void)
{
  test_wait_until ("the keyring's prompt", fixture_is_prompt_there, NULL);
}

static const char *const escape[] = { "xdotool", "key", "Escape", NULL };
static const char *const answer[] = {
  "xdotool", "key", "ctrl+a", "t", "e", "s", "t", "Return", NULL
};
/* A click into the first field: after a round that came too early the focus may be anywhere. */
static const char *const choose[] = { "xdotool", "mousemove", "300",    "85",     "click",
                                      "1",       "key",       "ctrl+a", "t",      "e",
                                      "s",       "t",         "Tab",    "ctrl+a", "t",
                                      "e",       "s",         "t",      "Return", NULL };

/* Where the password is typed, for when the keys themselves did not get there. */
static const char *const click[] = { "xdotool", "mousemove", "300", "85", "click", "1", NULL };

#define PATIENT_ROUNDS 2

/* How long a prompt may take to go after its keys: another round comes only later, for its keys
 * would otherwise reach the window behind. */
#define ROUND_US (3 * G_USEC_PER_SEC)

typedef struct
{
  const char *const *keys;
  guint rounds;
  gint64 next_round;
} Pressing;

/* Keys may come before the prompt listens, so they are sent until it is gone. With the pointer in a
 * corner without a window, those that come when it just went are nobody's. */
static gboolean
press_until_gone (gpointer data)
{
  Pressing *pressing = data;
  g_autofree char *window = find_prompt ();
  const char *const focus[] = {
    "xdotool", "mousemove", "1279", "799", "windowfocus", window, NULL
  };

  if (window == NULL)
    return TRUE;
  if (g_get_monotonic_time () < pressing->next_round)
    return FALSE;
  run (focus, NULL, NULL, NULL);
  /* A round that came too early may have left the focus on a button. */
  if (pressing->keys == answer && ++pressing->rounds > PATIENT_ROUNDS)
    run (click, NULL, NULL, NULL);
  run (pressing->keys, NULL, NULL, NULL);
  pressing->next_round = g_get_monotonic_time () + ROUND_US;
  return FALSE;
}

static void
press (const char *const *keys)
{
  Pressing pressing = { keys, 0, 0 };

  fixture_wait_for_prompt ();
  test_wait_until ("the prompt to go", press_until_gone, &pressing);
}

void
fixture_dismiss_prompt (void)
{
  press (escape);
}

void
fixture_answer_prompt (void)
{
  press (answer);
}

void
fixture_choose_password (void)
{
  press (choose);
}

char *
fixture_search (const char *attribute, const char *value)
{
  const char *const argv[] = { "secret-tool", "search", "--all", attribute, value, NULL };
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_auto (GStrv) lines = NULL;
  GString *text = g_string_new (NULL);

  run (argv, NULL, &out, &err);
  lines = g_strsplit (out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "secret = "))
      g_string_append_printf (text, "%s\n", lines[i]);
  g_string_append (text, err);
  return g_string_free (text, FALSE);
}

guint
fixture_count (const char *attribute, const char *value)
{
  g_autofree char *text = fixture_search (attribute, value);
  guint count = 0;

  for (const char *p = strstr (text, "label = "); p != NULL; p = strstr (p + 1, "\nlabel = "))
    count++;
  return count;
}

gboolean
fixture_lookup_is (const char *attribute, const char *value, const char *expected)
{
  const char *const argv[] = { "secret-tool", "lookup", attribute, value, NULL };
  g_autofree char *out = NULL;

  return run (argv, NULL, &out, NULL) && g_str_equal (out, expected);
}

void
fixture_store (const char *attribute, const char *value, const char *other, const char *its_value)
{
  const char *const argv[] = { "secret-tool", "store", "--label=Foreign", attribute,
                               value,         other,   its_value,         NULL };

  g_assert_true (run (argv, "not ours", NULL, NULL));
}

void
fixture_clear (const char *attribute, const char *value)
{
  const char *const argv[] = { "secret-tool", "clear", attribute, value, NULL };

  g_assert_true (run (argv, NULL, NULL, NULL));
}
