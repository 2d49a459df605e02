"""The sections of a body: where each ends, and the headers and footers of its pages.

Elements: ISO/IEC 29500-1, 17.6 (sections), 17.10 (headers and footers).
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

Named = tuple[str | None, str | None]
"""The relations of a page's header and footer, where it has them."""

_SECTION = re.compile(r"<w:sectPr(?: [^>]*)?(?:/>|>.*?</w:sectPr>)", re.DOTALL)
_REFERENCE = re.compile(r"<w:(header|footer)Reference ([^>]*)/>")
_TYPE = re.compile(r'w:type="(\w+)"')
_ID = re.compile(r'r:id="([^"]+)"')
_FIRST_OTHER = re.compile(r'<w:titlePg(?:/>| w:val="(?:true|on|1)"/>)')
_START = re.compile(r'<w:pgNumType [^>]*?w:start="(\d+)"')
_NUMBERS = re.compile(r'<w:pgNumType [^>]*?w:fmt="(\w+)"')
_ON_SAME_PAGE = re.compile(r'<w:type w:val="(?!nextPage")')
# What decides nothing about a paragraph's lines: how high pages are, borders that are none, as WPS
# writes them, and the space between columns, of which there is one (docx_segments).
_NOT_FORM = re.compile(
    r' w:rsid\w*="\w*"|<w:(?:(?:header|footer)Reference|pgNumType|titlePg|type)(?: [^>]*)?/>'
    r'|<w:cols(?: [^>]*)?/>| w:(?:h|top|bottom|header|footer)="-?[\d.]+"'
    r'|<w:pgBorders(?: [^>]*)?>(?:<w:\w+ w:val="(?:none|nil)"[^>]*/>)*</w:pgBorders>'
)
_END = "</w:p>"


class DocxSection(Struct, frozen=True):
    """A section: the `named` header and footer of its first page, of even pages, of all others.

    `start` is the number of its first page where that is given, `numbers` the form of them
    (ISO/IEC 29500-1, 17.18.59), `form` what lines depend on.
    """

    named: tuple[Named, Named, Named]
    start: int | None
    numbers: str
    form: str


def cut_sections(body: str) -> list[tuple[str, str]] | None:
    """Cut a part behind each section: its XML, and the section's properties.

    None where one begins on the page of another, or none stands last.
    """
    pieces: list[tuple[str, str]] = []
    begin = 0
    for found in _SECTION.finditer(body):
        end = body.find(_END, found.end()) + len(_END)
        if pieces and _ON_SAME_PAGE.search(found[0]):
            return None
        is_last = end < len(_END)
        pieces.append((body[begin:] if is_last else body[begin:end], found[0]))
        begin = len(body) if is_last else end
    return pieces if pieces and begin == len(body) else None


@lru_cache(maxsize=64)
def read_sections(sections: tuple[str, ...], *, has_even: bool) -> tuple[DocxSection, ...]:
    """Read the properties of all sections; what one does not name is that of the one before."""
    named: dict[tuple[str, str], str] = {}
    read = []
    for section in sections:
        for margin, attributes in _REFERENCE.findall(section):
            kind = _TYPE.search(attributes)
            if id_ := _ID.search(attributes):
                named[margin, kind[1] if kind else "default"] = id_[1]
        other = _named(named, "default")
        first = _named(named, "first") if _FIRST_OTHER.search(section) else other
        even = _named(named, "even") if has_even else other
        start, numbers = _START.search(section), _NUMBERS.search(section)
        form = _NOT_FORM.sub("", section)
        read.append(
            DocxSection(
                (first, even, other),
                int(start[1]) if start else None,
                numbers[1] if numbers else "decimal",
                form,
            )
        )
    return tuple(read)


def _named(named: dict[tuple[str, str], str], kind: str) -> Named:
    return named.get(("header", kind)), named.get(("footer", kind))
