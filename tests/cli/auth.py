#!/usr/bin/env python3
"""`tessera-cli auth`: requests, names, all ways to make a token, and lists."""
import json
import re
from concurrent.futures import ThreadPoolExecutor

from bench import (BUCKETS, ORG_ID, cli, counter, create, demo, folder, main, makes_nothing,
                   resources, tokens)
from support import VALUE, Cases, contains, equal, fails, run, succeeds

case = Cases()


# Requests

@case
def no_request_too_many():
    token = create("--read-buckets", "-d", "counted")["id"]
    bucket = BUCKETS["_tasks"]
    for words, wanted in (
            (["create", "--read-buckets"], ["GET orgs", "POST authorizations"]),
            (["create", "--org-id", ORG_ID, "--read-buckets"], ["POST authorizations"]),
            (["create", "--read-bucket", "_tasks", "--write-bucket", "_tasks"],
             ["GET orgs", "GET buckets", "POST authorizations"]),
            (["create", "--read-bucket", bucket], ["GET orgs", "GET buckets", "POST authorizations"]),
            (["create", "--org", ORG_ID, "--read-bucket", bucket, "--allow-unknown-id"],
             ["GET orgs", "POST authorizations"]),
            (["create", "--user", "telemetry", "--read-buckets"],
             ["GET orgs", "GET users", "POST authorizations"]),
            (["create", "--operator"], ["GET orgs", "GET resources", "POST authorizations"]),
            (["create", "--all-access"],
             ["GET orgs", "GET me", "GET resources", "POST authorizations"]),
            (["create", "--clone", token], ["GET authorizations", "POST authorizations"]),
            (["list"], ["GET authorizations"]),
            (["list", "--user", "telemetry", "--status", "active"], ["GET authorizations"]),
            (["list", "--id", token], ["GET authorizations"]),
            (["inactive", "--id", token], ["PATCH authorizations"]),
            (["active", "--id", "counted"], ["GET authorizations", "PATCH authorizations"]),
            (["rename", token, "other"], ["PATCH authorizations"]),
            (["delete", "--id", token], ["GET authorizations", "DELETE authorizations"])):
        counter.take()
        succeeds(cli("auth", *words))
        made = [re.sub(r" /api/v2/(\w+).*", r" \1", request) for request in counter.take()]
        equal((words, made), (words, wanted))


@case
def nothing_is_asked_for_wrong_usage():
    counter.take()
    fails(cli("auth", "create"), "must include permissions", status=2)
    fails(cli("auth", "create", "--all-access", "--read-buckets"), "Cannot compose", status=2)
    equal(counter.take(), [])


# Names

@case
def names_and_ids_of_items():
    made = create("--read-bucket", "_monitoring", "--write-bucket", BUCKETS["_tasks"], "--user",
                  "telemetry")
    equal(resources(made["id"]), [("read", "buckets", BUCKETS["_monitoring"]),
                                  ("write", "buckets", BUCKETS["_tasks"])])
    equal(made["userName"], "telemetry")
    by_id = create("--read-buckets", "--user", made["userID"], "--org", ORG_ID)
    equal(by_id["userName"], "telemetry")


@case
def single_telegraf_configurations():
    configurations = demo.ask("GET", f"/api/v2/telegrafs?orgID={ORG_ID}")["configurations"]
    name, config_id = configurations[0]["name"], configurations[0]["id"]
    made = create("--read-telegraf", name, "--write-telegraf", config_id)
    equal(resources(made["id"]), [("read", "telegrafs", config_id),
                                  ("write", "telegrafs", config_id)])
    fails(makes_nothing("--read-telegraf", "no such"), "There is no Telegraf configuration")
    for _ in range(2):
        demo.ask("POST", "/api/v2/telegrafs", {"orgID": ORG_ID, "name": "twins", "description": "",
                                               "config": "", "metadata": {}})
    fails(makes_nothing("--read-telegraf", "twins"), "2 matches were found for “twins”")


