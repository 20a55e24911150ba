#!/usr/bin/env python3
"""`tessera-cli` and a connection's own certificates and headers, with a real keyring."""
import hashlib
import json
import os
import pathlib
import ssl
import subprocess
import sys

from support import Cases, Counter, Demo, Folder, Influxd, Skip, contains, equal, fails, run, succeeds

case = Cases()
CLI = sys.argv[1]
TLS = pathlib.Path(__file__).parent.parent / "data" / "tls"
demo = Demo()
folder = Folder()
NOTHING = {name: "" for name in ("INFLUX_HOST", "INFLUX_TOKEN", "INFLUX_ORG", "INFLUX_SKIP_VERIFY", "SSL_CERT_FILE",
                                 "SSL_CERT_DIR", "INFLUX_EXTRA_HTTP_HEADER", "TESSERA_CA_CERT")}
TRUSTED = {"SSL_CERT_FILE": str(TLS / "ca.pem")}
CONNECTIONS = os.path.join(os.environ["XDG_CONFIG_HOME"], "tessera/connections")


def cli(*words, env=None, **others):
    return run(CLI, *words, env={**NOTHING, "INFLUX_CONFIGS_PATH": folder.name + "/configs", **(env or {})}, **others)


def fingerprint(name):
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate(name))).hexdigest()


def certificate(name):
    text = (TLS / f"{name}.pem").read_text()
    return text[text.index("-----BEGIN CERTIFICATE"):]


def shown(digits):
    return ":".join(digits[i:i + 2] for i in range(0, 64, 2)).upper()


def front(name):
    return Counter(demo, TLS / f"{name}.pem")


def add(server, *words, **others):
    return cli("connection", "add", "--host", server.address, "--token", "-", *words, stdin=demo.token, **others)


def show(*words):
    return succeeds(cli("connection", "show", *words, "--json")).json


def remove():
    succeeds(cli("connection", "remove", show()["id"]))


def entry():
    """The connection in its file, as lines."""
    with open(CONNECTIONS, encoding="utf-8") as file:
        return [line for line in file.read().split(f"[{show()['id']}]\n")[1].split("\n[")[0].split("\n") if line]


@case
def what_is_not_trusted():
    """The message has what is needed to look at the certificate and to trust it; nothing was sent."""
    server = front("self-signed")
    result = fails(add(server), "does not know who issued it", shown(fingerprint("self-signed")), "--trust-fingerprint",
                   "--ca-cert")
    for text in ("Subject: CN=Tessera test self-signed\n", "Names: influx.example.com\n", "Valid: 20"):
        contains(result.err, text)
    equal(server.take(), [])


@case
def one_certificate():
    """Whatever else is wrong with it, as here its name; in each spelling of its fingerprint."""
    server, pin = front("self-signed"), fingerprint("self-signed")
    for text in (pin, pin.upper(), shown(pin), f"sha256 Fingerprint={shown(pin)}"):
        succeeds(add(server, "--trust-fingerprint", text))
    equal((show()["trust"], show()["sha256"], show()["headers"]), ("fingerprint", pin, []))
    contains(succeeds(cli("connection", "show")).out, f"only the certificate {shown(pin)}")
    for env in ({}, {"INFLUX_HOST": server.address, "INFLUX_TOKEN": demo.token}):
        equal(succeeds(cli("auth", "list", env=env)).err, "")
    # What is on the command line wins.
    fails(cli("auth", "list", "--trust-fingerprint", "0" * 64), "is not the one that you trust")
    fails(cli("auth", "list", "--trust-fingerprint", pin[2:]), "64 hexadecimal digits", status=2)
    remove()


@case
def a_certificate_that_changed():
    """It stops, also if this computer trusts the new one, before anything is sent."""
    server, pin = front("self-signed"), fingerprint("self-signed")
    succeeds(add(server, "--trust-fingerprint", pin))
    for name, env in (("self-signed-renewed", {}), ("good", {}), ("good", TRUSTED)):
        server.tls.load_cert_chain(TLS / f"{name}.pem")
        server.take()
        result = fails(cli("auth", "list", env=env), "is not the one that you trust", "so nothing was sent", shown(pin),
                       shown(fingerprint(name)), "connection set")
        assert demo.token not in result.err
        # A variable that was set for other servers changes nothing here.
        fails(cli("auth", "list", env={**env, "INFLUX_SKIP_VERIFY": "true"}), "is not the one that you trust")
        equal(server.take(), [])
    succeeds(cli("connection", "set", show()["id"], "--trust-fingerprint", fingerprint("good")))
    succeeds(cli("auth", "list"))
    succeeds(cli("connection", "set", show()["id"], "--system-trust"))
    fails(cli("auth", "list"), "does not know who issued it")
    succeeds(cli("auth", "list", env=TRUSTED))
    equal([line.split("=")[0] for line in entry()], ["address", "organization-id", "organization", "server", "sign-in"])
    remove()


