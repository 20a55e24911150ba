"""The real program, in a process of its own, as the desktop and people who use assistive tools have it."""
import os
import signal
import subprocess

import drive
from support import wait_until

NAME = os.environ["TESSERA_APP_ID"]
PATH = "/" + NAME.replace(".", "/")


class Window(drive.Window):
    """Of this very process: one that has just ended may still be told of."""

    def _find_application(self):
        if self.process.poll() is not None:
            raise drive.Failure(f"the program ended with status {self.process.returncode}")
        desktop = drive.Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(i)
                if child and child.get_process_id() == self.process.pid:
                    return child
            except drive.gi.repository.GLib.Error:
                pass
        return None


class Activated:
    """A process that the session bus has started: what Window wants to know of one."""

    def __init__(self, pid):
        self.pid, self.returncode = pid, None

    def poll(self):
        return None if is_alive(self.pid) else 0


def is_alive(pid):
    return os.path.exists(f"/proc/{pid}")


class Program:
    """One start of `tessera`, whose output is kept; it ends with the test."""

    def __init__(self, program, *words, env=None, before=()):
        clean = {**os.environ, "G_DEBUG": "fatal-criticals", **(env or {})}
        self.process = subprocess.Popen([*before, program, *words], env=clean, text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._window = None

    @property
    def window(self):
        if self._window is None:
            self._window = Window(self.process)
        return self._window

    def shows(self, text):
        """Waits until this is on the screen."""
        self.window.find(text)

    def shows_beginning(self, text):
        return self.window.find_beginning(text)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


class Bus:
    """What GDBus tells of the session bus."""

    def __init__(self, gio, glib):
        self.gio, self.glib = gio, glib
        self.bus = gio.bus_get_sync(gio.BusType.SESSION, None)

    def call(self, name, path, interface, method, arguments=None, signature=None):
        variant = self.glib.Variant(signature, arguments) if signature else None
        return self.bus.call_sync(name, path, interface, method, variant, None,
                                  self.gio.DBusCallFlags.NONE, 60000, None).unpack()

    def ask_bus(self, method, name=None):
        return self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                         method, (name,) if name else None, "(s)" if name else None)

    def is_there(self):
        return self.ask_bus("NameHasOwner", NAME)[0]

    def get_pid(self):
        return self.ask_bus("GetConnectionUnixProcessID", NAME)[0]

    def wait_gone(self):
        wait_until("the program to end", lambda: not self.is_there())

    def end(self):
        """Ends what the bus has started, which would hold the test's output for a while."""
        if self.is_there():
            os.kill(self.get_pid(), signal.SIGTERM)
            self.wait_gone()

    def activate(self, action, *parameter):
        """An action of the application, as the desktop file's actions are."""
        self.call(NAME, PATH, "org.freedesktop.Application", "ActivateAction",
                  (action, list(parameter), {}), "(sava{sv})")

    def make_activatable(self, program):
        """Writes the file that a package installs, for this build."""
        folder = os.path.join(os.environ["XDG_DATA_HOME"], "dbus-1/services")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, NAME + ".service"), "w", encoding="utf-8") as file:
            file.write(f"[D-BUS Service]\nName={NAME}\n"
                       f"Exec={program} --gapplication-service\n")
        self.ask_bus("ReloadConfig")
