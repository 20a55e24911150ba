#!/usr/bin/env python3
"""Sends the same generated requests to the demo server and to a real InfluxDB, and compares the answers.

usage: same-answers.py [--seed N] [--all]

Both servers are given the same content. A request is one that works, changed in one or two ways: in its method, its
path, its query, its credentials, or its body. The seed decides which of the changes are tried; --all tries every single
one. What a server makes up (IDs, values, times) is replaced before answers are compared. Prints TAP; never a token's
value.
"""
import argparse
import base64
import copy
import http.client
import json
import os
import random
import re
import sys

from support import Demo, Folder, Influxd
from tap import Tap

NOBODY = "0123456789abcdef"  # an ID that nothing has
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
VALUE = re.compile(r"[A-Za-z0-9_-]{86}==|\$influxdb2-sha256\$[A-Za-z0-9_-]{43}=")
ID = re.compile(r"\b[0-9a-f]{16}\b")
EXPIRES = re.compile(r"Expires=[^;]*")
VERSION = re.compile(r'("(?:version|commit)": ?)"[^"]*"')
HEADERS = ["Content-Type", "X-Platform-Error-Code", "X-Influxdb-Build", "X-Influxdb-Version", "Location", "Allow", "Vary",
           "WWW-Authenticate", "Retry-After", "Set-Cookie", "Connection"]
# How many requests are changed in one way, and how many in two.
SINGLE, DOUBLE = 2400, 600

# What works: the method, the path, and the body. {NAME} is the ID of what a side has under that name.
PERMISSION = {"action": "read", "resource": {"type": "buckets", "orgID": "{org}", "id": "{telemetry}"}}
WORKING = [
    ("GET", "/ping", None),
    ("HEAD", "/ping", None),
    ("GET", "/health", None),
    ("GET", "/api/v2/setup", None),
    ("POST", "/api/v2/setup", {"username": "root", "password": "long-enough", "org": "second", "bucket": "first",
                               "retentionPeriodSeconds": 0}),
    ("POST", "/api/v2/signin", None),
    ("POST", "/api/v2/signout", None),
    ("GET", "/api/v2/me", None),
    ("HEAD", "/api/v2/config", None),
    ("GET", "/api/v2/resources", None),
    ("GET", "/api/v2/orgs", None),
    ("GET", "/api/v2/orgs/{org}", None),
    ("GET", "/api/v2/orgs/{org}/members", None),
    ("GET", "/api/v2/orgs/{org}/owners", None),
    ("GET", "/api/v2/orgs/{org}/secrets", None),
    ("POST", "/api/v2/orgs/{org}/members", {"id": "{loner}"}),
    ("POST", "/api/v2/orgs/{org}/owners", {"id": "{ann}"}),
    ("PATCH", "/api/v2/orgs/{org}/secrets", {}),
    ("GET", "/api/v2/users", None),
    ("POST", "/api/v2/users", {"name": "new", "status": "active"}),
    ("GET", "/api/v2/users/{ann}", None),
    ("PATCH", "/api/v2/users/{spare-user}", {"name": "spare-user", "status": "active"}),
    ("DELETE", "/api/v2/users/{spare-user}", None),
    ("POST", "/api/v2/users/{spare-user}/password", {"password": "long-enough"}),
    ("GET", "/api/v2/buckets", None),
    ("POST", "/api/v2/buckets", {"orgID": "{org}", "name": "new", "description": "words",
                                 "retentionRules": [{"type": "expire", "everySeconds": 3600}]}),
    ("GET", "/api/v2/buckets/{telemetry}", None),
    ("GET", "/api/v2/buckets/{_tasks}", None),
    ("DELETE", "/api/v2/buckets/{spare-bucket}", None),
    ("GET", "/api/v2/authorizations", None),
    ("POST", "/api/v2/authorizations", {"orgID": "{org}", "description": "words", "status": "active",
                                        "permissions": [PERMISSION]}),
    ("POST", "/api/v2/authorizations", {"orgID": "{org}", "userID": "{ann}", "permissions": [
        {"action": "write", "resource": {"type": "users", "id": "{ann}"}},
        {"action": "read", "resource": {"type": "orgs", "id": "{org}"}},
        {"action": "read", "resource": {"type": "buckets", "name": "telemetry"}}]}),
    ("GET", "/api/v2/authorizations/{reader}", None),
    ("GET", "/api/v2/authorizations/{of-gone}", None),
    ("PATCH", "/api/v2/authorizations/{spare-token}", {"status": "inactive", "description": "other words"}),
    ("DELETE", "/api/v2/authorizations/{spare-token}", None),
    ("POST", "/api/v2/write?org=acme&bucket=telemetry", "m f=1"),
    ("POST", "/api/v2/query?org=acme", {"query": "from(bucket: \"telemetry\") |> range(start: -1m)"}),
    ("GET", "/api/v2/labels", None),
    ("POST", "/api/v2/labels", {"orgID": "{org}", "name": "new", "properties": {"color": "red"}}),
    ("POST", "/api/v2/labels", {"orgID": "{org}", "name": " Label "}),
    ("GET", "/api/v2/labels/{label}", None),
    ("PATCH", "/api/v2/labels/{spare-label}", {"name": "new name", "properties": {"color": "blue"}}),
    ("PATCH", "/api/v2/labels/{spare-label}", {"name": "LABEL"}),
    ("DELETE", "/api/v2/labels/{spare-label}", None),
    ("GET", "/private/legacy/authorizations", None),
    ("GET", "/api/v2/documents/templates", None),
    ("GET", "/api/v2private/notebooks", None),
    ("GET", "/api/v2private/annotations", None),
] + [(method, f"/api/v2/{kind}{item}", None)
     for method, item in (("GET", ""), ("GET", "/" + NOBODY), ("DELETE", "/" + NOBODY)) for kind in
     ["checks", "dashboards", "notificationEndpoints", "notificationRules", "remotes", "replications", "scrapers", "sources",
      "tasks", "telegrafs", "variables"]]