@case
def what_is_not_there():
    fails(makes_nothing("--read-bucket", "nope"), "There is no bucket “nope”")
    fails(makes_nothing("--read-bucket", "0000000000000009"), "There is no bucket")
    fails(makes_nothing("--user", "nobody", "--read-buckets"), "There is no user “nobody”")
    fails(makes_nothing("--org", "nowhere", "--read-buckets"), "There is no organization “nowhere”")
    fails(makes_nothing("--org-id", "acme", "--read-buckets"), "is not a valid ID", status=2)
    fails(cli("auth", "delete", "--id", "no such token"), "There is no token “no such token”")
    made = create("--read-bucket", "0000000000000009", "--allow-unknown-id")
    equal(resources(made["id"]), [("read", "buckets", "0000000000000009")])


@case
def names_that_look_like_ids():
    """An ID comes first; where nothing has it, it is a name."""
    name = "00000000000000ab"
    made = demo.ask("POST", "/api/v2/buckets", {"orgID": ORG_ID, "name": name, "retentionRules": []})
    equal(resources(create("--read-bucket", name)["id"]), [("read", "buckets", made["id"])])
    other = BUCKETS["_tasks"]
    equal(resources(create("--read-bucket", other)["id"]), [("read", "buckets", other)])


@case
def descriptions_that_fit_several():
    first, second = (create("--read-buckets", "-d", "twin")["id"] for _ in range(2))
    result = fails(cli("auth", "delete", "--id", "twin"), "2 tokens have the description “twin”")
    contains(result.err, first)
    contains(result.err, second)
    succeeds(cli("auth", "delete", "--id", first))
    contains(succeeds(cli("auth", "delete", "--id", "twin")).out, second)


# Kinds of creation

@case
def templates():
    made = create("--template", "token-minter", "--read-bucket", "_tasks")
    allowed = resources(made["id"])
    assert ("write", "authorizations", None) in allowed and ("write", "users", made["userID"]) in allowed
    assert ("read", "buckets", BUCKETS["_tasks"]) in allowed
    result = fails(makes_nothing("--template", "nope"), "There is no template “nope”", status=2)
    contains(result.err, "token-minter")
    fails(makes_nothing("--template", "operator", "--read-buckets"), "Cannot compose", status=2)
    fails(makes_nothing("--template", "custom"), "must include permissions", status=2)


@case
def clones():
    """The same permissions in the same order; what was for its owner is for the new owner."""
    original = create("--all-access", "-d", "to clone", "--user", "telemetry")
    same = create("--clone", "to clone", "--user", "telemetry")
    equal(same["permissions"], original["permissions"])
    other = create("--clone", original["id"])
    equal(other["permissions"], [text.replace(original["userID"], other["userID"])
                                 for text in original["permissions"]])
    assert original["userID"] != other["userID"]
    # It is of an organization, and needs no other word about that.
    without = create("--clone", original["id"], env={"INFLUX_ORG": ""})
    equal(without["permissions"], other["permissions"])
    fails(makes_nothing("--clone", original["id"], "--org", "elsewhere"), "another organization",
          status=2)
    create("--read-bucket", "0000000000000009", "--allow-unknown-id", "-d", "dangles")
    fails(makes_nothing("--clone", "dangles"), "no longer exists")
    equal(create("--clone", "dangles", "--allow-unknown-id")["permissions"],
          [f"read:orgs/{ORG_ID}/buckets/0000000000000009"])


@case
def status():
    equal(create("--read-buckets", "--status", "inactive")["status"], "inactive")
    fails(makes_nothing("--read-buckets", "--status", "sleeping"), "not a valid status", status=2)


@case
def dry_run():
    result = succeeds(makes_nothing("--read-bucket", "_tasks", "--dry-run", "-d", "not made"))
    first, _, body = result.out.partition("\n")
    equal(first, f"POST {counter.address}/api/v2/authorizations")
    equal(json.loads(body)["permissions"], [
        {"action": "read", "resource": {"type": "buckets", "orgID": ORG_ID, "id": BUCKETS["_tasks"]}}])
    equal(succeeds(makes_nothing("--read-buckets", "--dry-run", "--json")).json["orgID"], ORG_ID)
    assert demo.token not in result.out


