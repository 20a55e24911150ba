#!/usr/bin/env python3
"""`tessera-cli` with a real keyring, on a private bus and in a home that is thrown away; with
KEYRING=locked, with a locked one, and with KEYRING=none, without one."""
import base64
import json
import os
import pathlib
import pty
import signal
import subprocess
import sys
import termios

from support import (PATIENCE, VALUE, Cases, Counter, Demo, Folder, contains, equal, fails, run, succeeds,
                     wait_until)

case, without, locked = Cases(), Cases(), Cases()
CLI = sys.argv[1]
demo = Demo()
folder = Folder()
ENV = {"INFLUX_HOST": demo.address, "INFLUX_TOKEN": demo.token, "INFLUX_ORG": demo.org,
       "INFLUX_CONFIGS_PATH": folder.name + "/configs",
       "TESSERA_LIBEXECDIR": os.environ.get("TESSERA_LIBEXECDIR", "/nonexistent")}
NOTHING = {"INFLUX_HOST": "", "INFLUX_TOKEN": "", "INFLUX_ORG": ""}


def cli(*words, env=None, **others):
    return run(CLI, *words, env={**ENV, **(env or {})}, **others)


def save(description, *words):
    """Makes and saves a token; returns its facts."""
    return succeeds(cli("auth", "create", "--read-bucket", "_tasks", "--save", "--json", "-d",
                        description, *words)).json


def value_of(name):
    value = succeeds(cli("keyring", "show", name)).out
    assert VALUE.fullmatch(value.removesuffix("\n"))
    return value.strip()


def works(value):
    demo.ask("GET", "/api/v2/buckets", token=value)


@case
def saving():
    """The value is in the keyring, for other programs as well, and in no output."""
    result = succeeds(cli("auth", "create", "--read-bucket", "_tasks", "--save", "-d", "saved one"))
    assert not VALUE.search(result.out + result.err)
    contains(result.err, "Saved to the keyring as InfluxDB token “saved one”")
    contains(result.out, "saved one\t\t")
    works(value_of("saved one"))
    found = run("secret-tool", "lookup", "description", "saved one", "server", demo.address)
    assert found.out == value_of("saved one"), "secret-tool finds another value"
    journal = os.path.join(os.environ["XDG_STATE_HOME"], "tessera/journal")
    if os.path.exists(journal):
        with open(journal, encoding="utf-8") as file:
            assert "saved one" not in file.read()


@case
def names():
    """What is saved without a description gets the generated one, and follows a new one."""
    made = succeeds(cli("auth", "create", "--read-bucket", "_tasks", "--save", "--json")).json
    equal(made["description"], "Read buckets _tasks")
    succeeds(cli("auth", "rename", made["id"], "named anew"))
    works(value_of("named anew"))
    fails(cli("keyring", "show", "Read buckets _tasks"), "There is no saved token")


@case
def saving_and_showing():
    result = succeeds(cli("auth", "create", "--read-buckets", "--save", "--show-token", "-q", "-d",
                          "both"))
    assert result.out.strip() == value_of("both")
    equal(succeeds(cli("auth", "create", "--read-buckets", "--save", "-q", "-d", "neither")).out, "")


@case
def listing():
    made = save("listed")
    rows = [row for row in succeeds(cli("keyring", "list", "--json")).json if row["id"] == made["id"]]
    equal(rows, [{"id": made["id"], "description": "listed", "userName": made["userName"],
                  "organizationID": rows[0]["organizationID"], "server": demo.address}])
    contains(succeeds(cli("keyring", "ls", "--hide-headers", "--host", demo.address)).out, "listed")
    equal(succeeds(cli("keyring", "list", "--host", "https://elsewhere", "--json")).json, [])
    listed = succeeds(cli("auth", "list", "--saved", "--json", "--description", "listed")).json
    equal([token["id"] for token in listed], [made["id"]])
    unsaved = succeeds(cli("auth", "create", "--read-buckets", "--json", "-d", "listed not")).json
    listed = succeeds(cli("auth", "list", "--saved", "--json")).json
    assert unsaved["id"] not in [token["id"] for token in listed]


