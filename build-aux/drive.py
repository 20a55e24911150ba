"""Drives Tessera's real window as somebody with a screen reader would: through AT-SPI, by the names, roles and
actions that assistive tools see. For scripts that run inside tests/support/headless.
"""

import re
import subprocess
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# The names that work on Debian 12's AT-SPI are called deprecated there already.
warnings.simplefilter("ignore", DeprecationWarning)

PATIENCE = 30  # seconds that a step may take
DESCRIPTION = "Read buckets _monitoring Write buckets _tasks"
BUTTONS = ("push button", "button", "toggle button")
# Of a table: how GTK 4.8 and 4.18 say it.
ROWS = ("table row", "list item", "row")
# What somebody operates. Containers need no name, and a row of a list is what is in it.
CONTROLS = BUTTONS + ("check box", "combo box", "entry", "link", "menu item", "password text", "radio button",
                      "spin button", "switch", "text")

# GTK 4.8 gives a widget's type for the name that it has not.
NO_NAME = re.compile(r"\s*|(Gtk|Adw|Tessera)[A-Z][A-Za-z]+")


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


def read_text(node):
    """With every version of the bindings: from Debian 13 on a node has a get_text() of its own."""
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


class Window:
    """What assistive tools see of one process. In a sandbox that is not the process that was started:
    there the program is found by its name, of which there is one on a private display."""

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
        return self.is_shown(node) and node.get_state_set().contains(Atspi.StateType.SENSITIVE)

    @staticmethod
    def _get_words(node):
        """Its name; from GTK 4.14 on a label that tells of a state has its text and no name."""
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
        """GTK 4.8 puts a button's label twice into its name, so the end decides."""
        return until(f"“{name}”", lambda: self._look(
            roles, lambda text: text == name or text.endswith(" " + name), action))

    @staticmethod
    def is_shown(node):
        """Whether it is on the screen: tools see what is not, too, without a size."""
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return extents.width > 0

    def find_nameless(self):
        """Where the controls on the screen are that assistive tools could not tell from each other."""
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
        """The way down to a control, by roles and names."""
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


def make_token(window, done):
    """The main job, with the demo server; tells of each step, with the name of a picture of it."""
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
