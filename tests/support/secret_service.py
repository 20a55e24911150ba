#!/usr/bin/env python3
"""A Secret Service with the habits of others than gnome-keyring, on the session bus of the caller.

It obeys lines of JSON on its standard input, and answers each with one: {"set": {"hides": true}}
changes its habits, {"lock": true} locks, {"foreign": 100} adds items of another program, and each
answer has its items and how often each method was called. It ends with its input."""
import json
import sys
from collections import Counter

from gi.repository import Gio, GLib

ROOT = "/org/freedesktop/secrets"
PREFIX = "org.freedesktop.Secret."
NO_PROMPT = "/"
DESCRIPTION = """<node>
<interface name="org.freedesktop.Secret.Service">
  <method name="OpenSession"><arg name="algorithm" type="s"/><arg name="input" type="v"/>
    <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
  <method name="CreateCollection"><arg name="properties" type="a{sv}"/><arg name="alias" type="s"/>
    <arg type="o" direction="out"/><arg type="o" direction="out"/></method>
  <method name="SearchItems"><arg name="attributes" type="a{ss}"/>
    <arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
  <method name="Unlock"><arg name="objects" type="ao"/>
    <arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
  <method name="Lock"><arg name="objects" type="ao"/>
    <arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
  <method name="GetSecrets"><arg name="items" type="ao"/><arg name="session" type="o"/>
    <arg type="a{o(oayays)}" direction="out"/></method>
  <method name="ReadAlias"><arg name="name" type="s"/><arg type="o" direction="out"/></method>
  <property name="Collections" type="ao" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Collection">
  <method name="CreateItem"><arg name="properties" type="a{sv}"/><arg name="secret" type="(oayays)"/>
    <arg name="replace" type="b"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
  <property name="Items" type="ao" access="read"/>
  <property name="Label" type="s" access="read"/>
  <property name="Locked" type="b" access="read"/>
  <property name="Created" type="t" access="read"/>
  <property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Item">
  <method name="Delete"><arg type="o" direction="out"/></method>
  <method name="GetSecret"><arg name="session" type="o"/><arg type="(oayays)" direction="out"/></method>
  <property name="Locked" type="b" access="read"/>
  <property name="Attributes" type="a{ss}" access="read"/>
  <property name="Label" type="s" access="read"/>
  <property name="Created" type="t" access="read"/>
  <property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Prompt">
  <method name="Prompt"><arg name="window" type="s"/></method>
  <method name="Dismiss"/>
</interface>
<interface name="org.freedesktop.Secret.Session"><method name="Close"/></interface>
</node>"""
INTERFACES = {info.name: info for info in Gio.DBusNodeInfo.new_for_xml(DESCRIPTION).interfaces}

habits = {
    "hides": False,         # a locked collection finds nothing
    "unlock": "prompt",     # or "silently", "dismissed"
    "delete": "silently",   # or "dismissed"
    "alias": True,          # whether there is a default collection
    "create": "prompt",     # a collection; or "dismissed", "refused"
    "everything": "found",  # by a search without attributes; or "nothing", "refused"
    "delay": 0,             # milliseconds until an item is stored
    "silent": False,        # nothing is answered
}
calls = Counter()
bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)


class Refusal(Exception):
    """An error that the caller gets: its name on the bus."""


class Later(Exception):
    """The answer comes later, or never."""


