"""What is wrong with a record, told by the headings of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kefu_docs.diagnostics import Message
from kefu_docs.model import RecordColumn
from kefu_docs.records.decode import MISSING


def in_sheet_words(
    key: str, message: Message, columns: Mapping[str, RecordColumn]
) -> tuple[str, Message]:
    """A fault at a key of the sheet: where a value is missing, its own key and its heading.

    A record names the missing key only, below the group that it should stand in.
    """
    if message.pattern != MISSING.pattern:
        return key, message
    wanted, group = str(message.values["key"]), key
    while group:
        group = group.rpartition(".")[0]
        full = f"{group}.{wanted}" if group else wanted
        if full in columns:
            return full, lacking(columns[full])
    return key, message


def headings_of(keys: Iterable[str], columns: Mapping[str, RecordColumn]) -> Iterator[str]:
    """The headings of keys; of a group, those of its values that are needed."""
    for key in keys:
        below = [
            c.heading for c in columns.values() if c.required and f"{c.key}.".startswith(f"{key}.")
        ]
        yield from below or [columns[key].heading if key in columns else key]


def lacking(column: RecordColumn) -> Message:
    """That the sheet has nothing for a value that the record needs."""
    return Message("{heading} is missing", {"heading": column.heading})
