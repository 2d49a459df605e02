"""A record file as it was parsed: its tree, where everything stands, and what is wrong with it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.characters import LINE_BREAKS, MEANINGLESS, described
from kefu_docs.model import Path

_QUOTES = frozenset("\"'")

Tree = str | list["Tree"] | dict[str, "Tree"]


class Mark(Protocol):
    """A place in the text, as the parser notes it: line and column counted from 0."""

    line: int
    column: int


class LostCharacter(NamedTuple):
    """Where a character stands that a value has lost, which, and where the value does."""

    place: Location
    which: str
    start: Mark
    end: Mark


@dataclass
class Parsed:
    """A file's tree (None where it has none), and what is wrong with the file.

    `places` and `keys` hold the parser's marks, which :meth:`place` and :meth:`key` tell as
    locations; `empty` are the keys with nothing behind them, `slipped` those of values that a
    diagnostic is about already. `split` has figures that stand in a group a second time as a key
    with nothing behind it, each with the path of the number before the comma that made it a key.
    `left_out` are the characters that nobody sees and that values have lost.
    """

    file: str
    text: str = ""
    tree: Tree | None = None
    places: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    empty: list[Path] = field(default_factory=list)
    slipped: set[Path] = field(default_factory=set)
    split: list[tuple[Path, str]] = field(default_factory=list)
    left_out: list[LostCharacter] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def place(self, path: Path) -> Location | None:
        """Where the value at `path` begins."""
        mark = self.places.get(path)
        return None if mark is None else self.location(mark)

    def key(self, path: Path) -> Location | None:
        """Where the last key of `path` stands."""
        mark = self.keys.get(path)
        return None if mark is None else self.location(mark)

    def locations(self) -> dict[Path, Location]:
        """The place of everything: of a value, or of a key with nothing behind it."""
        marks = {**self.keys, **self.places}
        return {path: self.location(mark) for path, mark in marks.items()}

    def character(self, path: Path, number: str | int) -> Location | None:
        """Where a character of the text at `path` stands; blanks in a code do not count."""
        mark, text = self.places.get(path), self.text_at(path)
        if mark is None or not isinstance(number, int) or number >= len("".join(text.split())):
            return None
        line = split_lines(self.text)[mark.line]
        begin = mark.column + (line[mark.column : mark.column + 1] in _QUOTES)
        if not line.startswith(text, begin):
            return None
        counted = [place for place, character in enumerate(text) if not character.isspace()]
        return Location(self.file, mark.line + 1, begin + counted[number] + 1)

    def text_at(self, path: Path) -> str:
        """The text at `path`, empty where there is a group, a list or nothing."""
        here = self.tree
        for step in path:
            if isinstance(here, dict) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return ""
        return here if isinstance(here, str) else ""

    def put(self, path: Path, text: str) -> None:
        """Put another text in the place of the one at `path`."""
        here: Any = self.tree
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = text

    def report(self, location: Location, rule: str, message: Message) -> None:
        """Note an error."""
        self.diagnostics.append(Diagnostic(location, Severity.ERROR, rule, message))

    def report_control(self, location: Location, character: str) -> None:
        """Note a character that no record may hold."""
        message = Message(
            "the control character U+{code} cannot stand in a record; delete it",
            {"code": f"{ord(character):04X}"},
        )
        self.report(location, "yaml-encoding", message)

    def report_invisible(self, location: Location, character: str) -> None:
        """Note a character that nobody sees; a line end parts what stands around it."""
        values = {"character": described(character)}
        message = Message("the invisible character {character} stands here; delete it", values)
        if character in LINE_BREAKS:
            message = Message(
                "the invisible character {character} stands here; write a new line or a blank",
                values,
            )
        self.report(location, "code-points", message)

    def note_left_out(self, location: Location, character: str) -> None:
        """Tell of a character that nobody sees and that the value has lost."""
        message = Message(
            "the invisible character {character} stands here; it is left out",
            {"character": described(character)},
        )
        notice = Diagnostic(location, Severity.NOTICE, "invisible-character", message)
        self.diagnostics.append(notice)

    def report_at(self, mark: Mark, rule: str, message: Message) -> None:
        """Note an error where the parser set a mark."""
        self.report(self.location(mark), rule, message)

    def location(self, mark: Mark) -> Location:
        """The location of one of the parser's marks."""
        return Location(self.file, mark.line + 1, mark.column + 1)


def split_lines(text: str) -> list[str]:
    """The lines as editors and the parser count them."""
    return re.split(r"\r\n|\r|\n", text)


def line_starts(text: str) -> list[int]:
    """Where each line begins, and where the text ends."""
    starts = [0]
    for line in io.StringIO(text, newline=""):
        starts.append(starts[-1] + len(line))
    return starts


def without_left_out(text: str, left_out: Iterable[Location]) -> str:
    """The text without the characters that stand there; an escape, told at its value, stays."""
    starts = line_starts(text)
    places = {starts[place.line - 1] + place.column - 1 for place in left_out}
    return "".join(c for at, c in enumerate(text) if at not in places or c not in MEANINGLESS)
