"""What the tests of the command against the demo server share: the server, behind a proxy that counts,
and calls of the command."""
import sys

from support import Counter, Demo, Folder, equal, run, succeeds

CLI = sys.argv[1]
folder = Folder()
demo = Demo()
counter = Counter(demo)
ORG_ID = demo.ask("GET", "/api/v2/orgs")["orgs"][0]["id"]
BUCKETS = {bucket["name"]: bucket["id"] for bucket in
           demo.ask("GET", f"/api/v2/buckets?orgID={ORG_ID}&limit=100")["buckets"]}
HOME = folder.home()


def cli(*words, env=None, **others):
    return run(CLI, *words, env={**HOME, "INFLUX_HOST": counter.address, "INFLUX_TOKEN": demo.token,
                                 "INFLUX_ORG": demo.org, **(env or {})}, **others)


def tokens():
    return demo.ask("GET", "/api/v2/authorizations")["authorizations"]


def resources(token_id):
    """What a token may, as (action, type, id)."""
    token = demo.ask("GET", f"/api/v2/authorizations/{token_id}")
    return [(item["action"], item["resource"]["type"], item["resource"].get("id"))
            for item in token["permissions"]]


def create(*words, **others):
    """Makes a token and returns its facts."""
    return succeeds(cli("auth", "create", "--json", *words, **others)).json


def makes_nothing(*words, **others):
    """Runs a command that must not make a token."""
    before = len(tokens())
    result = cli("auth", "create", *words, **others)
    equal(len(tokens()), before)
    return result


def main(case):
    """Runs the cases, and leaves nothing behind."""
    try:
        case.run()
    finally:
        demo.stop()
        folder.cleanup()