IDS = ["", "abc", "0123456789abcdeg", "0000000000000000", "0123456789abcdef0", NOBODY, "{loner}", "{telemetry}"]
QUERY = {
    "limit": ["", "0", "-1", "1", "2", "100", "101", "500", "501", "x", "1.5", "+2", "99999999999999999999"],
    "offset": ["", "0", "-1", "1", "100", "x", "99999999999999999999"],
    "after": IDS[:-1],
    "descending": ["true", "1", "x"],
    "sortBy": ["name", "x"],
    "orgID": IDS + ["{org}"],
    "org": ["acme", "nobody", "ACME", "{org}"],
    "userID": IDS + ["{ann}"],
    "user": ["ann", "nobody"],
    "id": IDS + ["{ann}"],
    "name": ["ann", "telemetry", "_tasks", "nobody"],
    "bucket": ["nothing", "{telemetry}", "", NOBODY],
    "precision": ["ns", "s", "x"],
}
RAW_BODIES = ["", " ", "{", "[]", "5", "null", '"words"', "true", "{}", "words", "{'name':1}", '{"name":"x",}', '{"name" 1}',
              '{"name":"x"} and more', '[{"name":"x"}', '{"name":"\x01"}', '{"name":"\\x"}', '{"name":01}', "nul", '{"name":-}']
OTHER_VALUES = [None, "", "words", 5, 1.5, True, [], {}, [5], {"name": 5}]
AUTHORIZATIONS = ["none", "wrong", "empty", "lower", "upper", "bearer", "basic", "spaces", "no-scheme", "other-scheme",
                  "all", "reader", "one", "minter", "nothing", "of-ann", "inactive", "of-idle", "of-gone",
                  "session-admin", "session-ann", "session-wrong", "basic-lower", "basic-wrong", "basic-nobody", "basic-idle",
                  "basic-loner", "basic-half", "basic-broken"]

# What can't work, and is refused with other words to those who may not do it. What else is wrong with such a body is
# each resource's own matter, which the demo does not know.
REFUSED = [
    ("POST", "/api/v2/checks", {"orgID": "{org}", "type": "threshold", "status": "none", "name": "", "query": {"text": ""}}),
    ("POST", "/api/v2/notificationEndpoints", {"orgID": "{org}", "type": "http", "status": "none", "name": ""}),
    ("POST", "/api/v2/notificationRules", {"orgID": "{org}", "type": "http", "status": "none", "name": "",
                                           "endpointID": NOBODY}),
    ("POST", "/api/v2/replications?validate=true", {"orgID": "{org}", "name": "", "remoteID": NOBODY, "localBucketID": NOBODY,
                                                    "remoteBucketID": NOBODY, "maxQueueSizeBytes": 33554430}),
    ("POST", "/api/v2/scrapers", {"orgID": "{org}", "name": ""}),
    ("POST", "/api/v2/tasks", {"orgID": "{org}", "flux": "x"}),
    ("DELETE", f"/api/v2/tasks/{NOBODY}/runs/{NOBODY}", None),
    ("POST", "/api/v2private/annotations?orgID={org}", []),
]


