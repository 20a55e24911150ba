#!/usr/bin/env python3
"""The real `influx` and `tessera-cli` side by side, each on its own of two equal InfluxDB servers.

What they print is compared byte for byte. Only what a server makes up at random is put aside first:
IDs and values of new tokens, by others of the same length.
"""
import os
import sys

from support import (ID, VALUE, Cases, Counter, Folder, Influxd, contains, equal, fails, run,
                     succeeds)

if "TESSERA_INFLUXD" not in os.environ or "TESSERA_INFLUX" not in os.environ:
    print("1..0 # SKIP the real InfluxDB is not there: build-aux/influxd builds it")
    sys.exit(0)

case = Cases()
REAL, OURS = os.environ["TESSERA_INFLUX"], sys.argv[1]
VENDOR_COMMANDS = sys.argv[2]
folder = Folder()
STRANGE = ["tab\there", "two\nlines", "two\nlines\twith\ttabs\nthree", "<b>&\u2028\u007f\u0001\"\\",
           "ünïcödé €", "محطة الطقس", "", "  spaces  ", "x" * 200, "form\ffeed\vtab"]


def prepare():
    """Two equal servers, filled; returns the side of influx and ours."""
    first = Influxd(folder.name + "/real")
    os.makedirs(first.folder)
    first.start()
    first.set_up()
    buckets = first.ask("GET", f"/api/v2/buckets?orgID={first.org_id}")["buckets"]
    bucket_ids = {bucket["name"]: bucket["id"] for bucket in buckets}
    for name in ("ann", "telegraf"):
        first.ask("POST", "/api/v2/users", {"name": name})
    for description in STRANGE:
        first.ask("POST", "/api/v2/authorizations", {
            "orgID": first.org_id, "description": description, "status": "active",
            "permissions": [{"action": "read", "resource": {"type": "buckets",
                                                            "orgID": first.org_id}}] * 2})
    first.stop()
    second = first.copy(folder.name + "/ours")
    return first.start(), second.start(), bucket_ids


real, ours, BUCKETS = prepare()
through_real, through_ours = Counter(real), Counter(ours)


def home(side):
    path = f"{folder.name}/home-{'real' if side is real else 'ours'}"
    return {"HOME": path, "XDG_CONFIG_HOME": path + "/config", "XDG_STATE_HOME": path + "/state",
            "INFLUX_CONFIGS_PATH": path + "/configs"}


def write_config(text):
    """A configuration for each side, with the side's own address in place of ADDRESS."""
    for side in (real, ours):
        path = home(side)["INFLUX_CONFIGS_PATH"]
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("ADDRESS", side.address).replace("TOKEN", side.token))


def mask(text):
    """New IDs and values by others of the same length; those that both servers know stay."""
    text = VALUE.sub("V" * 88, text)
    return ID.sub(lambda match: match[0] if match[0] in known else "I" * 16, text)


known = {real.org_id, *BUCKETS.values()}
known |= {token["id"] for token in real.ask("GET", "/api/v2/authorizations")["authorizations"]}
known |= {user["id"] for user in real.ask("GET", "/api/v2/users")["users"]}


def both(*words, real_words=None, env=None):
    """The same command on both sides; returns what came."""
    results = []
    for side, program, arguments in ((real, REAL, real_words or words), (ours, OURS, words)):
        full = {**home(side), "INFLUX_HOST": side.address, "INFLUX_TOKEN": side.token, **(env or {})}
        full = {key: value.replace("ADDRESS", side.address) for key, value in full.items()
                if value is not None}
        results.append(run(program, *arguments, env=full))
    return results


def permissions_of(side, description=None):
    """What the newest token of a server may."""
    tokens = side.ask("GET", "/api/v2/authorizations")["authorizations"]
    newest = max(tokens, key=lambda token: token["createdAt"])
    return [(item["action"], item["resource"]["type"], item["resource"].get("orgID"),
             item["resource"].get("id")) for item in newest["permissions"]], newest["userID"]


def same(*words, **others):
    """Both succeed and print the same."""
    theirs, mine = both(*words, **others)
    succeeds(theirs)
    succeeds(mine)
    equal(mask(mine.out), mask(theirs.out))
    return theirs, mine


def same_creation(*words, **others):
    results = same("auth", "create", *words, **others)
    equal(permissions_of(ours), permissions_of(real))
    return results


