"""Whether the source keeps to the layers of ARCHITECTURE.md, and whether these checks find anything.

usage: layers.py SOURCE
"""

import collections
import pathlib
import re
import sys
import tempfile

import architecture
import libraries
from tap import Tap

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.M)
# Written by the build, not by us.
GENERATED = {"tessera-config.h", "app/shell/shell-search-provider.h", "shell-search-provider.h"}
HEADERS = [
    ("GTK", re.compile(r"^(gtk|gdk|gsk|graphene)/|^graphene")),
    ("libadwaita", re.compile(r"^adwaita|^adw-")),
    ("libsoup", re.compile(r"^libsoup/")),
    ("json-glib", re.compile(r"^json-glib/")),
    ("libsecret", re.compile(r"^libsecret/")),
    ("GLib", re.compile(r"^(glib|gio|gobject|gmodule)")),
]
MOST_FILES = 20


class Tree:
    def __init__(self, source):
        self.source = source
        text = (source / "ARCHITECTURE.md").read_text(encoding="utf-8")
        self.folders, self.complaints = architecture.read(text)
        self.files = sorted(path for path in (source / "src").rglob("*.[ch]") if path.is_file())
        self.includes = {str(path.relative_to(source / "src")): INCLUDE.findall(path.read_text(encoding="utf-8"))
                         for path in self.files}


def get_folder(name):
    return name.rpartition("/")[0]


def get_unit(name):
    """A .c, its .h and its -private.h are one."""
    return re.sub(r"(-private)?\.[ch]$", "", name)


def check_folders(tree):
    there = {get_folder(name) for name in tree.includes}
    yield from tree.complaints
    yield from (f"src/{folder} is not in ARCHITECTURE.md" for folder in sorted(there - set(tree.folders)))
    yield from (f"src/{folder} is in ARCHITECTURE.md but is not there" for folder in sorted(set(tree.folders) - there))


def check_own_include(tree, name, included):
    folder, other = get_folder(name), get_folder(included)
    if included in GENERATED:
        return
    if included not in tree.includes:
        yield f"src/{name} includes “{included}”, which is not a file under src"
    elif folder != other and folder in tree.folders and not tree.folders[folder].may_use(other, included):
        yield f"src/{name} includes {included}: {folder} may not use it"


def check_library_include(tree, name, included):
    library = next((library for library, header in HEADERS if header.match(included)), None)
    folder = get_folder(name)
    if library is not None and folder in tree.folders and library not in tree.folders[folder].libraries:
        yield f"src/{name} includes <{included}>: {folder} may not use {library}"


def check_includes(tree):
    for name, includes in tree.includes.items():
        for mark, included in includes:
            yield from (check_own_include if mark == '"' else check_library_include)(tree, name, included)


def find_cycle(graph, start):
    """The shortest way from a unit back to itself, or None."""
    came_from, waiting = {}, collections.deque([start])
    while waiting:
        unit = waiting.popleft()
        for other in sorted(graph[unit]):
            if other == start:
                way = [unit]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if other not in came_from:
                came_from[other] = unit
                waiting.append(other)
    return None


def check_cycles(tree):
    graph = {get_unit(name): set() for name in tree.includes}
    for name, includes in tree.includes.items():
        graph[get_unit(name)] |= {get_unit(included) for mark, included in includes
                                  if mark == '"' and included in tree.includes} - {get_unit(name)}
    said = set()
    for unit in sorted(graph):
        cycle = find_cycle(graph, unit)
        if cycle is not None and not said & set(cycle):
            said |= set(cycle)
            yield "a cycle: " + " → ".join([*cycle, cycle[0]])


def check_sizes(tree):
    counts = collections.Counter(get_folder(name) for name in tree.includes if name.endswith(".c"))
    for folder, count in sorted(counts.items()):
        if folder.split("/")[0] in ("core", "app") and count > MOST_FILES:
            yield f"src/{folder} has {count} .c files; {MOST_FILES} are the most"


