#!/usr/bin/env python3
"""Replays recorded exchanges against a server and compares every answer with the recorded one.

    replay.py --demo tessera-demo-server RECORDINGS…   a fresh demo server for each series
    replay.py --influxd RECORDINGS…                    a fresh real one ($TESSERA_INFLUXD)

One list of cases, two servers: so the demo can't drift from the real one, nor the recordings from
either. IDs, token values, cookies and times differ from run to run. Each of them is matched with the
recorded one where it first stands in an answer, and must stand for the same thing ever after.
Prints TAP; never a token's value.
"""
import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

ID = re.compile(r"[0-9a-f]{16}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
VALUE = re.compile(r"[A-Za-z0-9_-]{86}==|\$influxdb2-sha256\$[A-Za-z0-9_-]{43}=")
# What a server makes up: an ID, a value, or a time, which is only checked for its form.
MADE_UP = re.compile(f"{VALUE.pattern}|{ID.pattern}")


class Mismatch(Exception):
    pass


class Names:
    """What each recorded ID, value or cookie is called on the server at hand."""

    def __init__(self):
        self.here = {}

    def translate(self, text):
        return MADE_UP.sub(lambda m: self.here.get(m.group(), m.group()), text)

    def learn(self, recorded, found, path):
        if self.here.setdefault(recorded, found) != found:
            raise Mismatch(f"{path}: stands for something else than before")

    def compare_text(self, recorded, found, path):
        if TIME.fullmatch(recorded):
            if not TIME.fullmatch(found):
                raise Mismatch(f"{path}: no time")
            return
        if MADE_UP.search(recorded):
            ours, theirs = MADE_UP.findall(recorded), MADE_UP.findall(found)
            if MADE_UP.sub("#", recorded) != MADE_UP.sub("#", found) or len(ours) != len(theirs):
                raise Mismatch(f"{path}: another form")
            for a, b in zip(ours, theirs):
                self.learn(a, b, path)
            return
        if recorded != found:
            raise Mismatch(f"{path}: {recorded!r} was recorded, {VALUE.sub('VALUE', found)!r} came")

    def compare(self, recorded, found, path):
        if type(recorded) is not type(found):
            raise Mismatch(f"{path}: {type(recorded).__name__} recorded, {type(found).__name__} came")
        if isinstance(recorded, dict):
            if recorded.keys() != found.keys():
                raise Mismatch(f"{path}: members differ: {sorted(recorded.keys() ^ found.keys())}")
            # First what says who is who, then what refers to it.
            for key in sorted(recorded, key=lambda k: (k != "id", k == "links")):
                self.compare(recorded[key], found[key], f"{path}.{key}")
        elif isinstance(recorded, list):
            if len(recorded) != len(found):
                raise Mismatch(f"{path}: {len(recorded)} recorded, {len(found)} came")
            for i, (a, b) in enumerate(zip(self.sort(recorded, True), self.sort(found, False))):
                self.compare(a, b, f"{path}[{i}]")
        elif isinstance(recorded, str):
            self.compare_text(recorded, found, path)
        elif recorded != found:
            raise Mismatch(f"{path}: {recorded!r} was recorded, {found!r} came")

    def sort(self, items, recorded):
        """Buckets are listed by their random IDs, so their order differs from run to run."""
        if not all(isinstance(i, dict) and "retentionRules" in i for i in items):
            return items
        return sorted(items, key=lambda i: i["name"])


def find_free_port():
    import socket
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A fresh server that was never set up; stopped and forgotten at the end."""

    def __init__(self, demo):
        self.folder = tempfile.TemporaryDirectory()
        if demo:
            self.process = subprocess.Popen([demo, "--not-set-up"], stdout=subprocess.PIPE, text=True)
            line = self.process.stdout.readline()
            self.port = urllib.parse.urlsplit(line.split(": ")[1].strip()).port
        else:
            self.port = find_free_port()
            d = self.folder.name
            self.process = subprocess.Popen(
                [os.environ["TESSERA_INFLUXD"], "--bolt-path", d + "/bolt", "--engine-path", d + "/engine",
                 "--sqlite-path", d + "/sqlite", "--http-bind-address", f"127.0.0.1:{self.port}",
                 "--reporting-disabled"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait()

    def wait(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.ask("GET", "/health", {}, None)[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise SystemExit("Bail out! the server does not come up")

    def ask(self, method, path, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.folder.cleanup()


def encode(body):
    if body is None:
        return None
    return body["__raw__"] if isinstance(body, dict) and "__raw__" in body else json.dumps(body)


def check(server, names, case):
    request, recorded = case["request"], case["response"]
    body = encode(request["body"])
    headers = {k: names.translate(v) for k, v in request["headers"].items()}
    status, found, text = server.ask(request["method"], names.translate(request["path"]), headers,
                                     names.translate(body) if body is not None else None)
    if status != recorded["status"]:
        raise Mismatch(f"status {recorded['status']} was recorded, {status} came: "
                       f"{VALUE.sub('VALUE', text)[:200]}")
    for name in ("Content-Type", "X-Platform-Error-Code"):
        if recorded["headers"].get(name) != found.get(name):
            raise Mismatch(f"{name}: {recorded['headers'].get(name)!r} was recorded, "
                           f"{found.get(name)!r} came")
    if "Set-Cookie" in recorded["headers"]:
        strip = re.compile(r"Expires=[^;]*")
        names.compare_text(strip.sub("", recorded["headers"]["Set-Cookie"]),
                           strip.sub("", found.get("Set-Cookie", "")), "Set-Cookie")
    names.compare(recorded["body"], json.loads(text) if text else None, "body")


def fill(server, names, case, cases):
    """The recorded server was given buckets in between that no exchange shows; make them too."""
    if case["name"] != "buckets-p":
        return
    have = {b["name"]: names.here[b["id"]] for b in
            next(c for c in cases if c["name"] == "buckets")["response"]["body"]["buckets"]
            if b["id"] in names.here}
    token = names.translate(case["request"]["headers"]["Authorization"])
    org = names.translate(next(c for c in cases if c["name"] == "setup")["response"]["body"]["org"]["id"])
    for i in range(45):
        if f"b{i:03}" not in have:
            server.ask("POST", "/api/v2/buckets", {"Authorization": token},
                       json.dumps({"orgID": org, "name": f"b{i:03}", "retentionRules": []}))


# Pages of buckets in the order of random IDs: which bucket is on which page is chance.
BY_CHANCE = {"buckets-p", "buckets-d", "buckets-after"}


def check_page(server, names, case):
    """Such a page must have the recorded length and links; its buckets have the recorded members."""
    request, recorded = case["request"], case["response"]
    headers = {k: names.translate(v) for k, v in request["headers"].items()}
    status, _, text = server.ask("GET", names.translate(request["path"]), headers, None)
    if status != recorded["status"]:
        raise Mismatch(f"status {status}")
    body = json.loads(text)
    ids = [b["id"] for b in body["buckets"]]
    if ids != sorted(ids):
        raise Mismatch("the buckets are not in the order of their IDs")
    if "after=" in request["path"]:
        return
    names.compare(recorded["body"]["links"], body["links"], "body.links")
    if len(body["buckets"]) != len(recorded["body"]["buckets"]):
        raise Mismatch("another number of buckets")
    if any(b.keys() - {"description"} != recorded["body"]["buckets"][0].keys() - {"description"}
           for b in body["buckets"]):
        raise Mismatch("buckets with other members")


# What the demo can't do: json-glib's strings end at a NUL. The client reads with json-glib as well, so
# it sees the same from either server.
NOT_IN_DEMO = {"ctl-desc": "json-glib's strings end at a NUL"}


def replay(demo, cases, number):
    server, names, failed = Server(demo), Names(), 0
    try:
        for number, case in enumerate(cases, number):
            fill(server, names, case, cases)
            what = f"{case['series']}/{case['name']}"
            if demo and case["name"] in NOT_IN_DEMO:
                print(f"ok {number} - {what} # SKIP {NOT_IN_DEMO[case['name']]}")
                continue
            try:
                (check_page if case["name"] in BY_CHANCE else check)(server, names, case)
                print(f"ok {number} - {what}")
            except Mismatch as problem:
                failed += 1
                print(f"not ok {number} - {what}")
                print(f"# {problem}")
    finally:
        server.stop()
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--demo")
    parser.add_argument("--influxd", action="store_true")
    parser.add_argument("recordings", nargs="+")
    options = parser.parse_args()
    if options.influxd and "TESSERA_INFLUXD" not in os.environ:
        print("1..0 # SKIP the real InfluxDB is not there: build-aux/influxd builds it")
        sys.exit(0)
    cases = [json.loads(line) for path in options.recordings for line in open(path)]
    print(f"1..{len(cases)}")
    number, failed = 1, 0
    for series in dict.fromkeys(case["series"] for case in cases):
        part = [case for case in cases if case["series"] == series]
        failed += replay(options.demo, part, number)
        number += len(part)
    sys.exit(1 if failed else 0)


main()
