#!/usr/bin/python3
"""What GNOME Shell's search finds: the real program, started by the session bus, and a real keyring.
With KEYRING=locked and KEYRING=none: nothing, and no prompt."""
import os
import subprocess
import sys

from gi.repository import Gio, GLib

import drive
from program import NAME, PATH, Activated, Bus, Program, Window, is_alive
from support import VALUE, Cases, Demo, equal, run, succeeds, wait_until

case, without = Cases(), Cases()
TESSERA, CLI = sys.argv[1:]
bus = Bus(Gio, GLib)
answers = []


def ask(method, arguments, signature):
    answer = bus.call(NAME, PATH + "/SearchProvider", "org.gnome.Shell.SearchProvider2", method,
                      arguments, signature)
    answers.append(repr(answer))
    return answer[0] if answer else None


def search(*terms):
    return ask("GetInitialResultSet", (list(terms),), "(as)")


def search_on(previous, *terms):
    return ask("GetSubsearchResultSet", (previous, list(terms)), "(asas)")


def describe(results):
    return ask("GetResultMetas", (results,), "(as)")


def names(results):
    return [meta["name"] for meta in describe(results)]


class Saved:
    """Tokens of a demo server that are kept."""

    def __init__(self):
        self.demo = Demo()
        self.values = []

    def cli(self, *words):
        return succeeds(run(CLI, *words, env={
            "INFLUX_HOST": self.demo.address, "INFLUX_TOKEN": self.demo.token,
            "INFLUX_ORG": self.demo.org}))

    def make(self, description, bucket):
        self.cli("auth", "create", "--read-bucket", bucket, "--save", "-d", description)
        self.values.append(self.cli("keyring", "show", description).out.strip())


saved = None


@case
def finding():
    """By description and bucket, started by the bus, without a window."""
    saved.make("Kitchen sensors", "_monitoring")
    saved.make("garage", "_tasks")
    assert not bus.is_there()
    found = search("kitchen")
    equal(names(found), ["Kitchen sensors"])
    equal(names(search("_TASKS")), ["garage"])
    equal(names(search("sensors", "_monit")), ["Kitchen sensors"])
    equal(search("cellar"), [])
    equal(search(""), [])
    equal(names(search_on(found, "kit", "sens")), ["Kitchen sensors"])
    equal(search_on(found, "kit", "garage"), [])
    meta = describe(found)[0]
    equal(meta["id"], found[0])
    equal(meta["gicon"], NAME)
    host = saved.demo.address.removeprefix("http://")
    equal(meta["description"].split(" · ")[0::2], ["_monitoring", host])
    equal(run("xdotool", "search", "--onlyvisible", "--pid", str(bus.get_pid())).out, "")


@case
def following():
    """What is saved, renamed or forgotten meanwhile, here by another program, shows."""
    saved.make("attic", "_tasks")
    wait_until("the new one to be found", lambda: names(search("attic")) == ["attic"])
    gone = search("attic")
    saved.cli("keyring", "forget", "attic", "--yes")
    wait_until("the old one to be gone", lambda: search("attic") == [])
    equal(describe(gone), [])
    equal(describe(["nonsense", "", " ", "a b c"]), [])


@case
def choosing():
    """A result opens its saved token; the program stays, and it is the same one."""
    pid = bus.get_pid()
    ask("ActivateResult", (search("garage")[0], ["garage"], 0), "(sasu)")
    window = Window(Activated(pid))
    window.find("Saved Token")
    window.find("garage")
    # Another one takes its place.
    ask("ActivateResult", (search("kitchen")[0], ["kitchen"], 0), "(sasu)")
    window.find("Kitchen sensors")
    drive.until("one window beside the main one",
                lambda: window.application.get_child_count() == 2)
    equal(bus.get_pid(), pid)


@case
def choosing_what_is_gone():
    saved.make("soon gone", "_tasks")
    wait_until("it to be found", lambda: search("soon"))
    result = search("soon")[0]
    saved.cli("keyring", "forget", "soon gone", "--yes")
    window = Window(Activated(bus.get_pid()))
    hidden(window, "soon gone")
    ask("ActivateResult", (result, ["soon"], 0), "(sasu)")
    window.find_beginning("This token has been removed from the keyring.")


@case
def searching_on_in_the_window():
    ask("LaunchSearch", (["garage", "_tasks"], 0), "(asu)")
    window = Window(Activated(bus.get_pid()))
    entry = drive.until("the search entry", lambda: next((
        node for node in window._walk(window.application)
        if node.get_text_iface() and drive.read_text(node) == "garage _tasks"), None))
    assert entry
    window.find("garage")
    hidden(window, "Kitchen sensors")


def hidden(window, name):
    drive.until(f"{name} to be hidden",
                lambda: not window._look((), lambda text: text == name))


@case
def ending():
    """Without its window, and when nobody asks any more, it ends by itself."""
    pid = bus.get_pid()
    bus.activate("quit")
    wait_until("the program to end", lambda: not is_alive(pid))
    equal(names(search("garage")), ["garage"])


@case
def locked_meanwhile():
    """A keyring that was locked finds nothing, and asks nothing."""
    assert search("garage")
    bus.call("org.freedesktop.secrets", "/org/freedesktop/secrets",
             "org.freedesktop.Secret.Service", "Lock",
             (["/org/freedesktop/secrets/collection/login"],), "(ao)")
    wait_until("nothing to be found", lambda: search("garage") == [])
    no_prompt()


@case
def secrecy():
    """No answer had a value in it."""
    assert len(answers) > 10 and len(saved.values) > 3
    for answer in answers:
        assert not VALUE.search(answer), "an answer has something like a value"
        for value in saved.values:
            assert value not in answer, "an answer has a value"


def no_prompt():
    found = subprocess.run(["xdotool", "search", "--name", "[Uu]nlock"], capture_output=True,
                           text=True, check=False)
    equal(found.stdout, "")


@without
def nothing_is_found():
    """Here the bus starts nothing."""
    with Program(TESSERA, "--gapplication-service"):
        wait_until("the program", bus.is_there)
        equal(search("influxdb"), [])
        equal(describe(["0a0b0c0d0e0f0a0b http://localhost:8086"]), [])
        no_prompt()


bus.make_activatable(TESSERA)
if os.environ["KEYRING"] == "unlocked":
    saved = Saved()
    try:
        case.run()
    finally:
        saved.demo.stop()
        bus.end()
else:
    without.run()
