#!/usr/bin/env python3
"""`tessera-cli` and what is between it and the server: proxies, and TLS that goes wrong."""
import base64
import http.server
import json
import os
import pathlib
import shutil
import socket
import ssl
import tempfile
import threading

from bench import CLI, HOME, demo, folder, main
from support import Cases, Counter, contains, equal, fails, run, succeeds

case = Cases()
TLS = pathlib.Path(__file__).parent.parent / "data" / "tls"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
           "SSL_CERT_FILE", "SSL_CERT_DIR")


def ask(address, env=None):
    clean = {name: "" for name in PROXIES if name in os.environ}
    return run(CLI, "auth", "list", "--host", address,
               env={**HOME, **clean, "INFLUX_TOKEN": demo.token, **(env or {})})


class OneAnswer:
    """A server, or a proxy, that gives the same answer to everything, and keeps the first lines."""

    def __init__(self, status=401, body="", pem=None, wants_certificate=False):
        outer = self
        self.requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                outer.requests.append(self.requestline)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            do_GET = do_POST = do_CONNECT = answer

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                pass

        self.http = Server(("127.0.0.1", 0), Handler)
        if pem is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(TLS / f"{pem}.pem")
            if wants_certificate:
                context.verify_mode = ssl.CERT_REQUIRED
                context.load_verify_locations(TLS / "ca.pem")
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.http.server_port
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()


