"""Reads from the meson.build files which library depends on which."""

import re

ASSIGNED = re.compile(r"^(\w+) = (static_library|executable|declare_dependency|dependency|files|\[)", re.M)
NAMES = re.compile(r"(?<![\w'.])[a-z]\w*(?![\w'(:.])")
EXTERNAL = {"glib_dep": "GLib", "gio_dep": "GLib", "soup_dep": "libsoup", "json_dep": "json-glib",
            "secret_dep": "libsecret", "gtk_dep": "GTK", "adw_dep": "libadwaita"}


def take_brackets(text, start):
    """What is in the brackets that open at or after @start."""
    depth = 0
    for end in range(start, len(text)):
        if text[end] in "([":
            depth += 1
            start = end if depth == 1 else start
        elif text[end] in ")]":
            depth -= 1
            if depth == 0:
                return text[start + 1:end]
    return text[start:]


def take_keyword(call, keyword):
    found = re.search(rf"\b{keyword}: *", call)
    if found is None:
        return []
    rest = call[found.end():]
    return NAMES.findall(take_brackets(rest, 0) if rest.startswith("[") else rest.partition(",")[0])


class Build:
    """The variables of all meson.build files under src."""

    def __init__(self, source):
        self.library_of = {}
        self.links = {}
        self.depends = {}
        for path in sorted((source / "src").rglob("meson.build")):
            self.read(str(path.parent.relative_to(source / "src")), path.read_text(encoding="utf-8"))

    def read(self, folder, text):
        text = re.sub(r"#.*", "", text)
        for found in ASSIGNED.finditer(text):
            name, kind = found[1], found[2]
            inside = take_brackets(text, found.start(2))
            if kind == "static_library":
                self.library_of[name] = folder
                self.depends[name] = take_keyword(inside, "dependencies")
            elif kind == "declare_dependency":
                self.links[name] = take_keyword(inside, "link_with")
                self.depends[name] = take_keyword(inside, "dependencies")
            elif kind == "[":
                self.depends[name] = NAMES.findall(inside)

    def folders(self):
        return set(self.library_of.values())

    def direct(self, folder):
        """The folders and the libraries of the system that a folder's library names, and the names that
        nobody knows."""
        folders, libraries, unknown = set(), set(), set()
        waiting = [name for library, of in self.library_of.items() if of == folder
                   for name in self.depends[library]]
        while waiting:
            name = waiting.pop()
            linked = {self.library_of[library] for library in self.links.get(name, []) if library in self.library_of}
            if linked:
                folders |= linked
            elif name in EXTERNAL:
                libraries.add(EXTERNAL[name])
            elif name in self.depends:
                waiting += self.depends[name]
            else:
                unknown.add(name)
        return folders, libraries, unknown

    def reached(self, folder):
        """All folders and libraries of the system that a folder's library can see."""
        folders, libraries, waiting = set(), set(), [folder]
        while waiting:
            near, used, _ = self.direct(waiting.pop())
            libraries |= used
            waiting += near - folders
            folders |= near
        return folders, libraries
