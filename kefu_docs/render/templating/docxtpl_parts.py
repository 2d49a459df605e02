"""The parts of a template that docxtpl has read: what it fills, and what stands around the body."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import chain

from docx.opc.part import Part
from docxtpl import DocxTemplate
from lxml import etree

from kefu_docs.render.word.word_package import CORE, FOOTNOTES

_BODY_MARK = "body-of-the-document"


def other_parts(opened: DocxTemplate) -> dict[str, str]:
    """Give the XML of what docxtpl renders besides the body, by path."""
    found = {part.partname.lstrip("/"): opened.get_part_xml(part) for part in _margins(opened)}
    for part in opened.docx.part.package.parts:
        path = part.partname.lstrip("/")
        if path == FOOTNOTES:
            found[path] = part.blob.decode()
        elif path == CORE and b"{" in part.blob:
            found[path] = opened.get_part_xml(part)
    return found


def _margins(opened: DocxTemplate) -> Iterator[Part]:
    uris = (opened.HEADER_URI, opened.FOOTER_URI)
    for _, part in chain.from_iterable(opened.get_headers_footers(uri) for uri in uris):
        yield part


def around_body(opened: DocxTemplate) -> tuple[bytes, bytes]:
    """Give what stands before and after the body in the document part.

    The body stays where it is: lxml 5 and 6 take the square of its length to part with it where
    prefixes are declared again below the root, 20 minutes for 12 MB.
    """
    root = opened.docx.element
    shell = etree.Element(root.tag, dict(root.attrib), nsmap=root.nsmap)
    shell.text = root.text
    for child in root:
        is_body = child is root.body
        shell.append(etree.Element(_BODY_MARK) if is_body else deepcopy(child))
    head, tail = etree.tostring(shell, encoding="UTF-8").split(f"<{_BODY_MARK}/>".encode())
    return head, tail