class Side:
    """One of the two servers, and what everything on it is called."""

    def __init__(self, server):
        self.server, self.ids, self.values, self.cookies = server, {}, {}, {}
        self.connection = None

    def send(self, method, path, headers, body):
        """The answer of a connection that is kept open for as long as the server does."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.server.address.removeprefix("http://"), timeout=60)
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        except (http.client.HTTPException, OSError) as problem:
            self.connection.close()
            self.connection = None
            return type(problem).__name__, {}, ""

    def ask(self, method, path, body=None, value=None):
        """A request that must be answered with success."""
        headers = {"Authorization": f"Token {value or self.values['operator']}"} if self.values else {}
        status, _, text = self.send(method, self.fill(path), headers, self.fill(json.dumps(body)) if body is not None else None)
        assert status in (200, 201, 204), f"{method} {path}: {status} {VALUE.sub('VALUE', text)}"
        return json.loads(text) if text else None

    def fill(self, text):
        return re.sub(r"\{([a-z_-]+)\}", lambda match: self.ids.get(match[1], match[0]), text)

    def add(self, name, path, body):
        answer = self.ask("POST", path, body)
        answer = answer.get("label", answer)
        self.ids[name] = answer["id"]
        return answer

    def add_token(self, name, permissions, **others):
        self.values[name] = self.add(name, "/api/v2/authorizations",
                                     {"orgID": "{org}", "description": name, "permissions": permissions, **others})["token"]

    def sign_in(self, name):
        headers = {"Authorization": "Basic " + base64.b64encode(f"{name}:correct-horse".encode()).decode()}
        status, found, _ = self.send("POST", "/api/v2/signin", headers, None)
        assert status == 204
        self.cookies[name] = found["Set-Cookie"].split(";")[0]

    def set_up(self):
        answer = self.ask("POST", "/api/v2/setup", {"username": "admin", "password": "correct-horse", "org": "acme",
                                                    "bucket": "telemetry"})
        self.values["operator"] = answer["auth"]["token"]
        self.ids |= {"admin": answer["user"]["id"], "org": answer["org"]["id"], "operator": answer["auth"]["id"]}
        for name in ("ann", "loner", "idle", "gone"):
            self.add(name, "/api/v2/users", {"name": name})
        for name in ("ann", "idle"):
            self.ask("POST", f"/api/v2/users/{{{name}}}/password", {"password": "correct-horse"})
        self.ask("POST", "/api/v2/orgs/{org}/members", {"id": "{ann}"})
        for i in range(20):
            self.add(f"bucket-{i}", "/api/v2/buckets", {"orgID": "{org}", "name": f"bucket-{i}", "retentionRules": []})
        self.ids |= {bucket["name"]: bucket["id"] for bucket in
                     self.ask("GET", "/api/v2/buckets?limit=100")["buckets"]}
        self.add("label", "/api/v2/labels", {"orgID": "{org}", "name": "label"})
        self.add_tokens()
        self.ask("PATCH", "/api/v2/authorizations/{inactive}", {"status": "inactive"})
        self.ask("PATCH", "/api/v2/users/{idle}", {"status": "inactive"})
        self.ask("DELETE", "/api/v2/users/{gone}")
        self.sign_in("admin")
        self.sign_in("ann")

    def add_tokens(self):
        def allow(action, kind, **scope):
            return {"action": action, "resource": {"type": kind, **scope}}
        types = [kind for kind in self.ask("GET", "/api/v2/resources") if kind not in ("instance", "orgs", "users")]
        everything = [allow(action, kind, orgID="{org}") for kind in types for action in ("read", "write")]
        everything += [allow("read", "orgs", id="{org}"), allow("read", "users", id="{admin}"),
                       allow("write", "users", id="{admin}")]
        minting = [allow(action, "authorizations", orgID="{org}") for action in ("read", "write")]
        minting += [allow(action, "users", id="{admin}") for action in ("read", "write")]
        self.add_token("all", everything)
        self.add_token("reader", [allow("read", "buckets", orgID="{org}")])
        self.add_token("one", [allow("read", "buckets", orgID="{org}", id="{telemetry}")])
        self.add_token("minter", minting + [allow("read", "buckets", orgID="{org}")])
        self.add_token("nothing", [allow("read", "views", orgID="{org}")])
        self.add_token("of-ann", [allow("read", "users", id="{ann}"), allow("read", "buckets", orgID="{org}")],
                       userID="{ann}")
        self.add_token("inactive", everything)
        self.add_token("of-idle", everything, userID="{idle}")
        self.add_token("of-gone", everything, userID="{gone}")

    def get_headers(self, who):
        """The credentials that a request is sent with."""
        value = self.values["operator"]
        basic = {"basic": "admin:correct-horse", "basic-wrong": "admin:wrong", "basic-nobody": "nobody:correct-horse",
                 "basic-idle": "idle:correct-horse", "basic-loner": "loner:correct-horse", "basic-half": "admin",
                 "basic-lower": "admin:correct-horse"}
        schemes = {"none": None, "wrong": "Token wrong", "empty": "Token ", "lower": f"token {value}",
                   "upper": f"TOKEN {value}", "bearer": f"bEARER {value}", "spaces": f"Token  {value}", "no-scheme": value,
                   "basic-broken": "Basic !", "other-scheme": f"Digest {value}"}
        if who.startswith("session-"):
            return {"Cookie": self.cookies.get(who.removeprefix("session-"), "influxdb-oss-session=wrong")}
        schemes |= {name: "Basic " + base64.b64encode(pair.encode()).decode() for name, pair in basic.items()}
        schemes["basic-lower"] = schemes["basic-lower"].replace("Basic", "basic")
        header = schemes[who] if who in schemes else f"Token {self.values[who]}"
        return {"Authorization": header} if header is not None else {}

    def prepare(self, spare):
        """Something that a request may change or delete."""
        path, body = SPARES[spare]
        self.add(spare, path, body)

    def clear(self, path, name):
        self.send("DELETE", f"{path}/{self.ids.pop(name)}", self.get_headers("operator"), None)


SPARES = {
    "spare-user": ("/api/v2/users", {"name": "spare-user"}),
    "spare-bucket": ("/api/v2/buckets", {"orgID": "{org}", "name": "spare-bucket", "retentionRules": []}),
    "spare-token": ("/api/v2/authorizations", {"orgID": "{org}", "description": "spare", "permissions": [PERMISSION]}),
    "spare-label": ("/api/v2/labels", {"orgID": "{org}", "name": "spare-label"}),
}


class Request:
    def __init__(self, method, path, body):
        self.method, self.who, self.body = method, "operator", body
        self.origin = f"{method} {path}"
        self.path, _, query = path.partition("?")
        self.query = dict(pair.split("=") for pair in query.split("&") if pair)
        self.changes = []
        if self.path.endswith("/signin"):
            self.who = "basic"

    def change(self, kind, words, **members):
        """A copy that differs in these members, and why."""
        other = copy.deepcopy(self)
        other.__dict__.update(members)
        other.changes.append((kind, words))
        return other

    def get_path(self):
        return self.path + ("?" + "&".join(f"{key}={value}" for key, value in self.query.items()) if self.query else "")

    def get_text(self):
        return self.body if self.body is None or isinstance(self.body, str) else json.dumps(self.body)

    def __str__(self):
        words = ", ".join(f"{kind} {words}" for kind, words in self.changes) or "as it works"
        return f"{self.method} {self.get_path()} ({words})"


def change_method(request):
    methods = ["PUT", "HEAD", "OPTIONS"] + (["POST"] if "{" in request.path else ["PATCH", "DELETE"])
    for method in methods:
        if method != request.method:
            yield request.change("method", method, method=method)


def change_path(request):
    for words in ("/", "/more", "/more/and/more"):
        yield request.change("path", f"ends with {words}", path=request.path + words)
    yield request.change("path", "has two slashes", path=request.path.replace("/api/v2/", "/api/v2//"))
    yield request.change("path", "is in upper case", path=request.path.upper().replace("/API/V2", "/api/v2"))
    for name in re.findall(r"\{[a-z_-]+\}", request.path):
        for other in IDS:
            if other and (request.method == "GET" or "{" not in other):
                yield request.change("ID", other, path=request.path.replace(name, other))


def change_query(request):
    for key, values in QUERY.items():
        for value in values:
            yield request.change("query", f"{key}={value}", query=request.query | {key: value})


def change_credentials(request):
    for who in AUTHORIZATIONS:
        yield request.change("credentials", who, who=who)


def walk(value, path=()):
    """The paths to everything in a body."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield (*path, key)
        yield from walk(value[key], (*path, key))


