/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraPageSwitcher:
 *
 * The pages that are side by side, *Tokens* and *Keyring*, for the middle of a header bar: by their
 * names, or where there is no room by their icons. It works through the action `win.page`, whose
 * state is the page that is shown.
 */
#define TESSERA_TYPE_PAGE_SWITCHER (tessera_page_switcher_get_type ())
G_DECLARE_FINAL_TYPE (TesseraPageSwitcher, tessera_page_switcher, TESSERA, PAGE_SWITCHER, AdwBin)

G_END_DECLS
