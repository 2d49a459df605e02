"""Rows that are nobody's, and what a row says that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.printable import hidden
from kefu_docs.excel.cells import RawValue
from kefu_docs.excel.form import EXAMPLE_ID
from kefu_docs.imports.cell_text import Text
from kefu_docs.imports.headings import ID, Headings
from kefu_docs.model import Record
from kefu_docs.rules.numbers import ID_FORMAT, birth_date, id_check_character

_TOTAL = re.compile(
    r"(合|总|小|共)\s*计|平均值?|total|(制表|审核|填表|制单|复核)人?.*|(备注|说明|注)[:：].*"
)
_CITIZEN = "居民身份证"


def is_no_person(cells: Mapping[str, RawValue], texts: Sequence[str], headings: Headings) -> bool:
    """Whether a row is a sum, a note below the table, a form's example, or the headings once more.

    `texts` are all of the row, also those of columns that are not read.
    """
    if headings.count(texts) >= len(cells) > 1:
        return True
    if cells.get(ID) == EXAMPLE_ID:
        return True
    has_number = bool(str(cells.get("id_number", "")).strip())
    return not has_number and any(_TOTAL.fullmatch(text.lower()) for text in texts)


def row_faults(
    texts: Mapping[str, Text], record: Record[BaseModel] | None
) -> Iterator[tuple[str, Message]]:
    """What is wrong with the numbers of a row, by key: the check digit proves an ID number.

    Other papers than an identity card have numbers of their own form.
    """
    number = texts.get("id_number")
    kind = texts.get("id_type") or getattr(record and record.value, "id_type", _CITIZEN)
    if not isinstance(number, str) or kind != _CITIZEN:
        return
    values = {"number": hidden(number)}
    if not ID_FORMAT.fullmatch(number):
        yield "id_number", Message("{number!r} is not an ID number: it has 18 characters", values)
    elif birth_date(number) is None:
        yield "id_number", Message("{number!r} holds no date of birth", values)
    elif id_check_character(number) != number[17]:
        yield (
            "id_number",
            Message("{number!r} does not fit its check digit; a digit is wrong or lost", values),
        )
