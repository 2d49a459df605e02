"""Frozen dataclasses are what the standard library's are, before and after the first instance."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import field, fields, replace
from typing import Generic, TypeVar

import pytest

from kefu_docs.diagnostics.frozen import dataclass
from tests.support.builds import ROOT

T = TypeVar("T")


@dataclass(frozen=True)
class Stop:
    """A stop of a line."""

    name: str
    minute: int = 0
    tracks: list[int] = field(default_factory=list, compare=False, repr=False)
    lines: list[str] = field(default_factory=list, hash=False)


@dataclass(frozen=True)
class Terminus(Stop):
    """Its end."""

    far: bool = False


@dataclass(frozen=True)
class Line(Generic[T]):
    """A line of stops."""

    stops: tuple[T, ...] = ()


@dataclass(frozen=True)
class Nothing:
    """A class without fields."""


@dataclass(frozen=True)
class OwnWords:
    """A class with methods of its own."""

    text: str

    def __eq__(self, other: object) -> bool:
        """Whatever the letters' size."""
        return isinstance(other, OwnWords) and self.text.lower() == other.text.lower()

    def __hash__(self) -> int:
        """As they compare."""
        return hash(self.text.lower())

    def __repr__(self) -> str:
        """The text."""
        return self.text


def test_it_is_made_compared_and_shown_like_a_dataclass() -> None:
    """Values by place and by name, defaults, fields that do not count."""
    stop = Stop("Wushan", minute=3)
    assert stop == Stop("Wushan", 3, [1]) != Stop("Wushan", 4)
    assert stop != Stop("Wushan", 3, lines=["5"])
    assert hash(stop) == hash(Stop("Wushan", 3, [1], ["5"]))
    assert repr(stop) == "Stop(name='Wushan', minute=3, lines=[])"
    assert (stop.tracks, Stop("a").minute) == ([], 0)
    assert replace(stop, minute=5).minute == 5
    assert [each.name for each in fields(Stop)] == ["name", "minute", "tracks", "lines"]
    assert Nothing() == Nothing()
    assert repr(Nothing()) == "Nothing()"


def test_a_class_made_of_another_has_the_fields_of_both() -> None:
    """One compares with instances of its own class alone."""
    end = Terminus("Huajiachi", 9, [2], ["5"], far=True)
    assert (end.name, end.far) == ("Huajiachi", True)
    assert Terminus("Wushan", 3) != Stop("Wushan", 3)
    assert Line((1, 2)) == Line((1, 2))


def test_its_own_methods_stay() -> None:
    """What a class says of itself counts."""
    assert OwnWords("A") == OwnWords("a")
    assert {OwnWords("A"), OwnWords("a")} == {OwnWords("a")}
    assert repr(OwnWords("A")) == "A"


@pytest.mark.parametrize("values", [(), ("a", 1, [], [], 5)], ids=["too-few", "too-many"])
def test_wrong_values_are_refused(values: tuple[object, ...]) -> None:
    """As any function does, the first time and afterwards."""
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Stop\.__init__\(\)|__init__\(\)"):
            Stop(*values)  # type: ignore[arg-type]


def test_nothing_of_it_can_be_changed() -> None:
    """Neither set nor deleted."""
    stop = Stop("Wushan")
    with pytest.raises(dataclasses.FrozenInstanceError):
        stop.name = "x"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del stop.name


def test_one_that_is_unpickled_first_is_whole() -> None:
    """No instance need be made by `__init__`: a worker gets its calls by pickle."""
    pickled = pickle.dumps((Stop("Wushan", 3), Line((Stop("a"),))))
    code = (
        "import pickle, dataclasses\n"
        f"stop, line = pickle.loads({pickled!r})\n"
        "assert repr(stop) == \"Stop(name='Wushan', minute=3, lines=[])\", stop\n"
        "assert stop == dataclasses.replace(stop) and hash(stop)\n"
        "assert line.stops[0] != stop\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    assert copy.copy(Stop("a")) == copy.deepcopy(Stop("a")) == Stop("a")


def test_other_dataclasses_are_the_standard_librarys() -> None:
    """Those that are not frozen, or more than that."""

    @dataclass
    class Open:
        number: int

    @dataclass(frozen=True, order=True)
    class Ordered:
        number: int

    opened = Open(1)
    opened.number = 2
    assert opened == Open(2)
    assert Ordered(1) < Ordered(2)
