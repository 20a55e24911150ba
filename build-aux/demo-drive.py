"""Does the main job through Tessera's real window, and uses the new token. Called on a virtual
display.

usage: demo-drive.py FLAVOR PICTURES PROGRAM [ARGUMENT…]
"""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request

from drive import DESCRIPTION, PATIENCE, Failure, Keyring, Window, make_token


def ask_server(address, path, value, body):
    """The status of a request that is authorized with the new token."""
    request = urllib.request.Request(address + path, data=body.encode(),
                                     headers={"Authorization": "Token " + value})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


class Job:
    """The main job, step by step."""

    def __init__(self, pictures):
        self.pictures = pictures
        self.number = 0

    def done(self, text, picture=None):
        self.number += 1
        print(f"{self.number}. {text}", flush=True)
        if picture:
            path = f"{self.pictures}/{self.number}-{picture}.png"
            # Time to draw the changes of the last step. The picture is only for people.
            time.sleep(0.7)
            subprocess.run(["import", "-window", "root", "-trim", path], check=True)

    def use_token(self):
        attributes = Keyring.search(DESCRIPTION)
        if not attributes:
            raise Failure("secret-tool finds no saved token")
        value = Keyring.lookup(attributes["authorization-id"])
        if not value:
            raise Failure("secret-tool gives no value")
        self.done(f"read the value back from the keyring (token {attributes['authorization-id']})")
        write = f"/api/v2/write?orgID={attributes['organization-id']}&bucket="
        expect = {"_tasks": 204, "telemetry": 403}
        got = {bucket: ask_server(attributes["server"], write + bucket, value, "demo value=1")
               for bucket in expect}
        if got != expect:
            raise Failure(f"writing with the token gave {json.dumps(got)}")
        self.done("used it: it writes to _tasks, and a write to telemetry is refused")


def main():
    flavor, pictures, *program = sys.argv[1:]
    with subprocess.Popen([*program, "--demo", "--flavor", flavor]) as process:
        try:
            job = Job(pictures)
            make_token(Window(process, is_sandboxed=program[0] == "flatpak"), job.done)
            job.use_token()
        except Failure as failure:
            subprocess.run(["import", "-window", "root", f"{pictures}/failed.png"], check=False)
            print(f"main job: failed: {failure}")
            return 1
        finally:
            process.terminate()
    print(f"pictures: {pictures}/")
    print("main job: done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
