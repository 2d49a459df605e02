"""The text of a finished docx."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kefu_docs.render.archive import read_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}


def text_of(docx: bytes) -> str:
    """Give the body's text: a line per paragraph and table row, cells joined by tabs.

    Headers and footers are left out, fields show the result the file holds. zipfile.BadZipFile
    or KeyError where `docx` is not a Word document.
    """
    root = etree.fromstring(read_parts(docx)["word/document.xml"])
    return "\n".join(_lines(root))


def _lines(block: etree._Element) -> Iterator[str]:
    """Walk paragraphs, tables and the containers (body, content controls) around them."""
    for child in block:
        if child.tag == f"{_W}p":
            yield _text(child)
        elif child.tag == f"{_W}tr":
            yield "\t".join(" ".join(_lines(cell)) for cell in _cells(child))
        elif child.tag != _FALLBACK:
            yield from _lines(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Give the row's own cells, also those in content controls, not those of nested tables."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _cells(child)


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    """Give text and breaks in order; the fallback of a drawing would repeat its text."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif isinstance(child.tag, str) and child.tag != _FALLBACK:
            name = child.tag.removeprefix(_W)
            if name != "pPr":  # it defines tab stops under the name of the tab character
                yield _CHARACTERS.get(name, "")
                yield from _pieces(child)
