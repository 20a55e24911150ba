#!/usr/bin/env python3
"""Compares a demo server that was never set up with a real InfluxDB: before, while and after it is set up.

Each request that sets up a server, or half of it, gets servers of its own. Prints TAP; never a token's value.
"""
import importlib.util
import json
import os
import pathlib
import sys

from support import Demo, Folder, Influxd
from tap import Tap

spec = importlib.util.spec_from_file_location("same_answers", pathlib.Path(__file__).with_name("same-answers.py"))
same = importlib.util.module_from_spec(spec)
spec.loader.exec_module(same)

GOOD = {"username": "ann", "password": "correct-horse", "org": "acme", "bucket": "telemetry"}
# What changes nothing: the path, and what differs from GOOD; None leaves a member out.
REFUSED = [
    {"password": "short"}, {"password": "seven77"}, {"password": "x" * 73}, {"password": "é" * 37}, {"password": "é" * 3},
    {"username": ""}, {"org": ""}, {"bucket": ""}, {"username": None}, {"org": None}, {"bucket": None},
    {"username": None, "org": "", "bucket": None}, {"username": "", "password": "short"},
    {"password": "short", "bucket": "_odd"}, {"password": "short", "retentionPeriodSeconds": 5},
    *({name: value} for name in ("username", "password", "org", "bucket", "token") for value in (5, 1.5, True, [], {})),
    *({name: value} for name in ("retentionPeriodSeconds", "retentionPeriodHrs") for value in ("", "1h", 1.5, True, [], {})),
]
# What sets the server up, or creates a part of it before it fails.
CHANGING = [
    {}, {"password": "eight888"}, {"password": "x" * 72}, {"password": "é" * 36}, {"password": "é" * 7},
    {"password": ""}, {"password": None}, {"username": " "}, {"username": " ann "}, {"username": "a:b"}, {"username": "a\nb"},
    {"org": " "}, {"org": "\t\n"}, {"org": " acme "}, {"org": "a/b"}, {"bucket": " "}, {"bucket": " telemetry "},
    {"bucket": "_odd"}, {"bucket": "a\"b"}, {"bucket": "a/b"}, {"username": "\u200fann", "org": "“acme”"},
    {"retentionPeriodSeconds": 0}, {"retentionPeriodSeconds": -5}, {"retentionPeriodSeconds": 1},
    {"retentionPeriodSeconds": 3599}, {"retentionPeriodSeconds": 3600}, {"retentionPeriodSeconds": 604800},
    {"retentionPeriodSeconds": None, "retentionPeriodHrs": 5}, {"retentionPeriodHrs": 3600 * 10**9},
    {"retentionPeriodSeconds": 99999999999999}, {"token": ""}, {"token": "chosen-by-hand"}, {"unknown": {"a": 1}},
    {"retentionPeriodSeconds": "null"},
]
# What is asked before and after.
LOOKS = [("GET", "/ping"), ("GET", "/health"), ("GET", "/api/v2/setup"), ("PUT", "/api/v2/setup"), ("GET", "/api/v2/setup/"),
         ("POST", "/api/v2/setup/user"), ("GET", "/api/v2/me"), ("GET", "/api/v2/orgs"), ("GET", "/api/v2/users"),
         ("GET", "/api/v2/buckets?limit=5"), ("GET", "/api/v2/authorizations"), ("GET", "/api/v2/resources"),
         ("HEAD", "/api/v2/config"), ("GET", "/api/v2/dashboards"), ("GET", "/api/v2/labels"), ("GET", "/api/v2/telegrafs"),
         ("GET", "/api/v2/nothing"), ("POST", "/api/v2/signin"), ("POST", "/api/v2/signout")]


class Pair:
    """A demo server and a real one, neither set up."""

    def __init__(self):
        self.sides, self.folder = [], None

    def start(self):
        self.stop()
        self.folder = Folder()
        self.sides = [same.Side(Demo("--not-set-up")), same.Side(Influxd(self.folder.name))]
        self.sides[1].server.start()

    def stop(self):
        for side in self.sides:
            side.server.stop()
        self.sides = []

    def compare(self, method, path, body=None, **headers):
        """Where the two answers differ, and the status of the demo's."""
        answers = []
        for side in self.sides:
            status, found, text = side.send(method, path, headers | side.cookies,
                                            json.dumps(body).encode() if isinstance(body, dict) else body)
            request = same.Request(method, path, None)
            answers.append({"status": status, "body": same.normalize_body(side, request, found, text),
                            "headers": {name: same.normalize(side, found[name]) if name != "X-Influxdb-Version" else "VERSION"
                                        for name in same.HEADERS if name in found and name != "Transfer-Encoding"}})
            if "Set-Cookie" in found:
                side.cookies = {"Cookie": found["Set-Cookie"].split(";")[0]}
        return [f"{method} {path}: {line[:300]}" for line in same.compare(*answers)], answers[0]["status"]

    def look_around(self):
        return [line for method, path in LOOKS for line in self.compare(method, path)[0]]

    def sign_in(self, body):
        pair = f"{body.get('username') or ''}:{body.get('password') or ''}".encode()
        header = "Basic " + same.base64.b64encode(pair).decode()
        return self.compare("POST", "/api/v2/signin", Authorization=header)[0]


def make_body(change):
    body = {key: value for key, value in (GOOD | change).items() if value is not None}
    return json.dumps(body).replace('"null"', "null").encode(), body


def main():
    if "TESSERA_INFLUXD" not in os.environ:
        print("1..0 # SKIP the real InfluxDB is not there: build-aux/influxd builds it")
        return 0
    tap, pair = Tap(), Pair()
    try:
        pair.start()
        tap.result("before it is set up", pair.look_around())
        for raw in same.RAW_BODIES:
            if raw not in ("{}", "null"):
                tap.result(f"body {ascii(raw)}", pair.compare("POST", "/api/v2/setup", raw.encode())[0])
        for change in REFUSED:
            differences, status = pair.compare("POST", "/api/v2/setup", make_body(change)[0])
            tap.result(f"refused: {ascii(change)}", differences + ([] if status >= 400 else ["it was not refused"]))
        tap.result("still not set up", pair.look_around())
        for change in CHANGING:
            pair.start()
            raw, body = make_body(change)
            differences = pair.compare("POST", "/api/v2/setup", raw)[0]
            differences += pair.look_around() + pair.sign_in(body) + pair.look_around()
            differences += pair.compare("POST", "/api/v2/setup", make_body({})[0])[0]
            tap.result(f"changes something: {ascii(change)}", differences)
    finally:
        pair.stop()
    return tap.end()


sys.exit(main())
