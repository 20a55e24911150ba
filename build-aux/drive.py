"""Drives Tessera's real window like a screen reader user: through AT-SPI, by the names, roles and actions that
assistive technologies see. For scripts that run inside tests/support/headless.
"""

import re
import subprocess
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# The functions that exist in Debian 12's AT-SPI are already marked as deprecated there.
warnings.simplefilter("ignore", DeprecationWarning)

PATIENCE = 30  # seconds allowed for each step
DESCRIPTION = "Read buckets _monitoring Write buckets _tasks"
BUTTONS = ("push button", "button", "toggle button")
# The roles of a table's rows in GTK 4.8 and 4.18.
ROWS = ("table row", "list item", "row")
# The controls that users operate. Containers need no name, and a list row consists of its contents.
CONTROLS = BUTTONS + ("check box", "combo box", "entry", "link", "menu item", "password text", "radio button",
                      "spin button", "switch", "text")

# GTK 4.8 reports a widget's type if the widget has no name.
NO_NAME = re.compile(r"\s*|(Gtk|Adw|Tessera)[A-Z][A-Za-z]+")


class Failure(Exception):
    """A step that did not succeed."""


def until(what, ask):
    """Calls `ask` repeatedly until it returns something true."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    raise Failure(f"{what} did not come within {PATIENCE} seconds")


def read_text(node):
    """Works with every version of the bindings: since Debian 13, a node has its own get_text()."""
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


class Window:
    """One process as assistive technologies see it. In a sandbox that is not the process that was started:
    there the program is found by its name, which is unique on a private display."""

    def __init__(self, process, is_sandboxed=False):
        self.process = process
        self.is_sandboxed = is_sandboxed
        self.application = until("the window", self._find_application)

    def _is_application(self, node):
        if self.is_sandboxed:
            return node.get_name() == "tessera"
        return node.get_process_id() == self.process.pid

    def _find_application(self):
        if self.process.poll() is not None:
            raise Failure(f"the program ended with status {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(i)
                if child and self._is_application(child):
                    return child
            except gi.repository.GLib.Error:
                pass
        return None

    def _walk(self, node):
        # A node can disappear while it is being inspected; then it is skipped.
        try:
            yield node
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child:
                    yield from self._walk(child)
        except gi.repository.GLib.Error:
            return

    def _is_usable(self, node):
        return self.is_shown(node) and node.get_state_set().contains(Atspi.StateType.SENSITIVE)

    @staticmethod
    def _get_words(node):
        """The node's name; since GTK 4.14 a label that shows a status has its text but no name."""
        if node.get_name() or not node.get_text_iface():
            return node.get_name()
        return read_text(node)

    def _look(self, roles, matches, action=None):
        for node in self._walk(self.application):
            try:
                if (not roles or node.get_role_name() in roles) and matches(self._get_words(node)) \
                        and (action is None or action in self._get_actions(node)) and self._is_usable(node):
                    return node
            except (gi.repository.GLib.Error, AttributeError):
                pass
        return None

    @staticmethod
    def _get_actions(node):
        actions = node.get_action_iface()
        return [actions.get_action_name(i) for i in range(actions.get_n_actions())] if actions else []

    def find(self, name, roles=(), action=None):
        """GTK 4.8 repeats a button's label in its name, so only the end is compared."""
        return until(f"“{name}”", lambda: self._look(
            roles, lambda text: text == name or text.endswith(" " + name), action))

    @staticmethod
    def is_shown(node):
        """Whether it is on the screen: AT-SPI also lists nodes that are not, without a size."""
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return extents.width > 0

    def find_nameless(self):
        """The paths of the controls on the screen that assistive technologies could not tell apart."""
        nameless = []
        for node in self._walk(self.application):
            try:
                if node.get_role_name() in CONTROLS and self.is_shown(node) and \
                        NO_NAME.fullmatch(node.get_name()):
                    nameless.append(self.describe(node))
            except (gi.repository.GLib.Error, AttributeError):
                pass
        return nameless

    @staticmethod
    def describe(node):
        """The path to a control, by roles and names."""
        way = []
        while node is not None:
            way.insert(0, f"{node.get_role_name()} “{node.get_name()}”")
            node = node.get_parent()
        return " > ".join(way[-5:])

    def find_beginning(self, start):
        return self._get_words(until(f"“{start}…”", lambda: self._look(
            (), lambda text: text.startswith(start))))

    def act(self, node, action):
        node.get_action_iface().do_action(self._get_actions(node).index(action))

    def press(self, name):
        self.act(self.find(name, BUTTONS, "click"), "click")

    def tick(self, name):
        box = self.find(name, ("check box",))
        self.act(box, "check.toggle")
        until(f"the tick of “{name}”",
              lambda: box.get_state_set().contains(Atspi.StateType.CHECKED))

    def open_row(self, name):
        self.act(self.find(name, action="listitem.expand"), "listitem.expand")


class Keyring:
    """The keyring as another program sees it. A value is never printed."""

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


def make_token(window, done):
    """The main job, with the demo server; reports each step, with the name of its picture."""
    window.find("New Token", BUTTONS)
    window.find("Home-made scripts (do not delete!)")
    done("connected to the demo server; its tokens are listed", "tokens")
    window.press("New Token")
    window.find("Read, Buckets", ("check box",))
    done("opened New Token: nothing is ticked", "new-token")
    window.open_row("Buckets")
    window.find("Read, Buckets, _monitoring", ("check box",))
    done("opened Buckets: its items were fetched", "buckets")
    window.tick("Read, Buckets, _monitoring")
    window.tick("Write, Buckets, _tasks")
    done("ticked Read on _monitoring and Write on _tasks", "ticked")
    window.press("Create Token")
    place = window.find_beginning("In your keyring as ")
    window.find("Copy", BUTTONS)
    done(f"generated: {place}; the value is shown once, masked", "reveal")
    window.press("Done")
    window.find(DESCRIPTION)
    done("closed: the new token is in the list", "listed")
