#!/usr/bin/python3
"""The start of the real program: what its command line and the desktop name, a second start, and a
desktop that lacks something. With KEYRING=none: without a keyring; with SCREEN=360x600: on a phone."""
import os
import re
import subprocess
import sys

from gi.repository import Gio, GLib

import drive
from program import Activated, Bus, Program, Window
from support import Cases, Demo, Folder, Skip, contains, equal, run, succeeds, wait_until

case, without, small = Cases(), Cases(), Cases()
TESSERA, CLI = sys.argv[1:]
BUTTONS = drive.BUTTONS
bus = Bus(Gio, GLib)


def tessera(*words, env=None):
    """A start that is to end by itself."""
    return run(TESSERA, *words, env={**os.environ, **(env or {})})


def start(*words, **others):
    return Program(TESSERA, *words, **others)


def stop(program):
    """Asks it to quit; it ends without an error, and without a critical, which would end it."""
    bus.activate("quit")
    program.process.wait(60)
    equal(program.process.returncode, 0)
    return program.process.stderr.read()


def read_entries(window):
    """What stands in the entries that are on the screen."""
    texts = []
    for node in window._walk(window.application):
        try:
            if node.get_editable_text_iface() and window._is_usable(node):
                texts.append(drive.read_text(node))
        except (GLib.Error, AttributeError):
            pass
    return texts


@case
def what_needs_no_window():
    contains(succeeds(tessera("--version")).out, "Tessera ")
    help_text = succeeds(tessera("--help")).out
    for option in ("--demo", "--new", "[ADDRESS]"):
        contains(help_text, option)
    for words in (("one", "two"), ("--demo", "localhost:8086"), ("--flavor", "sour"), ("--no",)):
        result = tessera(*words)
        assert result.status != 0 and result.err, words
    assert not bus.is_there()


@case
def a_second_start():
    """It changes the page of the window that is there, and ends."""
    with start() as first:
        first.shows("Welcome to Tessera")
        first.shows_beginning("Connect to InfluxDB")
        succeeds(tessera())
        succeeds(tessera("--demo"))
        first.window.find("New Token", BUTTONS)
        succeeds(tessera("--new"))
        first.window.find("Read, Buckets", ("check box",))
        succeeds(tessera())
        first.window.find("Read, Buckets", ("check box",))
        equal(bus.get_pid(), first.process.pid)
        equal(first.window.application.get_child_count(), 1)
        stop(first)


@case
def new_without_a_connection():
    """It says what is needed first; then New Token opens."""
    with start("--new") as first:
        first.shows_beginning("To create a token, connect to InfluxDB")
        first.window.press("Try the Demo Server")
        first.window.find("Read, Buckets", ("check box",))
        stop(first)


@case
def new_with_the_demo():
    with start("--demo", "--new") as first:
        first.window.find("Read, Buckets", ("check box",))
        stop(first)


@case
def another_flavor():
    """Each flavor has a demo server of its own, and the one that is left keeps running."""
    with start("--demo") as first:
        oss = first.shows_beginning("http://127.0.0.1:")
        succeeds(tessera("--demo", "--flavor", "serverless"))
        serverless = drive.until("the other server", lambda: find_other_address(first, oss))
        succeeds(tessera("--demo"))
        first.shows(oss)
        # The name that the option had before.
        succeeds(tessera("--demo", "--flavour", "serverless"))
        first.shows(serverless)
        stop(first)
    assert "--flavour" not in tessera("--help-all").out


def find_other_address(program, address):
    window = program.window
    node = window._look((), lambda text: text.startswith("http://127.0.0.1:") and text != address)
    return node and window._get_words(node)


@case
def an_address():
    """Of a server that nothing is remembered of: it stands there already."""
    with start("influx.example.com") as first:
        first.shows("User Name and Password")
        wait_until("the address", lambda: "influx.example.com" in read_entries(first.window))
        succeeds(tessera("localhost:1"))
        wait_until("the other one", lambda: "localhost:1" in read_entries(first.window))
        stop(first)


@case
def no_address():
    with start("ftp://influx.example.com") as first:
        first.shows_beginning("InfluxDB can be reached only over http or https.")
        wait_until("what was typed",
                   lambda: "ftp://influx.example.com" in read_entries(first.window))
        result = tessera("http://")
        equal(result.status, 2)
        contains(result.err, "This is not a valid server address.")
        first.shows_beginning("This is not a valid server address.")
        contains(stop(first), "InfluxDB can be reached only over http or https.")


@case
def a_remembered_server():
    """Its address opens it, and --new opens New Token there."""
    demo, folder = Demo(), Folder()
    token = os.path.join(folder.name, "token")
    with open(token, "w", encoding="utf-8") as file:
        file.write(demo.token)
    try:
        succeeds(run(CLI, "connection", "add", "--host", demo.address, "--org", demo.org,
                     "--token-file", token))
        with start(demo.address) as first:
            first.window.find("New Token", BUTTONS)
            # That very one is open: nothing changes.
            succeeds(tessera(demo.address + "/"))
            first.window.find("New Token", BUTTONS)
            stop(first)
        with start("--new") as first:
            first.window.find("Read, Buckets", ("check box",))
            stop(first)
    finally:
        demo.stop()
    with start(demo.address) as first:
        first.window.find("Try Again", BUTTONS)
        stop(first)
    succeeds(run(CLI, "connection", "remove", demo.address))


