"""YAML events to a tree of plain text, lists and groups, with the mark of every key and value.

Events are never resolved, so no scalar turns into a number, a date or a truth value: what the user
typed is what a field decodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from ruamel.yaml import YAML
from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.model import Path
from kefu_docs.records.characters import CONTROL, described, invisible
from kefu_docs.records.slips import no_entry, slip_in_text, split_lines

Tree = str | list["Tree"] | dict[str, "Tree"]
Event = Any
"""An event of ruamel.yaml, whose own types lack what its kinds have."""

_NOTHING = ("", "~")
_ESCAPING = '"'
_END = {SequenceStartEvent: SequenceEndEvent, MappingStartEvent: MappingEndEvent}


class Mark(Protocol):
    """A place in the text, as the parser notes it: line and column counted from 0."""

    line: int
    column: int


@dataclass
class Parsed:
    """A file's tree (None where it has none), and what is wrong with the file.

    `places` and `keys` hold the parser's marks, which :meth:`place` and :meth:`key` tell as
    locations; `empty` are the keys with nothing behind them, `slipped` those of values that a
    diagnostic is about already.
    """

    file: str
    text: str = ""
    tree: Tree | None = None
    places: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    empty: list[Path] = field(default_factory=list)
    slipped: set[Path] = field(default_factory=set)
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
        """Note a character that nobody sees."""
        message = Message(
            "the invisible character {character} stands here; delete it",
            {"character": described(character)},
        )
        self.report(location, "code-points", message)

    def report_at(self, mark: Mark, rule: str, message: Message) -> None:
        """Note an error where the parser set a mark."""
        self.report(self.location(mark), rule, message)

    def location(self, mark: Mark) -> Location:
        """The location of one of the parser's marks."""
        return Location(self.file, mark.line + 1, mark.column + 1)


def read_tree(file: str, text: str) -> Parsed:
    """Read YAML text; a tree that is None is that of an empty file. Raises YAMLError.

    The C parser follows YAML 1.1 and refuses `{starts: 09:00}`; what it refuses, the Python parser
    reads by YAML 1.2 or names the fault.
    """
    try:
        return _TreeReader(file, text, _c_events(text)).document()
    except YAMLError:
        return _TreeReader(file, text, YAML(typ="safe", pure=True).parse(text)).document()


def _c_events(text: str) -> Iterator[Event]:
    return iter(CParser(text).get_event, None)


class _TreeReader:
    """Turns events into a tree and notes the marks on the way."""

    def __init__(self, file: str, text: str, events: Iterator[Event]) -> None:
        self.parsed = Parsed(file, text)
        self.events = events
        self.marked: list[Mark] = []  # where an anchor or a tag stands

    def document(self) -> Parsed:
        """Read the only document."""
        next(self.events)  # the start of the stream
        if type(next(self.events)) is DocumentStartEvent:
            self.parsed.tree = self._value(next(self.events), ())
            next(self.events)  # the end of the document
            after = next(self.events)
            if type(after) is not StreamEndEvent:
                message = Message("a file holds one record; delete the line ---")
                self.parsed.report_at(after.start_mark, "yaml-syntax", message)
            self._report_marked()
        return self.parsed

    def _value(self, event: Event, path: Path) -> Tree | None:
        """The tree that begins with `event`; None where the key stands with nothing behind it."""
        kind = type(event)
        if kind is ScalarEvent:
            text: str = event.value
            if text in _NOTHING and not event.style:
                return None
            self.parsed.places[path] = event.start_mark
            if event.style == _ESCAPING:
                self._refuse_controls(event)
            elif not event.style and event.start_mark.line != event.end_mark.line:
                self._look_at_lines(event, path)
            if event.anchor or event.tag:
                self.marked.append(event.start_mark)
            return text
        if kind is AliasEvent:
            message = Message("anchors and aliases (& and *) are not used in records; write it out")
            self.parsed.report_at(event.start_mark, "yaml-alias", message)
            self.parsed.slipped.add(path)
            return None
        self.parsed.places[path] = event.start_mark
        return self._group(path) if kind is MappingStartEvent else self._list(path)

    def _list(self, path: Path) -> list[Tree]:
        items: list[Tree] = []
        while type(event := next(self.events)) is not SequenceEndEvent:
            item = self._value(event, (*path, len(items)))
            items.append("" if item is None else item)
        return items

    def _group(self, path: Path) -> dict[str, Tree]:
        group: dict[str, Tree] = {}
        keys = self.parsed.keys
        while type(event := next(self.events)) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                message = Message("a key must be a single word")
                self.parsed.report_at(event.start_mark, "yaml-shape", message)
                self._skip(event)
                self._skip(next(self.events))
                continue
            here = (*path, event.value)
            if here in keys:
                message = Message(
                    "the key {key} stands here again; it is already in line {line}",
                    {"key": event.value, "line": keys[here].line + 1},
                )
                self.parsed.report_at(event.start_mark, "yaml-duplicate-key", message)
                self._skip(next(self.events))
                continue
            keys[here] = event.start_mark
            if event.style == _ESCAPING:
                self._refuse_controls(event)
            value = self._value(next(self.events), here)
            if value is None:
                self.parsed.empty.append(here)
            else:
                group[event.value] = value
        return group

    def _refuse_controls(self, scalar: Event) -> None:
        if found := CONTROL.search(scalar.value):
            place = self.parsed.location(scalar.start_mark)
            self.parsed.report_control(place, found[0])
        for _, which in invisible(scalar.value):
            if which not in self.parsed.text:  # else it is written as itself, and found there
                self.parsed.report_invisible(self.parsed.location(scalar.start_mark), which)

    def _look_at_lines(self, scalar: Event, path: Path) -> None:
        """A text that goes on in the next line may have taken in a mistyped key or entry."""
        lines = split_lines(self.parsed.text)
        first = scalar.start_mark.line
        for number in range(first + 1, scalar.end_mark.line + 1):
            if slip := slip_in_text(lines[number]):
                # `-one` above `- two`: the slip is in the entry above.
                above = no_entry(lines[first]) if number == first + 1 else None
                column, message = above or slip
                place = Location(self.parsed.file, (first if above else number) + 1, column + 1)
                self.parsed.report(place, "yaml-syntax", message)
                self.parsed.slipped.add(path)
                return

    def _report_marked(self) -> None:
        """Say of an anchor or a tag that it takes a word away, unless an alias is named already."""
        if not any(d.rule == "yaml-alias" for d in self.parsed.diagnostics):
            for mark in self.marked:
                message = Message("a value cannot begin with & or !; put it in quotation marks")
                self.parsed.report_at(mark, "yaml-alias", message)

    def _skip(self, event: Event) -> None:
        """Leave out a value."""
        end = _END.get(type(event))
        while end is not None and type(event := next(self.events)) is not end:
            self._skip(event)
