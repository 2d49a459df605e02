"""Which people and months a command is about."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Month


def choose(wanted: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """The wanted ids in the order of `known`, all of them where none is wanted.

    Raises UsageError for an id that no record file has.
    """
    asked = set(wanted)
    for name in sorted(asked - set(known)):
        close = difflib.get_close_matches(name, known, 1)
        hint = Message("did you mean {close}?", {"close": close[0]}) if close else None
        raise UsageError(Message("no record has the id {id}", {"id": name}), hint)
    return tuple(name for name in known if not asked or name in asked)


def choose_month(text: str | None, known: Collection[Month]) -> tuple[Month, ...]:
    """The month written as `text`, or every known one.

    Raises UsageError where it is no month, or one without records.
    """
    if text is None:
        return tuple(known)
    try:
        month = Month.parse(text)
    except ValueError:
        raise UsageError(
            Message("{text!r} is not a month; write YYYY-MM, such as 2026-04", {"text": text})
        ) from None
    if month not in known:
        months = ", ".join(str(m) for m in known)
        raise UsageError(
            Message("there are no records of {month}", {"month": text}),
            Message("months with records: {months}", {"months": months}),
        )
    return (month,)
