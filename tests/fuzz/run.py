"""Try the laws on ever new inputs for some minutes: `make fuzz MINUTES=10`.

What breaks a law is kept in build/fuzz/<law>/, with its traceback; put it, made small, into
tests/fuzz/corpus/<law>/ together with the remedy.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import SystemRandom

from tests.fuzz.laws import LAWS, limited
from tests.fuzz.mutations import mutated

FOUND = Path("build/fuzz")


def main() -> int:
    """Try until the time is over; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=10.0)
    parser.add_argument("laws", nargs="*", default=list(LAWS))
    arguments = parser.parse_args()
    tried, kinds = Counter[str](), set[str]()
    spent = dict.fromkeys(arguments.laws, 0.0)
    end = time.monotonic() + 60 * arguments.minutes
    while (start := time.monotonic()) < end:
        name = min(spent, key=lambda law: spent[law])  # each has the same time
        if kind := _broken(name, mutated(name, SystemRandom().getrandbits(48)), kinds):
            kinds.add(kind)
            print(f"{name}: {kind}", flush=True)
        tried[name] += 1
        spent[name] += time.monotonic() - start
    print(", ".join(f"{name} {count}" for name, count in tried.items()), "inputs;", len(kinds))
    return 1 if kinds else 0


def _broken(name: str, data: bytes, known: set[str]) -> str | None:
    """How an input breaks a law in a way that is new, if it does; it is kept then."""
    try:
        with limited():
            LAWS[name](data)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
        if kind in known:
            return None
        folder = FOUND / name
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / hashlib.sha256(data).hexdigest()[:16]
        file.write_bytes(data)
        file.with_suffix(".txt").write_text(traceback.format_exc(), encoding="utf-8")
        return kind
    return None


if __name__ == "__main__":
    sys.exit(main())