@case
def every_command_of_the_vendor_s_page():
    replace = {"API_TOKEN": real.token, "ORG_NAME": "acme", "USERNAME": "telegraf"}
    # How the real command wants what its own page writes.
    spelling = {"--read-user": "--read-users", "--read-dbrps": "--read-dbrp",
                "--write-dbrps": "--write-dbrp"}
    with open(VENDOR_COMMANDS, encoding="utf-8") as file:
        commands = [line.split() for line in file if not line.startswith("#")]
    equal(len(commands), 4)
    for command in commands:
        ids = iter([BUCKETS["_monitoring"], BUCKETS["telemetry"]])
        words = [next(ids) if word == "BUCKET_ID" else replace.get(word, word)
                 for word in command[1:]]
        same(*words, real_words=[spelling.get(word, word) for word in words],
             env={"INFLUX_TOKEN": None})
        equal(permissions_of(ours), permissions_of(real))


@case
def all_ways_to_write_a_flag():
    bucket = BUCKETS["telemetry"]
    same_creation("--org", "acme", "--read-bucket", bucket)
    same_creation("-o=acme", f"--read-bucket={bucket}", "--description=x=y")
    same_creation("-org", "acme", "-d", "short", f"-write-bucket={bucket}", "-u", "ann")
    same_creation("--org-id", real.org_id, "--read-buckets=true", "--write-buckets=false")
    same_creation("-t", real.token, f"--org={real.org}", "--read-tasks", "--org", "acme")


@case
def every_permission():
    types = [kind for kind in real.ask("GET", "/api/v2/resources") if kind != "instance"]
    same_creation("-o", "acme", *(f"--{action}-{kind}" for kind in types
                                  for action in ("write", "read")))


@case
def whole_scopes():
    same_creation("-o", "acme", "--all-access")
    same_creation("-o", "acme", "--operator", "--description", "op")
    same_creation("-o", "acme", "--all-access", "--user", "ann", "--json")


@case
def output_of_a_creation():
    same_creation("-o", "acme", "--read-buckets", "--json")
    same_creation("-o", "acme", "--read-buckets", "--hide-headers")
    for description in STRANGE:
        same_creation("-o", "acme", "--read-buckets", "-d", description)
        same_creation("-o", "acme", "--read-buckets", "-d", description, "--json")


@case
def environment():
    same_creation("--read-buckets", env={"INFLUX_ORG": "acme"})
    same_creation("--read-buckets", env={"INFLUX_ORG_ID": real.org_id})
    same_creation("--read-buckets", env={"INFLUX_ORG": "acme", "INFLUX_OUTPUT_JSON": "true"})
    same_creation("--read-buckets", env={"INFLUX_ORG": "acme", "INFLUX_HIDE_HEADERS": "1"})
    same_creation("--read-buckets", "--json=false",
                  env={"INFLUX_ORG": "acme", "INFLUX_OUTPUT_JSON": "T"})
    same_creation("--read-buckets", env={"INFLUX_ORG": "acme", "INFLUX_SKIP_VERIFY": "true"})


@case
def configurations():
    write_config('[other]\n  url = "http://127.0.0.1:1"\n  token = "x"\n  org = "nope"\n'
                 '[mine]\n  url = "ADDRESS"\n  token = "TOKEN"\n  org = "acme"\n  active = true\n')
    nothing = {"INFLUX_HOST": None, "INFLUX_TOKEN": None}
    same_creation("--read-buckets", env=nothing)
    same("auth", "list", env=nothing)
    write_config('[other]\n  url = "http://127.0.0.1:1"\n  active = true\n'
                 '[mine]\n  url = "ADDRESS"\n  token = "TOKEN"\n  org = "acme"\n')
    same_creation("--read-buckets", "-c", "mine", env=nothing)
    write_config('[mine]\n  url = "http://127.0.0.1:1"\n  token = "x"\n  org = "acme"\n')
    same_creation("--read-buckets")
    same_creation("--read-buckets", "--active-config=mine")
    write_config('[mine]\n  url = "ADDRESS"\n  org = "acme"\n  cookie = "YWRtaW46Y29ycmVjdC1ob3JzZQ=="\n')
    same_creation("--read-buckets", "-d", "by password", env=nothing)
    write_config("")