@case
def an_authority():
    """In addition to this computer's; names and dates are still checked. The file is not needed again."""
    server = front("good")
    path = folder.write("ca.pem", "An explanation\n" + (TLS / "ca.pem").read_text())
    succeeds(add(server, env={"TESSERA_CA_CERT": path}))
    remove()
    succeeds(add(server, "--ca-cert", path))
    os.remove(path)
    equal(succeeds(cli("auth", "list")).err, "")
    equal(show()["authorities"], [{"subject": "CN=Tessera test CA", "sha256": fingerprint("ca")}])
    contains(succeeds(cli("connection", "show")).out, "Authority:     CN=Tessera test CA")
    for name, text in (("other-name", "is for a name other than"), ("expired", "has expired"),
                       ("self-signed", "does not know who issued it")):
        server.tls.load_cert_chain(TLS / f"{name}.pem")
        server.take()
        fails(cli("auth", "list"), text)
        equal(server.take(), [])
    # As with other programs, a server's own certificate vouches for itself.
    own = folder.write("own.pem", certificate("self-signed"))
    fails(cli("auth", "list", "--ca-cert", own), "is for a name other than")
    remove()


@case
def what_this_computer_trusts():
    """An authority is added to it, not put in its place."""
    server = front("good")
    own = folder.write("own.pem", certificate("self-signed"))
    succeeds(add(server, "--ca-cert", own, env=TRUSTED))
    succeeds(cli("auth", "list", env=TRUSTED))
    fails(cli("auth", "list"), "does not know who issued it")
    remove()


@case
def files_that_are_no_certificates():
    server = front("good")
    broken = folder.write("broken.pem", "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n")
    text = folder.write("text.pem", "no certificate")
    for path, words in ((text, "does not contain a certificate"), (broken, "can’t be read"),
                        (folder.name + "/none.pem", "can’t be read"), (folder.name, "can’t be read"),
                        ("/dev/zero", "does not contain a certificate")):
        fails(add(server, "--ca-cert", path), f"The file “{path}”", words)
    equal(server.take(), [])


@case
def one_way_only():
    server = front("good")
    ways = (("--ca-cert", str(TLS / "ca.pem")), ("--trust-fingerprint", "0" * 64), ("--skip-verify",))
    for i, one in enumerate(ways):
        for other in ways[i + 1:]:
            fails(add(server, *one, *other), "both specify which certificates to trust", status=2)
    # The strictest of the environment, and the command line before it.
    both = {"INFLUX_SKIP_VERIFY": "true", "TESSERA_CA_CERT": str(TLS / "ca.pem")}
    succeeds(add(server, env=both))
    equal(show()["trust"], "authority")
    remove()
    succeeds(add(server, "--trust-fingerprint", fingerprint("good"), env=both))
    equal(show()["trust"], "fingerprint")
    # The variables are for commands that connect, and change no connection.
    succeeds(cli("connection", "set", show()["id"], "--extra-http-header", "X-A: 1234", env=both))
    equal((show()["trust"], show()["headers"]), ("fingerprint", ["X-A"]))
    fails(cli("connection", "set", show()["id"], env=both), "Specify what to change", status=2)
    contains(succeeds(cli("connection", "set", show()["id"], "--skip-verify")).err, "accepts any certificate from now on")
    remove()


@case
def no_verification():
    """It is saved, and each use says so."""
    server = front("self-signed")
    contains(succeeds(add(server, "--skip-verify")).err, "accepts any certificate from now on")
    equal(show()["trust"], "none")
    contains(succeeds(cli("auth", "list")).err, "accepts any certificate, so nobody knows who responds")
    server.tls.load_cert_chain(TLS / "expired.pem")
    contains(succeeds(cli("auth", "list")).err, "accepts any certificate")
    fails(cli("auth", "list", "--skip-verify=false"), "does not know who issued it")
    equal(succeeds(cli("auth", "list", "--trust-fingerprint", fingerprint("expired"))).err, "")
    remove()


def gated(value="open sesame"):
    """A server behind a gate that wants a header, and shows what it got otherwise."""
    server = Counter(demo)
    page = "<html><head><title>No entry: {}</title></head></html>"
    server.refuses = lambda request: (None if request.headers.get("X-Gate") == value else
                                      (403, {}, page.format(request.headers.get("X-Gate"))))
    return server


