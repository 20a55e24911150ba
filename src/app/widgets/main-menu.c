/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/main-menu.h"

#include "tessera-config.h"

struct _TesseraMainMenu
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (TesseraMainMenu, tessera_main_menu, ADW_TYPE_BIN)

static void
tessera_main_menu_class_init (TesseraMainMenuClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               TESSERA_RESOURCES "main-menu.ui");
}

static void
tessera_main_menu_init (TesseraMainMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
