"""What the tests of the command share: servers, a proxy that counts, running programs, TAP."""
import http.client
import http.server
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.request

PATIENCE = 60  # seconds, for what must come sooner or later
ID = re.compile(r"\b[0-9a-f]{16}\b")
VALUE = re.compile(r"[A-Za-z0-9_-]{86}==")


class Skip(Exception):
    """A case that can't run here, and why."""


class Cases:
    """The cases of a test program, in the order they are written in; prints TAP."""

    def __init__(self):
        self.cases = []

    def __call__(self, function):
        self.cases.append(function)
        return function

    def run(self):
        failed = False
        print(f"1..{len(self.cases)}")
        for number, function in enumerate(self.cases, 1):
            name = function.__name__.replace("_", " ")
            try:
                function()
                print(f"ok {number} {name}", flush=True)
            except Skip as why:
                print(f"ok {number} {name} # SKIP {why}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed = True
                print(f"not ok {number} {name}", flush=True)
                # A value must not be in a test's output, whatever went wrong.
                print(VALUE.sub("VALUE", traceback.format_exc()), file=sys.stderr)
        sys.exit(1 if failed else 0)


class Result:
    """What a program came to."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def json(self):
        return json.loads(self.out)


def run(*words, env=None, stdin="", **others):
    """Runs a program without anything of the caller's environment that it would act on."""
    clean = {key: value for key, value in os.environ.items()
             if not key.startswith(("INFLUX_", "TESSERA_"))}
    clean.update({"LC_ALL": "C.UTF-8", "G_DEBUG": "fatal-criticals"})
    clean.update(env or {})
    done = subprocess.run(words, env=clean, input=stdin.encode(), capture_output=True,
                          timeout=PATIENCE, check=False, **others)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))


def equal(got, wanted):
    if got != wanted:
        raise AssertionError(f"\n  got:    {got!r}\n  wanted: {wanted!r}")


def contains(text, part):
    if part not in text:
        raise AssertionError(f"\n  {part!r}\n  is not in\n  {text!r}")


def succeeds(result):
    if result.status != 0:
        raise AssertionError(f"exit status {result.status}: {result.err}")
    return result


def fails(result, *parts, status=1):
    """It failed with this exit status and an error that says all this, and printed nothing."""
    equal(result.status, status)
    equal(result.out, "")
    contains(result.err, "Error: ")
    for part in parts:
        contains(result.err, part)
    return result


def wait_until(what, predicate):
    end = time.monotonic() + PATIENCE
    while not predicate():
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE} s in vain: {what}")
        time.sleep(0.02)


class Server:
    """A server in a process of its own, which ends with the test."""

    def __init__(self):
        self.process = self.address = self.token = self.org = None

    def stop(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)
            self.process = None

    def context(self):
        """Without a check of the certificate: it is the test's own."""
        return ssl._create_unverified_context() if self.address.startswith("https:") else None  # pylint: disable=protected-access

    def ask(self, method, path, body=None, token=None):
        """A request past every client of ours; returns the answer's JSON."""
        request = urllib.request.Request(
            self.address + path, method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Token {token or self.token}",
                     "Content-Type": "application/json"} if self.token else {})
        with urllib.request.urlopen(request, timeout=PATIENCE, context=self.context()) as answer:
            text = answer.read()
        return json.loads(text) if text else None


class Demo(Server):
    def __init__(self, *options):
        super().__init__()
        self.process = subprocess.Popen([os.environ["TESSERA_DEMO_SERVER"], *options],
                                        stdout=subprocess.PIPE, text=True)
        self.address = self.read_fact("address")
        if "--not-set-up" not in options:
            self.org = self.read_fact("org")
            if "serverless" not in options:
                self.username, self.password = self.read_fact("username"), self.read_fact("password")
            self.token = self.read_fact("token")

    def read_fact(self, name):
        line = self.process.stdout.readline()
        assert line.startswith(name + ": "), name
        return line[len(name) + 2:].rstrip("\n")