@case
def saved_headers():
    """Every request of every command that uses the connection has them; no file and no message does."""
    server = gated()
    fails(add(server), "refused the request", "No entry: None")
    result = succeeds(add(server, "--extra-http-header", "X-Gate: open sesame"))
    assert "sesame" not in result.err + result.out
    made = succeeds(cli("auth", "create", "--read-buckets", "--save", "--json", "-d", "gated")).json
    path = folder.write("gated", succeeds(cli("keyring", "show", "gated")).out)
    folder.write("configs", f'[gated]\nurl = "{server.address}"\ntoken = "{demo.token}"\n')
    for words in (("auth", "list"), ("auth", "list", "--connection", show()["id"]), ("auth", "test"), ("auth", "test", "gated"),
                  ("auth", "test", "gated", "--permissions"), ("auth", "list", "--token-saved", "gated"),
                  ("keyring", "import", "--id", made["id"], "--value-file", path),
                  ("connection", "import", "--keep-tokens")):
        server.take()
        succeeds(cli(*words))
        assert server.headers and all(headers["X-Gate"] == "open sesame" for headers in server.headers), words
    folder.write("configs", "")
    equal(show()["headers"], ["X-Gate"])
    contains(succeeds(cli("connection", "show")).out, "Headers:       X-Gate\n")
    with open(CONNECTIONS, encoding="utf-8") as file:
        assert "sesame" not in file.read()
    # On the command line: once, and in any case. What the gate shows of it is hidden.
    result = fails(cli("auth", "list", "--extra-http-header", "x-gate: open barley"), "refused the request",
                   "No entry: xxxxxxxxxxx")
    assert "barley" not in result.err, result.err
    succeeds(cli("auth", "list"))
    succeeds(cli("keyring", "forget", made["id"], "--yes"))
    remove()


def items(*attributes):
    """What other programs find in the keyring, without the values."""
    found = run("secret-tool", "search", "--all", *attributes)
    return [line for line in (found.out + found.err).split("\n") if not line.startswith("secret = ")]


@case
def headers_in_the_keyring():
    server = gated()
    succeeds(add(server, "--extra-http-header", "X-Gate: open sesame", "--extra-http-header", "X-Other: 4711"))
    connection = show()["id"]
    found = items("connection", connection)
    equal(sorted(line for line in found if line.startswith("schema")),
          ["schema = io.github.tessera.Header"] * 2 + ["schema = io.github.tessera.SignIn"])
    value = run("secret-tool", "lookup", "connection", connection, "header", "x-gate")
    assert value.out == "open sesame", "another value"
    # A new value, and one header less.
    succeeds(cli("connection", "set", connection, "--extra-http-header", "x-gate: open barley", "--remove-header", "X-OTHER"))
    equal(show()["headers"], ["X-Gate"])
    fails(cli("auth", "list"), "refused the request")
    equal(items("header", "x-other"), items("header", "x-nothing"))
    succeeds(cli("connection", "set", connection, "--extra-http-header", "X-Gate: open sesame"))
    succeeds(cli("auth", "list"))
    fails(cli("connection", "set", connection, "--remove-header", "X-Other"), "has no header “X-Other”", status=2)
    # Somebody removes it in the keyring.
    run("secret-tool", "clear", "connection", connection, "header", "x-gate")
    fails(cli("auth", "list"), "The value of the header “X-Gate”", "is not in the keyring")
    succeeds(cli("auth", "list", "--extra-http-header", "X-Gate: open sesame"))
    # Signed in to again without it.
    succeeds(add(server, "--extra-http-header", "X-Gate: open sesame"))
    remove()
    equal(items("connection", connection), items("connection", "nothing"))


@case
def headers_that_cannot_be():
    server = gated()
    for header, text in (("Authorization: Basic x", "sets the header “Authorization” itself"),
                         ("content-length: 5", "sets the header “content-length” itself"),
                         ("Host: other", "sets the header “Host” itself"), ("two words: x", "no spaces"),
                         ("X-A: 1\r\nX-B: 2", "a line break"), ("X-A: \x01", "control character"),
                         ("X-A:", "has no value"), ("X-Ä: 1", "letters, digits")):
        result = fails(add(server, "--extra-http-header", header), text, status=2)
        assert "Basic" not in result.err and "X-B" not in result.err, result.err
    equal(server.take(), [])


@case
def a_file_of_a_later_version():
    """What is not understood is never less strict."""
    server = front("self-signed")
    succeeds(add(server, "--skip-verify"))
    with open(CONNECTIONS, encoding="utf-8") as file:
        text = file.read()
    for trust in ("trust=whatever", "trust=authority\nauthority=x", "trust=fingerprint\nfingerprint=x", "trust=NONE"):
        with open(CONNECTIONS, "w", encoding="utf-8") as file:
            file.write(text.replace("trust=none", trust))
        equal(show()["trust"], "system")
        fails(cli("auth", "list"), "does not know who issued it")
    with open(CONNECTIONS, "w", encoding="utf-8") as file:
        file.write(text)
    remove()


@case
def a_real_server():
    if "TESSERA_INFLUXD" not in os.environ:
        raise Skip("there is no real InfluxDB")
    path = folder.write("both.pem", (TLS / "self-signed.pem").read_text())
    real = Influxd(folder.name + "/real").start("--tls-cert", path, "--tls-key", path)
    try:
        real.set_up()
        words = ("connection", "add", "--host", real.address, "--token", "-")
        fails(cli(*words, stdin=real.token), shown(fingerprint("self-signed")))
        succeeds(cli(*words, "--trust-fingerprint", fingerprint("self-signed"), stdin=real.token))
        equal([token["token"] for token in succeeds(cli("auth", "list", "--json")).json], [""])
        remove()
    finally:
        real.stop()


try:
    case.run()
finally:
    demo.stop()
    folder.cleanup()