@case
def several_of_one_name():
    first, second = save("twin"), save("twin")
    result = fails(cli("keyring", "show", "twin"), "There is more than one match for “twin”", first["id"])
    contains(result.err, second["id"])
    works(value_of(first["id"]))
    fails(cli("keyring", "show", "nothing like it"), "There is no saved token")
    fails(cli("keyring", "show", ""), "The name is empty", status=2)


@case
def forgetting():
    made = save("to forget")
    fails(cli("keyring", "forget", "to forget"), "--yes", status=2)
    works(value_of("to forget"))
    succeeds(cli("keyring", "forget", "to forget", "--yes"))
    fails(cli("keyring", "show", "to forget"), "There is no saved token")
    demo.ask("GET", f"/api/v2/authorizations/{made['id']}")


@case
def importing():
    made = succeeds(cli("auth", "create", "--read-buckets", "--json", "-d", "made elsewhere")).json
    result = succeeds(cli("keyring", "import", "--id", "made elsewhere", stdin=made["token"] + "\n"))
    contains(result.err, "Saved to the keyring")
    assert value_of(made["id"]) == made["token"]
    path = folder.write("value", made["token"])
    succeeds(cli("keyring", "import", "--id", made["id"], "--value-file", path))
    # Who signs in is read once, and the value from elsewhere.
    succeeds(cli("keyring", "import", "--id", made["id"], "--value-file", path, "--token", "-",
                 env={"INFLUX_TOKEN": ""}, stdin=demo.token + "\n"))
    other = succeeds(cli("auth", "create", "--read-buckets", "-q", "--template", "token-minter", "--user",
                         "telemetry")).out
    fails(cli("keyring", "import", "--id", made["id"], stdin=other), "belongs to another token", "“telemetry”")
    fails(cli("keyring", "import", "--id", made["id"], stdin="no value of this server"),
          "does not recognize this API token")
    fails(cli("keyring", "import", "--id", made["id"], stdin=""), "There is no value")
    assert value_of(made["id"]) == made["token"]


@case
def values_that_tell_which_token_they_are():
    """A token that sees no other one than itself needs no --id."""
    demo.ask("POST", "/api/v2/users", {"name": "solo"})
    made = succeeds(cli("auth", "create", "--user", "solo", "--template", "token-minter",
                        "--read-authorizations", "--json", "-d", "the only one")).json
    contains(succeeds(cli("keyring", "import", stdin=made["token"])).err, "“the only one”")
    assert value_of(made["id"]) == made["token"]
    succeeds(cli("auth", "test", "--permissions", env={"INFLUX_TOKEN": made["token"]}))
    fails(cli("keyring", "import", stdin=demo.token), "Use --id to specify the token", status=2)


@case
def signing_in_with_a_saved_token():
    save("sign in", "--template", "token-minter", "--read-authorizations")
    for option in ("--token-saved", "--saved"):
        # It says where and for which organization, too.
        succeeds(cli("auth", "create", "--read-bucket", "_tasks", option, "sign in", env=NOTHING))
        fails(cli("auth", "create", "--read-tasks", option, "sign in", env=NOTHING), "can’t grant")
    listed = succeeds(cli("auth", "list", "--token-saved", "sign in", "--json", env=NOTHING)).json
    assert "sign in" in [token["description"] for token in listed]
    contains(succeeds(cli("auth", "test", "sign in", env=NOTHING)).out, demo.address)
    # It is for its own server, and goes nowhere else.
    fails(cli("auth", "list", "--token-saved", "sign in", "--host", "http://127.0.0.1:1"),
          "There is no saved token")


@case
def testing_permissions():
    """Each of them, with the saved token itself; what does not work makes the command fail."""
    bucket = demo.ask("POST", "/api/v2/buckets", {
        "orgID": demo.ask("GET", "/api/v2/orgs")["orgs"][0]["id"], "name": "to test",
        "retentionRules": []})["id"]
    made = succeeds(cli("auth", "create", "--read-bucket", "to test", "--read-buckets", "--save",
                        "--json", "-d", "to test")).json
    tested = succeeds(cli("auth", "test", "to test", "--permissions", "--json")).json
    equal([row["permission"] for row in tested], sorted(made["permissions"]))
    equal({row["outcome"] for row in tested}, {"Works"})
    demo.ask("DELETE", f"/api/v2/buckets/{bucket}")
    result = cli("auth", "test", "to test", "--permissions")
    equal(result.status, 1)
    contains(result.err, "1 of the token’s permissions does not work")
    contains(result.out, f"/buckets/{bucket}\t")
    fails(cli("auth", "test", "--permissions", env={"INFLUX_TOKEN": value_of("saved one")}),
          "does not report which token this is")


