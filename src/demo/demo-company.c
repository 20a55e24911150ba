/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo/demo-company.h"

#define DAY (24 * 60 * 60)

static const char *const users[] = { "telemetry", "mara.keller", "jonas.brunner", "dashboards" };

static const struct
{
  const char *name;
  gint64 retention;
} buckets[] = {
  { "press-line-1", 90 * DAY },
  { "press-line-2", 90 * DAY },
  { "press-line-3", 90 * DAY },
  { "press-line-4", 90 * DAY },
  { "cnc-north", 90 * DAY },
  { "cnc-south", 90 * DAY },
  { "test-bench-1", 365 * DAY },
  { "test-bench-2", 365 * DAY },
  { "test-bench-3", 365 * DAY },
  { "paint-shop", 90 * DAY },
  { "compressed-air", 90 * DAY },
  { "cooling-water", 90 * DAY },
  { "energy-main", 0 },
  { "energy-halls", 0 },
  { "energy-solar", 0 },
  { "heating", 365 * DAY },
  { "ventilation", 365 * DAY },
  { "access-doors", 30 * DAY },
  { "weather", 0 },
  { "fleet-vans", 90 * DAY },
  { "fleet-forklifts", 90 * DAY },
  { "warehouse-climate", 365 * DAY },
  { "quality-measurements", 0 },
  { "quality-rejects", 0 },
  { "mes-events", 365 * DAY },
  { "opcua-raw", 7 * DAY },
  { "opcua-1m", 365 * DAY },
  { "opcua-1h", 0 },
  { "network-switches", 30 * DAY },
  { "servers", 30 * DAY },
  { "containers", 14 * DAY },
  { "web-shop", 90 * DAY },
  { "backup-jobs", 90 * DAY },
  { "printers", 14 * DAY },
  { "ups", 90 * DAY },
  { "lab", 0 },
  { "training", 30 * DAY },
  { "sandbox-mara", 7 * DAY },
  { "sandbox-jonas", 7 * DAY },
  { "staging", 3 * DAY },
};

/* All other things, each as the body of the request that would create it. */
static const struct
{
  const char *type;
  const char *facts;
} things[] = {
  { "telegrafs",
    "{'name':'edge gateway hall 1','description':'OPC UA and Modbus of the press lines',"
    "'config':'[agent]\\n  interval = \\'10s\\'\\n'}" },
  { "telegrafs", "{'name':'edge gateway hall 2','description':'CNC machines and test benches',"
                 "'config':'[agent]\\n'}" },
  { "telegrafs", "{'name':'building','description':'Heating, ventilation and doors over BACnet',"
                 "'config':'[agent]\\n'}" },
  { "telegrafs", "{'name':'servers','description':'CPU, memory and disks of all servers',"
                 "'config':'[agent]\\n'}" },
  { "telegrafs",
    "{'name':'network','description':'SNMP of switches and UPS','config':'[agent]\\n'}" },
  { "dashboards", "{'name':'Ground floor','description':'What the wall screens show','cells':[]}" },
  { "dashboards", "{'name':'Press lines','description':'','cells':[]}" },
  { "dashboards", "{'name':'Energy','description':'Mains, halls and the solar roof','cells':[]}" },
  { "dashboards", "{'name':'Paint shop','description':'','cells':[]}" },
  { "dashboards", "{'name':'Test benches','description':'','cells':[]}" },
  { "dashboards", "{'name':'Servers and network','description':'','cells':[]}" },
  { "dashboards", "{'name':'Mara (draft)','description':'','cells':[]}" },
  { "tasks", "{'status':'active','every':'1m','flux':'option task = {name: \\'opcua to 1m\\', "
             "every: 1m}'}" },
  { "tasks", "{'status':'active','every':'1h','flux':'option task = {name: \\'opcua to 1h\\', "
             "every: 1h}'}" },
  { "tasks", "{'status':'active','every':'15m','flux':'option task = {name: \\'energy quarter "
             "hours\\', every: 15m}'}" },
  { "tasks", "{'status':'inactive','every':'1d','flux':'option task = {name: \\'rejects report\\', "
             "every: 1d}'}" },
  { "labels", "{'name':'production','properties':{'color':'#326BBA'}}" },
  { "labels", "{'name':'building','properties':{'color':'#7A65F2'}}" },
  { "labels", "{'name':'do not touch','properties':{'color':'#DC4E58'}}" },
  { "variables", "{'name':'line','arguments':{'type':'constant','values':['1','2','3','4']}}" },
  { "variables", "{'name':'hall','arguments':{'type':'map','values':{'North':'n','South':'s'}}}" },
  { "checks", "{'name':'Press too hot','type':'threshold','status':'active','every':'1m'}" },
  { "checks", "{'name':'Compressed air low','type':'threshold','status':'active','every':'1m'}" },
  { "checks", "{'name':'Gateway silent','type':'deadman','status':'active','every':'5m'}" },
  { "notificationEndpoints",
    "{'name':'Shift leader','type':'http','status':'active','method':'POST',"
    "'authMethod':'none','url':'http://alarm.brunner.example/shift'}" },
  { "notificationRules", "{'name':'Critical to the shift leader','type':'http','status':'active',"
                         "'every':'1m'}" },
  { "scrapers",
    "{'name':'node "
    "exporter','type':'prometheus','url':'http://monitor.brunner.example:9100/metrics'}" },
  { "notebooks", "{'name':'Why does line 3 stop?','spec':{}}" },
  { "remotes", "{'name':'head office','remoteURL':'https://influx.brunner.example','remoteOrgID':"
               "'0a1b2c3d4e5f6071','allowInsecureTLS':false}" },
  { "replications", "{'name':'quality to head office','maxQueueSizeBytes':67108860}" },
};

