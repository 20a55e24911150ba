"""Goes through Tessera's pages and takes a picture of each. Called by build-aux/pictures on a virtual
display.

usage: pictures-drive.py BUILD FOLDER SUFFIX
"""

import os
import subprocess
import sys
import time

from drive import BUTTONS, Failure, Window, until

# With a frame of five pixels on each side, see build-aux/pictures.
WIDTH, HEIGHT, NARROW = 1010, 710, 410
PORT = "8086"  # InfluxDB's default, so that the pictures look real

# Tokens that the user has already saved: the description and the permissions.
SAVED = [
    ("Sensors in hall 3", "--write-bucket", "telemetry"),
    ("Grafana on the office screen", "--template", "grafana-reader"),
    ("Telegraf on all machines", "--template", "telegraf-agent", "--write-bucket", "telemetry"),
    ("Weekly report", "--read-bucket", "telemetry", "--read-bucket", "_monitoring"),
]


def start_server(build):
    """The demo server's process, and the values that it prints."""
    server = subprocess.Popen([f"{build}/src/demo/tessera-demo-server", "--port", PORT],
                              stdout=subprocess.PIPE, text=True)
    facts = {}
    while "token" not in facts:
        key, _, value = server.stdout.readline().strip().partition(": ")
        if not key:
            raise Failure("the demo server did not start")
        facts[key] = value
    return server, facts


def prepare(build, facts):
    """A remembered connection and saved tokens."""
    sign_in = {**os.environ, "INFLUX_HOST": facts["address"], "INFLUX_ORG": facts["org"],
               "INFLUX_TOKEN": facts["token"]}
    for words in [["connection", "add"],
                  *(["auth", "create", "--save", "--description", *token] for token in SAVED)]:
        subprocess.run([f"{build}/src/cli/tessera-cli", *words], env=sign_in, check=True,
                       stdout=subprocess.DEVNULL)


class Camera:
    """The program's windows on the screen, and pictures of them."""

    def __init__(self, folder, suffix):
        self.folder, self.suffix = folder, suffix

    def windows(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "tessera"],
                               capture_output=True, text=True, check=False)
        return sorted(int(number) for number in found.stdout.split())

    def resize(self, width):
        window = str(self.windows()[0])
        subprocess.run(["xdotool", "windowmove", window, "0", "0",
                        "windowsize", window, str(width), str(HEIGHT),
                        # Moved out of the way, so that nothing is shown as hovered.
                        "mousemove", "1279", "799"], check=True)

    def take(self, name, which=0):
        path = f"{self.folder}/{name}{self.suffix}.png"
        window = until(f"the window of {name}",
                       lambda: len(self.windows()) > which and self.windows()[which])
        # There is no way to know when the last frame has been drawn. The pictures are only for people.
        time.sleep(1.5)
        subprocess.run(["import", "-window", str(window), path], check=True)


def go_through(window, camera):
    window.find("New Token", BUTTONS)
    window.find("Weekly report")
    camera.resize(NARROW)
    camera.take("narrow")
    camera.resize(WIDTH)
    camera.take("tokens")

    window.press("New Token")
    window.find("Read, Buckets", ("check box",))
    window.open_row("Buckets")
    for box in ("Read, Buckets, _monitoring", "Write, Buckets, _tasks"):
        window.find(box, ("check box",))
        window.tick(box)
    camera.take("new-token")

    window.press("Create Token")
    window.find_beginning("In your keyring as ")
    camera.take("reveal")
    camera.take("reveal-window", 1)
    window.press("Done")

    window.find("New Token", BUTTONS)
    window.press("Keyring")
    window.find("Weekly report")
    camera.take("keyring")


def main():
    build, folder, suffix = sys.argv[1:]
    server, facts = start_server(build)
    try:
        prepare(build, facts)
        with subprocess.Popen([f"{build}/src/app/tessera"]) as process:
            try:
                go_through(Window(process), Camera(folder, suffix))
            finally:
                process.terminate()
    except (Failure, subprocess.CalledProcessError) as failure:
        print(f"pictures: {failure}", file=sys.stderr)
        return 1
    finally:
        server.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