@case
def running_a_command():
    made = save("for a command")
    value = value_of(made["id"])
    script = 'printf "%s %s %s %s" "$INFLUX_TOKEN" "$INFLUX_HOST" "$INFLUX_ORG_ID" "$INFLUX_ORG"; exit 7'
    result = cli("run", "--saved", "for a command", "--", "sh", "-c", script)
    equal(result.status, 7)
    token, host, org_id = result.out.split()
    assert token == value
    equal(host, demo.address)
    equal(len(org_id), 16)
    # Options of the command are its own, also without the two dashes.
    equal(succeeds(cli("run", "--saved", "for a command", "echo", "--saved", "--", "x")).out,
          "--saved -- x\n")
    equal(succeeds(cli("run", "--saved", made["id"], "sh", "-c", 'echo "$0"',
                       "--help")).out, "--help\n")
    equal(cli("run", "--saved", made["id"], "--", "/nowhere/to/be/found").status, 127)
    equal(cli("run", "--saved", made["id"], "--", "/").status, 126)
    fails(cli("run", "--saved", "nobody", "--", "true"), "There is no saved token")


@case
def running_influx_with_an_organization():
    """influx calls an organization's name ambiguous if it has the ID in a variable, too."""
    made = save("for influx")
    influx = folder.write("bin/influx", '#!/bin/sh\nprintf "%s" "$INFLUX_ORG_ID"\n')
    os.chmod(influx, 0o700)
    org_id = made["permissions"][0].split("/")[1]
    for words, sent in ((("bucket", "list"), org_id), (("bucket", "list", "-o", "acme"), ""),
                        (("write", "--org=acme", "x"), ""), (("query", "-org", "acme"), ""),
                        (("auth", "list", "--org-id", org_id), ""), (("auth", "list", "--organic"), org_id)):
        equal(succeeds(cli("run", "--saved", made["id"], "--", influx, *words)).out, sent)
    equal(succeeds(cli("run", "--saved", made["id"], "timeout", "60", influx, "org", "list", "-o", "x")).out, "")
    equal(succeeds(cli("run", "--saved", made["id"], "sh", "-c", 'printf "%s" "$INFLUX_ORG_ID"', "-o")).out, org_id)


@case
def signals_of_a_command():
    made = save("for signals")
    process = subprocess.Popen([CLI, "run", "--saved", made["id"], "--", "sh", "-c",
                                "echo ready; exec sleep 600"], stdout=subprocess.PIPE, text=True)
    equal(process.stdout.readline(), "ready\n")
    with open(f"/proc/{process.pid}/cmdline", encoding="utf-8") as file:
        assert not VALUE.search(file.read())
    process.send_signal(signal.SIGTERM)
    equal(process.wait(PATIENCE), -signal.SIGTERM)
    # A broken pipe ends the command, as it would without us.
    done = subprocess.run(["bash", "-c", f"{CLI} run --saved {made['id']} -- yes | head -1; "
                           "echo ${PIPESTATUS[0]}"], capture_output=True, text=True,
                          timeout=PATIENCE, check=False)
    equal(done.stdout, "y\n141\n")


def clipboard():
    return run("xclip", "-selection", "clipboard", "-o").out


def wait_for_clipboard(text):
    wait_until("the clipboard to hold something else", lambda: clipboard() == text)


def copy_other():
    subprocess.run(["xclip", "-selection", "clipboard"], input=b"other", check=True,
                   stdout=subprocess.DEVNULL)


def start_copying(name="to copy"):
    process = subprocess.Popen([CLI, "keyring", "copy", name], stderr=subprocess.PIPE, text=True,
                               env={**os.environ, **ENV})
    contains(process.stderr.readline(), "Copied")
    wait_for_clipboard(value_of(name))
    return process


def interrupt(process):
    process.send_signal(signal.SIGINT)
    equal(process.wait(PATIENCE), 0)


