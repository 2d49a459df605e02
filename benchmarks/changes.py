"""What a build costs that has little or nothing to do: `python -m benchmarks.build changes`.

Varied people with a contract and a month each, so that there are twice as many outputs as people.
Builds run as a user runs them, in a process of their own. Of the records in error, some hold a
character that no face has, others a contract that ends before it begins.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.memory import run
from benchmarks.people import TEMPLATES, write_people

PEOPLE, ROUNDS = 2000, 5
MONTH = "2026-04"
_UNDRAWN_MONTHS, _SHORT_CONTRACTS = 33, 33
_COMMAND = Path(sys.executable).with_name("kefu-docs")
_UNDRAWN = "\\\\uE000"
"""A character of private use, as YAML writes it in double quotes."""


def measured(folder: Path, people: int = PEOPLE) -> Iterator[str]:
    """The rows of a table: what was done, and its seconds."""
    project = _Changes(folder / "changes", people)
    contracts, alone = project.building("contracts"), project.building("contracts", "P00003")
    yield f"| {2 * people} outputs | seconds |"
    yield "|---|---|"
    yield _row("nothing changed", contracts)
    yield _row("one field changed, `contracts`", project.moved, contracts)
    yield _row("one field changed, `summaries`", project.sold, project.building("summaries"))
    yield _row("one contract changed, `contracts P00003`", project.moved_third, alone)
    yield _row("the same in a new build folder", project.moved_third, project.building_anew)
    project.spoil()
    project.building("contracts")()
    project.building("summaries")()
    what = f"nothing changed, {_UNDRAWN_MONTHS + _SHORT_CONTRACTS} records in error"
    yield _row(f"{what}, `contracts`", contracts)
    yield _row(f"{what}, `summaries`", project.building("summaries"))


def _row(what: str, *steps: Callable[[], float]) -> str:
    """The median of the last step's seconds; those before it make it ready each time."""
    seconds = median([step() for step in steps][-1] for _ in range(ROUNDS))
    return f"| {what} | {seconds:.2f} |"


class _Changes:
    """A project of so many people, built."""

    def __init__(self, folder: Path, people: int) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._numbers = itertools.count(1)
        write_people(self._data, people, [MONTH], varied=True)
        self._last = people
        for kind in ("contracts", "summaries"):
            self.building(kind)()

    def building(self, *command: str, build: str = "build") -> Callable[[], float]:
        """What builds, and tells how many seconds it took."""
        places = ["--data", str(self._data), "--build", str(self._folder / build)]
        words = [str(_COMMAND), *places, "--templates", str(TEMPLATES), *command]
        return lambda: run(words, may_fail=True).seconds

    def building_anew(self) -> float:
        """One contract in a folder that nothing was built in."""
        return self.building("contracts", "P00003", build=f"build-{next(self._numbers)}")()

    def moved(self) -> float:
        """Another person has another address."""
        return self._edit("employees", next(self._numbers) + 10, "residence: ", "residence: 新")

    def moved_third(self) -> float:
        """The third person has another address."""
        return self._edit("employees", 3, "residence: ", "residence: 新")

    def sold(self) -> float:
        """Another person sold more."""
        return self._edit(f"months/{MONTH}", next(self._numbers) + 10, "sales: 3", "sales: 4")

    def spoil(self) -> None:
        """Bring records in error in: of months, and of people."""
        for number in range(self._last, max(self._last - _UNDRAWN_MONTHS, 0), -1):
            self._edit(f"months/{MONTH}", number, r'"paragraphs": \["', f"\\g<0>{_UNDRAWN}")
        for number in range(1, min(_SHORT_CONTRACTS, self._last) + 1):
            self._edit("employees", number, "ends_on: 2029", "ends_on: 2019")

    def _edit(self, folder: str, number: int, pattern: str, instead: str) -> float:
        record = self._data / folder / f"P{number:05}.yaml"
        record.write_text(re.sub(pattern, instead, record.read_text("utf-8"), count=1), "utf-8")
        return 0.0
