"""Whether the texts are spelled as in the US, and without the words of words.txt; and whether that finds anything.

usage: words.py SOURCE

The spelling is codespell's to check. codespell-ignore.txt has what it takes for faults: "cancelled" is how GLib spells it,
"Nd" is a macro of manual pages, and a user of the tests is called loner.
"""

import bisect
import dataclasses
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import Tap

CODESPELL = "2.4.1"
HERE = pathlib.Path(__file__).parent
C_TOKEN = re.compile(r"""/\*(?P<comment>.*?)\*/|//(?P<line>[^\n]*)|'(?:\\.|[^'\\\n])+'"""
                     r"""|(?P<string>"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*)""", re.S)
XML_TOKEN = re.compile(r"<!--(?P<comment>.*?)-->|<[^>]*>|(?P<string>[^<]+)", re.S)
CODE_IN_PAPER = re.compile(r"^```.*?^```|`[^`\n]*`", re.S | re.M)
SPELLED = ["src", "data", "tests", "build-aux", "flatpak", "*.md", ".github"]
# Translations, licenses, what was recorded, and the words themselves, which are faulty on purpose.
NOT_SPELLED = re.compile(r"^po/|LICENSE|go\.(sum|mod)$|\.jsonl$|^tests/tree/words\.|\.svg$|codespell-ignore")


@dataclasses.dataclass
class Prose:
    """A comment, or a text that somebody reads, with its first line's number."""
    where: str
    line: int
    words: str


@dataclasses.dataclass
class Rule:
    where: str
    pattern: re.Pattern
    instead: str
    example: str


def read_rules(path):
    rules, fine = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        where, *rest = line.split("\t")
        if where == "fine":
            fine.append(rest[0])
        else:
            rules.append(Rule(where, re.compile(rest[0], re.I), rest[1], rest[2]))
    return rules, fine


def join_lines(text):
    """One line of a comment or of strings that are broken over several."""
    return re.sub(r"\s+", " ", re.sub(r"\n\s*\*+(?= |\n|$)", "\n", text)).strip()


def join_strings(text):
    text = re.sub(r'"\s*"', "", text)[1:-1]
    return join_lines(text.replace('\\"', '"').replace("\\n", "\n").replace("’", "'"))


def read_tokens(text, token, join_texts):
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for found in token.finditer(text):
        line = bisect.bisect_right(starts, found.start())
        groups = found.groupdict()
        comment = groups["comment"] or groups.get("line")
        if comment:
            yield Prose("comments", line, join_lines(comment).replace("’", "'"))
        elif groups["string"]:
            words = join_texts(groups["string"])
            # A word alone is a name, a key or a signal.
            if " " in words:
                yield Prose("texts", line, words)


def read_paper(text):
    starts = 1
    text = CODE_IN_PAPER.sub(lambda code: "`" + "\n" * code[0].count("\n") + "`", text)
    for paragraph in re.split(r"(\n\s*\n)", text):
        words = join_lines(paragraph).replace("’", "'")
        if words:
            yield Prose("papers", starts, words)
        starts += paragraph.count("\n")


def read_prose(path):
    def read(reader, *arguments):
        return reader(path.read_text(encoding="utf-8"), *arguments)

    if path.suffix in (".c", ".h"):
        return read(read_tokens, C_TOKEN, join_strings)
    if path.name.endswith((".ui", ".xml", ".xml.in")):
        return read(read_tokens, XML_TOKEN, lambda words: join_lines(words).replace("’", "'"))
    if path.suffix in (".md", ".1") or path.name.endswith(".desktop.in"):
        return read(read_paper)
    return []


def list_files(source):
    return [path for folder in ("src", "data") for path in sorted((source / folder).rglob("*")) if path.is_file()
            ] + sorted(source.glob("*.md"))


def check_words(source, rules):
    """What is found of each rule."""
    complaints = [[] for _ in rules]
    for path in list_files(source):
        for prose in read_prose(path):
            for number, rule in enumerate(rules):
                if rule.where not in ("all", prose.where):
                    continue
                complaints[number] += [f"{path.relative_to(source)}:{prose.line}: “{found[0].strip()}” in “…"
                                       f"{prose.words[max(0, found.start() - 30):found.end() + 30]}…”"
                                       for found in rule.pattern.finditer(prose.words)]
    return complaints


def check_spelling(codespell, source, files):
    """codespell, with the British spellings among the faults."""
    run = subprocess.run([codespell, "--builtin", "clear,rare,en-GB_to_en-US", "--ignore-words",
                          HERE / "codespell-ignore.txt", "--", *files],
                         cwd=source, capture_output=True, text=True, check=False)
    return (run.stdout + run.stderr).splitlines() or ([f"codespell ended with {run.returncode}"] if run.returncode else [])


def list_spelled(source):
    listed = subprocess.run(["git", "ls-files", "-z", "--", *SPELLED], cwd=source, capture_output=True, text=True,
                            check=False)
    names = (listed.stdout.split("\0") if listed.returncode == 0 else
             [str(path.relative_to(source)) for path in list_files(source)])
    return [name for name in names if name and not NOT_SPELLED.search(name) and (source / name).is_file()]


# Whether the checks find anything.

SAMPLES = [
    ("a comment", "x.c", "/* One that was\n * written\n * anew. */\n"),
    ("a line's comment", "x.c", "int i; // written anew\n"),
    ("a string that is broken", "x.c", 'puts (_("written "\n         "anew"));\n'),
    ("a doc comment", "x.h", "/**\n * f:\n * @x: what is written anew\n */\n"),
    ("a text of the window", "x.ui", '<property name="label" translatable="yes">Type it anew</property>'),
    ("a paper", "x.md", "It is\nwritten anew.\n"),
]


def check_the_checks(tap, codespell, rules, fine):
    tap.result("every pattern finds its example", [f"“{rule.example}” is not found" for rule in rules
                                                   if not rule.pattern.search(rule.example)])
    tap.result("nothing is found in what is fine", [f"“{rule.pattern.pattern}” finds “{text}”" for text in fine
                                                    for rule in rules if rule.pattern.search(text)])
    for name, file, text in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "src" / file
            path.parent.mkdir()
            path.write_text(text, encoding="utf-8")
            tap.found(name, "“anew”", [line for found in check_words(pathlib.Path(folder), rules) for line in found])
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "x.c").write_text("/* You will recieve the colour. */\n", encoding="utf-8")
        spelled = check_spelling(codespell, folder, ["x.c"])
        tap.found("a word that is misspelled", "recieve ==>", spelled)
        tap.found("a British spelling", "colour ==>", spelled)


def main():
    source = pathlib.Path(sys.argv[1])
    tool = subprocess.run([source / "build-aux/find-tool", "codespell", CODESPELL], stdout=subprocess.PIPE, text=True,
                          check=False)
    if tool.returncode == 77:
        print("1..0 # SKIP codespell could not be installed")
        return 0
    codespell = tool.stdout.strip()
    tap = Tap()
    rules, fine = read_rules(HERE / "words.txt")
    check_the_checks(tap, codespell, rules, fine)
    tap.result("the spelling", check_spelling(codespell, source, list_spelled(source)))
    for rule, complaints in zip(rules, check_words(source, rules)):
        heading = [f"{len(complaints)} found; write: {rule.instead}"] if complaints else []
        tap.result(f"no “{rule.example}”", heading + complaints)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
