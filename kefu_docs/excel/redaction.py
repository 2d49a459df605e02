"""Sheets for people who need no ID numbers: which values are private, and what is left of them."""

from __future__ import annotations

from kefu_docs.diagnostics.printable import hidden
from kefu_docs.excel.sheet import CellValue

_NUMBERS = frozenset({"id_number", "phone", "mobile", "bank_account.number"})
_PLACES = frozenset({"residence", "household.street", "household.village", "postcode"})
_LEFT_OUT = "***"


def redacted(key: str, value: CellValue) -> CellValue:
    """The value of a record's key with the digits of private numbers, and whole addresses, masked.

    Names, amounts and other dates stay: they are what the sheet is about.
    """
    if key == "birth_date" and value is not None:  # it is a part of most ID numbers
        return _LEFT_OUT
    if not isinstance(value, str):
        return value
    if key in _NUMBERS:
        return hidden(value)
    return _LEFT_OUT if key in _PLACES else value
