/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraClipboardLease:
 *
 * A secret in the clipboard, for a while. It leaves when the time is over, if the clipboard still
 * holds it: what was copied in the meantime is left alone. Clipboard managers are asked not to keep
 * it, as far as GTK can: those that look for the types on offer (GNOME's, wl-clipboard) see it.
 *
 * The property `seconds-left` (uint) counts down to 0, and is 0 at once when something else was
 * copied.
 *
 * Whoever pastes gets a copy, and GDK's pipe to that program is ordinary memory: that can't be
 * wiped.
 */
#define TESSERA_TYPE_CLIPBOARD_LEASE (tessera_clipboard_lease_get_type ())
G_DECLARE_FINAL_TYPE (TesseraClipboardLease, tessera_clipboard_lease, TESSERA, CLIPBOARD_LEASE,
                      GObject)

/**
 * tessera_clipboard_copy_secret:
 * @seconds: after how long it leaves again
 *
 * Returns: (transfer full): the lease; it goes on without its caller too
 */
TesseraClipboardLease *tessera_clipboard_copy_secret (GdkClipboard *clipboard,
                                                      TesseraSecret *secret, guint seconds);

guint tessera_clipboard_lease_get_seconds_left (TesseraClipboardLease *self);

/**
 * tessera_clipboard_take_back:
 *
 * Ends the lease of a clipboard now, if there is one: before the program ends, and the clipboard
 * with it.
 */
void tessera_clipboard_take_back (GdkClipboard *clipboard);

G_END_DECLS
