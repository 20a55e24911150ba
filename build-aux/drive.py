"""Drives Tessera's real window as somebody with a screen reader would: by the names and actions that
assistive tools see. For scripts that run inside tests/support/headless.
"""

import subprocess
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# The names that work on Debian 12's AT-SPI are called deprecated there already.
warnings.simplefilter("ignore", DeprecationWarning)

PATIENCE = 30  # seconds that a step may take
BUTTONS = ("push button", "button", "toggle button")


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
    """What assistive tools see of the program. There is no other one on the private display; and in a
    sandbox it is not the process that was started that they see."""

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
                if child and child.get_name() == "tessera":
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