class Thing:
    """An object on the bus: its methods are do_NAME (which return a GVariant), its properties get_NAME."""

    def __init__(self, path, kind):
        self.path, self.kind = path, PREFIX + kind
        self.registered = bus.register_object(path, INTERFACES[self.kind], self.on_call, self.on_get, None)

    def on_call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        calls[method] += 1
        if habits["silent"]:
            return
        try:
            invocation.return_value(getattr(self, "do_" + method)(invocation, *parameters))
        except Refusal as refusal:
            invocation.return_dbus_error(str(refusal), "refused")
        except Later:
            pass

    def on_get(self, _bus, _sender, _path, _interface, name):
        return getattr(self, "get_" + name)()

    def emit(self, name, parameters, kind=None):
        bus.emit_signal(None, self.path, kind or self.kind, name, parameters)

    def tell_locked(self, locked):
        self.emit("PropertiesChanged", GLib.Variant("(sa{sv}as)", (
            self.kind, {"Locked": GLib.Variant("b", locked)}, [])), "org.freedesktop.DBus.Properties")

    def leave(self):
        bus.unregister_object(self.registered)

    def get_Created(self):
        return GLib.Variant("t", 1)

    get_Modified = get_Created


class Session(Thing):
    def do_Close(self, _invocation):
        self.leave()


class Prompt(Thing):
    """Asks nobody: it is dismissed, or acts, after a moment."""
    count = 0

    def __init__(self, dismissed, act):
        Prompt.count += 1
        super().__init__(f"{ROOT}/prompts/{Prompt.count}", "Prompt")
        self.dismissed, self.act = dismissed, act

    def do_Prompt(self, _invocation, _window):
        GLib.timeout_add(50, self.complete)

    def do_Dismiss(self, _invocation):
        self.complete()

    def complete(self):
        # A dismissed prompt has no result: not all services give it the type of one.
        result = GLib.Variant("s", "") if self.dismissed else self.act()
        self.emit("Completed", GLib.Variant("(bv)", (self.dismissed, result)))
        self.leave()


class Item(Thing):
    def __init__(self, collection, path, properties, secret):
        self.collection, self.secret = collection, secret
        self.label, self.attributes = properties[PREFIX + "Item.Label"], properties[PREFIX + "Item.Attributes"]
        super().__init__(path, "Item")

    def do_Delete(self, _invocation):
        if habits["delete"] == "dismissed":
            return GLib.Variant("(o)", (Prompt(True, None).path,))
        self.collection.items.remove(self)
        self.leave()
        return GLib.Variant("(o)", (NO_PROMPT,))

    def do_GetSecret(self, _invocation, session):
        if self.collection.locked:
            raise Refusal(PREFIX + "Error.IsLocked")
        return GLib.Variant("((oayays))", ((session, b"", self.secret, "text/plain"),))

    def get_Locked(self):
        return GLib.Variant("b", self.collection.locked)

    def get_Attributes(self):
        return GLib.Variant("a{ss}", self.attributes)

    def get_Label(self):
        return GLib.Variant("s", self.label)


class Collection(Thing):
    def __init__(self, name):
        self.label, self.locked, self.items, self.made = name, False, [], 0
        super().__init__(f"{ROOT}/collection/{name}", "Collection")

    def find(self, attributes):
        return [item.path for item in self.items if attributes.items() <= item.attributes.items()]

    def set_locked(self, locked):
        self.locked = locked
        for thing in [self, *self.items]:
            thing.tell_locked(locked)

    def add(self, properties, secret):
        self.made += 1
        self.items.append(Item(self, f"{self.path}/{self.made}", properties, secret))
        return self.items[-1].path

    def replace(self, properties, secret):
        for item in self.items:
            if item.attributes == properties[PREFIX + "Item.Attributes"]:
                item.label, item.secret = properties[PREFIX + "Item.Label"], secret
                return item.path
        return self.add(properties, secret)

    def do_CreateItem(self, invocation, properties, secret, replace):
        if self.locked:
            raise Refusal(PREFIX + "Error.IsLocked")
        store = self.replace if replace else self.add

        def answer():
            path = store(properties, bytes(secret[2]))
            invocation.return_value(GLib.Variant("(oo)", (path, NO_PROMPT)))

        GLib.timeout_add(habits["delay"], answer)
        raise Later

    def get_Items(self):
        return GLib.Variant("ao", self.find({}))

    def get_Label(self):
        return GLib.Variant("s", self.label)

    def get_Locked(self):
        return GLib.Variant("b", self.locked)