@case
def lists():
    ours_only = {token["id"] for token in ours.ask("GET", "/api/v2/authorizations")["authorizations"]}
    for side in (real, ours):
        for token in side.ask("GET", "/api/v2/authorizations")["authorizations"]:
            if token["id"] not in known:
                side.ask("DELETE", f"/api/v2/authorizations/{token['id']}")
    assert ours_only - known
    for name in ("list", "find", "ls"):
        same("auth", name)
        same("auth", name, "--json")
        same("authorization", name, "--hide-headers")
    for token in real.ask("GET", "/api/v2/authorizations")["authorizations"]:
        same("auth", "list", "--id", token["id"])
        same("auth", "find", "-i", token["id"], "--json")


@case
def filters_that_influx_forgets():
    """They are sent by ours, and print what influx prints on a server with only those tokens."""
    listed = succeeds(run(OURS, "auth", "list", "--json", "--user", "ann", env={
        **home(ours), "INFLUX_HOST": ours.address, "INFLUX_TOKEN": ours.token})).json
    equal(listed, [])
    same("auth", "list", "--user", "admin", "--org", "acme")


def find(description):
    return [token["id"] for token in real.ask("GET", "/api/v2/authorizations")["authorizations"]
            if token["description"] == description][0]


@case
def switching():
    """influx takes neither options nor variables here, and only the configuration in the home of the
    user in the system's list: so it is held against what `influx auth list` says of the same token."""
    token = find("ünïcödé €")
    for name in ("inactive", "active", "inactive"):
        real.ask("PATCH", f"/api/v2/authorizations/{token}", {"status": name})
        for option in ([], ["--json"], ["--hide-headers"]):
            theirs, mine = both("auth", name, "--id", token, *option,
                                real_words=["auth", "list", "--id", token, *option])
            equal(mask(succeeds(mine).out), mask(succeeds(theirs).out))


@case
def deleting():
    same("auth", "delete", "--id", find("ünïcödé €"))
    same("auth", "delete", "-i", find("tab\there"), "--json")
    same("auth", "delete", "-i", find("two\nlines"), "--hide-headers")
    same("auth", "list")


@case
def servers_that_tell_values():
    """One that does not hash its tokens, as all before 2.8: influx prints every value, ours none."""
    server = Influxd(folder.name + "/unhashed")
    os.makedirs(server.folder)
    server.start("--use-hashed-tokens=false")
    try:
        server.set_up()
        env = {**home(ours), "INFLUX_HOST": server.address, "INFLUX_TOKEN": server.token}
        theirs, mine = (succeeds(run(program, "auth", "list", "--json", env=env)).json
                        for program in (REAL, OURS))
        assert theirs[0]["token"] == server.token
        theirs[0]["token"] = ""
        equal(mine, theirs)
        # A creation prints it all the same.
        made = succeeds(run(OURS, "auth", "create", "-o", "acme", "--read-buckets", "-q", env=env))
        assert VALUE.fullmatch(made.out.strip())
    finally:
        server.stop()


@case
def failures():
    """Both fail, print nothing, and say Error. What is wrong usage is 2 with ours, and 1 with influx."""
    for words, status in (
            (["create", "-o", "nope", "--read-buckets"], 1),
            (["create", "-o", "acme", "--user", "nobody", "--read-buckets"], 1),
            (["create", "-o", "acme", "--read-bucket", "no such bucket"], 1),
            (["create", "-o", "acme", "--all-access", "--read-buckets"], 2),
            (["create", "-o", "acme", "--operator", "--read-buckets"], 2),
            (["create", "-o", "acme"], 2),
            (["create", "--read-buckets"], 2),
            (["create", "-o", "acme", "--org-id", real.org_id, "--read-buckets"], 2),
            (["list", "--id", "0000000000000009"], 1),
            (["delete", "--id", "0000000000000009"], 1),
            (["create", "-o", "acme", "--read-buckets", "--token", "wrong"], 1),
            (["create", "-o", "acme", "--read-buckets", "--host", "http://127.0.0.1:1"], 1)):
        theirs, mine = both("auth", *words)
        equal((words, theirs.status, theirs.out), (words, 1, ""))
        fails(mine, status=status)


@case
def bad_words():
    for words in (["auth", "create", "--bogus"], ["auth", "create", "word"], ["auth", "nope"],
                  ["auth", "delete"], ["auth", "create", "--read-bucket"],
                  ["auth", "create", "--json=maybe", "--read-buckets"]):
        theirs, mine = both(*words)
        equal(theirs.status, 1)
        fails(mine, status=2)


