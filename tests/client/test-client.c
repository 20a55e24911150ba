/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one list of cases of the client, run against the demo server and against the real InfluxDB.
 */

#include "client-fixture.h"

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (test_server_is_missing ())
    {
      g_print ("1..0 # SKIP the real InfluxDB is not there: build-aux/influxd builds it\n");
      return 0;
    }
  server = test_server_start ();
  test_server_set_up (server);
  add_sign_in_cases ();
  add_resource_cases ();
  add_making_cases ();
  add_using_cases ();
  add_life_cases ();
  add_changing_cases ();
  add_composing_cases ();
  add_user_cases ();
  add_face_cases ();
  add_testing_cases ();
  add_exporting_cases ();
  add_finding_cases ();
  add_keeping_cases ();
  add_rotating_cases ();
  add_recreating_cases ();
  status = g_test_run ();
  test_server_stop (server);
  return status;
}
