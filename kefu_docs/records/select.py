"""Which people and months a command is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.diagnostics.nearest import id_meant
from kefu_docs.model import Employee, Month, Record
from kefu_docs.records.normal_forms import standard_form

# What people type between ids, on the command line and behind `ID=`; no id and no name holds it.
_BETWEEN = re.compile(r"[\s,，、;；]+")
_AN_ID = Message("an id is the name of a file in employees/, without .yaml")


def choose(
    wanted: Iterable[str],
    people: Mapping[str, Record[Employee]],
    unread: Collection[str] = (),
) -> tuple[str, ...]:
    """The ids of the people wanted, in the order of `people`; everybody where nobody is.

    A person is wanted by id or by name, several in one word with commas between them. Whom
    `unread` names is passed over: their record has findings of its own. Raises UsageError for an
    id that no record has, for a name that several people have, and for words without any.
    """
    asked = tuple(wanted)
    if not asked:
        return tuple(people)
    named = defaultdict(list)
    for id_, record in people.items():
        named[record.value.name].append(id_)
    chosen = set()
    for text in asked:
        # A name of several words, such as John Smith, is not taken apart.
        for word in (text,) if text in named else filter(None, _BETWEEN.split(text)):
            if word in people:
                chosen.add(word)
            elif word not in unread:
                chosen.add(_by_name(word, named[word], people, unread))
    if not any(_BETWEEN.sub("", text) for text in asked):  # such as an empty "$ID" of a script
        raise UsageError(Message("no id is given"), _AN_ID)
    return tuple(id_ for id_ in people if id_ in chosen)


def _by_name(word: str, ids: list[str], people: Collection[str], unread: Collection[str]) -> str:
    if len(ids) == 1:
        return ids[0]
    if ids:
        values = {"count": len(ids), "name": word, "ids": ", ".join(ids)}
        raise UsageError(
            Message("{count} people are called {name}", values),
            Message("name the one you mean by the id: {ids}", values),
        )
    unknown = Message(
        "no record has the id {id}{hint}", {"id": word, "hint": id_meant(word, people)}
    )
    hint = _AN_ID
    if unread:
        hint = Message(
            "what cannot be read has no name: run check for {ids}, or name the person by the id",
            {"ids": ", ".join(sorted(unread))},
        )
    raise UsageError(unknown, hint)


def named_month(text: str) -> Month:
    """The month written as `text`, in any form that records may have; UsageError for none."""
    try:
        return Month.parse(standard_form("month", text) or text)
    except ValueError:
        raise UsageError(
            Message("{text!r} is not a month; write YYYY-MM, such as 2026-04", {"text": text})
        ) from None


def choose_month(text: str | None, known: Collection[Month]) -> tuple[Month, ...]:
    """The month written as `text`, or every known one.

    Raises UsageError where it is no month, or one without records.
    """
    if text is None:
        return tuple(known)
    month = named_month(text)
    if month not in known:
        months = ", ".join(str(m) for m in known)
        raise UsageError(
            Message("there are no records of {month}", {"month": text}),
            Message("months with records: {months}", {"months": months}),
        )
    return (month,)
