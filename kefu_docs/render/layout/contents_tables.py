"""Tables of contents whose page numbers LibreOffice works out, as Word does when it updates them.

LibreOffice (7.4, 25.2) shows a table of contents as Word stored it, with the page numbers that the
template had. Without the field around it the entries are paragraphs like others, and the reference
to a page in each (PAGEREF) is worked out (test_a_table_of_contents_has_the_right_pages).
Source: ISO/IEC 29500-1, 17.16.5.68 (TOC), 17.16.5.48 (PAGEREF), 17.5.2.12 (docPartObj).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kefu_docs.render.fields.field_results import field_name

_MARK = re.compile(
    r'<w:fldChar [^>]*?w:fldCharType="(begin|separate|end)"[^>]*?(?:/>|>.*?</w:fldChar>)'
    r"|<w:instrText(?: [^>]*)?>([^<]*)</w:instrText>",
    re.DOTALL,
)
# The opening of a content control of Word's galleries, up to its content.
_GALLERY = re.compile(
    r"<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*<w:docPartObj>(?:(?!</w:sdtPr>).)*</w:sdtPr>"
    r"(?:<w:sdtEndPr/>|<w:sdtEndPr>(?:(?!</w:sdtEndPr>).)*</w:sdtEndPr>)?<w:sdtContent>",
    re.DOTALL,
)
_CONTROL = re.compile("<(/?)w:sdt>")
_END = "</w:sdtContent></w:sdt>"


@dataclass
class _ContentsField:
    """A field that is open: its instruction so far, and where its marks stand."""

    instruction: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    is_result: bool = False


def with_right_contents(xml: str) -> str:
    """The body without the fields and galleries around tables of contents; all else is kept."""
    if "TOC" not in xml:
        return xml
    taken: list[tuple[int, int]] = []
    opened: list[_ContentsField] = []
    for mark in _MARK.finditer(xml):
        if mark[1] == "begin":
            opened.append(_ContentsField())
        if not opened:
            continue
        inner = opened[-1]
        if mark[1] is None:
            if inner.is_result:
                continue
            inner.instruction += mark[2]
        inner.spans.append(mark.span())
        inner.is_result |= mark[1] == "separate"
        if mark[1] == "end" and field_name(opened.pop().instruction) == "TOC":
            taken += inner.spans
    for start, end in sorted(taken, reverse=True):
        xml = xml[:start] + xml[end:]
    return _without_galleries(xml) if taken else xml


def _without_galleries(xml: str) -> str:
    """The body without the controls around parts of galleries.

    LibreOffice (7.4.7) shows the instructions of fields that stand in a control of paragraphs, but
    for a gallery's, which it takes for the table itself (see `_unwrap` in prepared_template).
    """
    while opening := _GALLERY.search(xml):
        depth = 1
        for mark in _CONTROL.finditer(xml, opening.end()):
            depth += -1 if mark[1] else 1
            if not depth:
                break
        else:
            return xml
        content = xml[opening.end() : mark.end()].removesuffix(_END)
        xml = xml[: opening.start()] + content + xml[mark.end() :]
    return xml
