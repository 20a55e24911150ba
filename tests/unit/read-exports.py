"""Reads exported files with the parsers of those who will read them, and compares what comes out.

usage: read-exports.py FOLDER

Each folder in it has a file for each format, and `expected.json` with what went in. No value is printed.
"""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib

import yaml

# Stand-ins for programs that a script calls: they keep their arguments and their standard input.
STUB = """#!/bin/sh
for argument; do printf '%s\\0' "$argument"; done > "$STUB_FOLDER/arguments"
cat > "$STUB_FOLDER/input"
"""


def check(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what} is not what went in")


def read(folder, key):
    with open(os.path.join(folder, key), encoding="utf-8", newline="") as file:
        return file.read()


def run_script(path, program, environment):
    """Runs a script with a stub in place of a program: its arguments and what it was given to read."""
    with tempfile.TemporaryDirectory() as folder:
        stub = os.path.join(folder, program)
        with open(stub, "w", encoding="utf-8") as file:
            file.write(STUB)
        os.chmod(stub, 0o700)
        path_list = folder + ":" + os.environ["PATH"]
        subprocess.run(["sh", path], check=True, stdout=subprocess.PIPE,
                       env={**os.environ, **environment, "STUB_FOLDER": folder, "PATH": path_list})
        arguments = read(folder, "arguments").split("\0")[:-1]
        return arguments, read(folder, "input")


def check_env(folder, wanted):
    names = ["INFLUX_HOST", "INFLUX_ORG", "INFLUX_TOKEN"]
    command = f". {folder}/env; printf '%s\\0' " + " ".join(f'"${name}"' for name in names)
    got = subprocess.run(["sh", "-c", command], check=True, capture_output=True).stdout.decode()
    check("env", got.split("\0")[:-1], [wanted["server"], wanted["org"], wanted["value"]])
    check_env_for_docker(read(folder, "env"), dict(zip(names, got.split("\0"))))


def check_env_for_docker(text, wanted):
    """As `docker run --env-file` reads it: all after the first equals sign, quotes included. Where that is not what
    went in, the file has to say so."""
    got = {name: re.search(f"^{name}=(.*?)\n(?=INFLUX_|\\Z)", text, re.MULTILINE | re.DOTALL)[1] for name in wanted}
    differ = [name for name in wanted if got[name] != wanted[name]]
    check("env's quotes", all(re.search(r"[^\w./:@%+=,-]", wanted[name]) for name in differ), True)
    noted = "docker run --env-file" in text
    check("env's note about quotes", noted or not differ, True)
    check("env's note about no quotes", noted and not any(value[:1] in "'\"" for value in got.values()), False)


def check_telegraf(folder, wanted):
    text = read(folder, "telegraf")
    output, = tomllib.loads(text)["outputs"]["influxdb_v2"]
    check("telegraf", output, {"urls": [wanted["server"]], "token": wanted["value"],
                               "organization": wanted["org"], "bucket": wanted["writes"]})
    settings = [line for line in text.splitlines() if not line.startswith("#")]
    # Telegraf replaces $NAME and ${NAME} before it parses.
    check("telegraf's $", [line for line in settings if "$" in line], [])


def check_grafana(folder, wanted):
    def interpolate(value):
        """As Grafana does: $$ is a dollar, anything else after one is a variable."""
        parts = value.split("$$")
        check("grafana's $", [part for part in parts if "$" in part], [])
        return "$".join(parts)

    source, = yaml.safe_load(read(folder, "grafana"))["datasources"]
    check("grafana's type", (source["type"], source["access"], source["jsonData"]["version"]),
          ("influxdb", "proxy", "Flux"))
    check("grafana", [interpolate(source["url"]), interpolate(source["jsonData"]["organization"]),
                      interpolate(source["jsonData"].get("defaultBucket", "")),
                      interpolate(source["secureJsonData"]["token"])],
          [wanted["server"], wanted["org"], wanted["reads"], wanted["value"]])


def check_influx(folder, wanted):
    (name, configuration), = tomllib.loads(read(folder, "influx")).items()
    check("influx's name", re.fullmatch("influxdb-[a-z0-9-]+", name) is not None, True)
    check("influx", configuration, {"url": wanted["server"], "token": wanted["value"],
                                    "org": wanted["org"], "active": True})


def check_systemd(folder, wanted):
    with tempfile.TemporaryDirectory() as store:
        arguments, given = run_script(os.path.join(folder, "systemd"), "systemd-creds",
                                      {"CREDSTORE": store})
        check("systemd's value", given, wanted["value"])
        check("systemd's command", (arguments[0], arguments[2]), ("encrypt", "-"))
        name = arguments[1].removeprefix("--name=")
        check("systemd's place", arguments[3], os.path.join(store, name))


def check_kubernetes(folder, wanted):
    secret = yaml.safe_load(read(folder, "kubernetes"))
    data = {key: base64.b64decode(text).decode() for key, text in secret["data"].items()}
    data.pop("INFLUX_BUCKET_NAME", None)
    check("kubernetes", data, {"INFLUX_HOST": wanted["server"], "INFLUX_ORG": wanted["org"],
                               "INFLUX_TOKEN": wanted["value"]})
    check("kubernetes' name",
          re.fullmatch("[a-z0-9]([-a-z0-9]*[a-z0-9])?", secret["metadata"]["name"]) is not None, True)


def check_curl(folder, wanted):
    arguments, given = run_script(os.path.join(folder, "curl"), "curl", {})
    check("curl's header", given, f"Authorization: Token {wanted['value']}\n")
    check("curl's arguments", any(wanted["value"] in argument for argument in arguments), False)
    check("curl's address", arguments[-1].startswith(wanted["server"] + "/api/v2/"), True)


def main():
    count = 0
    for entry in os.scandir(sys.argv[1]):
        wanted = json.loads(read(entry.path, "expected.json"))
        for function in (check_env, check_telegraf, check_grafana, check_influx, check_systemd,
                         check_kubernetes, check_curl):
            function(entry.path, wanted)
        count += 1
    if count == 0:
        sys.exit("there is nothing to read")


main()
