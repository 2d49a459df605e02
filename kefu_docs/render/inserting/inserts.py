"""What a filter puts into a document that is more than text: styled words, a link, a picture.

A filter does not know the run it stands in. It gives an :class:`Insert`, a mark is printed in its
place, and when the part is printed the mark gives way to runs that look like the one around it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from html import escape
from itertools import count
from typing import NamedTuple

from jinja2 import TemplateRuntimeError

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late

# Characters that no record holds (diagnostics/characters.py) and no XML part may.
_MARK = late("\x0e([0-9]+)\x0f")
_OPENING = late(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?", re.DOTALL)
OWN_ID = 'id="\x10"'
"""Stands in a drawing for the id that it gets in its place (ISO/IEC 29500-1, 20.4.2.5)."""
_OWN_ID = late(OWN_ID)
_FIRST_ID = 10_000
_DRAWING = late(r"<w:drawing(?: [^>]*)?>(?:(?!</w:drawing>).)*\x0e.*?</w:drawing>", re.DOTALL)
_ALTERNATIVE = late('descr="\x0e([0-9]+)\x0f"')
_EMPTY = late(r"<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*></w:t></w:r>")


class Medium(NamedTuple):
    """A file that comes into a docx with an insert: its relation, its part, its bytes."""

    relation: str
    part: str
    data: bytes


class Insert(ABC):
    """What comes in the place of a mark."""

    @abstractmethod
    def words(self) -> str:
        """The words of it that stand on the page."""

    @abstractmethod
    def runs(self, properties: str) -> str:
        """Its runs. `properties` is the w:rPr of the run it stands in, or nothing."""

    def medium(self) -> Medium | None:
        """The file it needs, where it needs one."""
        return None

    def in_frame(self, _drawing: str) -> str:
        """What comes in the place of a drawing whose alternative text is its tag."""
        raise InsertError(Message("only a picture can stand in a picture's alternative text"))


class InsertError(TemplateRuntimeError):
    """A value that a filter can make no insert of; `told` says why."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.text())
        self.told = told


def mark(index: int) -> str:
    """What is printed where the insert of this number belongs."""
    return f"\x0e{index}\x0f"


def with_inserts(xml: str, inserts: Sequence[Insert], part: int = 0) -> str:
    """Put the inserts of a printed part where their marks stand.

    `part` is the part's number in its document, so that no two drawings of that have one id.
    """
    xml = _DRAWING.sub(lambda found: _reframed(found[0], inserts), xml)
    pieces: list[str] = []
    end = 0
    for found in _MARK.finditer(xml):
        start = max(xml.rfind("<w:r>", 0, found.start()), xml.rfind("<w:r ", 0, found.start()))
        insert = inserts[int(found[1])]
        pieces.append(xml[end : found.start()])
        if xml.rfind("</w:r>", 0, found.start()) > start:  # the tag took its run away: {{r }}
            pieces.append(insert.runs(""))
        else:
            opening = _OPENING.match(xml, start)
            properties = (opening and opening[1]) or ""
            pieces += (
                "</w:t></w:r>",
                insert.runs(properties),
                f'<w:r>{properties}<w:t xml:space="preserve">',
            )
        end = found.end()
    numbers = count(_FIRST_ID * (part + 1))
    made = _OWN_ID.sub(lambda _: f'id="{next(numbers)}"', "".join((*pieces, xml[end:])))
    return _EMPTY.sub("", made)


def _reframed(drawing: str, inserts: Sequence[Insert]) -> str:
    """A drawing; another in its place where its alternative text is a mark."""
    found = _ALTERNATIVE.search(drawing)
    return inserts[int(found[1])].in_frame(drawing) if found else drawing


def run(properties: str, text: str) -> str:
    """A run of text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
