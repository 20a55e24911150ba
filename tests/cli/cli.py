#!/usr/bin/env python3
"""`tessera-cli` against the demo server, and against servers that are worse."""
import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading

from support import (PATIENCE, VALUE, Cases, Counter, Demo, Folder, Skip, contains, equal, fails, run,
                     succeeds)

case = Cases()
CLI = sys.argv[1]
folder = Folder()
demo = Demo()
counter = Counter(demo)
ORG_ID = demo.ask("GET", "/api/v2/orgs")["orgs"][0]["id"]
BUCKETS = {bucket["name"]: bucket["id"] for bucket in
           demo.ask("GET", f"/api/v2/buckets?orgID={ORG_ID}&limit=100")["buckets"]}
HOME = folder.home()


def cli(*words, env=None, **others):
    return run(CLI, *words, env={**HOME, "INFLUX_HOST": counter.address, "INFLUX_TOKEN": demo.token,
                                 "INFLUX_ORG": demo.org, **(env or {})}, **others)


def tokens():
    return demo.ask("GET", "/api/v2/authorizations")["authorizations"]


def resources(token_id):
    """What a token may, as (action, type, id)."""
    token = demo.ask("GET", f"/api/v2/authorizations/{token_id}")
    return [(item["action"], item["resource"]["type"], item["resource"].get("id"))
            for item in token["permissions"]]


def create(*words, **others):
    """Makes a token and returns its facts."""
    return succeeds(cli("auth", "create", "--json", *words, **others)).json


def makes_nothing(*words, **others):
    """Runs a command that must not make a token."""
    before = len(tokens())
    result = cli("auth", "create", *words, **others)
    equal(len(tokens()), before)
    return result


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
            (["create", "--clone", token], ["GET orgs", "GET authorizations", "POST authorizations"]),
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
    fails(makes_nothing("--read-telegraf", "twins"), "2 are called “twins”")


@case
def what_is_not_there():
    fails(makes_nothing("--read-bucket", "nope"), "There is no bucket “nope”")
    fails(makes_nothing("--read-bucket", "0000000000000009"), "There is no bucket")
    fails(makes_nothing("--user", "nobody", "--read-buckets"), "There is no user “nobody”")
    fails(makes_nothing("--org", "nowhere", "--read-buckets"), "There is no organisation “nowhere”")
    fails(makes_nothing("--org-id", "acme", "--read-buckets"), "is no ID", status=2)
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
    result = fails(cli("auth", "delete", "--id", "twin"), "2 tokens are described as “twin”")
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
    create("--read-bucket", "0000000000000009", "--allow-unknown-id", "-d", "dangles")
    fails(makes_nothing("--clone", "dangles"), "gone")
    equal(create("--clone", "dangles", "--allow-unknown-id")["permissions"],
          [f"read:orgs/{ORG_ID}/buckets/0000000000000009"])


@case
def status():
    equal(create("--read-buckets", "--status", "inactive")["status"], "inactive")
    fails(makes_nothing("--read-buckets", "--status", "sleeping"), "no status", status=2)


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
def owner_is_who_signs_in():
    minter = succeeds(cli("auth", "create", "--template", "token-minter", "--read-buckets", "--user",
                          "telemetry", "-q")).out.strip()
    made = create("--read-buckets", env={"INFLUX_TOKEN": minter})
    equal(made["userName"], "telemetry")


@case
def what_may_not_be_granted():
    narrow = succeeds(cli("auth", "create", "--read-buckets", "-q")).out.strip()
    fails(makes_nothing("--org-id", ORG_ID, "--read-buckets", env={"INFLUX_TOKEN": narrow}),
          "lacks the permission")


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
    fails(cli("auth", "rename", "new name"), "Something is missing", status=2)


@case
def testing():
    contains(succeeds(cli("auth", "test")).out, "admin")
    equal(succeeds(cli("auth", "test", "--json")).json,
          [{"server": counter.address, "works": "true", "userName": "admin"}])
    fails(cli("auth", "test", env={"INFLUX_TOKEN": "unknown"}), "does not know this API token")
    off = create("--read-buckets", "--status", "inactive")["token"]
    fails(cli("auth", "test", env={"INFLUX_TOKEN": off}), "switched off")


# Signing in