@case
def copying():
    save("to copy")
    interrupt(start_copying())
    wait_for_clipboard("")
    # What somebody else put there stays.
    process = start_copying()
    copy_other()
    wait_for_clipboard("other")
    equal(process.wait(PATIENCE), 0)
    equal(clipboard(), "other")
    succeeds(cli("keyring", "copy", "to copy", "--clear", "0"))
    wait_for_clipboard(value_of("to copy"))
    copy_other()
    fails(cli("keyring", "copy", "to copy", env={"DISPLAY": "", "WAYLAND_DISPLAY": ""}), status=1)


@case
def ends_of_copying():
    """Whatever ends the command, the value goes with it."""
    save("to copy and end")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGKILL, signal.SIGUSR1):
        process = start_copying("to copy and end")
        process.send_signal(number)
        process.wait(PATIENCE)
        wait_for_clipboard("")


@case
def hint_for_clipboard_managers():
    save("to hide")
    process = start_copying("to hide")
    targets = run("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS").out.split()
    assert "x-kde-passwordManagerHint" in targets, targets
    interrupt(process)


@case
def copying_on_wayland():
    """wl-copy, which a small program stands for: it has the value until it is told to end."""
    made = save("to copy on Wayland")
    program = folder.write("wl-copy", f"""#!/bin/sh
if [ "$1" = --help ]; then echo '  -s, --sensitive'; exit; fi
if [ "$1" = --clear ]; then kill "$(cat {folder.name}/pid)"; exit; fi
echo $$ > {folder.name}/pid
echo "$@" > {folder.name}/options
cat > {folder.name}/copied
trap 'rm {folder.name}/copied; exit' TERM
while :; do sleep 0.1; done
""")
    os.chmod(program, 0o755)
    env = {**os.environ, **ENV, "WAYLAND_DISPLAY": "none",
           "PATH": folder.name + ":" + os.environ["PATH"]}
    copied = os.path.join(folder.name, "copied")
    for number in (signal.SIGINT, signal.SIGKILL):
        process = subprocess.Popen([CLI, "keyring", "copy", made["id"]], stderr=subprocess.DEVNULL, env=env)
        wait_until("wl-copy to have the value", lambda: os.path.exists(copied)
                   and os.path.getsize(copied) > 0)
        process.send_signal(number)
        process.wait(PATIENCE)
        wait_until("wl-copy to end", lambda: not os.path.exists(copied))
    with open(os.path.join(folder.name, "options"), encoding="utf-8") as file:
        equal(file.read(), "--foreground --sensitive\n")


def connections():
    return succeeds(cli("connection", "list", "--json", env=NOTHING)).json


def in_use():
    return next(row["id"] for row in connections() if row["active"])


@case
def connecting():
    equal(connections(), [])
    fails(cli("connection", "add", "--host", demo.address, env=NOTHING, stdin="wrong\n"),
          "does not recognize")
    fails(cli("connection", "add", "--host", demo.address, "--org", "nope"), "no organization “nope”")
    equal(connections(), [])
    contains(succeeds(cli("connection", "add", "--org", demo.org)).err, "Connected: ")
    name = f"{demo.org} · {demo.address.removeprefix('http://')}"
    equal([(row["active"], row["name"], row["signsInAs"]) for row in connections()],
          [("*", name, "(a token)")])
    path = folder.write("password", demo.password)
    succeeds(cli("connection", "add", "--host", demo.address, "--username", demo.username,
                 "--password-file", path, env=NOTHING))
    equal(len(connections()), 2)


@case
def working_with_connections():
    """Without anything else, the one in use signs in; any of them when named."""
    token_id, password_id = (row["id"] for row in sorted(connections(),
                                                         key=lambda row: row["signsInAs"]))
    for name in (token_id, password_id):
        succeeds(cli("auth", "create", "--read-buckets", "--connection", name, env=NOTHING))
        succeeds(cli("auth", "list", env={**NOTHING, "TESSERA_CONNECTION": name}))
        succeeds(cli("connection", "use", name, env=NOTHING))
        equal([row["active"] for row in connections() if row["id"] == name], ["*"])
        succeeds(cli("auth", "create", "--read-buckets", env=NOTHING))
    fails(cli("auth", "list", "--connection", demo.org, env=NOTHING), "There is more than one match for")
    fails(cli("auth", "list", "--connection", "nobody", env=NOTHING), "There is no connection")
    # Its secret goes to its own server only.
    fails(cli("auth", "list", "--connection", token_id, "--host", "http://127.0.0.1:1", env=NOTHING),
          "a different server", status=2)
    fails(cli("auth", "list", "--host", "http://127.0.0.1:1", env=NOTHING), "There are no credentials")
    contains(succeeds(cli("run", "--connection", token_id, "--", "sh", "-c", "echo $INFLUX_HOST",
                          env=NOTHING)).out, demo.address)
    fails(cli("run", "--connection", password_id, "--", "true", env=NOTHING), "password", status=2)


