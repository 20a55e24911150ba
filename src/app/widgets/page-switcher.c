/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/page-switcher.h"

#include "tessera-config.h"

struct _TesseraPageSwitcher
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (TesseraPageSwitcher, tessera_page_switcher, ADW_TYPE_BIN)

static void
tessera_page_switcher_class_init (TesseraPageSwitcherClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               TESSERA_RESOURCES "page-switcher.ui");
}

static void
tessera_page_switcher_init (TesseraPageSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