@case
def places_of_the_token():
    without = {"INFLUX_TOKEN": ""}
    path = folder.write("token", demo.token + "\n")
    succeeds(cli("auth", "list", "--token-file", path, env=without))
    succeeds(cli("auth", "list", "--token", "-", env=without, stdin=demo.token + "\n"))
    succeeds(cli("auth", "list", "-t", demo.token, env=without))
    fails(cli("auth", "list", env=without), "Nothing says how to sign in")
    for option in ("--token", "--org", "--host", "--user", "--id"):
        fails(cli("auth", "list", option, ""), f"{option} is empty", status=2)
    fails(cli("auth", "list", "--token", "-", env=without), "There is no token in standard input")
    fails(cli("auth", "list", "--token-file", folder.name + "/none"), "can’t be opened")
    fails(cli("auth", "list", "--token-file", path, "-t", "x"), "both say how to sign in", status=2)
    # The command line comes before the environment.
    fails(cli("auth", "list", "--token", "wrong"), "does not know")
    succeeds(cli("auth", "list", "--token-file", path, env={"INFLUX_TOKEN": "wrong"}))


@case
def addresses():
    succeeds(cli("auth", "list", "--host", counter.address + "/"))
    succeeds(cli("auth", "list", "--host", counter.address.removeprefix("http://")))
    fails(cli("auth", "list", "--host", "ftp://x"), "http or https")
    fails(cli("auth", "list", "--host", "http://127.0.0.1:1"), status=1)


@case
def organisation_of_the_environment():
    """What is on the command line overrules it, the ID a name too."""
    env = {"INFLUX_ORG": "", "INFLUX_ORG_ID": "00000000000000ff"}
    equal(len(create("--org", demo.org, "--read-buckets", env=env)["permissions"]), 1)
    fails(makes_nothing("--org", demo.org, "--org-id", ORG_ID, "--read-buckets"), "Ambiguous",
          status=2)
    fails(makes_nothing("--read-buckets", env={"INFLUX_ORG": ""}), "Must specify org", status=2)


@case
def configurations_that_are_broken():
    path = folder.write("broken", '[a]\nurl = "http://x\ntoken = "secret-value"\n')
    result = fails(cli("auth", "list", "--configs-path", path), "Line 2")
    assert "secret-value" not in result.err
    fails(cli("auth", "list", "-c", "none"), "not found", status=2)


@case
def a_configuration_is_not_made_the_active_one():
    """influx rewrites the file for -c; ours only reads it."""
    text = (f'# mine\n[a]\n  url = "{counter.address}"\n  token = "{demo.token}"\n[b]\n'
            '  url = "http://x"\n  active = true\n')
    path = folder.write("configs", text)
    env = {"INFLUX_TOKEN": "", "INFLUX_HOST": "", "INFLUX_CONFIGS_PATH": path}
    succeeds(cli("auth", "list", "-c", "a", env=env))
    equal(folder.read("configs"), text)


@case
def a_password_in_a_configuration():
    import base64
    cookie = base64.b64encode(f"{demo.username}:{demo.password}".encode()).decode()
    path = folder.write("configs", f'[a]\nurl = "{counter.address}"\ncookie = "{cookie}"\n')
    env = {"INFLUX_TOKEN": "", "INFLUX_HOST": "", "INFLUX_CONFIGS_PATH": path}
    succeeds(cli("auth", "list", env=env))
    equal(create("--read-buckets", env=env)["userName"], demo.username)


# Secrets

class Silent:
    """A server that takes what comes and does not answer."""

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        return self

    def __exit__(self, *_):
        self.socket.close()


@case
def the_argument_is_wiped():
    value = "a-token-that-must-not-be-seen"
    for words in (["--token", value], ["-t", value], [f"--token={value}"]):
        with Silent() as silent:
            process = subprocess.Popen([CLI, "auth", "list", "--host", silent.address, *words],
                                       env={**os.environ, **HOME},
                                       stderr=subprocess.PIPE)
            silent.socket.settimeout(PATIENCE)
            connection, _ = silent.socket.accept()
            contains(connection.recv(65536).decode(), value)
            with open(f"/proc/{process.pid}/cmdline", "rb") as file:
                text = file.read().decode()
            contains(text, "--host")
            assert value not in text
            process.send_signal(signal.SIGINT)
            contains(process.communicate(timeout=PATIENCE)[1].decode(), "Cancelled")
            equal(process.returncode, 1)


