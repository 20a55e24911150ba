#!/usr/bin/env python3
"""The Flatpak manifests: what the sandbox may do is this list, to the letter."""
import os
import pathlib
import shutil
import tempfile

import yaml
from support import Cases, Skip, equal, run, succeeds

FOLDER = pathlib.Path(os.environ["TEST_SOURCE"]) / "flatpak"
BASE = "io.github.tessera.Tessera"
ALLOWED = [
    "--share=network",
    "--share=ipc",
    "--socket=fallback-x11",
    "--socket=wayland",
    "--device=dri",
    "--talk-name=org.freedesktop.secrets",
]
case = Cases()


def read(app_id):
    with open(FOLDER / f"{app_id}.yml", encoding="utf-8") as file:
        return yaml.safe_load(file)


@case
def permissions():
    for app_id in (BASE, BASE + ".Devel"):
        manifest = read(app_id)
        equal(manifest["id"], app_id)
        equal(manifest["finish-args"], ALLOWED)


@case
def profiles_differ_in_the_profile_only():
    default, development = read(BASE), read(BASE + ".Devel")
    equal(development.pop("id"), default.pop("id") + ".Devel")
    default["modules"][0]["config-opts"].append("-Dprofile=development")
    equal(development, default)


@case
def nothing_is_fetched():
    """All that is built is here; the runtime has the rest."""
    for source in read(BASE)["modules"][0]["sources"]:
        equal((source["type"], source["path"]), ("dir", ".."))


@case
def flatpak_builder_reads_them():
    if shutil.which("flatpak-builder") is None:
        raise Skip("needs flatpak-builder")
    with tempfile.TemporaryDirectory() as folder:
        for path in FOLDER.glob("*.yml"):
            # It leaves a folder of its own wherever it runs.
            shown = succeeds(run("flatpak-builder", "--show-manifest", str(path), cwd=folder)).json
            equal(shown["id"], path.stem)


case.run()
