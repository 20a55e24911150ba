"""Does the main job through Tessera's real window, as somebody with a screen reader would: by the names
and actions that assistive tools see. Called by build-aux/demo inside a virtual display.

usage: demo-drive.py PROGRAM FLAVOUR PICTURES
"""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# The names that work on Debian 12's AT-SPI are called deprecated there already.
warnings.simplefilter("ignore", DeprecationWarning)

PATIENCE = 30  # seconds that a step may take
BUTTONS = ("push button", "button", "toggle button")
DESCRIPTION = "Read buckets _monitoring Write buckets _tasks"


class Failure(Exception):
    """A step that did not come about."""


def until(what, ask):
    """Asks again and again until the answer is something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    raise Failure(f"{what} did not come within {PATIENCE} seconds")


class Window:
    """What assistive tools see of one process."""

    def __init__(self, process):
        self.process = process
        self.application = until("the window", self._find_application)

    def _find_application(self):
        if self.process.poll() is not None:
            raise Failure(f"the program ended with status {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(i)
                if child and child.get_process_id() == self.process.pid:
                    return child
            except gi.repository.GLib.Error:
                pass
        return None

    def _walk(self, node):
        # Nodes die while one looks at them: that one is passed over.
        try:
            yield node
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child:
                    yield from self._walk(child)
        except gi.repository.GLib.Error:
            return

    def _is_usable(self, node):
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return extents.width > 0 and node.get_state_set().contains(Atspi.StateType.SENSITIVE)

    def _look(self, roles, matches):
        for node in self._walk(self.application):
            try:
                if (not roles or node.get_role_name() in roles) and matches(node.get_name()) \
                        and self._is_usable(node):
                    return node
            except (gi.repository.GLib.Error, AttributeError):
                pass
        return None

    def find(self, name, roles=()):
        """GTK 4.8 puts a button's label twice into its name, so the end decides."""
        return until(f"“{name}”", lambda: self._look(
            roles, lambda text: text == name or text.endswith(" " + name)))

    def find_beginning(self, start):
        return until(f"“{start}…”", lambda: self._look(
            (), lambda text: text.startswith(start))).get_name()

    def act(self, node, action):
        actions = node.get_action_iface()
        for i in range(actions.get_n_actions()):
            if actions.get_action_name(i) == action:
                actions.do_action(i)
                return
        raise Failure(f"“{node.get_name()}” has no action “{action}”")

    def press(self, name):
        self.act(self.find(name, BUTTONS), "click")

    def tick(self, name):
        box = self.find(name, ("check box",))
        self.act(box, "check.toggle")
        until(f"the tick of “{name}”",
              lambda: box.get_state_set().contains(Atspi.StateType.CHECKED))

    def open_row(self, name):
        self.act(until(f"the row “{name}”", lambda: self._find_row(name)), "listitem.expand")

    def _find_row(self, name):
        for node in self._walk(self.application):
            try:
                actions = node.get_action_iface()
                names = [actions.get_action_name(i) for i in range(actions.get_n_actions())] \
                    if actions else []
                if node.get_name() == name and "listitem.expand" in names:
                    return node
            except gi.repository.GLib.Error:
                pass
        return None


class Keyring:
    """What another program finds in the keyring. A value is never printed."""

    @staticmethod
    def search(description):
        """The attributes of the saved token."""
        found = subprocess.run(["secret-tool", "search", "--all", "description", description],
                               capture_output=True, text=True, check=False)
        attributes = {}
        for line in (found.stdout + found.stderr).splitlines():
            key, _, value = line.partition(" = ")
            if key.startswith("attribute."):
                attributes[key.removeprefix("attribute.")] = value
        return attributes

    @staticmethod
    def lookup(token_id):
        return subprocess.run(["secret-tool", "lookup", "authorization-id", token_id],
                              capture_output=True, text=True, check=False).stdout


def ask_server(address, path, value, body):
    """The status of a request that the new token signs."""
    request = urllib.request.Request(address + path, data=body.encode(),
                                     headers={"Authorization": "Token " + value})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


class Job:
    """The main job, step by step."""

    def __init__(self, process, pictures):
        self.process = process
        self.pictures = pictures
        self.number = 0

    def done(self, text, picture=None):
        self.number += 1
        print(f"{self.number}. {text}", flush=True)
        if picture:
            path = f"{self.pictures}/{self.number}-{picture}.png"
            # A frame for what the last step changed: the picture is for people only.
            time.sleep(0.7)
            subprocess.run(["import", "-window", "root", "-trim", path], check=True)

    def make_token(self):
        window = Window(self.process)
        window.find("New Token", BUTTONS)
        window.find("Home-made scripts (do not delete!)")
        self.done("connected to the demo server; its tokens are listed", "tokens")
        window.press("New Token")
        window.find("Read, Buckets", ("check box",))
        self.done("opened New Token: nothing is ticked", "new-token")
        window.open_row("Buckets")
        window.find("Read, Buckets, _monitoring", ("check box",))
        self.done("opened Buckets: its items were fetched", "buckets")
        window.tick("Read, Buckets, _monitoring")
        window.tick("Write, Buckets, _tasks")
        self.done("ticked Read on _monitoring and Write on _tasks", "ticked")
        window.press("Generate")
        place = window.find_beginning("In your keyring as ")
        window.find("Copy", BUTTONS)
        self.done(f"generated: {place}; the value is shown once, masked", "reveal")
        window.press("Done")
        window.find(DESCRIPTION)
        self.done("closed: the new token is in the list", "listed")

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
    program, flavour, pictures = sys.argv[1:]
    with subprocess.Popen([program, "--demo", "--flavour", flavour]) as process:
        try:
            job = Job(process, pictures)
            job.make_token()
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
