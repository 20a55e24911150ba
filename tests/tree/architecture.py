"""Reads the table of folders that stands in ARCHITECTURE.md."""

import dataclasses
import fnmatch
import re

ITEM = re.compile(r"^- `([a-z/-]+)`: ")
LIBRARIES = re.compile(r"^Libraries: (.*)\.$")
RULE = re.compile(r"May be used by (?P<by>.*?)\.(?= |$)|May not be used by anything\.|"
                  r"May not use anything outside (?P<outside>.*?)\.(?= |$)")
NAME = re.compile(r"`([^`]+)`")


@dataclasses.dataclass
class Folder:
    """A folder's row. What it may use are folders, patterns of folders, and single headers."""
    libraries: set
    uses: list = dataclasses.field(default_factory=list)
    used_by: list = dataclasses.field(default_factory=list)
    not_used_by: list = dataclasses.field(default_factory=list)

    def may_use(self, folder, header=None):
        """Whether it may use @folder; the header is the included path, None for the folder's library."""
        for pattern in self.uses:
            if pattern.endswith(".h"):
                if header == pattern or (header is None and pattern.rpartition("/")[0] == folder):
                    return True
            elif fnmatch.fnmatchcase(folder, pattern):
                return True
        return False

    def is_used_by(self, folder):
        return (any(fnmatch.fnmatchcase(folder, pattern) for pattern in self.used_by)
                and folder not in self.not_used_by)


def read_rules(folder, text):
    said = 0
    for rule in RULE.finditer(text):
        said += 1
        if rule["by"] is not None:
            by, _, excepted = rule["by"].partition(" except ")
            folder.used_by, folder.not_used_by = NAME.findall(by), NAME.findall(excepted)
        elif rule["outside"] is not None:
            folder.uses = NAME.findall(rule["outside"])
    return said == 2


def read(text):
    """The folders by name, and what is wrong with the table itself."""
    folders, complaints, libraries = {}, [], set()
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if listed := LIBRARIES.match(line):
            libraries = set(listed[1].split(", "))
        elif item := ITEM.match(line):
            rows = [line]
            for more in lines[number + 1:]:
                if not more.startswith("  "):
                    break
                rows.append(more.strip())
            folders[item[1]] = Folder(libraries)
            if not read_rules(folders[item[1]], " ".join(rows)):
                complaints.append(f"ARCHITECTURE.md does not say of {item[1]} what may use it and what it may use")
    return folders, complaints + list(compare_sides(folders))


def compare_sides(folders):
    """An arrow is named at both of its ends."""
    for name, folder in folders.items():
        for other, used in folders.items():
            if other == name:
                continue
            if folder.may_use(other) and not used.is_used_by(name):
                yield f"ARCHITECTURE.md: {name} may use {other}, which does not say so"
            if used.is_used_by(name) and not folder.may_use(other):
                yield f"ARCHITECTURE.md: {other} may be used by {name}, which does not say so"
        for pattern in [*folder.uses, *folder.used_by, *folder.not_used_by]:
            wanted = pattern.rpartition("/")[0] if pattern.endswith(".h") else pattern
            if not fnmatch.filter(folders, wanted):
                yield f"ARCHITECTURE.md: {name} names {pattern}, which is not listed"
