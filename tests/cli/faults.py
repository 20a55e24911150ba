#!/usr/bin/env python3
"""`tessera-cli`: wrong usage, a standard output that is none, and servers that are worse than the demo."""
import json
import os
import subprocess

from bench import (CLI, HOME, ORG_ID, cli, counter, create, demo, folder, main,
                   makes_nothing, tokens)
from support import (PATIENCE, VALUE, Answering, Cases, Demo, contains, equal, fails, http_answer, run,
                     succeeds)

case = Cases()


@case
def bad_usage():
    for words, part in (
            (["auth", "create", "--read-buket", "x"], "Did you mean --read-bucket?"),
            (["auth", "create", "--quite-another"], "This command has no --quite-another option."),
            (["auth", "create", "--read-bucket"], "--read-bucket needs a value"),
            (["auth", "create", "--org", "--json"], "--org needs a value"),
            (["auth", "create", "--json=maybe", "--read-buckets"], "true or false"),
            (["auth", "create", "surplus", "--read-buckets"], "Unexpected argument “surplus”"),
            (["auth", "delete"], "Required flag \"id\" not set"),
            (["auth", "nope"], "Unknown command “nope” for “auth”"),
            (["nope"], "Unknown command “nope”"),
            (["auth", "list", "--connection", "x", "-c", "y"], "both specify where"),
            (["run", "--", "true"], "--saved or --connection"),
            (["run"], "Missing argument"),
            (["demo-server", "--port", "70000"], "is not a valid port"),
            (["demo-server", "--flavor", "sour"], "flavor"),
            (["demo-server", "--flavour", "sour"], "The flavor must be oss, serverless, "),
            (["connection", "import", "--keep-tokens", "--remove-tokens"], "cannot be used together"),
            (["keyring", "copy", "x", "--clear", "soon"], "--clear must be a number of seconds")):
        fails(cli(*words), part, status=2)
    fails(cli("connection", "add", env={"INFLUX_HOST": ""}), "--host", status=2)


@case
def no_home_to_write_to():
    """As a service has none: the token is made all the same, and what is not written down is said."""
    result = succeeds(cli("auth", "create", "--read-buckets", "--quiet",
                          env={"XDG_STATE_HOME": "/dev/null/state"}))
    contains(result.err, "If the server’s response is lost")


@case
def values_where_none_belongs():
    """They are not repeated."""
    for words in (["auth", "create", demo.token, "--read-buckets"], ["auth", "list", f"-t{demo.token}"],
                  ["auth", "list", "-tshort"], ["auth", "list", f"--tokn{demo.token}"],
                  [demo.token], ["auth", demo.token], ["help", demo.token]):
        result = fails(cli(*words), status=2)
        assert demo.token not in result.err and "short" not in result.err, result.err


@case
def strange_texts():
    """What no server has, or no header holds: an error, and no harm."""
    for token in ("a\nb", "é", "\x01"):
        result = cli("auth", "list", env={"INFLUX_TOKEN": token})
        assert result.status in (1, 2) and "Error: " in result.err, result.err
    for words in (["--read-bucket", b"\xff"], ["--org", b"\xff", "--read-buckets"], ["--read-buckets", "-d", b"\xff"],
                  ["--read-bucket", "a/../b?c=d&e#f"], ["--user", "%00", "--read-buckets"],
                  ["--clone", "\n"], ["--read-bucket", "x" * 5000]):
        result = makes_nothing(*words)
        assert result.status == 1 and "Error: " in result.err, result.err


@case
def no_standard_output():
    before = len(tokens())
    result = run("sh", "-c", f"exec {CLI} auth create --read-buckets >&-",
                 env={**HOME, "INFLUX_HOST": counter.address, "INFLUX_TOKEN": demo.token,
                      "INFLUX_ORG": demo.org})
    fails(result, "no standard output")
    equal(len(tokens()), before)