@case
def disconnecting():
    for row in connections():
        succeeds(cli("connection", "remove", row["id"], env=NOTHING))
    equal(connections(), [])
    fails(cli("auth", "list", env=NOTHING), "There are no credentials")
    fails(cli("connection", "rm", "gone", env=NOTHING), "There is no connection")


@case
def taking_configurations_over():
    """Signs in, keeps what signs in, empties the file, and goes on working with the emptied file."""
    cookie = base64.b64encode(f"{demo.username}:{demo.password}".encode()).decode()
    text = (f'[one]\n  url = "{demo.address}"\n  token = "{demo.token}"\n  org = "{demo.org}"\n'
            f'  active = true\n[two]\n  url = "{demo.address}"\n  cookie = "{cookie}"\n'
            '[broken]\n  url = "http://127.0.0.1:1"\n  token = "stays"\n# the end\n')
    folder.write("configs", text)
    result = succeeds(cli("connection", "import", "one", "--keep-tokens", env=NOTHING))
    contains(result.err, "still in")
    equal(folder.read("configs"), text)
    # Nobody is there to ask: the file stays as it is.
    succeeds(cli("connection", "import", "one", env=NOTHING))
    equal(folder.read("configs"), text)
    result = cli("connection", "import", "--remove-tokens", env=NOTHING)
    equal(result.status, 1)
    contains(result.err, "“broken” was not imported")
    equal(folder.read("configs"), text.replace(demo.token, "").replace(cookie, ""))
    equal(len(connections()), 2)
    succeeds(cli("auth", "list", env=NOTHING))
    succeeds(cli("auth", "create", "--read-buckets", env=NOTHING))
    fails(cli("connection", "import", "none", env=NOTHING), "not found", status=2)
    # A configuration that has a token comes before a connection, and that is said.
    folder.write("configs", text)
    contains(succeeds(cli("connection", "use", connections()[0]["id"], env=NOTHING)).err,
             "“one” takes precedence")


@case
def a_gate_in_front():
    """Every request of every command has the headers that it wants."""
    front = Counter(demo)
    front.refuses = lambda request: None if request.headers.get("X-Gate") == "open" else (403, {}, "no entry")
    gate = {"INFLUX_HOST": front.address, "INFLUX_EXTRA_HTTP_HEADER": "X-Gate: open"}
    token = succeeds(cli("auth", "create", "--read-buckets", "--save", "--json", "-d", "gated", env=gate)).json
    path = folder.write("gated", value_of(token["id"]))
    for words in (("auth", "test", "gated"), ("auth", "test", "gated", "--permissions"), ("auth", "test"),
                  ("keyring", "import", "--id", token["id"], "--value-file", path),
                  ("auth", "list", "--token-saved", "gated"), ("auth", "rename", token["id"], "gated")):
        front.take()
        succeeds(cli(*words, env=gate))
        assert front.requests and all(headers["X-Gate"] == "open" for headers in front.headers), words
        fails(cli(*words, env={"INFLUX_HOST": front.address}), "refused the request", "Details: no entry")
    add = ("connection", "add", "--host", front.address)
    fails(cli(*add), "refused the request")
    result = succeeds(cli(*add, "--extra-http-header", "X-Gate: open"))
    assert "Warning" not in result.err, result.err
    name = in_use()
    succeeds(cli("auth", "list", "--connection", name, env=NOTHING))
    succeeds(cli("connection", "remove", name))
    folder.write("configs", f'[gated]\nurl = "{front.address}"\ntoken = "{demo.token}"\n')
    succeeds(cli("connection", "import", "--keep-tokens", env={**gate, **NOTHING}))
    succeeds(cli("connection", "remove", in_use()))
    folder.write("configs", "")
    succeeds(cli("keyring", "forget", token["id"], "--yes"))


