/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TesseraMainMenu:
 *
 * The button with the main menu, the same on every page. F10 opens it.
 */
#define TESSERA_TYPE_MAIN_MENU (tessera_main_menu_get_type ())
G_DECLARE_FINAL_TYPE (TesseraMainMenu, tessera_main_menu, TESSERA, MAIN_MENU, AdwBin)

G_END_DECLS