@case
def dangling_permissions():
    """influx grants one; ours refuses, and grants the same when told to."""
    words = ["auth", "create", "-o", "acme", "--read-bucket", "0000000000000009"]
    theirs, mine = both(*words)
    succeeds(theirs)
    fails(mine, "There is no bucket")
    theirs, mine = both(*words, "--allow-unknown-id", real_words=words)
    equal(mask(mine.out), mask(theirs.out))


@case
def fewer_requests():
    """For the same work, never more than influx makes, and fewer for all of the usual."""
    bucket = BUCKETS["telemetry"]
    for words, less in (
            (["create", "-o", "acme", "--read-buckets"], True),
            (["create", "--org-id", real.org_id, "--read-buckets"], True),
            (["create", "-o", "acme", "--all-access"], False),
            (["create", "-o", "acme", "--operator"], True),
            (["create", "-o", "acme", "--user", "ann", "--read-buckets"], False),
            (["create", "-o", "acme", "--read-bucket", bucket], False),
            (["list"], False)):
        requests = []
        for side, counter, program in ((real, through_real, REAL), (ours, through_ours, OURS)):
            counter.take()
            succeeds(run(program, "auth", *words, env={**home(side), "INFLUX_HOST": counter.address,
                                                       "INFLUX_TOKEN": side.token}))
            requests.append(counter.take())
        theirs, mine = requests
        if len(mine) > len(theirs) or (less and len(mine) == len(theirs)):
            raise AssertionError(f"{words}: {mine} and not {theirs}")


@case
def names_where_influx_wants_ids():
    theirs, mine = both("auth", "create", "-o", "acme", "--read-bucket", "telemetry",
                        "--write-bucket", "_tasks", "--user", "ann", real_words=[
                            "auth", "create", "-o", "acme", "--read-bucket", BUCKETS["telemetry"],
                            "--write-bucket", BUCKETS["_tasks"], "--user", "ann"])
    equal(mask(succeeds(mine).out), mask(succeeds(theirs).out))
    equal(permissions_of(ours), permissions_of(real))


@case
def what_the_tokens_do():
    """A token of ours works, and does what it may and no more."""
    value = succeeds(run(OURS, "auth", "create", "-o", "acme", "--read-bucket", "telemetry", "-q", env={
        **home(ours), "INFLUX_HOST": ours.address, "INFLUX_TOKEN": ours.token})).out.strip()
    buckets = ours.ask("GET", f"/api/v2/buckets?orgID={ours.org_id}", token=value)["buckets"]
    equal([bucket["name"] for bucket in buckets], ["telemetry"])
    tested = run(OURS, "auth", "test", "--token", "-", stdin=value, env={
        **home(ours), "INFLUX_HOST": ours.address})
    contains(succeeds(tested).out, "true")


@case
def lost_answers():
    """What the real server created although its answer was lost is found, and nothing else is."""
    env = {**home(ours), "INFLUX_HOST": through_ours.address, "INFLUX_TOKEN": ours.token, "INFLUX_ORG": ours.org}
    succeeds(run(OURS, "auth", "create", "--read-buckets", "-d", "lost", env=env))
    through_ours.loses = "POST /api/v2/authorizations"
    for _ in range(2):
        fails(run(OURS, "auth", "create", "--read-buckets", "-d", "lost", env=env), "auth orphans")
    through_ours.loses = None
    succeeds(run(OURS, "auth", "create", "--read-buckets", "-d", "lost", env=env))
    there = [token["id"] for token in ours.ask("GET", "/api/v2/authorizations")["authorizations"]
             if token["description"] == "lost"]
    equal(len(there), 4)
    found = [orphan["id"] for orphan in succeeds(run(OURS, "auth", "orphans", "--json", env=env)).json]
    equal(sorted(found), sorted(there[1:3]))
    for token in found:
        succeeds(run(OURS, "auth", "orphans", "--delete", token, env=env))
    equal(succeeds(run(OURS, "auth", "orphans", "--json", env=env)).json, [])
    equal([token["id"] for token in ours.ask("GET", "/api/v2/authorizations")["authorizations"]
           if token["description"] == "lost"], [there[0], there[3]])


try:
    case.run()
finally:
    real.stop()
    ours.stop()
    folder.cleanup()
