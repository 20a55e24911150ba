/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tessera_time_is_older_than:
 * @created: (nullable): when something was created; %NULL is never old
 * @days: the age, in days of 24 hours
 */
gboolean tessera_time_is_older_than (GDateTime *created, guint days);

/**
 * tessera_time_get_now:
 *
 * Returns: the time in seconds since 1970
 */
gint64 tessera_time_get_now (void);

G_END_DECLS
