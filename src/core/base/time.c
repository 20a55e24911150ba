/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/time.h"

gboolean
tessera_time_is_older_than (GDateTime *created, guint days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return created != NULL && g_date_time_difference (now, created) > days * G_TIME_SPAN_DAY;
}

gint64
tessera_time_get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}
