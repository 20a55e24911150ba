#!/usr/bin/env python3
"""`tessera-cli` with a Secret Service that has the habits of others than gnome-keyring."""
import json
import os
import signal
import subprocess
import sys

from support import (PATIENCE, VALUE, Answering, Cases, Demo, Folder, Skip, contains, equal, fails, http_answer,
                     run, succeeds, wait_until)

case = Cases()
CLI = sys.argv[1]
demo = Demo()
folder = Folder()
HERE = os.path.dirname(os.path.abspath(__file__))
ENV = {"INFLUX_HOST": demo.address, "INFLUX_TOKEN": demo.token, "INFLUX_ORG": demo.org,
       "INFLUX_CONFIGS_PATH": folder.name + "/configs", "DISPLAY": ":none"}
DISMISSED = "stayed locked because its prompt was closed"


class SecretService:
    """tests/support/secret_service.py, started anew for each case."""

    def __init__(self, **habits):
        self.process = subprocess.Popen([sys.executable, HERE + "/../support/secret_service.py"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        equal(json.loads(self.process.stdout.readline()), "ready")
        self.tell(set=habits)

    def tell(self, **order):
        print(json.dumps(order), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def set(self, **habits):
        self.tell(set=habits)

    def lock(self):
        self.tell(lock=True)

    def count(self, method):
        return self.tell()["calls"].get(method, 0)

    @property
    def labels(self):
        return self.tell()["labels"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        equal(self.process.wait(PATIENCE), 0)


def cli(*words, env=None, **others):
    return run(CLI, *words, env={**ENV, **(env or {})}, **others)


def save(description):
    return succeeds(cli("auth", "create", "--read-buckets", "--save", "--json", "-d", description)).json


def count_tokens():
    return len(demo.ask("GET", "/api/v2/authorizations")["authorizations"])


# Everything that needs what is in the keyring.
NEEDING = [["keyring", "list"], ["keyring", "show", "one"], ["keyring", "forget", "one", "--yes"],
           ["auth", "list", "--saved"], ["auth", "test", "one"], ["run", "--saved", "one", "--", "true"]]


@case
def locked_and_dismissed():
    """A locked keyring that finds nothing is locked: never "there is no such token"."""
    with SecretService(hides=True, unlock="dismissed") as service:
        save("one")
        service.lock()
        for words in NEEDING:
            fails(cli(*words), DISMISSED)
        contains(service.labels[0], "“one”")


@case
def locked_and_answered():
    for unlock in ("prompt", "silently"):
        for words in NEEDING:
            with SecretService(hides=True, unlock=unlock) as service:
                save("one")
                service.lock()
                succeeds(cli(*words))
                equal(len(service.labels), 0 if "forget" in words else 1)


@case
def locked_and_not_there():
    """What isn't there is asked for once."""
    with SecretService(hides=True) as service:
        service.lock()
        fails(cli("keyring", "show", "nothing"), "There is no saved token “nothing”")
        equal(service.count("Unlock"), 1)


@case
def completion_never_asks():
    with SecretService(hides=True) as service:
        save("one")
        service.lock()
        succeeds(cli("__complete", "keyring", "show", ""))
        equal(service.count("Unlock"), 0)


@case
def connection_of_a_locked_keyring():
    """A removed connection leaves no secret behind; if that can't be seen to, it stays."""
    with SecretService(hides=True, unlock="dismissed") as service:
        path = folder.write("token", demo.token)
        succeeds(cli("connection", "add", "--host", demo.address, "--token-file", path, "--org", demo.org))
        service.lock()
        fails(cli("connection", "remove", demo.org), DISMISSED)
        contains(succeeds(cli("connection", "list")).out, demo.org)
        service.set(unlock="prompt")
        succeeds(cli("connection", "remove", demo.org))
        equal(service.labels, [])


@case
def deletion_not_confirmed():
    with SecretService() as service:
        save("one")
        path = folder.write("token", demo.token)
        succeeds(cli("connection", "add", "--host", demo.address, "--token-file", path, "--org", demo.org))
        service.set(delete="dismissed")
        fails(cli("keyring", "forget", "one", "--yes"), "still in the keyring", "not confirmed")
        fails(cli("connection", "remove", demo.org), "still in the keyring")
        contains(succeeds(cli("connection", "list")).out, demo.org)
        equal(service.count("Delete"), 2)
        equal(len(service.labels), 2)
        service.set(delete="silently")
        succeeds(cli("connection", "remove", demo.org))


@case
def renaming_asks_once():
    with SecretService() as service:
        save("before")
        service.set(delete="dismissed")
        result = succeeds(cli("auth", "rename", "before", "after"))
        contains(result.err, "“before”")
        contains(result.err, "is still there")
        equal(service.count("Delete"), 1)
        equal(len(service.labels), 2)
        succeeds(cli("keyring", "show", "after"))


@case
def no_default_keyring():
    """The keyring that is there is used, and no other one is made."""
    with SecretService(alias=False) as service:
        save("one")
        save("two")
        equal(service.count("CreateCollection"), 0)
        equal(len(service.labels), 2)


@case
def searching_for_everything():
    """A service may answer a search for everything with nothing, or refuse it."""
    for everything in ("nothing", "refused"):
        with SecretService(everything=everything) as service:
            save("one")
            contains(succeeds(cli("keyring", "list")).out, "one")
            service.lock()
            contains(succeeds(cli("keyring", "list")).out, "one")


@case
def items_of_others():
    """They are neither shown nor read."""
    with SecretService() as service:
        save("one")
        read = service.count("GetSecret")
        service.tell(foreign=300)
        equal([row["description"] for row in succeeds(cli("keyring", "list", "--json")).json], ["one"])
        equal(service.count("GetSecret"), read)


@case
def dismissed_before_creating():
    """The keyring is unlocked first: who doesn't want to creates no token."""
    with SecretService(unlock="dismissed") as service:
        service.lock()
        before = count_tokens()
        fails(cli("auth", "create", "--read-buckets", "--save"), DISMISSED, "No token was created")
        equal(count_tokens(), before)
        # A mistake is told before a password is asked for.
        fails(cli("auth", "create", "--read-bucket", "nothing like it", "--save"), "nothing like it")
        equal(service.count("Unlock"), 1)


@case
def no_display():
    with SecretService(hides=True, unlock="dismissed") as service:
        service.lock()
        for words in [["auth", "create", "--read-buckets", "--save"], ["keyring", "list"]]:
            fails(cli(*words, env={"DISPLAY": "", "WAYLAND_DISPLAY": ""}), "No display is available",
                  "gnome-keyring-daemon --unlock")


@case
def interrupted_while_saving():
    """Ctrl+C after the token was created: where the value is gets known first, and told."""
    with SecretService(delay=1500) as service:
        process = subprocess.Popen([CLI, "auth", "create", "--read-buckets", "--save", "-d", "late"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env={**os.environ, **ENV})
        wait_until("the value to be stored", lambda: service.count("CreateItem") > 0)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        equal(process.returncode, 0)
        contains(err, "Saved to the keyring")
        assert not VALUE.search(out + err)
        succeeds(cli("keyring", "show", "late"))


@case
def an_id_that_existed():
    """The value of another token never takes the place of a saved one."""
    bucket = {"type": "buckets", "orgID": "00000000000000bb", "id": "00000000000000cc"}
    token = {"id": "00000000000000aa", "orgID": bucket["orgID"], "description": "twice", "status": "active",
             "permissions": [{"action": "read", "resource": bucket}]}
    values = [f"{number:086}==" for number in (1, 2)]
    answers = [http_answer(201, json.dumps({**token, "token": value})) for value in values]
    with SecretService(), Answering(*answers) as server:
        words = ["auth", "create", "--host", server.address, "--org-id", bucket["orgID"], "--read-bucket",
                 bucket["id"], "--allow-unknown-id", "--save", "-q", "-d", "twice"]
        succeeds(cli(*words))
        result = cli(*words)
        equal(result.status, 1)
        contains(result.err, "already existed")
        assert result.out.strip() == values[1], "the second value is lost"
        assert succeeds(cli("keyring", "show", "twice")).out.strip() == values[0]


@case
def silence():
    """A service that never answers is told from one that is not there."""
    with SecretService(silent=True):
        before = count_tokens()
        fails(cli("keyring", "list"), "is not responding")
        fails(cli("auth", "create", "--read-buckets", "--save"), "is not responding", "No token was created")
        equal(count_tokens(), before)


@case
def no_session():
    """sudo, cron, a system service: there is no session bus, or not this user's."""
    for address in ("unix:path=/nonexistent/bus", ""):
        env = {"DBUS_SESSION_BUS_ADDRESS": address, "DISPLAY": "", "XDG_RUNTIME_DIR": "/nonexistent"}
        fails(cli("keyring", "list", env=env), "no desktop session is available", "sudo")
        succeeds(cli("auth", "list", env=env))
    if os.getuid() != 0:
        raise Skip("only root can try another user's bus")
    with SecretService():
        result = run("setpriv", "--reuid=65534", "--clear-groups", CLI, "keyring", "list", env=ENV)
        fails(result, "no desktop session is available")


try:
    case.run()
finally:
    demo.stop()
    folder.cleanup()
