/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/keyring/keyring-errors.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && *value != '\0';
}

/* Over ssh, in a service, or on a console, a prompt is closed as soon as it opens. */
static gboolean
has_display (void)
{
  return is_set ("DISPLAY") || is_set ("WAYLAND_DISPLAY");
}

static const char *
describe_unlocking (void)
{
  return _ ("No display is available to show its prompt. Unlock it in the desktop session, or with "
            "“gnome-keyring-daemon --unlock”, which reads the password from standard input.");
}

GError *
tessera_keyring_error_new_locked (gboolean saving)
{
  g_autofree char *text = NULL;

  if (has_display ())
    return tessera_error_new (
        TESSERA_ERROR_KEYRING_LOCKED, NULL, "%s",
        saving ? _ ("The keyring stayed locked because its prompt was closed. Nothing was saved. "
                    "Unlock it and save again, or copy the value to a safe place.")
               : _ ("The keyring stayed locked because its prompt was closed. Try again and unlock "
                    "it."));
  text = tessera_text_follow (saving ? _ ("The keyring is locked, so nothing was saved.")
                                     : _ ("The keyring is locked."),
                              describe_unlocking ());
  return tessera_error_new (TESSERA_ERROR_KEYRING_LOCKED, NULL, "%s", text);
}

GError *
tessera_keyring_error_new_closed (void)
{
  g_autofree char *text = tessera_text_follow (
      _ ("The keyring is locked, so its contents can’t be listed."),
      has_display () ? _ ("Unlock it to see the saved tokens.") : describe_unlocking ());

  return tessera_error_new (TESSERA_ERROR_KEYRING_LOCKED, NULL, "%s", text);
}

GError *
tessera_keyring_error_new_unanswered (guint seconds, gboolean saving)
{
  if (saving)
    return tessera_error_new (
        TESSERA_ERROR_KEYRING_LOCKED, NULL, "%s",
        _ ("The keyring is locked, and its prompt was not answered, so nothing was saved. Unlock "
           "it and save again, or copy the value to a safe place."));
  return tessera_error_new (
      TESSERA_ERROR_KEYRING_LOCKED, NULL,
      ngettext ("The keyring is locked, and its prompt was not answered within %u second. Unlock "
                "it, then try again.",
                "The keyring is locked, and its prompt was not answered within %u seconds. Unlock "
                "it, then try again.",
                seconds),
      seconds);
}

/* What is said if a value may not have been saved, and otherwise. */
typedef struct
{
  TesseraError code;
  const char *saving;
  const char *otherwise;
} Problem;

static const Problem silent = {
  TESSERA_ERROR_KEYRING,
  N_ ("The keyring is not responding, so the value may not have been saved. Copy the value to a "
      "safe place. If the keyring still doesn’t respond after you log out and back in, check it "
      "with Passwords and Keys."),
  N_ ("The keyring is not responding. Try again. If it still doesn’t respond after you log out and "
      "back in, check it with Passwords and Keys."),
};

static const Problem died = {
  TESSERA_ERROR_KEYRING,
  N_ ("The keyring stopped unexpectedly, so the value may not have been saved. Save again. On most "
      "desktops, the keyring restarts automatically."),
  N_ ("The keyring stopped unexpectedly. Try again. On most desktops, it restarts automatically."),
};

static const Problem refused = {
  TESSERA_ERROR_KEYRING,
  N_ ("The keyring refused the request, so the value may not have been saved. Copy the value to a "
      "safe place, check the keyring with Passwords and Keys, then save again."),
  N_ ("The keyring refused the request. Check it with Passwords and Keys, then try again."),
};

static const Problem no_keyring = {
  TESSERA_ERROR_NO_KEYRING,
  N_ ("No keyring is available on this desktop. Install or start one (GNOME Keyring, or KWallet or "
      "KeePassXC with Secret Service enabled), then save again. Until then, copy the value to a "
      "safe place."),
  N_ ("No keyring is available on this desktop. Install or start one (GNOME Keyring, or KWallet or "
      "KeePassXC with Secret Service enabled), then try again."),
};

static const Problem no_bus = {
  TESSERA_ERROR_NO_KEYRING,
  N_ ("The keyring can’t be reached, because no desktop session is available (for example, under "
      "sudo, under cron, or in a system service). Copy the value to a safe place, and save it from "
      "your own desktop session."),
  N_ ("The keyring can’t be reached, because no desktop session is available (for example, under "
      "sudo, under cron, or in a system service). Run this as yourself in your desktop session."),
};

static GError *
new_error (const Problem *problem, const char *details, gboolean saving)
{
  return tessera_error_new (problem->code, details, "%s",
                            _ (saving ? problem->saving : problem->otherwise));
}

GError *
tessera_keyring_error_new_silent (gboolean saving)
{
  return new_error (&silent, NULL, saving);
}

GError *
tessera_keyring_error_new_died (gboolean saving)
{
  return new_error (&died, NULL, saving);
}

static gboolean
means_died (const GError *cause)
{
  return g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static gboolean
means_silent (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
}

/* GIO's own errors mean that there is no session bus, except the one that says that a service
 * answered with an error. */
static gboolean
means_no_bus (const GError *cause)
{
  return (cause->domain == G_IO_ERROR && cause->code != G_IO_ERROR_DBUS_ERROR) ||
         cause->domain == G_SPAWN_ERROR ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NO_SERVER);
}

static gboolean
means_no_keyring (const GError *cause)
{
  return g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_FAILED) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED);
}

GError *
tessera_keyring_error_explain (const GError *cause, gboolean connected, gboolean saving,
                               gboolean sent)
{
  g_return_val_if_fail (cause != NULL, NULL);

  if (cause->domain == TESSERA_ERROR)
    return g_error_copy (cause);
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return sent ? new_error (&refused, cause->message, saving)
                : tessera_keyring_error_new_locked (saving);
  if (means_silent (cause))
    return new_error (&silent, cause->message, saving);
  /* A bus that closes the connection before anything else does not accept this user. */
  if (means_no_bus (cause) && (!connected || !means_died (cause)))
    return new_error (&no_bus, cause->message, saving);
  if (means_died (cause))
    return new_error (&died, cause->message, saving);
  if (means_no_keyring (cause))
    return new_error (&no_keyring, cause->message, saving);
  return new_error (&refused, cause->message, saving);
}