def check_libraries(tree):
    build = libraries.Build(tree.source)
    for name, folder in tree.folders.items():
        if name not in build.folders():
            yield f"src/{name} has no library"
            continue
        direct, _, unknown = build.direct(name)
        reached, seen = build.reached(name)
        allowed = {other for other in tree.folders if other != name and folder.may_use(other)}
        yield from (f"src/{name}/meson.build: {name} may not depend on {other}" for other in sorted(direct - allowed))
        yield from (f"src/{name}/meson.build: {name} may not depend on {other}"
                    for other in sorted(seen - folder.libraries))
        yield from (f"src/{name}/meson.build: what is “{other}”?" for other in sorted(unknown))
        yield from (f"src/{name}/meson.build: {name} may use {other}, but does not depend on it"
                    for other in sorted(allowed - reached))


CHECKS = [
    ("every folder is in ARCHITECTURE.md, which agrees with itself", check_folders),
    ("every include is allowed", check_includes),
    ("no cycle of files", check_cycles),
    ("no folder is too full", check_sizes),
    ("the libraries depend on what their folders may use", check_libraries),
]


# A small tree without a fault, and one for each fault.

SOUND = {
    "ARCHITECTURE.md": """
Libraries: GLib, libsoup.

- `core/low`: the low one.
  May be used by all of `core/*`, `cli`, `app/*`. May not use anything outside itself.
- `core/high`: the high one.
  May be used by `cli`, `app/*`. May not use anything outside `core/low`.
- `demo`: the server.
  May be used by `cli`. May not use anything outside itself.
- `cli`: the command.
  May not be used by anything. May not use anything outside `core/*`, `demo/demo-program.h`.

Libraries: GLib, GTK, libsoup.

- `app/view`: the window.
  May not be used by anything. May not use anything outside `core/*`.
""",
    "src/core/low/text.c": '#include "core/low/text.h"\n#include <string.h>\n',
    "src/core/low/text.h": "#include <glib.h>\n",
    "src/core/high/list.c": '#include "core/high/list-private.h"\n#include "core/low/text.h"\n',
    "src/core/high/list.h": "#include <gio/gio.h>\n",
    "src/core/high/list-private.h": '#include "core/high/list.h"\n',
    "src/core/high/row.h": '#include "core/high/list.h"\n',
    "src/demo/demo-program.h": '#include "demo/demo-store.h"\n',
    "src/demo/demo-store.h": "#include <libsoup/soup.h>\n",
    "src/cli/main.c": '#include "core/high/list.h"\n#include "demo/demo-program.h"\n#include "tessera-config.h"\n',
    "src/app/view/view.c": '#include "core/high/list.h"\n#include <gtk/gtk.h>\n',
    "src/core/meson.build": "core_deps = [glib_dep, soup_dep]\ncore_dep = declare_dependency(\n"
                            "  dependencies: core_high)\n",
    "src/core/low/meson.build": "low_lib = static_library('low', 'text.c', dependencies: core_deps)\n"
                                "core_low = declare_dependency(link_with: low_lib, dependencies: core_deps)\n",
    "src/core/high/meson.build": "high_lib = static_library('high',\n  'list.c',\n  dependencies: core_low)\n"
                                 "core_high = declare_dependency(\n  link_with: high_lib,\n  dependencies: core_low)\n",
    "src/demo/meson.build": "demo_lib = static_library('demo', files('x.c'), dependencies: [glib_dep])\n"
                            "demo_dep = declare_dependency(link_with: demo_lib, dependencies: [glib_dep])\n",
    "src/cli/meson.build": "cli_lib = static_library('cli', dependencies: [core_dep, demo_dep])\n",
    "src/app/view/meson.build": "view_lib = static_library('view', dependencies: [core_dep, gtk_dep])\n",
}