/* JSON with single quotes, so that it can be read in a C file. */
static void
add_thing (DemoStore *store, const char *type, const char *facts)
{
  g_autofree char *text = g_strdelimit (g_strdup (facts), "'", '"');
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  demo_store_add_thing (store, type, json_node_get_object (root));
}

static DemoBucket *
find_bucket (DemoStore *store, const char *name)
{
  for (guint i = 0; i < store->buckets->len; i++)
    {
      DemoBucket *bucket = g_ptr_array_index (store->buckets, i);

      if (g_str_equal (bucket->name, name))
        return bucket;
    }
  return NULL;
}

/* The time so many days ago, as a time of creation. */
static void
set_age (DemoAuthorization *authorization, int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days);

  g_free (authorization->created);
  g_free (authorization->updated);
  authorization->created = g_date_time_format (then, "%Y-%m-%dT%H:%M:%S.123456789Z");
  authorization->updated = g_strdup (authorization->created);
}

/* A token for individual buckets, both lists separated by spaces. */
static DemoAuthorization *
add_token (DemoStore *store, const char *user, const char *description, const char *read,
           const char *write, int days)
{
  const char *lists[] = { read, write };
  GPtrArray *permissions = demo_permissions_new ();
  DemoAuthorization *authorization;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GStrv) names = g_strsplit (lists[i], " ", -1);

      for (guint j = 0; names[j] != NULL && *names[j] != '\0'; j++)
        demo_permissions_add (permissions, i == 1, "buckets", store->org_id,
                              find_bucket (store, names[j])->id);
    }
  authorization = demo_store_add_authorization (
      store, demo_store_find_user_by_name (store, user)->id, description, permissions, NULL);
  set_age (authorization, days);
  return authorization;
}

static void
add_tokens (DemoStore *store)
{
  const char *admin_id = demo_store_find_user_by_name (store, DEMO_USERNAME)->id;
  GPtrArray *permissions = demo_permissions_new ();
  DemoBucket *gone;

  set_age (g_ptr_array_index (store->authorizations, 0), 412);
  demo_permissions_add_all_access (permissions, store->org_id, admin_id);
  set_age (demo_store_add_authorization (store, admin_id, "Home-made scripts (do not delete!)",
                                         permissions, NULL),
           301);
  add_token (store, "telemetry", "Edge gateway hall 1", "",
             "press-line-1 press-line-2 press-line-3 press-line-4", 210);
  add_token (store, "telemetry", "Edge gateway hall 2", "",
             "cnc-north cnc-south test-bench-1 test-bench-2 test-bench-3", 209);
  add_token (store, "telemetry", "Read buckets opcua-raw Write buckets opcua-1m", "opcua-raw",
             "opcua-1m", 188);
  add_token (store, "dashboards", "Grafana, ground floor", "energy-main energy-halls energy-solar",
             "", 150);
  add_token (store, "jonas.brunner", "Laptop of the trainee", "training", "training", 121)->active =
      FALSE;
  add_token (store, "mara.keller", "Mara <b>sandbox</b> & notes", "sandbox-mara", "sandbox-mara",
             77);
  add_token (store, "telemetry", "محطة الطقس", "", "weather", 42);

  permissions = demo_permissions_new ();
  demo_permissions_add (permissions, FALSE, "telegrafs", store->org_id, NULL);
  demo_permissions_add (permissions, TRUE, "buckets", store->org_id, NULL);
  set_age (demo_store_add_authorization (store,
                                         demo_store_find_user_by_name (store, "telemetry")->id,
                                         "Telegraf on the servers", permissions, NULL),
           30);

  /* Its bucket is deleted below, so the permission dangles. */
  gone = demo_store_add_bucket (store, "pilot-plant", NULL, FALSE, 30 * DAY);
  add_token (store, "mara.keller", "Pilot plant (2025)", "pilot-plant", "pilot-plant", 12);
  g_ptr_array_remove (store->buckets, gone);
}

char *
demo_company_fill (DemoStore *store)
{
  char *value = demo_store_set_up (store, DEMO_ORGANIZATION, DEMO_USERNAME, DEMO_PASSWORD,
                                   "telemetry", 90 * DAY);

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    demo_store_add_user (store, users[i])->is_member = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    demo_store_add_bucket (store, buckets[i].name, NULL, FALSE, buckets[i].retention);
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    add_thing (store, things[i].type, things[i].facts);
  add_tokens (store);
  return value;
}
