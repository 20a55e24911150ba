#!/usr/bin/env python3
"""`tessera-cli`: help, manual pages, and what shells complete."""
import http.server
import json
import os
import re
import shutil
import subprocess
import threading

from bench import CLI, HOME, ORG_ID, cli, counter, create, demo, folder, main
from support import PATIENCE, Cases, Silent, Skip, contains, equal, run, succeeds

case = Cases()


COMMANDS = {"auth": ["create", "list", "active", "inactive", "delete", "rename", "orphans", "test"],
            "keyring": ["list", "show", "copy", "forget", "import"],
            "connection": ["list", "add", "remove", "use", "import"]}


@case
def help_everywhere():
    for words in ([], ["--help"], ["help"], ["auth"], ["help", "auth"], ["auth", "--help"],
                  ["run", "--help"], ["setup", "--help"], ["demo-server", "-h"], ["--version"], ["version"]):
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
    for group in ["", "run", "setup", "demo-server", *COMMANDS]:
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


class Endless(http.server.BaseHTTPRequestHandler):
    """Each page of its list has one bucket more."""

    count = 0

    def do_GET(self):
        Endless.count += 1
        text = json.dumps({"buckets": [{"id": f"{Endless.count:016x}", "name": "b", "orgID": ORG_ID}]})
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


@case
def completions_end():
    """Also when every single answer is quick."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endless) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        result = cli("__complete", "auth", "create", "--org-id", ORG_ID, "--read-bucket", "",
                     env={"INFLUX_HOST": f"http://127.0.0.1:{server.server_port}"})
        server.shutdown()
    equal((result.status, result.out, result.err), (0, "", ""))
    assert Endless.count > 1


@case
def completion_of_a_line_wipes_it():
    """bash hands the line over as an argument, and a token may stand in it."""
    with Silent() as silent:
        process = subprocess.Popen([CLI, "__complete", "--line", f"tessera-cli auth list --host {silent.address} "
                                    "-t a-token-that-must-not-be-seen --user "], env={**os.environ, **HOME})
        silent.socket.settimeout(PATIENCE)
        connection, _ = silent.socket.accept()
        contains(connection.recv(65536).decode(), "a-token-that-must-not-be-seen")
        with open(f"/proc/{process.pid}/cmdline", "rb") as file:
            text = file.read().decode()
        contains(text, "--line")
        assert "must-not-be-seen" not in text
        process.wait(PATIENCE)


main(case)
