#!/usr/bin/env python3
"""`tessera-cli setup` with a real keyring, against demo servers that were never set up; with KEYRING=none, without a
keyring; and beside the real `influx setup`, where there is one."""
import json
import os
import pty
import re
import subprocess
import sys
import urllib.request

from support import (PATIENCE, VALUE, Answering, Cases, Counter, Demo, Folder, Influxd, Skip, contains, equal, fails,
                     http_answer, run, succeeds)

case, without = Cases(), Cases()
CLI = sys.argv[1]
folder = Folder()
PASSWORD = "correct-horse"
WORDS = ["-u", "ann", "-o", "acme", "-b", "first"]
ALL = [*WORDS, "--password-file", "-", "-f"]


class New:
    """A server that was never set up, for one case."""

    def __init__(self, real=None):
        self.real = real

    def __enter__(self):
        if self.real is None:
            self.server = Demo("--not-set-up")
        else:
            home = f"{folder.name}/{self.real}"
            os.makedirs(home)
            self.server = Influxd(home).start()
        return self.server

    def __exit__(self, *_):
        self.server.stop()


def cli(server, *words, stdin=PASSWORD + "\n", env=None):
    return run(CLI, "setup", "--host", server if isinstance(server, str) else server.address, *words, stdin=stdin,
               env={"INFLUX_CONFIGS_PATH": folder.name + "/none", **(env or {})})


def is_new(server):
    return server.ask("GET", "/api/v2/setup")["allowed"]


