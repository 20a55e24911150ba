/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/services.h"

G_BEGIN_DECLS

/**
 * TesseraApplication:
 *
 * The program: its command line, its actions, its window, and the services for the window.
 */
#define TESSERA_TYPE_APPLICATION (tessera_application_get_type ())
G_DECLARE_FINAL_TYPE (TesseraApplication, tessera_application, TESSERA, APPLICATION, AdwApplication)

TesseraApplication *tessera_application_new (void);

/**
 * tessera_application_get_services:
 *
 * Returns: (transfer none): the services for the window
 */
TesseraServices *tessera_application_get_services (TesseraApplication *self);

G_END_DECLS
