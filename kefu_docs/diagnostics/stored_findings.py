"""Diagnostics and errors as JSON and back: what was found once on the same inputs is found again.

The values of a message keep their types, because its pattern formats them; months, which print as
they are, become text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.errors import KefuError


def findings_to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as JSON; raises TypeError where a message holds a value of another type."""
    return json.dumps([_row(d) for d in diagnostics])


def _row(d: Diagnostic) -> tuple[object, ...]:
    place = d.location
    return (
        place.file,
        place.line,
        place.column,
        d.severity,
        d.rule,
        _plain(d.message),
        _plain(d.yuan),
    )


def findings_from_json(text: str) -> list[Diagnostic]:
    """The diagnostics that were written so."""
    return [
        Diagnostic(Location(file, line, column), Severity(severity), rule, _message(m), _yuan(yuan))
        for file, line, column, severity, rule, m, yuan in json.loads(text)
    ]


def error_to_json(error: KefuError) -> str:
    """An error as JSON; raises TypeError like the others."""
    return json.dumps([error.slug, error.exit_code, _plain(error.message), _plain(error.hint)])


def error_from_json(text: str) -> KefuError:
    """The error that was written so: not of its class, but with all that is told of it."""
    slug, exit_code, message, hint = json.loads(text)
    error = KefuError(_message(message), None if hint is None else _message(hint))
    error.slug, error.exit_code, error.lasts = slug, exit_code, True
    return error


def messages_to_json(said: Mapping[str, Iterable[Message]]) -> str:
    """Messages by rule, as JSON; raises TypeError like the other."""
    return json.dumps({rule: [_plain(m) for m in messages] for rule, messages in said.items()})


def messages_from_json(text: str) -> dict[str, tuple[Message, ...]]:
    """The messages that were written so."""
    return {rule: tuple(map(_message, said)) for rule, said in json.loads(text).items()}


def _plain(value: object) -> object:
    match value:
        case Message(pattern, values):
            return {"message": pattern, "values": {k: _plain(v) for k, v in values.items()}}
        case Decimal():
            return {"decimal": str(value)}
        case dt.datetime():
            raise TypeError(value)
        case dt.date():
            return {"day": value.isoformat()}
        case str() | int() | None:
            return value
        case tuple():
            return str(value)
    raise TypeError(value)


def _yuan(plain: object) -> Decimal | None:
    value = _value(plain)
    return value if isinstance(value, Decimal) else None


def _message(plain: object) -> Message:
    value = _value(plain)
    if isinstance(value, Message):
        return value
    raise ValueError(plain)


def _value(plain: object) -> object:
    if not isinstance(plain, dict):  # of thousands most are numbers and texts
        return plain
    match plain:
        case {"message": str(pattern), "values": dict(values)}:
            return Message(pattern, {name: _value(value) for name, value in values.items()})
        case {"message": _}:
            raise ValueError(plain)
        case {"decimal": str(text)}:
            return Decimal(text)
        case {"day": str(text)}:
            return dt.date.fromisoformat(text)
    return plain
