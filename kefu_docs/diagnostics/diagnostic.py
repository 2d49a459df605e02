"""What is said about the user's files: location, severity, message, rule, and its three notations.

A message is kept as its English pattern and its values, so that it can be printed in the language
of the reader; :mod:`kefu_docs.diagnostics.language` holds the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import IntEnum
from string import Formatter

from msgspec import Struct

from kefu_docs.diagnostics.printable import masked, visible

Translate = Callable[[str], str]


def untranslated(pattern: str) -> str:
    """Give the English pattern itself."""
    return pattern


class Message(Struct, frozen=True):
    """An English pattern in `str.format` notation and the values that fill it.

    The first argument is a literal wherever a Message is made, so that the catalogue can be
    extracted: ``Message("{file} is missing", {"file": path})``. `{count:file|files}` is the word
    for one or for another number; Chinese has one form.
    """

    pattern: str
    values: Mapping[str, object] = {}

    def text(self, translate: Translate = untranslated) -> str:
        """Fill the pattern in the reader's language; values that are messages follow suit.

        Values are made printable: private numbers masked, what a terminal obeys escaped. `{x!r}`
        puts quotation marks around a text and leaves rare characters of names as they are, which
        Python's own repr escapes where its tables are older than the character.
        """
        filled = {name: _printable(value, translate) for name, value in self.values.items()}
        return _FORMATTER.vformat(translate(self.pattern), (), filled)


def _printable(value: object, translate: Translate) -> object:
    if isinstance(value, Message):
        return value.text(translate)
    return visible(masked(value)) if isinstance(value, str) else value


class _Filling(Formatter):
    def convert_field(self, value: object, conversion: str | None) -> object:
        if conversion == "r" and isinstance(value, str):
            return f"'{value}'"
        return super().convert_field(value, conversion)

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if bar:
            return one if value == 1 else many
        return str(super().format_field(value, format_spec))


_FORMATTER = _Filling()


Say = Callable[[Message], str]
"""Gives a message in the reader's language."""


class Location(Struct, frozen=True, order=True):
    """A place in a file, line and column counted from 1; 0 where the file as a whole is meant."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line or 1}:{self.column or 1}"


class Severity(IntEnum):
    """How much a diagnostic weighs: an error stops the documents made from that file."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as the text notation prints it, the same in every language."""
        return self.name.lower()


class Diagnostic(Struct, frozen=True):
    """One finding about the user's files; `rule` is its stable id (docs/errors.md).

    `yuan` is what may be at stake, Decimal; None where no amount follows from the records. `unread`
    is the file or folder that the system did not let us read, where the finding says that: it may
    be mended without being changed. `lasts`: the same files give the finding again; not where it
    tells of what took too long, or of the machine.
    """

    location: Location
    severity: Severity
    rule: str
    message: Message
    yuan: Decimal | None = None
    unread: str = ""
    lasts: bool = True

    @property
    def order(self) -> tuple[str, int, int, int, str]:
        """Sort key: by place, the gravest first where two stand in one place."""
        place = self.location
        return place.file, place.line, place.column, -self.severity, self.rule

    @property
    def told(self) -> Message:
        """The message and, where there is one, the amount at stake."""
        if self.yuan is None:
            return self.message
        values = {"finding": self.message, "yuan": self.yuan}
        return Message("{finding} (at stake: {yuan:.2f} yuan)", values)

    @property
    def reason(self) -> str | None:
        """The reason with which a record answers it; None where it is still open."""
        reason = self.message.values.get("reason")
        is_answered = self.severity is Severity.NOTICE and "finding" in self.message.values
        return str(reason) if is_answered else None


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place and drop repetitions of the same finding."""
    there: dict[tuple[str, int, int, int, str], list[Diagnostic]] = {}
    for d in diagnostics:
        there.setdefault(d.order, []).append(d)
    return [d for order in sorted(there) for d in _different(there[order])]


def _different(found: Sequence[Diagnostic]) -> Iterable[Diagnostic]:
    """One of each message; of thousands of findings hardly two stand in one place."""
    return found if len(found) == 1 else {d.message.text(): d for d in found}.values()


def as_text(diagnostic: Diagnostic, translate: Translate = untranslated) -> str:
    """`file:line:column: severity: message [rule]`, the notation editors jump by."""
    d = diagnostic
    return f"{visible(str(d.location))}: {d.severity.word}: {d.told.text(translate)} [{d.rule}]"


def as_json(diagnostics: Iterable[Diagnostic], translate: Translate = untranslated) -> str:
    """A JSON array of {file, line, column, severity, rule, message, yuan}.

    `yuan` is text with two decimals, or null.
    """
    rows = [
        {
            "file": visible(d.location.file),
            "line": d.location.line or 1,
            "column": d.location.column or 1,
            "severity": d.severity.word,
            "rule": d.rule,
            "message": d.message.text(translate),
            "yuan": None if d.yuan is None else f"{d.yuan:.2f}",
        }
        for d in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(diagnostic: Diagnostic, translate: Translate = untranslated) -> str:
    """A GitHub workflow command, which marks the line in a pull request.

    Source: GitHub Actions, "Workflow commands": %, CR, LF are escaped, in properties : and ,.
    """
    d = diagnostic
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
    place = (
        f"file={_escape(visible(d.location.file), ':,')},line={d.location.line or 1},"
        f"col={d.location.column or 1},title={_escape(d.rule, ':,')}"
    )
    return f"::{level[d.severity]} {place}::{_escape(d.told.text(translate))}"


def _escape(text: str, extra: str = "") -> str:
    for character in "%\r\n" + extra:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
