/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraPageSwitcher:
 *
 * A switcher between *Tokens* and *Keyring* for the middle of a header bar, with names or, if there
 * is no room, icons. It uses the action `win.page`, whose state is the current page.
 */
#define TESSERA_TYPE_PAGE_SWITCHER (tessera_page_switcher_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPageSwitcher, tessera_page_switcher, TESSERA, PAGE_SWITCHER, AdwBin)

G_END_DECLS
