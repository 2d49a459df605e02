"""The empty paragraph that ends a document, made to take no place on a page.

Word wants a paragraph behind a last table. Where the table ends at a page's foot that paragraph,
however low, would fall on a page of its own, which is blank.

A paragraph whose text and mark are both hidden takes no place: in Word as long as hidden text is
not shown, and 1 pt where it is; in LibreOffice (7.4) where it holds a hidden character, for with a
hidden mark alone it still has a line's height. An exact line height would not do: with anything in
the line, LibreOffice wants room for the font's height at a page's foot, whatever the line's height
is (test_closing_paragraph.py fails with either).
Source: ISO/IEC 29500-1, 17.3.2.41 (vanish), 17.3.1.33 (spacing).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from kefu_docs.render.word.styles import Styles, is_on, styles_of
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.render.word.word_xml import PREFIXES, W, parsed, value, written

_SMALL = '<w:sz w:val="2"/><w:szCs w:val="2"/>'
_HIDDEN = f"<w:rPr><w:vanish/>{_SMALL}</w:rPr>"
HIDDEN_RUN = f'<w:r>{_HIDDEN}<w:t xml:space="preserve"> </w:t></w:r>'
"""The hidden blank of a paragraph that takes no place; it is no part of a document's text."""
_LOW = (
    '<w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    f"{_HIDDEN}"
)
LOW_PARAGRAPH = f"<w:p><w:pPr>{_LOW}</w:pPr>{HIDDEN_RUN}</w:p>"
"""A paragraph that takes no place."""
_LOW_ONE = re.compile(
    "<w:p(?: [^>]*)?><w:pPr>(?:<w:pStyle [^>]*/>)?"
    f"{_LOW}</w:pPr>(?:<w:(?:proofErr|bookmark)[^>]*/>)*{HIDDEN_RUN}</w:p>"
)
# What may stand in a paragraph that shows nothing.
_SILENT = frozenset(f"{W}{n}" for n in ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd"))
_MARKS = frozenset(f"{W}{n}" for n in ("proofErr", "bookmarkStart", "bookmarkEnd"))
_FLOATING = (f"{W}tblPr/{W}tblpPr", f"{W}pPr/{W}framePr")
# What shows something, or asks for something, although the paragraph has no text.
_MEANT = ("numPr", "pBdr", "shd", "framePr", "pageBreakBefore", "sectPr")


def with_low_end(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Lower the empty paragraphs that end the body of a template.

    Those stay that a page is asked for: behind a page break or alone in the last section. Where a
    table ends it, as pandoc and others leave it, a low one is put behind it.
    """
    root = parsed(parts[DOCUMENT])
    is_closed = _close(root)
    paragraphs = _empty_at_end(root, styles_of(parts))
    if not paragraphs and not is_closed:
        return dict(parts)
    for paragraph in paragraphs:
        _lower(paragraph)
    return {**parts, DOCUMENT: written(root)}


def _close(root: etree._Element) -> bool:
    """Let a body end in a paragraph right before its section; whether it did otherwise.

    Word writes the end of a bookmark over the last paragraphs behind these.
    """
    section = root.find(f"{W}body/{W}sectPr")
    if section is None:
        return False
    marks: list[etree._Element] = []
    before = section.getprevious()
    while before is not None and before.tag in _MARKS:
        marks.insert(0, before)
        before = before.getprevious()
    if before is None or before.tag not in (f"{W}p", f"{W}tbl") or _floats(before):
        return False
    if before.tag == f"{W}tbl":
        closing = _low_paragraph()
        before.addnext(closing)
        before = closing
    elif not marks:
        return False
    before.extend(marks)
    return True


def shown_end(body: str) -> int:
    """Where the blocks of a body end that show something, and the low paragraphs begin."""
    end = len(body)
    while body.endswith("</w:p>", 0, end):
        start = max(body.rfind("<w:p>", 0, end), body.rfind("<w:p ", 0, end))
        if start < 0 or not _LOW_ONE.fullmatch(body, start, end):
            break
        end = start
    return end


def _empty_at_end(root: etree._Element, styles: Styles) -> list[etree._Element]:
    body = root.find(f"{W}body")
    found: list[etree._Element] = []
    for block in reversed([] if body is None else body):
        if block.tag in (f"{W}sectPr", *_MARKS) or _is_control(block):
            continue
        if not _is_empty(block, styles):
            return [] if _asks_for_page(block) else found[: -1 if _floats(block) else None]
        found.append(block)
    return []


def _is_control(block: etree._Element) -> bool:
    """Whether a paragraph holds only a tag of docxtpl that takes the paragraph away."""
    text = "".join(map(str, block.itertext(f"{W}t"))).strip()
    return block.tag == f"{W}p" and text.startswith("{%p") and text.endswith("%}")


def _is_empty(block: etree._Element, styles: Styles) -> bool:
    if block.tag != f"{W}p" or not all(map(_is_silent, block)):
        return False
    style = value(block, "pPr", "pStyle") or styles.default("paragraph")
    said = (
        element
        for name in _MEANT
        for element in (block.find(f"{W}pPr/{W}{name}"), styles.nearest(style, f"pPr/{name}"))
    )
    return not any(element is not None and is_on(element) and _says(element) for element in said)


def _says(element: etree._Element) -> bool:
    """Whether an element asks for what it is named after; the list with the number 0 is none."""
    return element.tag != f"{W}numPr" or value(element, "numId") != "0"


def _is_silent(child: etree._Element) -> bool:
    """Whether what stands in a paragraph shows nothing; LibreOffice and Google Docs save a run."""
    is_bare = child.tag == f"{W}r" and all(inner.tag == f"{W}rPr" for inner in child)
    return is_bare or child.tag in _SILENT


def _floats(block: etree._Element) -> bool:
    """Whether a block is a table that text runs around, or a paragraph in a frame.

    LibreOffice (7.4, 25.2) ties it to the paragraph behind it, and draws none where that is hidden
    (test_the_paragraph_behind_what_floats_is_not_hidden).
    """
    return any(block.find(path) is not None for path in _FLOATING)


def _asks_for_page(block: etree._Element) -> bool:
    """Whether a block ends a section or a page, so that what follows has a page on purpose."""
    breaks = block.iter(f"{W}br")
    return block.find(f"{W}pPr/{W}sectPr") is not None or any(
        b.get(f"{W}type") == "page" for b in breaks
    )


def _low_paragraph() -> etree._Element:
    return parsed(LOW_PARAGRAPH.replace("<w:p>", f'<w:p xmlns:w="{PREFIXES["w"]}">', 1).encode())


def _lower(paragraph: etree._Element) -> None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    for child in [*paragraph.findall(f"{W}pPr"), *paragraph.findall(f"{W}r")]:
        paragraph.remove(child)
    low = _low_paragraph()
    if style is not None:
        low[0].insert(0, style)
    paragraph.insert(0, low[0])
    paragraph.append(low[0])