def put(body, path, value):
    """The body with another value there, or without what was there."""
    body = copy.deepcopy(body)
    inner = body
    for key in path[:-1]:
        inner = inner[key]
    if value is DROPPED:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return body


DROPPED = object()


def change_body(request):
    if request.method in ("GET", "HEAD") or request.path.endswith(("/write", "/query", "/signin", "/signout")):
        return
    for raw in RAW_BODIES:
        yield request.change("body", ascii(raw), body=raw)
    if not isinstance(request.body, dict):
        return
    yield request.change("body", "with more", body=request.body | {"unknown": {"id": 5}})
    yield request.change("body", "in upper case", body={key.upper(): value for key, value in request.body.items()})
    for path in walk(request.body):
        for value in [DROPPED, *OTHER_VALUES, *IDS]:
            words = "dropped" if value is DROPPED else ascii(value)
            yield request.change("body", f"{'.'.join(map(str, path))} {words}", body=put(request.body, path, value))


def change_grants(request):
    """What the permission that somebody wants to grant is for."""
    if request.method != "POST" or not request.path.endswith("/authorizations") or not isinstance(request.body, dict):
        return
    for who in ("operator", "all", "reader", "one", "minter", "of-ann", "session-admin", "session-ann"):
        for kind in ("buckets", "orgs", "users", "authorizations", "instance", "sources"):
            for scope in ({}, {"orgID": "{org}"}, {"orgID": NOBODY}, {"id": "{telemetry}"}, {"id": NOBODY},
                          {"orgID": "{org}", "id": "{telemetry}"}, {"orgID": NOBODY, "id": "{telemetry}"},
                          {"orgID": "{org}", "id": NOBODY}):
                permission = {"action": "read", "resource": {"type": kind, **scope}}
                yield request.change("grant", f"{kind} {scope} by {who}", who=who,
                                     body=request.body | {"permissions": [permission]})


