#!/usr/bin/env python3
"""`tessera-cli`: what signs in, and what becomes of secrets."""
import base64
import os
import pty
import signal
import subprocess
import threading

from bench import CLI, HOME, ORG_ID, cli, counter, create, demo, folder, main, makes_nothing
from support import PATIENCE, VALUE, Cases, Silent, contains, equal, fails, succeeds

case = Cases()


# Signing in

@case
def places_of_the_token():
    without = {"INFLUX_TOKEN": ""}
    path = folder.write("token", demo.token + "\n")
    succeeds(cli("auth", "list", "--token-file", path, env=without))
    succeeds(cli("auth", "list", "--token", "-", env=without, stdin=demo.token + "\n"))
    succeeds(cli("auth", "list", "-t", demo.token, env=without))
    fails(cli("auth", "list", env=without), "There are no credentials")
    for option in ("--token", "--org", "--host", "--user", "--id"):
        fails(cli("auth", "list", option, ""), f"{option} is empty", status=2)
    fails(cli("auth", "list", "--token", "-", env=without), "There is no token in standard input")
    fails(cli("auth", "list", "--token-file", folder.name + "/none"), "can’t be opened")
    fails(cli("auth", "list", "--token-file", path, "-t", "x"), "both specify how to sign in", status=2)
    # The command line comes before the environment.
    fails(cli("auth", "list", "--token", "wrong"), "does not recognize")
    succeeds(cli("auth", "list", "--token-file", path, env={"INFLUX_TOKEN": "wrong"}))


@case
def tokens_as_editors_save_them():
    """A byte order mark and blanks are no part of a token; UTF-16 is called by its name."""
    def ask(text, *words):
        path = os.path.join(folder.name, "saved")
        with open(path, "wb") as file:
            file.write(text)
        return cli("auth", "list", *(words or ("--token-file", path)), env={"INFLUX_TOKEN": ""})

    value = demo.token.encode()
    for text in (b"\xef\xbb\xbf" + value + b"\r\n", b" \t" + value + b"  \n", b"\xc2\xa0" + value):
        succeeds(ask(text))
    succeeds(cli("auth", "list", "--token-file", "-", env={"INFLUX_TOKEN": ""}, stdin=f" {demo.token}\n"))
    succeeds(cli("auth", "list", env={"INFLUX_TOKEN": f" {demo.token} "}))
    succeeds(ask(b"", "--token", "\ufeff" + demo.token + " "))
    fails(ask(b"", "--token", "  "), "The token is empty", status=2)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        fails(ask((demo.token + "\r\n").encode(encoding)), "is UTF-16 or isn’t a text file", "Save it as UTF-8")
    for text in (b"", b"\n", b"  \n", b"\xef\xbb\xbf\n", b"\xe9\n"):
        fails(ask(text), "There is no token in")
    # A password may have blanks around it.
    path = folder.write("password", f"\ufeff{demo.password} ")
    fails(cli("connection", "add", "--username", demo.username, "--password-file", path), "did not accept")


@case
def addresses():
    succeeds(cli("auth", "list", "--host", counter.address + "/"))
    succeeds(cli("auth", "list", "--host", counter.address.removeprefix("http://")))
    fails(cli("auth", "list", "--host", "ftp://x"), "http or https")
    fails(cli("auth", "list", "--host", "http://127.0.0.1:1"), status=1)


@case
def organization_of_the_environment():
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
def configurations_that_are_not_needed():
    """A file that can't be read stops only what would come from it."""
    broken = folder.write("unrelated", f'[a]\nurl = "{counter.address}"\ntoken = "x"\n[b]\nurl = oops\n')
    given = {"INFLUX_TOKEN": demo.token, "INFLUX_ORG": demo.org, "INFLUX_HOST": counter.address}
    for path, part in ((broken, "Line 5"), (folder.name, "can’t be read"), (broken + "/configs", "")):
        env = {**given, "INFLUX_CONFIGS_PATH": path}
        for words in (("auth", "list"), ("auth", "create", "--read-buckets"), ("auth", "test")):
            result = succeeds(cli(*words, env=env))
            contains(result.err, part)
            equal(result.err.count("Warning: "), 1 if part else 0)
        succeeds(cli("auth", "list", env={**env, "INFLUX_ORG": ""}))
        if part:
            equal(cli("__complete", "auth", "list", "--user", "", env=env).err, "")
            for missing in ("INFLUX_HOST", "INFLUX_TOKEN"):
                result = fails(cli("auth", "list", env={**env, missing: ""}), part)
                assert "Warning" not in result.err, result.err
            fails(cli("auth", "list", "-c", "a", env=env), part)
            fails(cli("auth", "list", "--configs-path", path, env=given), part)
    # The value is what the token is found with: no other credentials are needed.
    path = folder.write("value", demo.token)
    result = cli("keyring", "import", "--value-file", path, env={**given, "INFLUX_TOKEN": "", "INFLUX_CONFIGS_PATH": broken})
    assert "Line 5" not in result.err, result.err


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
    cookie = base64.b64encode(f"{demo.username}:{demo.password}".encode()).decode()
    path = folder.write("configs", f'[a]\nurl = "{counter.address}"\ncookie = "{cookie}"\n')
    env = {"INFLUX_TOKEN": "", "INFLUX_HOST": "", "INFLUX_CONFIGS_PATH": path}
    succeeds(cli("auth", "list", env=env))
    equal(create("--read-buckets", env=env)["userName"], demo.username)


# Secrets

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
            contains(process.communicate(timeout=PATIENCE)[1].decode(), "Canceled")
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
    contains(on_terminal("auth", "list", "--token", demo.token), "Warning: The token is now in")
    contains(on_terminal("connection", "add", "--token", "wrong"), "Warning: The token is now in")
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


main(case)
