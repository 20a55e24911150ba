/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "demo/demo-json-scan.h"

G_BEGIN_DECLS

/*
 * Bodies of requests, read like InfluxDB reads them: with Go's encoding/json, whose messages a
 * client gets to see.
 */

typedef enum
{
  DEMO_TEXT,
  DEMO_ID,
  DEMO_WHOLE, /* a number without a fraction */
  DEMO_OBJECT,
  DEMO_LIST, /* of objects */
  DEMO_MAP,  /* an object whose members are all texts */
} DemoKind;

typedef struct _DemoShape DemoShape;

/**
 * DemoMember:
 * @type: (nullable): its type in InfluxDB's messages; %NULL for the usual one of @kind
 * @inner: (nullable): what the object, or each one of the list, consists of
 */
typedef struct
{
  const char *name;
  DemoKind kind;
  const char *type;
  const DemoShape *inner;
} DemoMember;

/**
 * DemoShape:
 * @package: (nullable): the Go package of @name
 * @name: the name in InfluxDB's messages
 * @members: (nullable): what it consists of, up to one without a name; %NULL for a map of texts
 */
struct _DemoShape
{
  const char *package;
  const char *name;
  const DemoMember *members;
};

/**
 * demo_json_read:
 * @shape: (nullable): what it should be; %NULL for any object
 *
 * Reads the first value of a text; what follows it is ignored, and so are members that are null or
 * not in @shape. Names are recognized in any case.
 *
 * Returns: (transfer full) (nullable): an object, with the names as in @shape
 */
JsonNode *demo_json_read (const char *text, gsize length, const DemoShape *shape, GError **error);

/**
 * demo_id_get_problem:
 *
 * Returns: (nullable): why it is not an ID
 */
const char *demo_id_get_problem (const char *id);

G_END_DECLS
