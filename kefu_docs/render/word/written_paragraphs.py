"""What the paragraphs of a template say, and where each stands, for those who judge its text.

Two wordings of a contract may stand in one template, and the `original` one is a sample's, kept
as it was: what `{%p if contract.wording == 'original' %}` switches is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.render.word.read_package import read_package
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.render.word.word_xml import W, parsed

_SHOWN = 40
_TAG = re.compile(r"(\{%.*?%\})")
_CONDITION = re.compile(r"\{%-?\s*(?:p|tr|tc|r)?\s*(if|for|elif|else|endif|endfor)\b(.*?)-?%\}")
_WORDING = re.compile(r"wording\s*==\s*['\"‘’“”](original|current)")


class WrittenParagraph(Struct, frozen=True):
    """A paragraph of a template's body: its text, tags and all, and where it stands."""

    text: str
    where: Message


def written_paragraphs(file: str, data: bytes) -> Iterator[WrittenParagraph]:
    """Those of the template `file`, in their order. TemplateError where it is no Word document."""
    body = parsed(read_package(file, data).parts[DOCUMENT])
    tables = {table: number for number, table in enumerate(body.iter(f"{W}tbl"), 1)}
    branches = _Branches()
    for paragraph in body.iter(f"{W}p"):
        text = "".join(map(str, paragraph.itertext(f"{W}t")))
        if kept := branches.kept(text).strip():
            yield WrittenParagraph(kept, _place(paragraph, text, tables))


class _Branches:
    """The conditions around a place in the text, of each the wording that its branch is for."""

    def __init__(self) -> None:
        self._wordings: list[str] = []

    def kept(self, text: str) -> str:
        """The text without what is printed in the original wording alone."""
        pieces = []
        for piece in _TAG.split(text):
            if found := _CONDITION.fullmatch(piece):
                self._go_on(*found.groups())
            elif "original" not in self._wordings:
                pieces.append(piece)
        return "".join(pieces)

    def _go_on(self, word: str, condition: str) -> None:
        found = _WORDING.search(condition)
        wording = found[1] if found else ""
        if word in ("if", "for"):  # a loop may have an `else` of its own
            self._wordings.append(wording)
        elif self._wordings:
            last = self._wordings.pop()
            if word == "else":
                wording = {"original": "current", "current": "original"}.get(last, "")
            if not word.startswith("end"):
                self._wordings.append(wording)


def _place(paragraph: etree._Element, text: str, tables: dict[etree._Element, int]) -> Message:
    values: dict[str, object] = {"paragraph": text.strip()[:_SHOWN]}
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    if cell is None or row is None or table is None:
        return Message("paragraph “{paragraph}”", values)
    values |= {
        "table": str(tables[table]),
        "row": str(_number(row, table)),
        "column": str(_number(cell, row)),
    }
    return Message("table {table}, row {row}, column {column}, paragraph “{paragraph}”", values)


def _number(element: etree._Element, around: etree._Element) -> int:
    """Which of its kind it is in what it stands in, counted from 1; nested tables do not count."""
    alike = around.iter(str(element.tag))
    own = (each for each in alike if next(each.iterancestors(str(around.tag))) is around)
    return list(own).index(element) + 1
