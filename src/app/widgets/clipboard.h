/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "core/base/secret.h"

G_BEGIN_DECLS

/**
 * TesseraClipboardLease:
 *
 * A secret in the clipboard for a limited time. When the time is up, it is cleared if the clipboard
 * still has it: anything copied in the meantime stays. Clipboard managers are asked not to keep it,
 * as far as GTK allows: those that look at the offered types (GNOME's, wl-clipboard) notice it.
 *
 * The property `seconds-left` (uint) counts down to 0, and becomes 0 at once if something else is
 * copied.
 *
 * A program that pastes gets a copy, and GDK's pipe to that program is ordinary memory, which can't
 * be wiped.
 */
#define TESSERA_TYPE_CLIPBOARD_LEASE (tessera_clipboard_lease_get_type ())
G_DECLARE_FINAL_TYPE (TesseraClipboardLease, tessera_clipboard_lease, TESSERA, CLIPBOARD_LEASE,
                      GObject)

/**
 * tessera_clipboard_copy_secret:
 * @seconds: after how long it is cleared
 *
 * Returns: (transfer full): the lease; it continues even if the caller drops it
 */
TesseraClipboardLease *tessera_clipboard_copy_secret (GdkClipboard *clipboard,
                                                      TesseraSecret *secret, guint seconds);

guint tessera_clipboard_lease_get_seconds_left (TesseraClipboardLease *self);

/**
 * tessera_clipboard_take_back:
 *
 * Ends the lease of a clipboard now, if there is one. Call it before the program ends.
 */
void tessera_clipboard_take_back (GdkClipboard *clipboard);

G_END_DECLS
