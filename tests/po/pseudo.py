"""A language that nobody speaks, made from the messages of the tree: ⟦Ńéw Tóókéén⟧. It can be read,
is longer than English as most languages are, and what is on the screen without brackets was never
given to gettext.

Beside the output, the folder locale gets what a program needs to speak it: the catalog, and a
locale of the C library.

usage: pseudo.py SOURCE OUTPUT.po XGETTEXT-ARGUMENT…
"""

import pathlib
import re
import sys
import tempfile

import po

ACCENTS = str.maketrans("aceinoqrstuyzACDEINORSTUYZ", "áćéíñóɋŕśţúýžÁĆĎÉÍÑÓŔŚŢÚÝŽ")
# What is the program's and not the language's: a format, a tag, an entity, a letter that is a key.
KEPT = re.compile(r"%(?:\d+\$)?[-+ #0']*\d*(?:\.\d+)?(?:hh|h|ll|l|z)?[diuxXcsfg%]"
                  r"|</?[a-z]+>|&[a-z]+;|_[A-Za-z]|\\.")
LOCALE = "en_GB.UTF-8"
HEADER = ("Language: en_XA\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
          "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n")


def lengthen(text):
    """Every vowel twice: about 40 % more."""
    return re.sub("([aeiouAEIOU])", lambda match: match[0] + match[0].lower(), text).translate(ACCENTS)


def translate(text):
    body = text.strip()
    if not body:
        return text
    before, after = text[:text.index(body)], text[text.index(body) + len(body):]
    words, start = "", 0
    for match in KEPT.finditer(body):
        words += lengthen(body[start:match.start()]) + match[0]
        start = match.end()
    return f"{before}⟦{words}{lengthen(body[start:])}⟧{after}"


def make(template):
    """Translated entries from those of a template."""
    entries = po.read(template)
    for entry in entries:
        entry.flags.discard("fuzzy")
        if entry.is_header:
            entry.translations = [HEADER]
        elif entry.plural is None:
            entry.translations = [translate(entry.text)]
        else:
            entry.translations = [translate(entry.text), translate(entry.plural)]
    return entries


def main():
    source, output, *arguments = sys.argv[1:]
    folder = pathlib.Path(output).parent / "locale"
    messages = folder / "en_XA/LC_MESSAGES"
    messages.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        template = f"{temporary}/tessera.pot"
        po.extract(source, arguments, template)
        po.write(output, make(template))
    po.run("msgfmt", "--output", str(messages / "tessera.mo"), output)
    # gettext translates nothing in the locale C; this one is there wherever glibc's sources are.
    if not (folder / LOCALE).exists():
        po.run("localedef", "--inputfile=en_GB", "--charmap=UTF-8", str(folder / LOCALE))


if __name__ == "__main__":
    main()