def ask_as(server, value, path):
    request = urllib.request.Request(server.address + path, headers={"Authorization": f"Token {value}"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)


def get_bucket(server, value):
    return ask_as(server, value, "/api/v2/buckets?name=first")["buckets"][0]


def no_secret(result):
    assert not VALUE.search(result.out + result.err), "there is a value"
    assert PASSWORD not in result.out + result.err, "there is the password"


@case
def table():
    with New() as server:
        result = succeeds(cli(server, *ALL))
        head, row = result.out.splitlines()
        equal(head.split(), ["User", "Organization", "Bucket", "Token"])
        equal(row.split()[:3], ["ann", "acme", "first"])
        equal(get_bucket(server, row.split()[3])["retentionRules"][0]["everySeconds"], 0)
        equal(result.err, "")
        contains(fails(cli(server, *ALL), "already been set up").err, "Sign in")


@case
def other_outputs():
    for words in (["--json"], ["--hide-headers"], ["--quiet"]):
        with New() as server:
            result = succeeds(cli(server, *ALL, *words, "-r", "1d12h"))
            value = VALUE.search(result.out)[0]
            equal(get_bucket(server, value)["retentionRules"][0]["everySeconds"], 129600)
            equal(VALUE.sub("VALUE", result.out), {
                "--json": '{\n\t"bucket": "first",\n\t"organization": "acme",\n\t"token": "VALUE",\n\t"user": "ann"\n}\n',
                "--hide-headers": "ann\tacme\tfirst\tVALUE\n", "--quiet": "VALUE\n"}[words[0]])


@case
def chosen_values():
    """What is known already is not printed."""
    for words, env in ((["--token", "chosen-by-hand"], {}), ([], {"INFLUX_TOKEN": "chosen-by-hand"}),
                       (["--token-file", folder.write("token", "chosen-by-hand\n")], {})):
        with New() as server:
            result = succeeds(cli(server, *ALL, *words, env=env))
            equal(result.out.split(), ["User", "Organization", "Bucket", "ann", "acme", "first"])
            assert "chosen-by-hand" not in result.err
            equal("gets the value in INFLUX_TOKEN" in result.err, bool(env))
            get_bucket(server, "chosen-by-hand")
    with New() as server:
        contains(succeeds(cli(server, *ALL, "--token", "chosen-by-hand", "--show-token")).out, "chosen-by-hand")
    with New() as server:
        fails(cli(server, *ALL, "--token", "with blanks in it"), "can’t be the value of a token")
        assert is_new(server)


@case
def mistakes():
    """Nothing is set up by any of them."""
    with New() as server:
        for words, part, status in (
                (["-f"], "--username is missing", 2),
                (["-f", "-u", "ann"], "--password-file is missing", 2),
                (["-f", "-u", "ann", "--password-file", "-"], "--org is missing", 2),
                (["-f", "-u", "ann", "--password-file", "-", "-o", "acme"], "--bucket is missing", 2),
                ([*WORDS, "--password-file", "-"], "Use --force", 2),
                ([*ALL, "-u", ""], "--username is empty", 2),
                ([*ALL, "-u", "  "], "The user name is missing", 1),
                ([*ALL, "-u", "a:b"], "colon", 1),
                ([*ALL, "-o", " "], "The name of the organization is missing", 1),
                ([*ALL, "-b", "_own"], "underscore", 1),
                ([*ALL, "-b", 'a"b'], "quotation marks", 1),
                ([*ALL, "-r", "soon"], "not a valid duration", 2),
                ([*ALL, "-r", "5"], "not a valid duration", 2),
                ([*ALL, "-r=-5h"], "not a valid duration", 2),
                ([*ALL, "-r", "1.5s"], "too precise", 2),
                ([*ALL, "-r", "59m"], "at least 1 hour", 1),
                ([*ALL, "-r", "9999999w"], "not a valid duration", 2),
                ([*ALL, "-p", "x"], "Use only one of them", 2),
                ([*WORDS, "-f", "-p", "short"], "too short", 1),
                ([*WORDS, "-f", "-p", "x" * 73], "too long", 1),
                ([*WORDS, "-f", "-p", "-", "-t", "-"], "can’t both be read from standard input", 2),
                ([*ALL, "--quiet", "--json"], "Use only one of them", 2),
                ([*ALL, "word"], "Unexpected argument", 2)):
            no_secret(fails(cli(server, *words), part, status=status))
        fails(cli(server, *ALL, stdin="\n"), "There is no password in standard input")
        fails(cli("http://127.0.0.1:1", *ALL), "Nothing is listening")
        assert is_new(server)


@case
def places():
    """As with influx: the active configuration has the address, and gets nothing."""
    with New() as server:
        text = f'[default]\n  url = "{server.address}"\n  token = ""\n  org = ""\n  active = true\n'
        path = folder.write("configs", text)
        words = [CLI, "setup", *ALL, "--name", "fresh"]
        env = {"INFLUX_CONFIGS_PATH": path}
        fails(run(*words, "-c", "nope", env=env, stdin=PASSWORD), "Config “nope” is not found", status=2)
        result = succeeds(run(*words, env=env, stdin=PASSWORD))
        contains(result.err, "--name has no effect")
        equal(folder.read("configs"), text)
    with New() as server:
        succeeds(run(CLI, "setup", *ALL, env={"INFLUX_HOST": server.address}, stdin=PASSWORD))


# The command asks before it asks people, and again before it sets up.
ALLOWED = http_answer(200, '{"allowed": true}')


@case
def lost_reply():
    with New() as server:
        counter = Counter(server)
        counter.loses = "POST /api/v2/setup"
        result = fails(cli(counter, *ALL, "-u", "ann o'neill"), "may have been set up anyway",
                       "Sign in as “ann o'neill” with the password you entered",
                       "influxd recovery auth create-operator --username 'ann o'\\''neill' --org 'acme'")
        no_secret(result)
        assert not is_new(server)


@case
def refusals():
    strong = '{"code": "invalid", "message": "passwords must contain a bird"}'
    with Answering(ALLOWED, ALLOWED, http_answer(400, strong), ALLOWED) as server:
        no_secret(fails(cli(server, *ALL), "did not accept the password: “passwords must contain a bird”",
                        "Nothing was set up"))
    other = '{"code": "invalid", "message": "not that"}'
    with Answering(ALLOWED, ALLOWED, http_answer(400, other), http_answer(200, '{"allowed": false}')) as server:
        no_secret(fails(cli(server, *ALL), "not that", "it has no operator token", "create-operator"))
    with Answering(http_answer(404, '{"code": "not found", "message": "path not found"}')) as server:
        fails(cli(server, *ALL))


def answer_on_terminal(server, answers, *words):
    """What the terminal has shown, and the status; each answer is given when its question is there."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [CLI, "setup", "--host", server.address, *words], stdin=slave, stdout=slave, stderr=slave,
        env={**{key: value for key, value in os.environ.items() if not key.startswith(("INFLUX_", "TESSERA_"))},
             "LC_ALL": "C.UTF-8", "INFLUX_CONFIGS_PATH": folder.name + "/none"})
    os.close(slave)
    shown = b""

    def read():
        nonlocal shown
        try:
            more = os.read(master, 4096)
        except OSError:
            more = b""
        shown += more
        return more

    start = 0
    for question, answer in answers:
        while question.encode() not in shown[start:] and read():
            pass
        assert question.encode() in shown[start:], (question, VALUE.sub("VALUE", shown.decode()))
        start = shown.index(question.encode(), start) + len(question)
        os.write(master, answer.encode() + b"\n")
    while read():
        pass
    os.close(master)
    return process.wait(PATIENCE), shown.decode()


@case
def on_a_terminal():
    questions = [("user name: ", "ann"), ("password: ", PASSWORD), ("password again: ", "correct-hose"),
                 ("same.\r\npassword: ", PASSWORD), ("password again: ", PASSWORD), ("organization: ", "acme"),
                 ("bucket: ", "first"), ("forever): ", "72")]
    with New() as server:
        status, shown = answer_on_terminal(server, [*questions, ("[y/N]", "n")])
        equal((status, is_new(server)), (1, True))
        contains(shown, "Keeps data:   72h0m0s")
        status, shown = answer_on_terminal(server, [*questions, ("[y/N]", "y")])
        equal((status, is_new(server)), (0, False))
        value = VALUE.search(shown)[0]
        equal(get_bucket(server, value)["retentionRules"][0]["everySeconds"], 72 * 3600)
        assert PASSWORD not in shown and "correct-hose" not in shown, "the password is shown"
        # Nobody is asked for anything first.
        status, shown = answer_on_terminal(server, [])
        contains(shown, "already been set up")
    with New() as server:
        status, shown = answer_on_terminal(server, [("[y/N]", "y")], *WORDS, "-p", PASSWORD, "-r", "0")
        equal(status, 0)
        contains(shown, "The password is now in your shell history")


@case
def saving():
    with New() as server:
        result = succeeds(cli(server, *ALL, "--save"))
        no_secret(result)
        equal(result.out.split(), ["User", "Organization", "Bucket", "ann", "acme", "first"])
        contains(result.err, "Saved to the keyring as InfluxDB token “ann's Token” (acme, ")
        contains(result.err, "Connected: acme · ")
        value = succeeds(run(CLI, "keyring", "show", "ann's Token")).out.strip()
        get_bucket(server, value)
        found = run("secret-tool", "lookup", "description", "ann's Token", "server", server.address)
        assert found.out == value, "secret-tool finds another value"
        # The new connection signs in.
        listed = succeeds(run(CLI, "auth", "list", "--json", env={"INFLUX_CONFIGS_PATH": folder.name + "/none"})).json
        equal([token["description"] for token in listed], ["ann's Token"])
        contains(succeeds(run(CLI, "connection", "list")).out, "acme")
    with New() as server:
        result = succeeds(cli(server, *ALL, "--save", "--show-token", "--quiet"))
        get_bucket(server, result.out.strip())


@without
def no_keyring():
    """That is found out while nothing is set up yet."""
    with New() as server:
        no_secret(fails(cli(server, *ALL, "--save"), "Nothing was set up."))
        assert is_new(server)
        succeeds(cli(server, *ALL))


def influx(server, *words, stdin=""):
    home = {"HOME": folder.name, "INFLUX_CONFIGS_PATH": f"{folder.name}/of-influx"}
    if os.path.exists(home["INFLUX_CONFIGS_PATH"]):
        os.remove(home["INFLUX_CONFIGS_PATH"])
    return run(os.environ["TESSERA_INFLUX"], "setup", "--host", server.address, *words, env=home, stdin=stdin)


def need_real():
    if "TESSERA_INFLUXD" not in os.environ or "TESSERA_INFLUX" not in os.environ:
        raise Skip("the real InfluxDB is not there: build-aux/influxd builds it")


@case
def beside_influx():
    """The same options, the same output except for the value, and both refuse what can't work."""
    need_real()
    names = re.findall(r"^   (--[\w-]+)(?: value)?,?(?: (-\w))?", run(os.environ["TESSERA_INFLUX"], "setup", "--help").out,
                       re.M)
    shown = run(CLI, "setup", "--help").out
    for long, short in names:
        assert re.search(rf"^  {long}( [A-Z:]+)?{', ' + short if short else ''}\b", shown, re.M), long
    assert len(names) >= 15
    words = [*WORDS, "-p", PASSWORD, "-f", "-t", "chosen-by-hand"]
    for number, more in enumerate((["-r", "1d12h"], ["--json"], ["--hide-headers", "-n", "name"])):
        with New(f"theirs-{number}") as theirs, New(f"ours-{number}") as ours:
            for bad in (["-f"], [*words, "-b", ""], [*words, "-r", "soon"], [*words, "-r", "5"], [*words, "-r", "1.5s"],
                        [*words, "-p", "short"], [*words, "-p", "x" * 73], [*words, "word"], [*words, "--bogus"]):
                equal((bad, influx(theirs, *bad).status == 0), (bad, False))
                assert cli(ours, *bad).status != 0, bad
            assert is_new(theirs) and is_new(ours)
            wanted = succeeds(influx(theirs, *words, *more))
            result = succeeds(cli(ours, *words, *more))
            equal(result.out, wanted.out)
            equal(get_bucket(ours, "chosen-by-hand")["retentionRules"],
                  get_bucket(theirs, "chosen-by-hand")["retentionRules"])
            equal(influx(theirs, *words).status, 1)
            fails(cli(ours, *words), "already been set up")


@case
def strong_passwords():
    need_real()
    server = Influxd(folder.name + "/strong")
    os.makedirs(server.folder)
    server.start("--strong-passwords")
    try:
        no_secret(fails(cli(server, *ALL), "did not accept the password", "three of the following"))
        assert is_new(server)
        succeeds(cli(server, *ALL, stdin="Correct-horse-1!\n"))
    finally:
        server.stop()


try:
    {"none": without}.get(os.environ.get("KEYRING"), case).run()
finally:
    folder.cleanup()