def closed_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@case
def loopback_is_direct():
    """No byte of a token for this computer goes to a proxy."""
    port = demo.address.rsplit(":", 1)[1]
    with OneAnswer(200) as proxy:
        env = {name: f"http://127.0.0.1:{proxy.port}" for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy")}
        for host in ("127.0.0.1", "localhost"):
            succeeds(ask(f"http://{host}:{port}", env))
        assert not proxy.requests, proxy.requests


@case
def proxies_that_refuse():
    for status, part in ((407, "requires a user name and password"), (502, "could not get a response from the server"),
                         (503, "could not get a response from the server"), (504, "(status 504)")):
        with OneAnswer(status, "<h1>Proxy</h1>") as proxy:
            result = fails(ask("http://influx.invalid:8086", {"http_proxy": f"http://127.0.0.1:{proxy.port}"}),
                           f"The proxy “127.0.0.1:{proxy.port}”", part)
            assert proxy.requests and demo.token not in result.err, (proxy.requests, result.err)


@case
def a_proxy_with_a_password():
    """What opens it is not shown."""
    with OneAnswer(502, "no") as proxy:
        result = fails(ask("http://influx.invalid:8086", {"http_proxy": f"http://ann:secret@127.0.0.1:{proxy.port}"}))
    assert "secret" not in result.err and "ann" not in result.err, result.err


@case
def no_proxy_there():
    port = closed_port()
    for address in ("http://influx.invalid:8086", "https://influx.invalid:8086"):
        fails(ask(address, {"http_proxy": f"http://127.0.0.1:{port}", "https_proxy": f"http://127.0.0.1:{port}"}),
              f"The proxy “127.0.0.1:{port}” is not responding", "influx.invalid")


@case
def a_tunnel_that_is_refused():
    with OneAnswer(403, "no") as proxy:
        fails(ask("https://influx.invalid:8086", {"https_proxy": f"http://127.0.0.1:{proxy.port}"}), "proxy")
        assert proxy.requests[0].startswith("CONNECT influx.invalid:8086"), proxy.requests


@case
def hosts_without_a_proxy():
    """As curl and Go read it."""
    with OneAnswer(502) as proxy:
        env = {"http_proxy": f"http://127.0.0.1:{proxy.port}"}
        for exempt in ("influx.invalid", ".invalid", "invalid", "*", "a.example, influx.invalid", "influx.invalid:8086"):
            fails(ask("http://influx.invalid:8086", {**env, "no_proxy": exempt}), "No server named “influx.invalid”")
        for address, exempt in (("http://192.0.2.7:8086", "192.0.2.0/24"), ("http://192.0.2.7:8086", "192.0.2.7")):
            before = len(proxy.requests)
            result = run("timeout", "2", CLI, "auth", "list", "--host", address,
                         env={**HOME, **env, "INFLUX_TOKEN": demo.token, "NO_PROXY": exempt, "no_proxy": exempt})
            assert len(proxy.requests) == before, (exempt, result.err)
        assert not proxy.requests, proxy.requests
        fails(ask("http://influx.invalid:8086", {**env, "no_proxy": "other.invalid"}), "The proxy")


def ask_tls(pem, host="localhost", trusts=True, **options):
    with OneAnswer(pem=pem, **options) as server:
        result = ask(f"https://{host}:{server.port}", {"SSL_CERT_FILE": str(TLS / "ca.pem")} if trusts else None)
        return result, server.requests


@case
def certificates():
    """Five faults, five sentences; and nothing is sent."""
    for pem, options, part in (
            ("expired", {}, "has expired, so nothing was sent. This computer’s clock says"),
            ("future", {}, "is not valid yet, so nothing was sent"),
            ("other-name", {}, "is for a name other than “localhost”"),
            ("no-address", {"host": "127.0.0.1"}, "does not include the IP address “127.0.0.1”"),
            ("good", {"trusts": False}, "does not know who issued it")):
        result, requests = ask_tls(pem, **options)
        fails(result, part)
        assert not requests, requests


@case
def a_client_certificate():
    result, requests = ask_tls("good", wants_certificate=True)
    fails(result, "requires a client certificate")
    assert not requests, requests


@case
def authorities_of_the_environment():
    result, requests = ask_tls("good")
    fails(result)
    assert requests, result.err
    with tempfile.TemporaryDirectory() as place:
        shutil.copy(TLS / "ca.pem", place)
        (pathlib.Path(place) / "README").write_text("no certificate")
        with OneAnswer(pem="good") as server:
            result = ask(f"https://localhost:{server.port}", {"SSL_CERT_DIR": f"{place}:{folder.name}"})
            assert server.requests, result.err
    result = fails(ask("https://localhost:1", {"SSL_CERT_FILE": "/nowhere/ca.pem"}), "Nothing is listening")


@case
def https_where_there_is_none():
    with OneAnswer() as server:
        fails(ask(f"https://localhost:{server.port}"), "does not seem to use https on this port", "http://")


@case
def http_where_https_is_wanted():
    for words in ("Client sent an HTTP request to an HTTPS server.", "The plain HTTP request was sent to HTTPS port"):
        with OneAnswer(400, words) as server:
            fails(ask(f"http://localhost:{server.port}"), "The server uses https on this port",
                  "have already been sent unencrypted")


# What is in front of a server

def with_password(address):
    """The configuration of an account with a password."""
    cookie = base64.b64encode(f"{demo.username}:{demo.password}".encode()).decode()
    path = folder.write("password", f'[a]\nurl = "{address}"\ncookie = "{cookie}"\n')
    return run(CLI, "auth", "list", "--configs-path", path, env=HOME)


@case
def cookies():
    """The session's own is found among others, and all of them are sent back."""
    front = Counter(demo)
    own = "influxdb-oss-session"

    def among(before=(), after=(), name=own):
        def change(headers):
            cookies = [(key, value.replace(own, name)) for key, value in headers if key.lower() == "set-cookie"]
            others = [pair for pair in headers if pair[0].lower() != "set-cookie"]
            more = ([("Set-Cookie", text) for text in texts] for texts in (before, after))
            return others + next(more) + cookies + next(more) if cookies else headers
        return change

    expires = "; Expires=Wed, 01 Jan 2031 00:00:00 GMT; Path=/"
    for change, sent in ((among(), [own]),
                         (among(before=["route=abc123" + expires]), ["route=abc123", own]),
                         (among(after=["route=abc123 ; HttpOnly"]), [own, "route=abc123"]),
                         (among(["AWSALB=x=="], ["route=a", "gone=; Max-Age=0"]), ["AWSALB=x==", own, "route=a"]),
                         (among(["route=old"], ["route=new"]), [own, "route=new"])):
        front.changes = change
        front.take()
        succeeds(with_password(front.address))
        parts = front.headers[-1]["Cookie"].split("; ")
        equal([part if part in sent else part.split("=")[0] for part in parts], sent)
    # As 2.0 to 2.7 call it: only the name of what is sent back matters here.
    front.changes = among(["AWSALB=x"], name="session")
    with_password(front.address)
    contains(front.headers[-1]["Cookie"], "AWSALB=x; session=")
    front.changes = among()
    path = folder.write("password", folder.read("password"))
    succeeds(run(CLI, "auth", "list", "--configs-path", path, "--extra-http-header", "Cookie: gate=1", env=HOME))
    contains(front.headers[-1]["Cookie"], "gate=1; " + own)


def refused(*refusal, words=("auth", "list")):
    """What becomes of a command whose requests something in front refuses."""
    front = Counter(demo)
    front.refuses = lambda request: refusal
    result = fails(run(CLI, *words, "--host", front.address, env={**HOME, "INFLUX_TOKEN": demo.token}))
    assert demo.token not in result.err, "the token is in the error"
    return result.err, front.address


CREATE = ("auth", "create", "--org-id", "00000000000000aa", "--read-buckets", "-d", "refused in front")


@case
def other_versions_of_influxdb():
    """1 and 3 are called by their names, and have created nothing."""
    denied = '{"error": "the request was not authenticated"}'
    for headers, status, body, version in (
            ({"X-Influxdb-Version": "1.8.10", "X-Influxdb-Build": "OSS"}, 404, "404 page not found\n", "1.8.10"),
            ({"X-Influxdb-Version": "1.8.10", "WWW-Authenticate": 'Basic realm="InfluxDB"'}, 401,
             '{"error":"unable to parse authentication credentials"}', "1.8.10"),
            ({"X-Influxdb-Version": "3.4.0", "X-Influxdb-Build": "Core"}, 404, "not found", "3.4.0"),
            ({"cluster-uuid": "6f0c6e0a-9c1c-4b8f-8f53-1d1c0d6f4a11"}, 401, denied, "3")):
        for words in (("auth", "list"), ("auth", "test"), CREATE):
            error, _ = refused(status, headers, body, words=words)
            contains(error, f"This is InfluxDB {version}, but Tessera works only with InfluxDB 2 and InfluxDB Cloud.")
            assert "anyway" not in error, error
    error, _ = refused(404, {"X-Influxdb-Version": "v2.7.6"}, '{"code": "not found", "message": "no such thing"}')
    contains(error, "no such thing")


@case
def refused_in_front():
    page = "<html><head><title>{}</title></head><body>{}</body></html>"
    basic = {"WWW-Authenticate": 'Basic realm="staff"'}
    for status, headers, body, part, details in (
            (401, basic, page.format("Sign In", ""), "requires its own credentials (“staff”)", "Sign In"),
            (401, basic, "", "requires its own credentials (“staff”)", None),
            (401, {"WWW-Authenticate": "Negotiate"}, "", "requires its own credentials (“Negotiate”)", None),
            (401, {}, "", "refused the request (status 401)", None),
            (401, {}, '{"error": "who are you?"}', "refused the request (status 401)", None),
            (403, {}, page.format("Access Denied", "Go away"), "refused the request (status 403)", "Access Denied"),
            (403, {}, "blocked by the policy\nof the house", "refused the request", "blocked by the policy"),
            (413, {}, page.format("", "<h1>Too Large</h1>"), "because it was too large (status 413)", "Too Large"),
            (404, {}, page.format("Not Here", ""), "(status 404), but it is not InfluxDB", "Not Here"),
            (200, {}, page.format("Welcome", ""), "(status 200), but it is not InfluxDB", "Welcome"),
            (502, {}, page.format("Bad Gateway", ""), "not available at the moment (status 502)", "Bad Gateway"),
            (503, {}, "", "not available at the moment (status 503)", None)):
        error, address = refused(status, headers, body)
        for text in (part, f"“{address}”", details and f"Details: {details}\n"):
            contains(error, text or "")
        error, _ = refused(status, headers, body, words=CREATE)
        equal("may have been created anyway" in error, status in (200, 404, 502, 503))
    error, _ = refused(403, {}, page.format(f"No {demo.token} here", ""))
    contains(error, "Details: No xxx")
    # InfluxDB's own refusals stay what they were.
    error, _ = refused(401, basic, '{"code": "unauthorized", "message": "unauthorized access"}')
    contains(error, "does not recognize this API token")


@case
def what_is_shown_of_secrets():
    """A page may show one of them by itself; the message has none."""
    front = Counter(demo)
    page = "<html><head><title>Who is {}?</title></head></html>"
    seen = []

    def refuse_with(pick, when):
        def refuse(request):
            if not when(request):
                return None
            seen.append(pick(request.headers))
            return 403, {}, page.format(seen[-1])
        front.refuses = refuse

    def of_cookie(name):
        return lambda headers: dict(part.split("=", 1) for part in headers["Cookie"].split("; "))[name]

    def signs_in(request):
        return request.path.endswith("/signin")

    front.changes = lambda headers: headers + [("Set-Cookie", "route=keep-this-one")]
    path = folder.write("password", f'[a]\nurl = "{front.address}"\ncookie = "'
                        f'{base64.b64encode(f"{demo.username}:{demo.password}".encode()).decode()}"\n')
    for pick, when in ((of_cookie("route"), lambda request: not signs_in(request)),
                       (lambda headers: dict(part.split("=", 1) for part in headers["Cookie"].split("; ")).popitem()[1],
                        lambda request: not signs_in(request)),
                       (lambda headers: headers["X-Gate"], lambda request: True),
                       (lambda headers: headers["X-Gate"].split(" ")[1], lambda request: True),
                       (of_cookie("gate"), signs_in),
                       (lambda headers: headers["Authorization"].split(" ")[1], signs_in),
                       (lambda headers: base64.b64decode(headers["Authorization"].split(" ")[1]).decode().split(":")[1],
                        signs_in)):
        refuse_with(pick, when)
        result = fails(run(CLI, "auth", "list", "--configs-path", path, "--extra-http-header", "X-Gate: Bearer open-sesame",
                           "--extra-http-header", "Cookie: gate=barley", env=HOME), "Details: Who is xxxx")
        assert seen[-1] not in result.err, "a secret is in the error"


@case
def data_that_is_like_a_header():
    """What the server itself says is not changed."""
    front = Counter(demo)
    result = succeeds(run(CLI, "auth", "list", "--json", "--host", front.address, "--extra-http-header", "X-Org: admin",
                          env={**HOME, "INFLUX_TOKEN": demo.token}))
    contains(result.out, '"admin"')


@case
def a_pause():
    """What a server asks for is kept, said, and then the same request sent again; a long one is reported."""
    front = Counter(demo)
    seconds = ["1"]
    refusal = json.dumps({"code": "too many requests", "message": "slow down"})

    def refuse(request):
        if not seconds:
            return None
        return 429, {"Content-Type": "application/json", "Retry-After": seconds.pop()}, refusal

    front.refuses = refuse
    result = succeeds(ask(front.address))
    contains(result.err, "The server received too many requests. Continuing in 1 second.")
    contains(result.out, "admin's Token")
    seconds.append("3600")
    contains(fails(ask(front.address)).err, "Try again in 3600 seconds.")


main(case)
