"""How the program ends."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import atexit
from kefu_docs.cli.standard_streams import end_at_once

class Held:
    def __del__(self):
        print("taken apart")

held = Held()
end = end_at_once()
atexit.register(print, "asked for")
print("printed")
{told}
"""


def ended(told: str) -> tuple[int, list[str]]:
    """The exit code and what is printed of a program that ends so."""
    words = [sys.executable, "-c", PROGRAM.format(told=told)]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def test_a_program_ends_with_its_code_and_takes_nothing_apart() -> None:
    """All that waits is printed, and what is asked for at the end is done."""
    assert ended("end(7)") == (7, ["printed", "asked for"])


def test_without_a_code_python_ends_as_ever() -> None:
    """As where an exception is told."""
    assert ended("") == (0, ["printed", "asked for", "taken apart"])
