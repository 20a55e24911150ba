#!/usr/bin/env python3
"""Both profiles, configured anew: what describes the application is valid and agrees with itself."""
import configparser
import os
import pathlib
import shutil
import struct
import tempfile
import xml.etree.ElementTree as tree

from support import Cases, Skip, equal, run, succeeds

SOURCE = pathlib.Path(os.environ["TEST_SOURCE"])
SITE = "https://example.org/tessera"
BASE = "io.github.tessera.Tessera"
folders = tempfile.TemporaryDirectory(dir=os.getcwd())
case = Cases()


def configure(profile, site=""):
    """The folder of the data files of a build of this profile."""
    build = pathlib.Path(folders.name) / f"{profile}-{bool(site)}"
    app_id = BASE + (".Devel" if profile == "development" else "")
    if not build.exists():
        succeeds(run("meson", "setup", str(build), str(SOURCE), "-Dtests=false",
                     f"-Dprofile={profile}", f"-Dsite={site}"))
        succeeds(run("ninja", "-C", str(build), f"data/{app_id}.desktop",
                     f"data/{app_id}.metainfo.xml"))
    return build / "data", app_id


def read_keys(path):
    keys = configparser.ConfigParser(interpolation=None)
    keys.optionxform = str
    keys.read(path, encoding="utf-8")
    return keys


def validate(metainfo, has_site):
    if shutil.which("appstreamcli") is None:
        raise Skip("needs appstreamcli")
    # From 1.0 on it asks for an address, and there is none to give before the project has one.
    is_old = run("appstreamcli", "--version").out.split()[-1].startswith("0.")
    allow = [] if has_site or is_old else ["--override", "url-homepage-missing=info"]
    succeeds(run("appstreamcli", "validate", "--no-net", "--explain", *allow, str(metainfo)))


def agree(profile, site=""):
    data, app_id = configure(profile, site)
    desktop = data / f"{app_id}.desktop"
    if shutil.which("desktop-file-validate"):
        succeeds(run("desktop-file-validate", str(desktop)))
    entry = read_keys(desktop)["Desktop Entry"]
    equal(entry["Icon"], app_id)
    # The bus starts what the desktop file is named after.
    equal(entry["DBusActivatable"], "true")
    service = read_keys(data / f"{app_id}.service")["D-BUS Service"]
    equal(service["Name"], app_id)
    equal(service["Exec"].split("/")[-1], "tessera --gapplication-service")

    # As GNOME's search finds it; tests/ui/search.py asks at the same place.
    provider = read_keys(data / f"{app_id}.search-provider.ini")["Shell Search Provider"]
    equal(provider["DesktopId"], desktop.name)
    equal(provider["BusName"], app_id)
    equal(provider["ObjectPath"], "/" + app_id.replace(".", "/") + "/SearchProvider")

    metainfo = tree.parse(data / f"{app_id}.metainfo.xml").getroot()
    equal(metainfo.findtext("id"), app_id)
    equal(metainfo.findtext("launchable"), desktop.name)
    equal(metainfo.findtext("provides/dbus"), app_id)
    validate(data / f"{app_id}.metainfo.xml", site)
    return metainfo


@case
def default_profile():
    """No address is invented: without one there are no links."""
    metainfo = agree("default")
    equal(metainfo.findall("url") + metainfo.findall("screenshots"), [])


@case
def development_profile():
    agree("development")


@case
def with_a_public_address():
    metainfo = agree("default", SITE)
    equal([url.text for url in metainfo.findall("url")], [SITE])
    images = metainfo.findall("screenshots/screenshot/image")
    assert len(images) >= 3, "a software center has something to show"
    for image in images:
        assert image.text.startswith(SITE + "/"), image.text
        with open(SOURCE / image.text.removeprefix(SITE + "/"), "rb") as file:
            equal(struct.unpack(">II", file.read(24)[16:]),
                  (int(image.get("width")), int(image.get("height"))))


@case
def version_is_released():
    """The newest release in the metainfo and in NEWS.md is this version."""
    version = run("meson", "introspect", "--projectinfo", str(SOURCE / "meson.build")).json["version"]
    metainfo = tree.parse(configure("default")[0] / f"{BASE}.metainfo.xml").getroot()
    equal(metainfo.find("releases/release").get("version"), version)
    news = (SOURCE / "NEWS.md").read_text(encoding="utf-8")
    equal(news.split("## ", 1)[1].split()[0], version)


case.run()