def change_organization(request):
    if not isinstance(request.body, dict):
        return
    for other in IDS:
        yield request.change("organization", ascii(other), body=request.body | {"orgID": other})
    for raw in ("", "{", "words", '{"orgID"'):
        yield request.change("body", ascii(raw), body=raw)


CHANGES = [change_method, change_path, change_query, change_credentials, change_body, change_grants]


# What is not compared, and why.
LEFT_OUT = [
    ("the demo has no pages for a browser", r"\w+ /(?!api/v2|private/|health|ping )"),
    ("only the real one has these", r"(PUT|PATCH) /api/v2(private)?/(checks|dashboards|notification\w+|remotes|replications"
     r"|scrapers|sources|tasks|telegrafs|variables|notebooks|annotations)/|PUT .*/password|DELETE .*/annotations"
     r"|.*/(members|owners|secrets|resources|config)/more|.*/legacy/authorizations/"),
    ("the real one crashes", r"GET /api/v2/notificationEndpoints\b.*[?&]org="),
    ("which single items forgive a slash at the end is chance", r"\w+ /api/v2/(sources|variables)/\w+/[ ?]"),
]


def generate(seed, everything):
    chance = random.Random(seed)
    working = [Request(*words) for words in WORKING]
    once = [other for request in working for change in CHANGES for other in change(request)]
    refused = [Request(*words) for words in REFUSED]
    refused += [other for request in refused for change in (change_credentials, change_organization)
                for other in change(request)]
    twice = []
    while len(twice) < DOUBLE:
        request = chance.choice(once)
        again = list(chance.choice(CHANGES)(request))
        if again and not isinstance(request.body, str):
            twice.append(chance.choice(again))
    if not everything:
        once = chance.sample(once, SINGLE)
    return [request for request in working + refused + once + twice if not is_left_out(request)]


def is_left_out(request):
    return any(re.match(pattern, f"{request.method} {request.get_path()} ") for _, pattern in LEFT_OUT)


def normalize(side, text):
    """The text with names in place of what the server made up."""
    for name, made in side.ids.items():
        text = text.replace(made, f"<{name}>")
    return VERSION.sub(r'\1"VERSION"', EXPIRES.sub("Expires=TIME", VALUE.sub("VALUE", TIME.sub("TIME", ID.sub("<new>", text)))))


