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
from kefu_docs.rules.numbers import (
    ID_FORMAT,
    birth_date,
    gender_of,
    id_check_character,
    is_mobile,
    is_postcode,
)

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
    """What is wrong with the numbers of a row, by key: what no record may have is not let in.

    The check digit proves an ID number, its 17th digit says the gender. Other papers than an
    identity card have numbers of their own form.
    """
    mobile, postcode = str(texts.get("mobile", "")), str(texts.get("postcode", ""))
    if mobile and not is_mobile(mobile):
        yield "mobile", Message("a mobile number has 11 digits and begins with 13 to 19")
    if postcode and not is_postcode(postcode):
        values: dict[str, object] = {"code": postcode}
        message = Message(
            "{code!r} is not a postcode: it has six digits, and not 00 in front", values
        )
        yield "postcode", message
    yield from _id_faults(texts, record)


def _id_faults(
    texts: Mapping[str, Text], record: Record[BaseModel] | None
) -> Iterator[tuple[str, Message]]:
    number = texts.get("id_number")
    kind = texts.get("id_type") or getattr(record and record.value, "id_type", _CITIZEN)
    if not isinstance(number, str) or kind != _CITIZEN:
        return
    values: dict[str, object] = {"number": hidden(number)}
    if not ID_FORMAT.fullmatch(number):
        yield "id_number", Message("{number!r} is not an ID number: it has 18 characters", values)
    elif birth_date(number) is None:
        yield "id_number", Message("{number!r} holds no date of birth", values)
    elif id_check_character(number) != number[17]:
        yield (
            "id_number",
            Message("{number!r} does not fit its check digit; a digit is wrong or lost", values),
        )
    elif texts.get("gender", gender_of(number)) != (coded := gender_of(number)):
        values = {"stated": texts["gender"], "number": number, "coded": coded}
        message = Message(
            "the gender is {stated}, but digit 17 of the ID number {number!r} says {coded}", values
        )
        yield "gender", message