@case
def a_certificate_that_is_not_trusted():
    """--skip-verify holds for the whole command, and a connection keeps it."""
    front = Counter(demo, pathlib.Path(__file__).parent.parent / "data" / "tls" / "other-name.pem")
    skip = {"INFLUX_HOST": front.address, "INFLUX_SKIP_VERIFY": "true"}
    token = succeeds(cli("auth", "create", "--read-buckets", "--save", "--json", "-d", "skipped", env=skip)).json
    path = folder.write("skipped", value_of(token["id"]))
    for words in (("auth", "list"), ("auth", "test", "skipped"), ("auth", "test", "skipped", "--permissions"),
                  ("keyring", "import", "--id", token["id"], "--value-file", path)):
        succeeds(cli(*words, env=skip))
        fails(cli(*words, env={"INFLUX_HOST": front.address}), "certificate")
    fails(cli("connection", "add", "--host", front.address), "certificate")
    for words in (("--skip-verify",), ()):
        env = {"INFLUX_SKIP_VERIFY": ""} if words else skip
        contains(succeeds(cli("connection", "add", "--host", front.address, *words, env=env)).err,
                 "saved with --skip-verify")
        name = in_use()
        contains(succeeds(cli("auth", "list", "--connection", name, env=NOTHING)).err, "accepts any certificate")
        fails(cli("auth", "list", "--connection", name, "--skip-verify=false", env=NOTHING), "certificate")
        succeeds(cli("connection", "remove", name))
    folder.write("configs", f'[box]\nurl = "{front.address}"\ntoken = "{demo.token}"\n')
    fails(cli("connection", "import", "--keep-tokens", env=NOTHING), "certificate")
    contains(succeeds(cli("connection", "import", "--keep-tokens", env={**skip, **NOTHING})).err, "--skip-verify")
    succeeds(cli("connection", "remove", in_use()))
    folder.write("configs", "")
    succeeds(cli("keyring", "forget", token["id"], "--yes"))


@case
def a_name_without_an_id():
    """Some servers keep such a name, which limits nothing: it is warned about, and not saved as a bucket."""
    front = Counter(demo)
    org_id = demo.ask("GET", "/api/v2/orgs")["orgs"][0]["id"]
    token = {"id": "00000000000000c5", "status": "active", "description": "loose", "orgID": org_id, "org": demo.org,
             "userID": demo.ask("GET", "/api/v2/me")["id"], "user": demo.username, "token": "", "permissions": [
                 {"action": "read", "resource": {"type": "buckets", "orgID": org_id, "name": "iot-center"}}]}

    def answer(request):
        if not request.path.startswith("/api/v2/authorizations") or request.command == "POST":
            return None
        one = request.path.startswith("/api/v2/authorizations/")
        return 200, {"Content-Type": "application/json"}, json.dumps(token if one else {"authorizations": [token]})

    front.refuses = answer
    host = {"INFLUX_HOST": front.address}
    warning = "has the name “iot-center” but no ID"
    for words in (("auth", "list"), ("auth", "list", "--id", token["id"]),
                  ("auth", "create", "--clone", token["id"], "--dry-run")):
        contains(succeeds(cli(*words, env=host)).err, warning)
    path = folder.write("loose", demo.token)
    succeeds(cli("keyring", "import", "--value-file", path, env=host))
    label = json.dumps([row for row in succeeds(cli("keyring", "list", "--json")).json if row["id"] == token["id"]])
    contains(label, "loose")
    found = subprocess.run(["secret-tool", "search", "--all", "authorization-id", token["id"]], capture_output=True,
                           text=True, timeout=PATIENCE, check=True)
    assert "iot-center" not in found.stdout + found.stderr, "the name is in the keyring"
    succeeds(cli("keyring", "forget", token["id"], "--yes"))


def make_narrow(*actions):
    """A token of a single bucket, in a file, which sees neither its organization nor itself."""
    bucket = next(item for item in demo.ask("GET", "/api/v2/buckets?limit=100")["buckets"] if item["type"] == "user")
    permissions = [{"action": action, "resource": {"type": "buckets", "id": bucket["id"], "orgID": bucket["orgID"]}}
                   for action in actions]
    made = demo.ask("POST", "/api/v2/authorizations", {"orgID": bucket["orgID"], "permissions": permissions})
    return folder.write("narrow", made["token"]), bucket["orgID"]