@case
def the_variable_is_wiped():
    value = "a-token-that-must-not-be-seen"
    with Silent() as silent:
        process = subprocess.Popen([CLI, "auth", "list", "--host", silent.address],
                                   env={**os.environ, **HOME, "INFLUX_TOKEN": value},
                                   stderr=subprocess.DEVNULL)
        silent.socket.settimeout(PATIENCE)
        connection, _ = silent.socket.accept()
        contains(connection.recv(65536).decode(), value)
        with open(f"/proc/{process.pid}/environ", "rb") as file:
            assert value.encode() not in file.read()
        process.kill()
        process.wait()


def on_terminal(*words, **env):
    """Runs a command whose output is a terminal; returns all that it shows."""
    master, slave = pty.openpty()
    process = subprocess.Popen([CLI, *words], stdin=slave, stdout=slave, stderr=slave,
                               env={**os.environ, **HOME, "INFLUX_HOST": counter.address,
                                    "INFLUX_ORG": demo.org, **env})
    os.close(slave)
    shown = b""
    try:
        while chunk := os.read(master, 65536):
            shown += chunk
    except OSError:
        pass
    process.wait(PATIENCE)
    os.close(master)
    return shown.decode()


@case
def a_token_as_argument_is_warned_about_on_a_terminal():
    contains(on_terminal("auth", "list", "--token", demo.token), "Warning: The token stands in")
    assert "Warning" not in on_terminal("auth", "list", INFLUX_TOKEN=demo.token)
    assert "Warning" not in succeeds(cli("auth", "list", "--token", demo.token)).err


@case
def a_terminal_does_not_obey_descriptions():
    made = create("--read-buckets", "-d", "\x1b[31mred\nsecond")
    shown = on_terminal("auth", "list", "--id", made["id"], INFLUX_TOKEN=demo.token)
    assert "\x1b" not in shown
    contains(shown, "[31mred second")
    contains(succeeds(cli("auth", "list", "--id", made["id"])).out, "\x1b[31mred\nsecond")


@case
def tracing_tells_no_secret():
    result = succeeds(cli("auth", "create", "--read-buckets", "--http-debug"))
    contains(result.err, "> POST /api/v2/authorizations")
    contains(result.err, "< HTTP/1.1 201")
    assert demo.token not in result.err and not VALUE.search(result.err)


@case
def other_headers():
    seen = {}

    def serve(connection):
        seen["request"] = connection.recv(65536).decode()
        connection.close()

    with Silent() as silent:
        thread = threading.Thread(target=lambda: serve(silent.socket.accept()[0]))
        thread.start()
        cli("auth", "list", "--host", silent.address, "--extra-http-header", "X-One: 1",
            "--extra-http-header=X-Two:2", "--trace-debug-id", "trace-me")
        thread.join(PATIENCE)
    for header in ("X-One: 1", "X-Two: 2", "Zap-Trace-Span: trace-me", "influx-debug-id: trace-me"):
        contains(seen["request"], header)
    for header in ("nonsense", "two words: x", ": x", "X-One: 1\r\nX-Two: 2"):
        fails(cli("auth", "list", "--extra-http-header", header), "NAME:VALUE", status=2)
    fails(cli("auth", "list", "--trace-debug-id", "a\nb"), "NAME:VALUE", status=2)


# What goes wrong

@case
def bad_usage():
    for words, part in (
            (["auth", "create", "--read-buket", "x"], "Did you mean --read-bucket?"),
            (["auth", "create", "--quite-another"], "There is no option --quite-another here"),
            (["auth", "create", "--read-bucket"], "--read-bucket needs a value"),
            (["auth", "create", "--org", "--json"], "--org needs a value"),
            (["auth", "create", "--json=maybe", "--read-buckets"], "true or false"),
            (["auth", "create", "surplus", "--read-buckets"], "“surplus” is one argument too many"),
            (["auth", "delete"], "Required flag \"id\" not set"),
            (["auth", "nope"], "Unknown command “nope” for “auth”"),
            (["nope"], "Unknown command “nope”"),
            (["auth", "list", "--connection", "x", "-c", "y"], "both say where"),
            (["run", "--", "true"], "--saved or --connection"),
            (["run"], "Something is missing"),
            (["demo-server", "--port", "70000"], "is no port"),
            (["demo-server", "--flavour", "sour"], "flavour"),
            (["connection", "import", "--keep-tokens", "--remove-tokens"], "exclude each other"),
            (["keyring", "copy", "x", "--clear", "soon"], "--clear takes seconds")):
        fails(cli(*words), part, status=2)
    fails(cli("connection", "add", env={"INFLUX_HOST": ""}), "--host", status=2)
    # A value that landed where none belongs is not repeated.
    result = fails(cli("auth", "create", demo.token, "--read-buckets"), status=2)
    assert demo.token not in result.err


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


