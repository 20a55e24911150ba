"""The main job in the real program, by what assistive tools see and can do alone: no key, no mouse, no look
at the screen. On the way every control that comes up must have a name.

usage: at-spi.py PROGRAM
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "build-aux"))
from drive import DESCRIPTION, ROWS, Failure, Window, make_token  # noqa: E402


class Tap:
    """Each step is a test of its own."""

    def __init__(self, window):
        self.window = window
        self.number = 0

    def done(self, text, _picture=None):
        nameless = self.window.find_nameless()
        if nameless:
            raise Failure("these have no name: " + "; ".join(nameless))
        self.number += 1
        print(f"ok {self.number} - {text}", flush=True)


def look_at_the_row(window, tap):
    window.find(DESCRIPTION, ROWS)
    tap.done("the row of the list is called by its token")


def look_into_the_keyring(window, tap):
    window.press("Keyring")
    # The button in a row of the Keyring page: the list of tokens has none of these.
    window.find(f"Copy, {DESCRIPTION}", action="click")
    tap.done("the Keyring page has it")


def main():
    (program,) = sys.argv[1:]
    with subprocess.Popen([program, "--demo"]) as process:
        try:
            window = Window(process)
            tap = Tap(window)
            make_token(window, tap.done)
            look_at_the_row(window, tap)
            look_into_the_keyring(window, tap)
            print(f"1..{tap.number}")
        except Failure as failure:
            print(f"Bail out! {failure}")
            return 1
        finally:
            process.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