@case
def tokens_that_do_not_see_their_organization():
    """It is taken as given, or from a bucket, and works from then on."""
    for actions, words, checked in ((("read", "write"), ("--org", demo.org), True),
                                    (("read", "write"), ("--org-id", "ID"), False),
                                    (("read",), (), True),
                                    (("write",), ("--org", demo.org), False),
                                    (("write",), ("--org-id", "ID"), False)):
        path, org_id = make_narrow(*actions)
        words = [org_id if word == "ID" else word for word in words]
        add = ("connection", "add", "--host", demo.address, "--token-file", path)
        result = succeeds(cli(*add, *words, env=NOTHING))
        equal("without being checked" in result.err, not checked)
        name = in_use()
        succeeds(cli("auth", "list", "--connection", name, env=NOTHING))
        out = succeeds(cli("run", "--connection", name, "--", "sh", "-c", 'echo "$INFLUX_ORG_ID/$INFLUX_ORG"',
                           env=NOTHING)).out
        equal(out, f"/{demo.org}\n" if actions == ("write",) and "--org" in words else f"{org_id}/\n")
        succeeds(cli("connection", "remove", name))
        fails(cli(*add, "--org", "nope", env=NOTHING), "no organization “nope”")
    path, _ = make_narrow("write")
    fails(cli("connection", "add", "--host", demo.address, "--token-file", path, env=NOTHING),
          "can’t see any organization", "--org")
    folder.write("configs", f'[sensor]\nurl = "{demo.address}"\ntoken = "{folder.read("narrow")}"\norg = "{demo.org}"\n')
    contains(succeeds(cli("connection", "import", "sensor", "--remove-tokens", env=NOTHING)).err, "without being checked")
    contains(folder.read("configs"), 'token = ""')
    succeeds(cli("connection", "remove", in_use()))
    folder.write("configs", "")


@case
def tables_that_are_no_configurations():
    """They are mentioned, and are no failure."""
    for active in ("", "active = true\n"):
        folder.write("configs", '[logging]\nlevel = "warn"\n'
                     f'[default]\nurl = "{demo.address}"\ntoken = "{demo.token}"\norg = "{demo.org}"\n{active}')
        result = succeeds(cli("connection", "import", "--keep-tokens", env=NOTHING))
        contains(result.err, "“logging” is not an influx configuration and was skipped.")
        contains(result.err, "Connected: ")
        fails(cli("connection", "import", "logging", env=NOTHING), "not found", status=2)
        succeeds(cli("auth", "list", env=NOTHING))
    equal(succeeds(cli("__complete", "auth", "list", "-c", "")).out, "default\n")
    succeeds(cli("connection", "remove", in_use()))
    folder.write("configs", "")


@case
def two_tokens_for_one_connection():
    """The second one is not saved over the first one, and stays in the file, which has the only copy."""
    path, _ = make_narrow("read", "write")
    second = folder.read("narrow")
    text = "".join(f'[{name}]\nurl = "{demo.address}"\ntoken = "{token}"\norg = "{demo.org}"\n'
                   for name, token in (("first", demo.token), ("second", second), ("same", demo.token)))
    folder.write("configs", text)
    before = len(connections())
    result = cli("connection", "import", "--remove-tokens", env=NOTHING)
    equal(result.status, 1)
    contains(result.err, "“second” was not imported. “first” has another token")
    assert second not in result.err
    equal(folder.read("configs"), text.replace(demo.token, ""))
    equal(len(connections()), before + 1)
    succeeds(cli("connection", "remove", in_use()))
    folder.write("configs", "")


def answer_on_terminal(answer, *words):
    """Runs a command on a terminal, where it asks something; returns its exit status."""
    master, slave = pty.openpty()
    os.write(master, answer.encode())
    process = subprocess.Popen([CLI, *words], stdin=slave, stdout=slave, stderr=slave,
                               env={**os.environ, **ENV, **NOTHING})
    os.close(slave)
    status = process.wait(PATIENCE)
    os.close(master)
    return status


