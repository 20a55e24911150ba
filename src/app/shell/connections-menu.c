/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/connections-menu.h"

#include "core/base/text.h"
#include "tessera-config.h"

#include <glib/gi18n-lib.h>

static void
append_connection (GMenu *menu, TesseraConnection *connection)
{
  g_autofree char *title = tessera_text_one_line (tessera_connection_get_title (connection));
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts); /* a name must not contain a mnemonic */
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.open-connection", "s",
                                     tessera_connection_get_id (connection));
  g_menu_append_item (menu, item);
}

static void
fill_menu (GMenu *menu, guint position, guint removed, guint added, GListModel *connections)
{
  g_autoptr (GMenu) remembered = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr (TesseraConnection) connection = g_list_model_get_item (connections, i);

      append_connection (remembered, connection);
    }
  g_menu_append (others, _ ("_Connect to Another Server…"), "win.connect");
  g_menu_append (others, _ ("_Import from the influx Command…"), "win.import-influx");
  g_menu_append (others, _ ("Connection De_tails…"), "win.connection-details");
  g_menu_append (others, _ ("_Disconnect"), "win.disconnect");
  g_menu_remove_all (menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remembered));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
}

GMenuModel *
tessera_connections_menu_new (TesseraConnectionList *connections)
{
  GMenu *menu = g_menu_new ();

  g_signal_connect_object (connections, "items-changed", G_CALLBACK (fill_menu), menu,
                           G_CONNECT_SWAPPED);
  fill_menu (menu, 0, 0, 0, G_LIST_MODEL (connections));
  return G_MENU_MODEL (menu);
}