@case
def full_standard_output():
    """The token is there, its value is lost, and all of that is said."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([CLI, "auth", "create", "--read-buckets", "-d", "lost"], stdout=full,
                              stderr=subprocess.PIPE, text=True, timeout=PATIENCE, check=False,
                              env={**os.environ, **HOME, "INFLUX_HOST": counter.address,
                                   "INFLUX_TOKEN": demo.token, "INFLUX_ORG": demo.org})
    made = [token["id"] for token in tokens() if token["description"] == "lost"]
    equal((done.returncode, len(made)), (1, 1))
    contains(done.stderr, f"auth delete --id {made[0]}")
    contains(folder.read(".state/tessera/journal"), "lost")
    assert not VALUE.search(done.stderr + folder.read(".state/tessera/journal"))


@case
def a_reader_that_goes_away():
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {CLI} auth list | true"],
                          env={**os.environ, **HOME, "INFLUX_HOST": counter.address,
                               "INFLUX_TOKEN": demo.token}, capture_output=True, timeout=PATIENCE,
                          check=False)
    assert done.returncode in (0, 1), done.returncode


@case
def servers_that_answer_nonsense():
    for answer in (b"", b"nonsense", http_answer(200, "<html>hello</html>", "text/html"),
                   http_answer(200, '{"authorizations": [{"id": 1}]}'),
                   http_answer(200, '{"authorizations": '), http_answer(500, "oops", "text/plain"),
                   http_answer(302, "", "text/plain")):
        with Answering(answer) as server:
            fails(cli("auth", "list", "--host", server.address))


@case
def what_a_server_says_moves_no_cursor():
    said = http_answer(500, json.dumps({"code": "internal error", "message": "\x1b]0;a\x07\x9b1Ab\rc\u202e"}))
    with Answering(said) as server:
        result = fails(cli("auth", "list", "--host", server.address), "c")
    assert not any(letter in result.err for letter in "\x1b\x07\x9b\r\u202e"), ascii(result.err)


@case
def a_lost_reply():
    for answer in (b"", http_answer(201, '{"id": "00000000000')):
        with Answering(answer) as server:
            result = cli("auth", "create", "--host", server.address, "--org-id", ORG_ID,
                         "--read-buckets", "-d", "lost reply")
            fails(result, "The token may have been created anyway", "auth orphans")
    contains(folder.read(".state/tessera/journal"), "lost reply")


def lose_values(description, count):
    counter.loses = "POST /api/v2/authorizations"
    for _ in range(count):
        fails(cli("auth", "create", "--read-buckets", "-d", description), "auth orphans")
    counter.loses = None
    return [token["id"] for token in tokens() if token["description"] == description]


def list_orphans(**options):
    return [orphan["id"] for orphan in succeeds(cli("auth", "orphans", "--json", **options)).json]


@case
def orphans():
    """One attempt stands for one token, whatever is done about the others."""
    # What the full standard output left.
    for known in list_orphans():
        succeeds(cli("auth", "orphans", "--keep", known))
    ids = lose_values("sensors", 3)
    equal(len(ids), 3)
    contains(succeeds(cli("auth", "list")).err, "The values of 3 tokens on this server were probably lost")
    contains(succeeds(cli("auth", "create", "--read-buckets", "-d", "sensors")).err, "The values of 3 tokens")
    equal(sorted(list_orphans()), sorted(ids))
    equal(sorted(list_orphans(env={"INFLUX_HOST": counter.address.replace("127.0.0.1", "localhost")})), sorted(ids))
    contains(succeeds(cli("auth", "orphans")).out, "sensors")

    succeeds(cli("auth", "orphans", "--keep", ids[0]))
    equal(sorted(list_orphans()), sorted(ids[1:]))
    succeeds(cli("auth", "orphans", "--delete", ids[1]))
    equal(list_orphans(), ids[2:])
    contains(succeeds(cli("auth", "list")).err, "The value of 1 token on this server was probably lost")
    succeeds(cli("auth", "delete", "--id", ids[2]))
    equal(list_orphans(), [])
    equal(succeeds(cli("auth", "list")).err, "")
    left = [token["id"] for token in tokens() if token["description"] == "sensors"]
    assert ids[0] in left and len(left) == 2, left


@case
def orphans_that_are_none():
    fails(cli("auth", "orphans", "--keep", "00000000000000aa"), "is not the ID of a token whose value was lost")
    fails(cli("auth", "orphans", "--keep", "a", "--delete", "b"), "either --delete or --keep", status=2)
    # The request never arrived, and somebody else creates such a token.
    with Answering(b"") as server:
        fails(cli("auth", "create", "--host", server.address, "--org-id", ORG_ID, "--read-buckets", "-d", "mine"))
    create("--read-buckets", "-d", "mine")
    equal(list_orphans(), [])


@case
def a_damaged_journal():
    """It is kept aside and said, and the token is created with a note in a new one."""
    home = os.path.join(folder.name, "damaged-journal")
    journal = os.path.join(home, "tessera", "journal")
    os.makedirs(os.path.dirname(journal))
    with open(journal, "w", encoding="utf-8") as file:
        file.write("what [is this")
    made = cli("auth", "create", "--read-buckets", "-d", "noted", env={"XDG_STATE_HOME": home})
    contains(succeeds(made).err, "journal.damaged-")
    assert "nothing tells of the token" not in made.err, made.err
    names = sorted(os.listdir(os.path.dirname(journal)))
    equal((len(names), names[0]), (2, "journal"))
    with open(os.path.join(home, "tessera", names[1]), encoding="utf-8") as file:
        equal(file.read(), "what [is this")


@case
def a_wider_grant():
    """It is printed, so that nothing is lost, and it is an error."""
    body = json.dumps({
        "id": "00000000000000aa", "token": "v" * 86 + "==", "status": "active", "orgID": ORG_ID,
        "permissions": [{"action": "read", "resource": {"type": "buckets", "orgID": ORG_ID}}]})
    with Answering(http_answer(201, body)) as server:
        result = cli("auth", "create", "--host", server.address, "--org-id", ORG_ID, "--read-bucket",
                     "00000000000000bb", "--allow-unknown-id")
    equal(result.status, 1)
    contains(result.out, "v" * 86)
    contains(result.err, f"Granted but not requested:\n  read:orgs/{ORG_ID}/buckets\n")


@case
def former_name():
    """What --flavor was called before is taken, and mentioned nowhere."""
    demo = os.environ["TESSERA_DEMO_SERVER"]
    contains(run(demo, "--flavour", "sour").err, "The flavor must be oss, serverless, ")
    for text in run(demo, "--help-all").out, cli("demo-server", "--help").out:
        assert "flavor" in text and "--flavour" not in text, text


@case
def serverless():
    server = Demo("--flavor", "serverless")
    try:
        env = {"INFLUX_HOST": server.address, "INFLUX_TOKEN": server.token, "INFLUX_ORG": server.org}
        made = create("--read-bucket", "_monitoring", env=env)
        equal(len(made["permissions"]), 1)
        result = succeeds(cli("auth", "create", "--template", "token-minter", "--json", env=env))
        contains(result.err, "does not report who is signed in")
        assert any("authorizations" in text for text in result.json["permissions"])
        succeeds(cli("auth", "list", env=env))
        contains(succeeds(cli("auth", "test", env=env)).out, server.address)
        fails(cli("auth", "test", env={**env, "INFLUX_TOKEN": "unknown"}), "does not recognize this API token")
        fails(cli("auth", "create", "--user", "nobody", "--read-buckets", env=env))
    finally:
        server.stop()


main(case)
