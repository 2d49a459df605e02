"""A cell to the text that a record would have there, or why it has none.

Excel keeps 15 digits of a number and counts days from 1900; both are undone here or refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.characters import CONTROL, LINE_BREAKS, invisible
from kefu_docs.diagnostics.printable import hidden
from kefu_docs.excel.cells import RawValue
from kefu_docs.excel.error_cells import UNCOMPUTED
from kefu_docs.model import RecordColumn
from kefu_docs.model.scalars import bare_phone
from kefu_docs.records.normal_forms import half_width, standard_form

_FIFTEEN_DIGITS: Final = 10**15
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
ERRORS: Final = frozenset(
    {"#N/A", "#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
# Day 60 is 29 February 1900, which never was: counted from the day before the year's last but one,
# all days since March 1900 are right (ECMA-376, 18.17.4.1).
_FIRST_DAY: Final = dt.date(1899, 12, 30)
_DAY: Final = dt.timedelta(days=1)
_MINUTES: Final = 24 * 60
_SERIALS: Final = (15_000, 80_000)
_CODES: Final = {"postcode": 6}
_MASK = re.compile(r"[*＊]{2,}|[xX×]{4,}")
_GENDERS: Final = {"男性": "男", "女性": "女", "male": "男", "female": "女", "m": "男", "f": "女"}
_PAPERS: Final = {
    "身份证": "居民身份证",
    "二代身份证": "居民身份证",
    "港澳台居住证": "港澳台居民居住证",
    "永久居留证": "外国人永久居留身份证",
    "外国护照": "护照",
    "港澳通行证": "港澳居民来往内地通行证",
    "回乡证": "港澳居民来往内地通行证",
    "台胞证": "台湾居民来往大陆通行证",
}
"""What people call the papers of `id_type`."""
_COMMON: Final = {"gender": _GENDERS, "id_type": _PAPERS}
_ITEMS = re.compile(r"[\r\n;；]+")
_CUTS = (re.compile(r"\s+"), re.compile(r"\s*[,，:：|]\s*"))
"""What parts the values of a group that stands in a line."""
_OR_MORE = re.compile(r"(?<=[\d元万])(及?以上|起)$")
_BETWEEN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")

Entry = Mapping[str, str]
"""A group in a list: its values by key."""

Text = str | tuple[str, ...] | tuple[Entry, ...]
"""What a record has: a text, the texts of a list, or its groups."""


class CellRefusedError(Exception):
    """A cell that cannot be taken; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text())
        self.message = message


def text_of(value: RawValue, column: RecordColumn) -> Text:
    """What a record has for this cell, in standard form where there is one.

    A text that has none is given as it stands: decoding the record says what is wrong with it.
    Raises CellRefusedError.
    """
    if isinstance(value, str):
        value = _seen(value)
        lines = column.kind in {"texts", "groups"}
        return _of_text(value if lines else " ".join(value.split()), column)
    if isinstance(value, bool):
        raise CellRefusedError(Message("the cell holds true or false"))
    if isinstance(value, int | float):
        return (
            _of_text(f"{value:g}", column) if column.kind == "groups" else _of_number(value, column)
        )
    return _of_time(value, column)


def _seen(written: str) -> str:
    """A text without the characters that nobody sees.

    A number copied from a window of Windows has marks of its direction around it, a name from a
    web page may have spaces without width. Line ends and tabs stay.
    """
    if found := CONTROL.search(written):
        raise CellRefusedError(
            Message("the cell holds the control character {code}", {"code": repr(found[0])})
        )
    unseen = {place for place, which in invisible(written) if which not in LINE_BREAKS}
    return (
        "".join(c for place, c in enumerate(written) if place not in unseen) if unseen else written
    )


def _of_text(written: str, column: RecordColumn) -> Text:
    if written == UNCOMPUTED:
        raise CellRefusedError(
            Message("the formula was never computed; open the file in Excel or WPS and save it")
        )
    if written.upper() in ERRORS:
        raise CellRefusedError(Message("the cell holds the error {error}", {"error": written}))
    if _SCIENTIFIC.fullmatch(written) and column.kind == "text":
        raise CellRefusedError(_lost(written))
    if column.path[-1] in {"id_number", "mobile", "phone", "number"} and _MASK.search(written):
        raise CellRefusedError(Message("{value!r} is masked", {"value": written}))
    if column.kind == "texts":
        return tuple(" ".join(item.split()) for item in _ITEMS.split(written) if item.strip())
    if column.kind == "groups":
        return tuple(_entry(item.strip(), column) for item in _ITEMS.split(written) if item.strip())
    if column.kind == "choice":
        return _choice(written, column)
    if column.kind == "text":
        return _plain(written, str(column.path[-1]))
    return standard_form(column.kind, written) or written


