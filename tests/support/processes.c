/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "processes.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534
#define CANNOT 77 /* the status that means that the test can't be run here */

static gboolean
drop_root (const char *folder)
{
  return geteuid () != 0 || (chown (folder, NOBODY, NOBODY) == 0 && setgroups (0, NULL) == 0 &&
                             setgid (NOBODY) == 0 && setuid (NOBODY) == 0);
}

static int
wait_for (int process)
{
  int status;

  g_assert_cmpint (waitpid (process, &status, 0), ==, process);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

void
test_run_unprivileged (const char *folder, void (*function) (gpointer data), gpointer data)
{
  int process = fork ();
  int status;

  g_assert_cmpint (process, >=, 0);
  if (process == 0)
    {
      if (!drop_root (folder))
        _exit (CANNOT);
      function (data);
      _exit (0);
    }
  status = wait_for (process);
  if (status == CANNOT)
    g_test_skip ("there is no user here without privileges");
  else
    g_assert_cmpint (status, ==, 0);
}

int
test_fork (void (*function) (gpointer data), gpointer data)
{
  int process = fork ();

  g_assert_cmpint (process, >=, 0);
  if (process == 0)
    {
      function (data);
      _exit (0);
    }
  return process;
}

void
test_join (int process)
{
  g_assert_cmpint (wait_for (process), ==, 0);
}

typedef struct
{
  const char *folder;
  int held[2], release[2];
} Holding;

/* Lets go when told to, or when the test is gone. */
static void
hold_lock (gpointer data)
{
  Holding *holding = data;
  int lock = open (holding->folder, O_RDONLY | O_DIRECTORY);
  char byte = 0;

  close (holding->release[1]);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  g_assert_cmpint (write (holding->held[1], &byte, 1), ==, 1);
  g_assert_cmpint (read (holding->release[0], &byte, 1), ==, 0);
}

TestLockHolder
test_hold_lock (const char *folder)
{
  Holding holding = { .folder = folder };
  TestLockHolder self;
  char byte;

  g_assert_cmpint (pipe (holding.held), ==, 0);
  g_assert_cmpint (pipe (holding.release), ==, 0);
  self.process = test_fork (hold_lock, &holding);
  self.release = holding.release[1];
  close (holding.held[1]);
  close (holding.release[0]);
  g_assert_cmpint (read (holding.held[0], &byte, 1), ==, 1);
  close (holding.held[0]);
  return self;
}

void
test_release_lock (TestLockHolder *self)
{
  close (self->release);
  test_join (self->process);
}