def normalize_body(side, request, headers, text):
    text = normalize(side, text)
    if not headers.get("Content-Type", "").startswith("application/json"):
        return text if not headers.get("Content-Type", "").startswith("text/csv") else "CSV"
    body = json.loads(text) if text else ""
    if isinstance(body, dict) and "buckets" in body and \
            not any(request.query.get(key) for key in ("org", "orgID", "name", "id")):
        # In the order of random IDs: what is on a page is chance.
        body = {"links": body["links"]["self"]}
    return body


def answer(side, request):
    body = request.get_text()
    status, headers, text = side.send(request.method, side.fill(request.get_path()), side.get_headers(request.who),
                                      side.fill(body).encode() if body is not None else None)
    return {"status": status, "headers": {name: normalize(side, headers[name]) if name != "X-Influxdb-Version" else "VERSION"
                                       for name in HEADERS if name in headers},
            "body": normalize_body(side, request, headers, text)}, text


def undo(side, request, found, text):
    """Takes back what a request changed, so that the next one finds the same content."""
    if found["status"] == 201 and "/orgs/" not in request.path:
        made = json.loads(text)
        made = made.get("label", made)
        side.send("DELETE", f"{request.path.rstrip('/')}/{made['id']}", side.get_headers("operator"), None)
    if request.who in ("session-admin", "session-ann") and request.path.rstrip("/").endswith("signout"):
        side.sign_in(request.who.removeprefix("session-"))


def try_on(side, request):
    spares = [name for name in SPARES if f"{{{name}}}" in request.path + (request.get_text() or "")]
    for name in spares:
        side.prepare(name)
    found, text = answer(side, request)
    undo(side, request, found, text)
    for name in spares:
        side.clear(SPARES[name][0], name)
    return found


def compare(demo, real, path=""):
    """Where two answers differ."""
    if isinstance(demo, dict) and isinstance(real, dict):
        for key in sorted(demo.keys() | real.keys(), key=str):
            if key not in demo:
                yield f"{path}{key}: only the real one has it: {real[key]!r}"
            elif key not in real:
                yield f"{path}{key}: only the demo has it: {demo[key]!r}"
            else:
                yield from compare(demo[key], real[key], f"{path}{key}.")
    elif isinstance(demo, list) and isinstance(real, list) and len(demo) == len(real):
        for i, pair in enumerate(zip(demo, real)):
            yield from compare(*pair, f"{path}{i}.")
    elif demo != real:
        yield f"{path[:-1]}: the demo says {demo!r}, the real one {real!r}"


def try_requests(sides, requests):
    """What differs, by the request that was changed."""
    complaints = {}
    for request in requests:
        found = complaints.setdefault(request.origin, [])
        differences = list(compare(*(try_on(side, request) for side in sides)))
        if differences:
            found.append(str(request))
            found.extend(f"  {line[:300]}" for line in differences[:5])
    return complaints


def check_comparison(tap, side):
    """Whether an answer that is not the same is noticed."""
    found = try_on(side, Request("GET", "/api/v2/authorizations/{reader}", None))
    tap.result("an answer is the same as itself", list(compare(found, copy.deepcopy(found))))
    for words, change in (("status", {"status": 404}), ("headers.Content-Type", {"headers": {}}),
                          ("body.description", {"body": found["body"] | {"description": "altered"}}),
                          ("body.permissions", {"body": found["body"] | {"permissions": []}}),
                          ("body.more", {"body": found["body"] | {"more": None}})):
        tap.found(words, words, list(compare(found, found | change)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=291)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    if "TESSERA_INFLUXD" not in os.environ:
        print("1..0 # SKIP the real InfluxDB is not there: build-aux/influxd builds it")
        return 0
    requests = generate(options.seed, options.all or "TESSERA_TEST_LONG" in os.environ)
    folder, tap = Folder(), Tap()
    sides = [Side(Demo("--not-set-up")), Side(Influxd(folder.name))]
    try:
        sides[1].server.start()
        for side in sides:
            side.set_up()
        check_comparison(tap, sides[0])
        for name, complaints in try_requests(sides, requests).items():
            tap.result(name, complaints)
    finally:
        for side in sides:
            side.server.stop()
    print(f"# {len(requests)} requests were sent to both, chosen by the seed {options.seed}")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