class Service(Thing):
    def __init__(self):
        self.collections, self.sessions = [Collection("passwords")], 0
        super().__init__(ROOT, "Service")

    def get_Collections(self):
        return GLib.Variant("ao", [collection.path for collection in self.collections])

    def do_OpenSession(self, _invocation, algorithm, _input):
        if algorithm != "plain":
            raise Refusal("org.freedesktop.DBus.Error.NotSupported")
        self.sessions += 1
        session = Session(f"{ROOT}/session/{self.sessions}", "Session")
        return GLib.Variant("(vo)", (GLib.Variant("s", ""), session.path))

    def do_ReadAlias(self, _invocation, name):
        known = name == "default" and habits["alias"]
        return GLib.Variant("(o)", (self.collections[0].path if known else "/",))

    def do_CreateCollection(self, _invocation, properties, _alias):
        if habits["create"] == "refused":
            raise Refusal("org.freedesktop.DBus.Error.NotSupported")

        def create():
            self.collections.append(Collection(f"{properties[PREFIX + 'Collection.Label']}"
                                               f"{len(self.collections)}"))
            return GLib.Variant("o", self.collections[-1].path)

        prompt = Prompt(habits["create"] == "dismissed", create)
        return GLib.Variant("(oo)", ("/", prompt.path))

    def do_SearchItems(self, _invocation, attributes):
        if not attributes and habits["everything"] == "refused":
            raise Refusal(PREFIX + "Error.IsLocked")
        found = {False: [], True: []}
        for collection in self.collections:
            if not (collection.locked and habits["hides"]) and (attributes or habits["everything"] == "found"):
                found[collection.locked] += collection.find(attributes)
        return GLib.Variant("(aoao)", (found[False], found[True]))

    def do_Unlock(self, _invocation, objects):
        wanted = [collection for collection in self.collections if collection.locked
                  and any((path + "/").startswith(collection.path + "/") for path in objects)]

        def unlock():
            for collection in wanted:
                collection.set_locked(False)
            return GLib.Variant("ao", objects)

        if not wanted or habits["unlock"] == "silently":
            unlock()
            return GLib.Variant("(aoo)", (objects, NO_PROMPT))
        prompt = Prompt(habits["unlock"] == "dismissed", unlock)
        return GLib.Variant("(aoo)", ([], prompt.path))

    def do_Lock(self, _invocation, objects):
        for collection in self.collections:
            if collection.path in objects:
                collection.set_locked(True)
        return GLib.Variant("(aoo)", (objects, NO_PROMPT))

    def do_GetSecrets(self, _invocation, items, session):
        return GLib.Variant("(a{o(oayays)})", ({
            item.path: (session, b"", item.secret, "text/plain")
            for collection in self.collections if not collection.locked
            for item in collection.items if item.path in items},))


def add_foreign(service, count):
    for number in range(count):
        service.collections[0].add({PREFIX + "Item.Label": f"foreign {number}", PREFIX + "Item.Attributes": {
            "user": str(number), "xdg:schema": "org.example.Other"}}, b"none of ours")


def obey(service, order):
    habits.update(order.get("set", {}))
    if "lock" in order:
        for collection in service.collections:
            collection.set_locked(order["lock"])
    add_foreign(service, order.get("foreign", 0))
    return {"calls": calls, "collections": [collection.label for collection in service.collections],
            "labels": [item.label for collection in service.collections for item in collection.items]}


def main():
    service, loop = Service(), GLib.MainLoop()

    def on_input(_channel, _condition):
        line = sys.stdin.readline()
        if line == "":
            loop.quit()
            return False
        print(json.dumps(obey(service, json.loads(line))), flush=True)
        return True

    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, on_input)
    Gio.bus_own_name_on_connection(bus, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.DO_NOT_QUEUE,
                                   lambda *_: print('"ready"', flush=True), lambda *_: loop.quit())
    loop.run()


main()