@case
def questions():
    """Nothing is removed without a yes."""
    text = f'[one]\n  url = "{demo.address}"\n  token = "{demo.token}"\n  org = "{demo.org}"\n'
    folder.write("configs", text)
    equal(answer_on_terminal("n\n", "connection", "import", "one"), 0)
    equal(folder.read("configs"), text)
    equal(answer_on_terminal("y\n", "connection", "import", "one"), 0)
    equal(folder.read("configs"), text.replace(demo.token, ""))
    made = save("to be asked about")
    equal(answer_on_terminal("\n", "keyring", "forget", made["id"]), 0)
    works(value_of(made["id"]))
    equal(answer_on_terminal("y\n", "keyring", "forget", made["id"]), 0)
    fails(cli("keyring", "show", made["id"]), "There is no saved token")


@case
def a_password_on_a_terminal():
    """It is asked for, and not shown."""
    master, slave = pty.openpty()
    process = subprocess.Popen([CLI, "connection", "add", "--host", demo.address, "--username",
                                demo.username], stdin=slave, stdout=slave, stderr=slave,
                               env={**os.environ, **ENV, **NOTHING})
    os.close(slave)
    shown = os.read(master, 1024).decode()
    equal(shown, "password: ")
    os.write(master, (demo.password + "\n").encode())
    equal(process.wait(PATIENCE), 0)
    shown = os.read(master, 65536).decode()
    contains(shown, "Connected: ")
    assert demo.password not in shown
    os.close(master)


@case
def a_question_that_is_interrupted():
    """Ctrl+C ends it, and the terminal shows again what is typed."""
    master, slave = pty.openpty()
    process = subprocess.Popen([CLI, "auth", "list", "--token", "-"], stdin=slave, stdout=slave,
                               stderr=slave, env={**os.environ, **ENV, "INFLUX_TOKEN": ""})
    equal(os.read(master, 1024).decode(), "token: ")
    assert not termios.tcgetattr(slave)[3] & termios.ECHO
    process.send_signal(signal.SIGINT)
    equal(process.wait(PATIENCE), 1)
    assert termios.tcgetattr(slave)[3] & termios.ECHO
    contains(os.read(master, 1024).decode(), "Canceled")
    os.close(slave)
    os.close(master)


@case
def completing_saved_tokens():
    save("complete this one")
    equal(succeeds(cli("__complete", "run", "--saved", "complete th")).out, "complete this one\n")
    equal(succeeds(cli("__complete", "keyring", "show", "complete th")).out, "complete this one\n")


@without
def nothing_is_made_that_could_not_be_saved():
    before = len(demo.ask("GET", "/api/v2/authorizations")["authorizations"])
    fails(cli("auth", "create", "--read-buckets", "--save"), "No keyring is available")
    equal(len(demo.ask("GET", "/api/v2/authorizations")["authorizations"]), before)
    for words in (["keyring", "list"], ["keyring", "show", "x"], ["auth", "list", "--saved"],
                  ["auth", "list", "--token-saved", "x"], ["run", "--saved", "x", "true"]):
        fails(cli(*words), "No keyring is available")


@without
def what_needs_no_keyring():
    value = succeeds(cli("auth", "create", "--read-buckets", "-q")).out.strip()
    works(value)
    equal(succeeds(cli("__complete", "run", "--saved", "")).out, "")


def prompt_is_there():
    return run("xdotool", "search", "--onlyvisible", "--class", "gcr-prompter").out != ""


@locked
def a_prompt_that_nobody_answers():
    """It is asked before the token is created: Ctrl+C ends the wait, and nothing was created."""
    before = len(demo.ask("GET", "/api/v2/authorizations")["authorizations"])
    process = subprocess.Popen([CLI, "auth", "create", "--read-bucket", "_tasks", "--save", "-q", "-d",
                                "interrupted"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, env={**os.environ, **ENV})
    wait_until("the keyring's prompt", prompt_is_there)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    equal(process.returncode, 1)
    equal(err, "Error: Canceled.\n")
    equal(out, "")
    equal(len(demo.ask("GET", "/api/v2/authorizations")["authorizations"]), before)


try:
    {"none": without, "locked": locked}.get(os.environ.get("KEYRING"), case).run()
finally:
    demo.stop()
    folder.cleanup()
