"""YAML events to a tree of plain text, lists and groups, with the mark of every key and value.

Events are never resolved, so no scalar turns into a number, a date or a truth value: what the user
typed is what a field decodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

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

from kefu_docs.diagnostics import Location, Message
from kefu_docs.diagnostics.characters import (
    CONTROL,
    MEANINGLESS,
    invisible,
    without_meaningless,
)
from kefu_docs.model import Path
from kefu_docs.records.parsed import LostCharacter, Mark, Parsed, Tree, split_lines
from kefu_docs.records.typed_slips import no_entry, slip_in_text, text_above_entries, typed_slip
from kefu_docs.records.yaml_events import Event, c_events, python_events

_NOTHING = ("", "~")
_ESCAPING = '"'
_BLOCKS = ("|", ">")
_END = {SequenceStartEvent: SequenceEndEvent, MappingStartEvent: MappingEndEvent}


def read_tree(file: str, text: str, *, unseen: bool = False) -> Parsed:
    """Read YAML text; a tree that is None is that of an empty file. Raises YAMLError.

    Where it has `unseen` characters, values lose those that mean nothing.

    The C parser follows YAML 1.1 and refuses `{starts: 09:00}`; what it refuses, the Python parser
    reads by YAML 1.2 or names the fault.
    """
    try:
        return _TreeReader(Parsed(file, text), c_events(text), unseen).document()
    except YAMLError:
        return _TreeReader(Parsed(file, text), python_events(text), unseen).document()


class _TreeReader:
    """Turns events into a tree and notes the marks on the way."""

    def __init__(self, parsed: Parsed, events: Iterator[Event], unseen: bool) -> None:
        self.parsed = parsed
        self.events = events
        self.marked: list[Mark] = []  # where an anchor or a tag stands
        self.escapes = "\\" in parsed.text
        self.unseen = unseen or self.escapes

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, which few records ask for."""
        return split_lines(self.parsed.text)

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
                self.parsed.tree = None  # what stands behind is not missing
                return self.parsed
            self._report_marked()
        return self.parsed

    def _value(self, event: Event, path: Path) -> Tree | None:
        """The tree that begins with `event`; None where the key stands with nothing behind it."""
        kind = type(event)
        if kind is ScalarEvent:
            text = self._cleaned(event) if self.unseen else event.value
            if text in _NOTHING and not event.style:
                return None
            self.parsed.places[path] = event.start_mark
            if event.style == _ESCAPING:
                self._refuse_controls(event, text)
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
        while type(event := next(self.events)) is not MappingEndEvent:
            if group and self._is_split_number(event, path):
                self.parsed.split.append(((*path, next(reversed(group))), event.value))
                self._skip(next(self.events))
                continue
            if not self._is_new_key(event, path):
                self._skip(next(self.events))
                continue
            here = (*path, event.value)
            self.parsed.keys[here] = event.start_mark
            if self.unseen:
                for place, which in self._meaningless(event):
                    self.parsed.report_invisible(place, which)
            if event.style == _ESCAPING:
                self._refuse_controls(event, event.value)
            value = self._value(next(self.events), here)
            if value is None:
                self.parsed.empty.append(here)
            else:
                group[event.value] = value
        return group

    def _is_split_number(self, event: Event, path: Path) -> bool:
        """Whether a key is the rest of an amount, 000 of 30,000, that another amount has, too."""
        return (
            type(event) is ScalarEvent
            and event.value[:1].isdigit()
            and (*path, event.value) in self.parsed.empty
        )

    def _is_new_key(self, event: Event, path: Path) -> bool:
        """Whether this is a word that is no key of the group yet; if not, it is reported."""
        if type(event) is not ScalarEvent:
            message = Message("a key must be a single word")
            self.parsed.report_at(event.start_mark, "yaml-shape", message)
            self._skip(event)
            return False
        if earlier := self.parsed.keys.get((*path, event.value)):
            message = Message(
                "the key {key} stands here again; it is already in line {line}",
                {"key": event.value, "line": earlier.line + 1},
            )
            self.parsed.report_at(event.start_mark, "yaml-duplicate-key", message)
            return False
        return True

    def _cleaned(self, scalar: Event) -> str:
        """The text of a value without characters that nobody sees and that mean nothing."""
        for place, which in self._meaningless(scalar):
            left_out = LostCharacter(place, which, scalar.start_mark, scalar.end_mark)
            self.parsed.left_out.append(left_out)
        text: str = without_meaningless(scalar.value)
        return text if scalar.style or text == scalar.value else text.strip(" \t\n")

    def _meaningless(self, scalar: Event) -> Iterator[tuple[Location, str]]:
        """Where such characters stand in the text; where the scalar begins, if they are escapes."""
        stray = dict(invisible(scalar.value))
        those = [at for at, character in enumerate(scalar.value) if character in MEANINGLESS]
        places = self._written(scalar) if those else []
        if len(places) != len(those):
            found = dict.fromkeys(stray[at] for at in those if at in stray)
            begin = self.parsed.location(scalar.start_mark)
            yield from ((begin, which) for which in found)
            return
        for at, place in zip(those, places, strict=True):
            if at in stray:
                yield place, stray[at]

    def _written(self, scalar: Event) -> list[Location]:
        """Where characters that may mean nothing stand between the begin and end of a scalar."""
        begin, end = scalar.start_mark, scalar.end_mark
        first = begin.line + (scalar.style in _BLOCKS)  # behind its mark may be a comment
        return [
            Location(self.parsed.file, number + 1, column + 1)
            for number in range(first, min(end.line + 1, len(self.lines)))
            for column, character in enumerate(self.lines[number])
            if character in MEANINGLESS
            and (begin.line, begin.column) <= (number, column) < (end.line, end.column)
        ]

    def _refuse_controls(self, scalar: Event, text: str) -> None:
        if not self.escapes:
            return  # what is written as itself is found in the text
        place = self.parsed.location(scalar.start_mark)
        if found := CONTROL.search(text):
            self.parsed.report_control(place, found[0])
        for _, which in invisible(text):
            # What is written as itself is found in the text.
            if which not in MEANINGLESS and which not in self.parsed.text:
                self.parsed.report_invisible(place, which)

    def _look_at_lines(self, scalar: Event, path: Path) -> None:
        """A text that goes on in the next line may have taken in a mistyped key or entry."""
        lines = self.lines
        first = scalar.start_mark.line
        for number in range(first + 1, scalar.end_mark.line + 1):
            if slip := slip_in_text(lines[number]):
                # `-one` above `- two`: the slip is in the entry above; or `县：甲` above `市：乙`.
                above = no_entry(lines[first]) if number == first + 1 else None
                if above is None and slip_in_text(lines[first]):
                    above = typed_slip(lines[first], in_brackets=False)
                if above is None and number == first + 1:
                    above = text_above_entries(lines[first], lines[number], scalar.start_mark)
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
