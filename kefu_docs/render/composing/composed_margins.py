"""The headers and footers of a composed docx: copies for each document, and empty ones.

A section without a header of a kind goes on with that of the section before it: in Word and in
LibreOffice the next document of a batch would show the last one's (ISO/IEC 29500-1, 17.10.5). By
itself a first section without one has none, so it is given one that shows nothing, and takes a
point where the margin of the page leaves room for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Self

from msgspec import Struct

from kefu_docs.render.word.word_package import Margin, relations_part
from kefu_docs.render.word.word_xml import PREFIXES

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REFERENCE = re.compile(r'<w:(header|footer)Reference [^>]*?w:type="(\w+)"[^>]*/>')
MARGIN_ROOT = re.compile(r"^.*?<w:(?:hdr|ftr)(?: [^>]*)?>", re.DOTALL)
_OPENING = re.compile(r"<w:sectPr(?: [^>]*)?>")
_MARGINS = re.compile(r"<w:pgMar [^>]*>")
_TWIPS = re.compile(r'w:(top|bottom|header|footer)="(-?\d+)"')
_USUAL = 1440
_POINTS = 60  # twips: the empty paragraph is one point high
_EMPTY = (
    '<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr><w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)


class ComposedMargin(Struct, frozen=True):
    """A header or footer of a composed docx: the `id` of its relationship in the body, its kind."""

    id: str
    kind: str

    @property
    def part(self) -> str:
        """Its part."""
        return f"word/{self.id}.xml"

    @property
    def relation(self) -> str:
        """The element of its relationship."""
        kind = f"{_OFFICE}/{self.kind}"
        return f'<Relationship Id="{self.id}" Type="{kind}" Target="{self.id}.xml"/>'

    @property
    def type(self) -> str:
        """The element of its content type."""
        return f'<Override PartName="/{self.part}" ContentType="{_CONTENT}.{self.kind}+xml"/>'


class MarginCopy(ComposedMargin, frozen=True):
    """A document's own copy of a header or footer."""

    margin: Margin

    @classmethod
    def of(cls, margin: Margin, document: int) -> Self:
        """The copy for a document, by its place among the others."""
        return cls(f"{margin.relation}-{document}", margin.kind, margin)

    @property
    def relations(self) -> str:
        """The part of its own relationships."""
        return relations_part(self.part)


class EmptyMargin(ComposedMargin, frozen=True):
    """A header or footer that shows nothing."""

    @classmethod
    def of(cls, kind: str) -> Self:
        """The one of a kind, which all documents share that lack one."""
        return cls(f"empty-{kind}", kind)

    @property
    def data(self) -> bytes:
        """Its XML."""
        root = "hdr" if self.kind == "header" else "ftr"
        return f'<w:{root} xmlns:w="{PREFIXES["w"]}">{_EMPTY}</w:{root}>'.encode()


def copies_of(margins: Iterable[Margin], document: int) -> dict[str, MarginCopy]:
    """A document's own copies of headers and footers, by the relationships of the template."""
    return {margin.relation: MarginCopy.of(margin, document) for margin in margins}


def has_room(section: str) -> bool:
    """Whether the page has room for an empty header and footer above and below the text.

    Without margins that say otherwise it has.
    """
    margins = _MARGINS.search(section)
    if margins is None:
        return True
    twips = {name: int(value) for name, value in _TWIPS.findall(margins[0])}
    pairs = (("top", "header"), ("bottom", "footer"))
    return all(abs(twips.get(m, _USUAL)) - twips.get(own, 0) >= _POINTS for m, own in pairs)


def lacking_margins(documents: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    """What some section has and the first of a document lacks: header or footer, and its type.

    `documents` are the properties of the sections of each.
    """
    found: set[tuple[str, str]] = set()
    firsts = []
    for sections in documents:
        firsts.append(set(REFERENCE.findall(sections[0])))
        found.update(*(REFERENCE.findall(section) for section in sections))
    return sorted(found - set.intersection(*firsts))


def with_empty_margins(section: str, lacking: Sequence[tuple[str, str]]) -> str:
    """A first section with an empty header or footer of each kind that it lacks."""
    there = set(REFERENCE.findall(section))
    added = "".join(
        f'<w:{kind}Reference w:type="{type_}" r:id="{EmptyMargin.of(kind).id}"/>'
        for kind, type_ in lacking
        if (kind, type_) not in there
    )
    opening = _OPENING.match(section)
    if not added or opening is None:
        return section
    return f"{opening[0]}{added}{section[opening.end() :]}"