@case
def quiet():
    value = succeeds(cli("auth", "create", "--read-buckets", "--quiet")).out
    assert VALUE.fullmatch(value.removesuffix("\n"))
    demo.ask("GET", "/api/v2/buckets", token=value.strip())
    fails(makes_nothing("--read-buckets", "--quiet", "--json"), "--quiet", status=2)
    fails(makes_nothing("--read-buckets", "--show-token"), "--save", status=2)


@case
def many_at_once():
    """Each token is made, and none is taken for one whose value was lost."""
    before = len(tokens())
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda number: create("--read-buckets", "-d", f"one of many {number}"),
                             range(32)))
    equal(len({token["id"] for token in made}), 32)
    equal(len(tokens()), before + 32)
    assert "one of many" not in folder.read(".state/tessera/journal")


@case
def owner_is_who_signs_in():
    minter = succeeds(cli("auth", "create", "--template", "token-minter", "--read-buckets", "--user",
                          "telemetry", "-q")).out.strip()
    made = create("--read-buckets", env={"INFLUX_TOKEN": minter})
    equal(made["userName"], "telemetry")


@case
def what_may_not_be_granted():
    narrow = succeeds(cli("auth", "create", "--read-buckets", "-q")).out.strip()
    fails(makes_nothing("--org-id", ORG_ID, "--read-buckets", env={"INFLUX_TOKEN": narrow}),
          "is missing")


# Lists

@case
def filters():
    create("--read-buckets", "-d", "Filter ÄPFEL", "--user", "telemetry", "--status", "inactive")

    def listed(*words):
        return succeeds(cli("auth", "list", "--json", *words)).json

    assert {token["userName"] for token in listed("--user", "telemetry")} == {"telemetry"}
    user_id = listed("--user", "telemetry")[0]["userID"]
    equal(listed("--user-id", user_id), listed("--user", user_id))
    equal(listed("--user", "telemetry"), listed("--user", user_id))
    equal([token["description"] for token in listed("--description", "äpf")], ["Filter ÄPFEL"])
    assert {token["status"] for token in listed("--status", "inactive")} == {"inactive"}
    equal(listed("--description", "äpf", "--status", "active"), [])
    equal(listed("--org-id", ORG_ID), listed("--org", demo.org))
    fails(cli("auth", "list", "--user", "nobody"), status=1)
    fails(cli("auth", "list", "--user", "a", "--user-id", "b"), status=2)
    for words in (["--status", "active"], ["--description", "x"], ["--saved"]):
        fails(cli("auth", "list", "--id", user_id, *words), "--id selects a single token", status=2)


@case
def one_by_description():
    made = create("--read-buckets", "-d", "the only one")
    shown = succeeds(cli("auth", "list", "--id", "the only one", "--json")).json
    equal(shown["id"], made["id"])
    equal(shown["token"], "")


@case
def renaming():
    made = create("--read-buckets", "-d", "old name")
    contains(succeeds(cli("auth", "rename", "old name", "new name")).out, "new name")
    equal(demo.ask("GET", f"/api/v2/authorizations/{made['id']}")["description"], "new name")
    fails(cli("auth", "rename", "new name"), "Missing argument", status=2)
    fails(cli("auth", "rename", "", "text"), "name of the token is empty", status=2)
    fails(cli("auth", "rename", made["id"], b"\xff"), "not valid UTF-8 text", status=2)


@case
def testing():
    contains(succeeds(cli("auth", "test")).out, "admin")
    equal(succeeds(cli("auth", "test", "--json")).json,
          [{"server": counter.address, "works": "true", "userName": "admin"}])
    fails(cli("auth", "test", env={"INFLUX_TOKEN": "unknown"}), "does not recognize this API token")
    off = create("--read-buckets", "--status", "inactive")["token"]
    fails(cli("auth", "test", env={"INFLUX_TOKEN": off}), "is inactive")


main(case)
