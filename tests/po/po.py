"""Files of translations, as the tests need them: read through gettext's own tools."""

import ast
import dataclasses
import subprocess


@dataclasses.dataclass
class Entry:
    """A message, and what it is in a language: one text, or one for each plural form."""
    flags: set
    context: str | None
    text: str
    plural: str | None
    translations: list

    @property
    def is_header(self):
        return self.text == "" and self.context is None


def run(*command, **options):
    """The output of a program, whose own complaint is in the exception."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise ValueError(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


def extract(source, arguments, to):
    """The messages of the tree, freshly taken from every file in POTFILES."""
    run("xgettext", *arguments, "--directory", source, "--files-from", f"{source}/po/POTFILES",
        "--package-name", "tessera", "--output", to)


def parse_block(block):
    flags, fields, name = set(), {}, None
    for line in block.splitlines():
        if line.startswith("#,"):
            flags.update(flag.strip() for flag in line[2:].split(","))
        if line.startswith("#"):
            continue
        if not line.startswith('"'):
            name, line = line.split(" ", 1)
            fields[name] = ""
        fields[name] += ast.literal_eval(line)
    if "msgid" not in fields:
        return None
    return Entry(flags, fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural"),
                 [text for name, text in fields.items() if name.startswith("msgstr")])


def read(path):
    """All messages of a file, the header among them, without those that are no longer used."""
    text = run("msgattrib", "--no-obsolete", "--no-wrap", path)
    return [entry for entry in map(parse_block, text.split("\n\n")) if entry]


def quote(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def write(path, entries):
    with open(path, "w", encoding="utf-8") as file:
        for entry in entries:
            if entry.flags:
                file.write("#, " + ", ".join(sorted(entry.flags)) + "\n")
            if entry.context is not None:
                file.write(f"msgctxt {quote(entry.context)}\n")
            file.write(f"msgid {quote(entry.text)}\n")
            if entry.plural is None:
                file.write(f"msgstr {quote(entry.translations[0])}\n\n")
                continue
            file.write(f"msgid_plural {quote(entry.plural)}\n")
            for i, text in enumerate(entry.translations):
                file.write(f"msgstr[{i}] {quote(text)}\n")
            file.write("\n")
