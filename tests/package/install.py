#!/usr/bin/env python3
"""A staged installation: every file where it belongs, and none besides.

usage: install.py BUILD PREFIX
"""
import os
import pathlib
import sys
import tempfile

from support import Cases, contains, equal, run, succeeds

BUILD, PREFIX = sys.argv[1:]
SOURCE = pathlib.Path(os.environ["TEST_SOURCE"])
staging = tempfile.TemporaryDirectory(dir=os.getcwd())
case = Cases()


def get_options():
    options = run("meson", "introspect", "--buildoptions", BUILD).json
    return {option["name"]: option["value"] for option in options}


def get_expected():
    base = "io.github.tessera.Tessera"
    app_id = base + (".Devel" if get_options()["profile"] == "development" else "")
    groups = ("", "-auth", "-keyring", "-connection", "-run", "-setup", "-demo-server")
    expected = {
        "bin/tessera",
        "bin/tessera-cli",
        "bin/tessera-demo-server",
        "libexec/tessera-clipboard",
        f"share/applications/{app_id}.desktop",
        f"share/dbus-1/services/{app_id}.service",
        f"share/glib-2.0/schemas/{base}.gschema.xml",
        f"share/icons/hicolor/scalable/apps/{app_id}.svg",
        f"share/icons/hicolor/symbolic/apps/{app_id}-symbolic.svg",
        f"share/metainfo/{app_id}.metainfo.xml",
        "share/bash-completion/completions/tessera-cli",
        "share/fish/vendor_completions.d/tessera-cli.fish",
        "share/zsh/site-functions/_tessera-cli",
        "share/man/man1/tessera.1",
        "share/man/man1/tessera-demo-server.1",
        *(f"share/man/man1/tessera-cli{group}.1" for group in groups),
    }
    if (SOURCE / f"data/{base}.search-provider.ini.in").exists():
        expected.add(f"share/gnome-shell/search-providers/{app_id}.search-provider.ini")
    linguas = SOURCE / "po/LINGUAS"
    if linguas.exists():
        expected |= {f"share/locale/{line}/LC_MESSAGES/tessera.mo"
                     for line in linguas.read_text(encoding="utf-8").split("\n")
                     if line and not line.startswith("#")}
    return expected


@case
def every_file_in_its_place():
    succeeds(run("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet",
                 "--destdir", staging.name))
    top = pathlib.Path(staging.name + PREFIX)
    found = {str(path.relative_to(staging.name)) for path in pathlib.Path(staging.name).rglob("*")
             if not path.is_dir()}
    equal(sorted(found), sorted(str((top / name).relative_to(staging.name))
                                for name in get_expected()))


@case
def installed_programs_run():
    for name, start in (("tessera", "Tessera "), ("tessera-cli", "tessera-cli ")):
        program = f"{staging.name}{PREFIX}/bin/{name}"
        contains(succeeds(run(program, "--version")).out, start)
        # A search path of the build folder would end with it.
        equal(b"$ORIGIN" in pathlib.Path(program).read_bytes(), False)


case.run()
