/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A fuzz target: reads @data as whatever it is the target for, and aborts if a rule is broken. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