# What each is, what is said of it, and the files that are added to or changed in the sound tree.
FAULTS = [
    ("an upward include", "core/low may not use it", {"src/core/low/up.c": '#include "core/high/list.h"\n'}),
    ("an indented upward include", "core/low may not use it",
     {"src/core/low/up.c": '#  include  "core/high/list.h"\n'}),
    ("core including the window", "core/high may not use it",
     {"src/app/view/view.h": "", "src/core/high/up.c": '#include "app/view/view.h"\n'}),
    ("the demo including core", "demo may not use it", {"src/demo/demo-x.c": '#include "core/low/text.h"\n'}),
    ("another header of the demo", "cli may not use it", {"src/cli/x.c": '#include "demo/demo-store.h"\n'}),
    ("GTK in core", "may not use GTK", {"src/core/high/x.c": "#include <gtk/gtk.h>\n"}),
    ("a library that is not listed for it", "may not use libsecret",
     {"src/demo/demo-x.c": "#include <libsecret/secret.h>\n"}),
    ("an include without its folder", "not a file under src", {"src/core/high/x.c": '#include "list.h"\n'}),
    ("a cycle of two files", "a cycle: core/high/list → core/high/row → core/high/list",
     {"src/core/high/list-private.h": '#include "core/high/row.h"\n'}),
    ("a cycle of three files", "a cycle: core/low/a → core/low/b → core/low/c → core/low/a",
     {"src/core/low/a.h": '#include "core/low/b.h"\n', "src/core/low/b.c": '#include "core/low/c.h"\n',
      "src/core/low/b.h": "", "src/core/low/c.h": '#include "core/low/a.h"\n'}),
    ("a folder that is not listed", "src/core/new is not in ARCHITECTURE.md", {"src/core/new/x.c": ""}),
    ("a folder with 21 files", "src/core/low has 21 .c files",
     {f"src/core/low/x{number}.c": "" for number in range(MOST_FILES)}),
    ("a library that depends upward", "core/low may not depend on core/high",
     {"src/core/low/meson.build": SOUND["src/core/low/meson.build"].replace(
         "dependencies: core_deps)\ncore", "dependencies: [core_deps, core_high])\ncore")}),
    ("a demo that links core", "demo may not depend on core/high",
     {"src/demo/meson.build": "demo_lib = static_library('demo', dependencies: [glib_dep, core_dep])\n"}),
    ("core with GTK in its dependencies", "core/high may not depend on GTK",
     {"src/core/meson.build": SOUND["src/core/meson.build"].replace("soup_dep", "soup_dep, gtk_dep")}),
    ("a library without a dependency that its folder may use", "but does not depend on it",
     {"src/cli/meson.build": "cli_lib = static_library('cli', dependencies: [core_dep])\n"}),
    ("a folder without a library", "src/cli has no library", {"src/cli/meson.build": ""}),
    ("a dependency that nobody knows", "what is “curl_dep”?",
     {"src/cli/meson.build": "cli_lib = static_library('cli', dependencies: [core_dep, demo_dep, curl_dep])\n"}),
    ("an arrow that only one end names", "which does not say so",
     {"ARCHITECTURE.md": SOUND["ARCHITECTURE.md"].replace("outside `core/low`", "outside itself")}),
    ("a row without its rules", "does not say of core/high",
     {"ARCHITECTURE.md": SOUND["ARCHITECTURE.md"].replace(
         "  May be used by `cli`, `app/*`. May not use anything outside `core/low`.\n", "")}),
    ("a name that is nowhere", "names core/none, which is not listed",
     {"ARCHITECTURE.md": SOUND["ARCHITECTURE.md"].replace("outside `core/low`", "outside `core/low`, `core/none`")}),
]


def check_made_up(changes):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder)
        for name, text in {**SOUND, **changes}.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        tree = Tree(source)
        return [complaint for _, check in CHECKS for complaint in check(tree)]


def main():
    tap = Tap()
    tap.result("the made-up tree has no fault", check_made_up({}))
    for name, said, changes in FAULTS:
        tap.found(name, said, check_made_up(changes))
    tree = Tree(pathlib.Path(sys.argv[1]))
    for name, check in CHECKS:
        tap.result(name, list(check(tree)))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