@case
def actions():
    """What the desktop file offers, with a program that the bus starts."""
    bus.make_activatable(TESSERA)
    bus.activate("try-demo")
    pid = bus.get_pid()
    bus.activate("new-token")
    Window(Activated(pid)).find("Read, Buckets", ("check box",))
    equal(bus.get_pid(), pid)
    bus.activate("quit")
    bus.end()


@case
def folders_that_cant_be_written():
    """A file is where the folder would be: that holds for root too."""
    folder = Folder()
    blocked = os.path.join(folder.name, "blocked")
    with open(blocked, "w", encoding="utf-8"):
        pass
    for variable, beginning in (
            ("XDG_STATE_HOME", f"“{blocked}/tessera” can’t be written, and Tessera does not create a token"),
            ("XDG_CONFIG_HOME", f"The list of connections in “{blocked}/tessera/connections” can’t")):
        with start(env={variable: blocked}) as first:
            first.shows_beginning(beginning)
            first.window.press("Try the Demo Server")
            first.window.find("New Token", BUTTONS)
            stop(first)


@case
def a_read_only_home():
    """A file system that is mounted so: only the administrator can make one, for the test."""
    if os.geteuid() != 0:
        raise Skip("only root may mount")
    folder = Folder()
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    before = ("unshare", "--mount", "sh", "-c", mount, folder.name)
    if run(*before, "true").status != 0:
        raise Skip("nothing can be mounted here")
    with start(env={"XDG_CONFIG_HOME": folder.name, "XDG_STATE_HOME": folder.name,
                    "XDG_CACHE_HOME": folder.name, "XDG_DATA_HOME": folder.name},
               before=before) as first:
        contains(first.shows_beginning(f"“{folder.name}/tessera” can’t be written"),
                 "Tessera does not create a token")
        stop(first)
    with start(env={"XDG_CONFIG_HOME": folder.name}, before=before) as first:
        contains(first.shows_beginning(f"“{folder.name}/tessera” can’t be written"),
                 "so connections can’t be saved")
        stop(first)


@case
def a_missing_schema():
    folder = Folder()
    with start("--demo", env={"GSETTINGS_SCHEMA_DIR": folder.name, "XDG_DATA_DIRS": "/usr/share"}) \
            as first:
        first.window.find("New Token", BUTTONS)
        contains(stop(first), "schema")


@case
def an_old_schema():
    """One without a key that this version has: its default holds, and a message says so."""
    folder = Folder()
    with open(os.environ["TESSERA_SCHEMA"], encoding="utf-8") as file:
        schema = file.read()
    old = re.sub(r'<key name="clipboard-seconds".*?</key>', "", schema, flags=re.DOTALL)
    assert old != schema
    with open(os.path.join(folder.name, "old.gschema.xml"), "w", encoding="utf-8") as file:
        file.write(old)
    succeeds(run("glib-compile-schemas", folder.name))
    with start("--demo", env={"GSETTINGS_SCHEMA_DIR": folder.name}) as first:
        first.window.find("New Token", BUTTONS)
        contains(stop(first), "clipboard-seconds")


@case
def an_unknown_locale():
    with start(env={"LC_ALL": "xx_YY.UTF-8"}) as first:
        first.shows("Welcome to Tessera")
        equal(stop(first), "The locale that is asked for is not installed: Tessera speaks English.\n")


@case
def no_network():
    """Not even the loopback interface is up."""
    alone = ("unshare", "--map-current-user", "--net")
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode != 0:
        raise Skip("nobody may make a network namespace here")
    with start("--demo", before=alone) as first:
        first.window.find("Try Again", BUTTONS)
        stop(first)


@without
def no_keyring():
    """Here no bus starts what would look at the window: test-keyring.c sees what it says."""
    with start("--demo") as first:
        succeeds(run("xdotool", "search", "--sync", "--onlyvisible", "--pid",
                     str(first.process.pid)))
        succeeds(tessera("--new"))
        stop(first)


@small
def a_small_screen():
    """Every page that a start leads to fits."""
    for words, name, roles in ((), "Try the Demo Server", BUTTONS), \
            (("localhost:1",), "Connect", BUTTONS), (("--demo",), "New Token", BUTTONS), \
            (("--demo", "--new"), "Read, Buckets", ("check box",)):
        with start(*words) as first:
            first.window.find(name, roles)
            # As a window manager does it; there is none here.
            window = succeeds(run("xdotool", "search", "--sync", "--onlyvisible", "--pid",
                                  str(first.process.pid))).out.split()[0]
            succeeds(run("xdotool", "windowsize", "--sync", window, "360", "600"))
            frame = first.window.application.get_child_at_index(0)
            wait_until("the window to fit", lambda: fits(frame))
            stop(first)


def fits(frame):
    extents = frame.get_component_iface().get_extents(drive.Atspi.CoordType.WINDOW)
    return 0 < extents.width <= 360 and 0 < extents.height <= 600


if os.environ["KEYRING"] == "none":
    without.run()
elif "SCREEN" in os.environ:
    small.run()
else:
    case.run()
