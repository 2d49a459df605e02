"""Cells of an .xlsx that hold an error, or a formula that nobody has computed.

calamine gives both as empty (python-calamine 0.9 on `t="e"` and on a formula without a value), and
an empty cell says nothing: what a person meant to say would be passed over in silence. So these
cells are looked up in the sheet's XML. Tests: test_an_error_is_no_empty_cell and
test_a_formula_that_nobody_computed_is_no_empty_cell.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

UNCOMPUTED: Final = "=?"
"""What stands for a formula without a value, as a program writes it that cannot compute."""

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_TAG: Final = re.compile(r"<(?:\w+:)?(sheet|Relationship)\b([^>]*)>")
_ATTRIBUTE: Final = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CELL: Final = re.compile(r"<(?:\w+:)?c\s([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA: Final = re.compile(r"<(?:\w+:)?f[\s/>]")
_VALUE: Final = re.compile(r"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_WORTH_A_LOOK: Final = re.compile(rb"\st=[\"']e|<(\w+:)?f[\s/>]")
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Cells = Mapping[tuple[int, int], str]
"""By row and column, counted from 0: the error, or UNCOMPUTED."""


def error_cells(data: bytes) -> dict[str, Cells]:
    """The cells of each sheet by its name; nothing for what is no .xlsx."""
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if not {_WORKBOOK, _RELATIONS} <= names:
            return {}
        parts = dict(_parts(archive))
        found: dict[str, Cells] = {}
        for sheet, part in parts.items():
            if part in names and _WORTH_A_LOOK.search(xml := archive.read(part)):
                found[sheet] = dict(_cells(xml.decode("utf-8", "replace")))
        return found


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the part of the package that holds it."""
    targets = {told.get("Id", ""): told.get("Target", "") for told in _told(archive, _RELATIONS)}
    for told in _told(archive, _WORKBOOK):
        relation = next((v for name, v in told.items() if name.endswith(":id")), "")
        if target := targets.get(relation):
            yield told.get("name", ""), posixpath.join("xl", target).lstrip("/")


def _told(archive: zipfile.ZipFile, part: str) -> Iterator[dict[str, str]]:
    text = archive.read(part).decode("utf-8", "replace")
    for tag in _TAG.finditer(text):
        found = _ATTRIBUTE.findall(tag[2])
        yield {name: html.unescape(double or single) for name, double, single in found}


def _cells(xml: str) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in _CELL.finditer(xml):
        told = {name: double or single for name, double, single in _ATTRIBUTE.findall(cell[1])}
        value = _VALUE.search(cell[2])
        is_error = told.get("t") == "e"
        # A formula whose result is an empty text has the type str.
        is_open = not value and told.get("t") != "str" and _FORMULA.search(cell[2])
        if (is_error or is_open) and (place := _ADDRESS.fullmatch(told.get("r", ""))):
            yield _place(place), value[1] if is_error and value else UNCOMPUTED


def _place(address: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in address[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[2]) - 1, column - 1