class Answering(Silent):
    """A server that answers every request with the same bytes, or hangs up."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def __enter__(self):
        super().__enter__()
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def serve(self):
        for answer in self.answers:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            connection.recv(65536)
            connection.sendall(answer)
            connection.close()


def http_answer(status, body, kind="application/json"):
    return (f"HTTP/1.1 {status} Whatever\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            f"Connection: close\r\n\r\n{body}").encode()


@case
def servers_that_answer_nonsense():
    for answer in (b"", b"nonsense", http_answer(200, "<html>hello</html>", "text/html"),
                   http_answer(200, '{"authorizations": [{"id": 1}]}'),
                   http_answer(200, '{"authorizations": '), http_answer(500, "oops", "text/plain"),
                   http_answer(302, "", "text/plain")):
        with Answering(answer) as server:
            fails(cli("auth", "list", "--host", server.address))


@case
def a_lost_reply():
    for answer in (b"", http_answer(201, '{"id": "00000000000')):
        with Answering(answer) as server:
            result = cli("auth", "create", "--host", server.address, "--org-id", ORG_ID,
                         "--read-buckets", "-d", "lost reply")
            fails(result, "Whether the token was made is not known", "auth list")
    contains(folder.read(".state/tessera/journal"), "lost reply")


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
    contains(result.err, f"Granted beyond that:\n  read:orgs/{ORG_ID}/buckets\n")


@case
def serverless():
    server = Demo("--flavour", "serverless")
    try:
        env = {"INFLUX_HOST": server.address, "INFLUX_TOKEN": server.token, "INFLUX_ORG": server.org}
        made = create("--read-bucket", "_monitoring", env=env)
        equal(len(made["permissions"]), 1)
        result = succeeds(cli("auth", "create", "--template", "token-minter", "--json", env=env))
        contains(result.err, "does not tell who signs in")
        assert any("authorizations" in text for text in result.json["permissions"])
        succeeds(cli("auth", "list", env=env))
        fails(cli("auth", "create", "--user", "nobody", "--read-buckets", env=env))
    finally:
        server.stop()


# Help, manual pages, completions

COMMANDS = {"auth": ["create", "list", "active", "inactive", "delete", "rename", "test"],
            "keyring": ["list", "show", "copy", "forget", "import"],
            "connection": ["list", "add", "remove", "use", "import"]}


@case
def help_everywhere():
    for words in ([], ["--help"], ["help"], ["auth"], ["help", "auth"], ["auth", "--help"],
                  ["run", "--help"], ["demo-server", "-h"], ["--version"], ["version"]):
        result = succeeds(cli(*words))
        equal(result.err, "")
    for group, commands in COMMANDS.items():
        for name in commands:
            shown = succeeds(cli(group, name, "--help")).out
            contains(shown, f"Usage: tessera-cli {group} {name}")
            equal(succeeds(cli("help", group, name)).out, shown)
            assert max(len(line) for line in shown.splitlines() if "tessera-cli" not in line) <= 80
    contains(cli("auth", "create", "--help").out, "--read-authorizations")
    equal(cli("auth", "ls", "--help").out, cli("auth", "list", "--help").out)


@case
def manual_pages():
    """Each option of each command is in the page, and groff has nothing to complain about."""
    for group, commands in COMMANDS.items():
        page = succeeds(cli("__manual", group)).out
        for name in commands:
            for option in re.findall(r"^  (--[\w-]+)", cli(group, name, "--help").out, re.M):
                contains(page, option.replace("-", r"\-"))
    if not shutil.which("groff"):
        raise Skip("there is no groff here")
    for group in ["", "run", "demo-server", *COMMANDS]:
        page = succeeds(cli("__manual", *([group] if group else []))).out
        checked = run("groff", "-man", "-Tutf8", "-ww", "-K", "utf8", stdin=page)
        equal(succeeds(checked).err, "")


def completed(*words, **others):
    return succeeds(cli("__complete", *words, **others)).out.splitlines()


@case
def completions():
    equal(completed("au"), ["auth"])
    equal(completed("auth", ""), COMMANDS["auth"])
    equal(completed("auth", "create", "--read-b"), ["--read-bucket", "--read-buckets"])
    equal(completed("auth", "create", "--read-bucket", "_"), ["_monitoring", "_tasks"])
    equal(completed("auth", "create", "--read-bucket=_t"), ["--read-bucket=_tasks"])
    equal(completed("auth", "create", "--user", "tele"), ["telemetry"])
    equal(completed("auth", "list", "--status", ""), ["active", "inactive"])
    equal(completed("auth", "create", "--template", "token"), ["token-minter"])
    equal(completed("auth", "create", "-o", demo.org[:3]), [demo.org])
    create("--read-buckets", "-d", "complete me")
    equal(completed("auth", "delete", "--id", "complete"), ["complete me"])
    equal(completed("auth", "rename", "complete"), ["complete me"])
    equal(completed("nope", ""), [])
    assert "--read-user" not in completed("auth", "create", "--read-")


SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/cli/completions")


def in_shell(*words):
    """Runs a shell in which `tessera-cli` is the one to test."""
    if not shutil.which(words[0]):
        raise Skip(f"there is no {words[0]} here")
    os.makedirs(folder.name + "/bin", exist_ok=True)
    link = folder.name + "/bin/tessera-cli"
    if not os.path.lexists(link):
        os.symlink(os.path.abspath(CLI), link)
    result = run(*words, env={**HOME, "PATH": f"{folder.name}/bin:{os.environ['PATH']}",
                              "INFLUX_HOST": counter.address, "INFLUX_TOKEN": demo.token,
                              "XDG_DATA_HOME": folder.name + "/data"})
    return succeeds(result).out.splitlines()


@case
def completion_in_bash():
    def typed(line):
        return in_shell("bash", "--norc", "-c", f"""
            source {SCRIPTS}/tessera-cli.bash
            COMP_LINE=$1 COMP_POINT=${{#1}}
            _tessera_cli tessera-cli "${{1##* }}"
            [ ${{#COMPREPLY[@]}} = 0 ] || printf '%s\\n' "${{COMPREPLY[@]}}" """, "bash", line)

    quoted = demo.org.replace(" ", "\\ ")
    equal(typed("tessera-cli conn"), ["connection"])
    equal(typed(f"tessera-cli auth create --org {quoted} --read-bucket _"), ["_monitoring", "_tasks"])
    equal(typed(f'tessera-cli auth create --org "{demo.org}" --read-bucket=_t'), ["_tasks"])
    equal(typed("tessera-cli auth create --org " + demo.org[:4]), [quoted])
    equal(typed(f"tessera-cli auth list --host {counter.address} --status "), ["active", "inactive"])


@case
def completion_in_zsh():
    def typed(*words):
        return in_shell("zsh", "-f", "-c", f"""
            compadd () {{ shift; print -rl -- "$@" }}
            _files () {{ print files }}
            words=("$@") CURRENT=$#
            source {SCRIPTS}/_tessera-cli""", "zsh", *words)

    equal(typed("tessera-cli", "conn"), ["connection"])
    equal(typed("tessera-cli", "auth", "create", "--org", demo.org.replace(" ", "\\ "),
                "--read-bucket", "_"), ["_monitoring", "_tasks"])
    equal(typed("tessera-cli", "auth", "list", "--token-file", ""), ["files"])


@case
def completion_in_fish():
    def typed(line):
        shown = in_shell("fish", "--no-config", "-c",
                         f"source {SCRIPTS}/tessera-cli.fish; complete -C $argv[1]", line)
        return [candidate.split("\t")[0] for candidate in shown]

    equal(typed("tessera-cli conn"), ["connection"])
    equal(typed(f"tessera-cli auth create --org '{demo.org}' --read-bucket _"),
          ["_monitoring", "_tasks"])


@case
def completions_are_quiet():
    """A server that is not there or does not answer, a wrong token: nothing is said."""
    with Silent() as silent:
        for env in ({"INFLUX_HOST": "http://127.0.0.1:1"}, {"INFLUX_TOKEN": "wrong"},
                    {"INFLUX_HOST": silent.address}, {"INFLUX_TOKEN": ""}):
            result = cli("__complete", "auth", "create", "--read-bucket", "_", env=env)
            equal((result.status, result.out, result.err), (0, "", ""))
    result = cli("__complete", "auth", "list", "--token", "-", "--user", "")
    equal((result.status, result.out, result.err), (0, "", ""))


try:
    case.run()
finally:
    demo.stop()
    folder.cleanup()