class Influxd(Server):
    """A real InfluxDB on the files in a folder; a copy of the folder makes an equal one."""

    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    def start(self, *options):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"{'https' if '--tls-cert' in options else 'http'}://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [os.environ["TESSERA_INFLUXD"], "--bolt-path", f"{self.folder}/bolt",
             "--engine-path", f"{self.folder}/engine", "--sqlite-path", f"{self.folder}/sqlite",
             "--http-bind-address", f"127.0.0.1:{port}", "--reporting-disabled",
             *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until("InfluxDB to be ready", self.is_ready)
        return self

    def is_ready(self):
        assert self.process.poll() is None, "InfluxDB ended"
        try:
            with urllib.request.urlopen(self.address + "/health", timeout=PATIENCE, context=self.context()) as answer:
                return json.load(answer)["status"] == "pass"
        except OSError:
            return False

    def set_up(self):
        answer = self.ask("POST", "/api/v2/setup", {"username": "admin", "password": "correct-horse",
                                                    "org": "acme", "bucket": "telemetry"})
        self.token, self.org = answer["auth"]["token"], "acme"
        self.org_id = answer["org"]["id"]

    def copy(self, folder):
        """An equal server, of this one's files; this one must be stopped."""
        shutil.copytree(self.folder, folder)
        other = Influxd(folder)
        other.token, other.org, other.org_id = self.token, self.org, self.org_id
        return other


class Silent:
    """A server that takes what comes and does not answer."""

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        return self

    def __exit__(self, *_):
        self.socket.close()


class Answering(Silent):
    """A server that answers its requests with these bytes, one after the other, or hangs up."""

    def __init__(self, *answers):
        self.answers = answers

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


class Counter:
    """A proxy before a server that keeps the requests' first lines and headers, can lose the answers to some, answer
    in the server's place, and change the headers of its answers."""

    def __init__(self, server, pem=None):
        self.requests = []
        self.headers = []
        self.loses = None  # the beginning of such a request's first line
        self.refuses = None  # from a request's handler to (status, headers, body), or None to pass it on
        self.changes = None  # from an answer's headers, a list of pairs, to others
        target = server.address.removeprefix("http://")
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def read_body(self):
                if self.headers.get("Transfer-Encoding") != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", 0)))
                body = b""
                while length := int(self.rfile.readline(), 16):
                    body += self.rfile.read(length)
                    self.rfile.readline()
                self.rfile.readline()
                return body

            def refuse(self, status, headers, text):
                self.send_response(status)
                for key, value in headers.items():
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(text.encode())

            def forward(self):
                outer.requests.append(f"{self.command} {self.path}")
                outer.headers.append(self.headers)
                body = self.read_body()
                refusal = outer.refuses and outer.refuses(self)
                if refusal:
                    self.refuse(*refusal)
                    return
                headers = {key: value for key, value in self.headers.items()
                           if key.lower() not in ("host", "accept-encoding", "connection",
                                                  "content-length", "transfer-encoding")}
                connection = http.client.HTTPConnection(target, timeout=PATIENCE)
                connection.request(self.command, self.path, body, headers)
                answer = connection.getresponse()
                text = answer.read()
                if outer.loses is not None and outer.requests[-1].startswith(outer.loses):
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for key, value in (outer.changes or list)(answer.getheaders()):
                    if key.lower() not in ("transfer-encoding", "content-length", "connection",
                                           "date", "server"):
                        self.send_header(key, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)
                connection.close()

            do_GET = do_HEAD = do_POST = do_PATCH = do_DELETE = forward

            def log_message(self, *_):
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        if pem is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(pem)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True, do_handshake_on_connect=False)
            self.tls = context
            self.http.handle_error = lambda *_: None
            self.address = f"https://localhost:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def take(self):
        """The requests since the last call."""
        self.headers.clear()
        taken, self.requests = self.requests, []
        return taken


class Folder(tempfile.TemporaryDirectory):
    """A folder that goes with the test, and a home in it for one program."""

    def write(self, name, text):
        path = os.path.join(self.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def read(self, name):
        with open(os.path.join(self.name, name), encoding="utf-8") as file:
            return file.read()

    def home(self):
        return {"HOME": self.name, "XDG_CONFIG_HOME": self.name + "/.config",
                "XDG_STATE_HOME": self.name + "/.state",
                "INFLUX_CONFIGS_PATH": self.name + "/.influxdbv2/configs"}
