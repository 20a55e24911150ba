"""Whether every text for people can be translated, and each language has all of them as it should be.

usage: test-po.py SOURCE XGETTEXT-ARGUMENT…
"""

import copy
import os
import pathlib
import re
import sys
import tempfile

import po
import pseudo
from tap import Tap

# As gettext's manual has them. A language that is added is added here too.
PLURALS = {
    "de": "nplurals=2; plural=(n != 1);",
    "en_GB": "nplurals=2; plural=(n != 1);",
    "en_XA": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ja": "nplurals=1; plural=0;",
    "pt_BR": "nplurals=2; plural=(n > 1);",
    "zh_CN": "nplurals=1; plural=0;",
}
MARKED = {
    ".c": re.compile(r"(?<![\w\"])(?:_|NC?_|C_|ngettext) ?\("),
    ".h": re.compile(r"(?<![\w\"])(?:_|NC?_|C_|ngettext) ?\((?!\))"),
    ".ui": re.compile(r'translatable="yes"'),
    ".desktop.in": re.compile(""),
    ".metainfo.xml.in": re.compile(""),
    ".gschema.xml": re.compile(""),
}


def read_list(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def holds_texts(path):
    marked = next((MARKED[end] for end in MARKED if path.name.endswith(end)), None)
    return marked is not None and marked.search(path.read_text(encoding="utf-8")) is not None


def find_texts(source):
    """The files that hold text for people."""
    return sorted(str(path.relative_to(source)) for folder in ("data", "src")
                  for path in (source / folder).rglob("*") if path.is_file() and holds_texts(path))


def complain_about_text(text, translation):
    """What is wrong with one text, each in a few words. Formats are msgfmt's to check."""
    if text[:len(text) - len(text.lstrip())] != translation[:len(translation) - len(translation.lstrip())]:
        yield "begins with other blanks"
    if text[len(text.rstrip()):] != translation[len(translation.rstrip()):]:
        yield "ends with other blanks"
    tags = re.compile(r"</?[a-z]+>|&[a-z]+;")
    if sorted(tags.findall(text)) != sorted(tags.findall(translation)):
        yield "has other markup"
    if text.endswith("…") and "…" not in translation:
        yield "has lost the … that says that more will be asked"


def complain_about_entry(entry):
    if entry.is_header:
        return
    where = f"“{entry.text}”"
    if "fuzzy" in entry.flags:
        yield f"{where} is fuzzy"
    if not all(entry.translations):
        yield f"{where} is not translated"
        return
    for translation in entry.translations:
        original = entry.text if entry.plural is None else entry.plural
        for complaint in complain_about_text(original, translation):
            yield f"{where} {complaint}"


def complain_about_header(language, entries):
    header = next(entry for entry in entries if entry.is_header)
    lines = dict(line.split(": ", 1) for line in header.translations[0].splitlines() if ": " in line)
    if lines.get("Language") != language:
        yield f"the header is of the language {lines.get('Language')}"
    if lines.get("Plural-Forms") != PLURALS.get(language):
        yield f"the plural forms are {lines.get('Plural-Forms')}, not {PLURALS.get(language)}"


def check(language, path, template):
    """All that is wrong with a language's file, held against the texts of the tree."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            po.run("msgfmt", "--check", "--check-accelerators=_", "--output", f"{folder}/it.mo", path)
            po.run("msgmerge", "--quiet", "--no-fuzzy-matching", "--output", f"{folder}/it.po", path,
                   template)
        except ValueError as error:
            return [str(error)]
        entries = po.read(f"{folder}/it.po")
    return [*complain_about_header(language, entries),
            *(complaint for entry in entries for complaint in complain_about_entry(entry))]


# Whether the checks find anything: a file without a fault, and one for each fault.

def spoil_first(entries, fits, change):
    spoilt = copy.deepcopy(entries)
    change(next(entry for entry in spoilt if not entry.is_header and fits(entry)))
    return spoilt


def set_text(make):
    def change(entry):
        entry.translations[-1] = make(entry.translations[-1])
    return change


def make_faults(entries):
    """What each is, what is said of it, and the entries."""
    def spoil(name, said, fits, make):
        return name, said, spoil_first(entries, fits, set_text(make))

    def has(part):
        return lambda entry: part in entry.text

    fuzzy = spoil_first(entries, has("a"), lambda entry: entry.flags.add("fuzzy"))
    header = copy.deepcopy(entries)
    header[0].translations = [header[0].translations[0].replace("n != 1", "n > 1")]
    return [
        spoil("a text that is missing", "is not translated", has("a"), lambda text: ""),
        ("a fuzzy text", "is fuzzy", fuzzy),
        ("an entry that is missing", "is not translated", entries[:-1]),
        ("another plural rule", "the plural forms are", header),
        spoil("a lost format", "msgfmt", has("%s"), lambda text: text.replace("%s", "")),
        spoil("another format in a plural", "msgfmt", lambda entry: entry.plural is not None,
              lambda text: text.replace("%u", "%s")),
        spoil("a lost key", "msgfmt", has("_C"), lambda text: text.replace("_", "")),
        spoil("a lost …", "has lost the …", lambda entry: entry.text.endswith("…"),
              lambda text: text.replace("…", "")),
        spoil("a blank at the end", "ends with other blanks", has("a"), lambda text: text + " "),
        spoil("a blank at the beginning", "begins with other blanks", has("a"),
              lambda text: " " + text),
        spoil("a tag", "has other markup", has("a"), lambda text: f"<b>{text}</b>"),
    ]


def check_potfiles(source):
    listed, there = read_list(source / "po/POTFILES"), find_texts(source)
    complaints = [f"{path} has texts but is not in po/POTFILES" for path in there
                  if path not in listed]
    complaints += [f"{path} is in po/POTFILES but has no texts" for path in listed
                   if path not in there]
    if listed != sorted(set(listed)):
        complaints.append("po/POTFILES is not sorted, or has a file twice")
    return complaints


def check_comments(source, template):
    """A comment for translators reaches them only from right above its text."""
    reached = " ".join(line[3:] for line in template.read_text(encoding="utf-8").splitlines()
                       if line.startswith("#. "))
    complaints = []
    for path in (source / "src").rglob("*.[ch]"):
        for comment in re.findall(r"/\* (Translators:.*?) *\*/", path.read_text(encoding="utf-8"), re.S):
            words = re.sub(r"\s*\n[ *]*", " ", comment)
            if words not in reached:
                complaints.append(f"{path.relative_to(source)}: “{words}” is not right above its text")
    return complaints


def check_the_checks(tap, template, folder):
    path = f"{folder}/en_XA.po"
    entries = pseudo.make(template)
    po.write(path, entries)
    tap.result("the made-up language has no fault", check("en_XA", path, template))
    for name, said, spoilt in make_faults(entries):
        po.write(path, spoilt)
        found = check("en_XA", path, template)
        tap.found(name, said, found)


def main():
    source, arguments = pathlib.Path(sys.argv[1]), sys.argv[2:]
    os.environ["LC_ALL"] = "C.UTF-8"
    tap = Tap()
    languages = read_list(source / "po/LINGUAS")
    files = sorted(path.stem for path in (source / "po").glob("*.po"))
    tap.result("POTFILES has every file with texts, and no other", check_potfiles(source))
    tap.result("LINGUAS has every language", [] if languages == files else [f"{languages}, {files}"])
    with tempfile.TemporaryDirectory() as folder:
        template = f"{folder}/tessera.pot"
        po.extract(str(source), arguments, template)
        tap.result("every comment for translators reaches them",
                   check_comments(source, pathlib.Path(template)))
        check_the_checks(tap, template, folder)
        for language in languages:
            tap.result(language, check(language, str(source / f"po/{language}.po"), template))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