def _entry(line: str, column: RecordColumn) -> Entry:
    """A group that stands in a line: 20000 2%."""
    needed = sum(part.required for part in column.parts)
    for cut in _CUTS:
        words = cut.split(line)
        if needed <= len(words) <= len(column.parts):
            found = zip(column.parts, words, strict=False)
            return {part.key: str(text_of(_OR_MORE.sub("", word), part)) for part, word in found}
    names = " ".join(part.heading for part in column.parts)
    raise CellRefusedError(
        Message("{value!r} is not written as {names}", {"value": line, "names": names})
    )


def _plain(written: str, key: str) -> str:
    """A text; of a name, the spaces that make two characters as wide as three are left out.

    A phone number is written as it is printed.
    """
    if key == "name":
        return _BETWEEN_CHINESE.sub("", written)
    if key in {"mobile", "phone"}:
        return bare_phone(written)
    return standard_form("code", written) or written if key in _CODED else written


_CODED: Final = frozenset({"id_number", "postcode"})


def _choice(written: str, column: RecordColumn) -> str:
    meant = half_width(written)
    by_name = {name.lower(): word for name, word in column.choices}
    by_name |= {word.lower(): word for _, word in column.choices}
    word = by_name.get(meant.lower()) or _COMMON.get(str(column.path[-1]), {}).get(
        meant.lower(), ""
    )
    if not word:
        names = "、".join(name for name, _ in column.choices)
        values = {"value": written, "names": names}
        raise CellRefusedError(Message("{value!r} is none of {names}", values))
    return word


def _of_number(value: float, column: RecordColumn) -> str:
    is_whole = float(value).is_integer()
    match column.kind:
        case "day":
            text = _of_serial(value)
        case "time":
            minutes = min(round(value * _MINUTES), _MINUTES - 1)  # of 23:59:45, too
            text = f"{minutes // 60:02}:{minutes % 60:02}" if 0 <= value < 1 else f"{value:g}"
        case "money":
            text = _fen(value)
        case "decimal":
            text = f"{Decimal(repr(round(float(value), 10))).normalize():f}"
        case "count":
            text = f"{value:.0f}" if is_whole else f"{value:g}"
        case _:
            if not is_whole:
                raise CellRefusedError(
                    Message("{value} is no whole number", {"value": f"{value:g}"})
                )
            if abs(value) >= _FIFTEEN_DIGITS:
                raise CellRefusedError(_lost(hidden(f"{value:.0f}")))
            text = f"{value:.0f}".zfill(_CODES.get(str(column.path[-1]), 0))
    return text


def _of_serial(value: float) -> str:
    """A day: counted from 1900, or its digits in a row (20260401).

    What is behind the point of one that is counted is the time of day, as exports have it.
    """
    if _SERIALS[0] < value < _SERIALS[1]:
        return (_FIRST_DAY + dt.timedelta(days=int(value))).isoformat()
    digits = f"{value:.0f}" if float(value).is_integer() else ""
    return standard_form("day", digits) or f"{value:g}"


def _lost(value: str) -> Message:
    return Message(
        "{value} is a number of which Excel keeps 15 digits only; make the column text and enter "
        "it again",
        {"value": value},
    )


def _fen(value: float) -> str:
    """An amount; what formulas of binary fractions leave behind the fen is nothing."""
    amount = round(Decimal(repr(float(value))), 2)
    if abs(float(amount) - float(value)) > 1e-6:
        raise CellRefusedError(
            Message("{value} has parts of a fen; round it to two decimals", {"value": repr(value)})
        )
    return f"{amount:f}" if amount % 1 else f"{amount.to_integral_value():f}.00"


def _of_time(value: dt.date | dt.time | dt.timedelta, column: RecordColumn) -> str:
    if isinstance(value, dt.datetime) and column.kind != "time":
        value = value.date()
    if column.kind == "day" and isinstance(value, dt.date):
        return value.isoformat()
    if column.kind == "time" and isinstance(value, dt.timedelta):
        if not dt.timedelta() <= value < _DAY:
            return _of_number(value / _DAY, column)
        value = dt.datetime.min + value
    if column.kind == "time" and isinstance(value, dt.datetime | dt.time):
        return f"{value:%H:%M}"  # without seconds, as Excel shows it
    raise CellRefusedError(Message("{value} is a date or a time", {"value": str(value)}))
