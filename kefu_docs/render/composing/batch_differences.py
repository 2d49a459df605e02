"""Whether LibreOffice lays a document out otherwise in some batches than by itself.

What is said here was seen by LibreOffice 7.4.7 and 25.2.3 (docs/decisions/004-one-guess-of-pages).
Elements: ISO/IEC 29500-1, 17.3.1.14 (keepNext), 17.3.2.41 (vanish), 17.4 (tables), 17.9 (lists).
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from kefu_docs.render.expected.drawn_paragraphs import style_of
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.styles import Styles, is_on, styles_of
from kefu_docs.render.word.word_package import DOCUMENT, margins_of
from kefu_docs.render.word.word_xml import W, parsed, value

_KEPT = "pPr/keepNext"
_HIDDEN = "rPr/vanish"
_TEXT = re.compile(rb"(<w:t(?: [^>]*)?>)[^<]*")


def is_parted(docx: bytes) -> bool:
    """Whether a table decides where pages end that LibreOffice 25.2 may end elsewhere in a batch.

    Where it has guessed the end of a page behind a table, it forgets to keep that table's last rows
    with what follows. Where a table begins a document behind nothing or hidden paragraphs, such as
    stands in front of it in a batch, it forgets that a page begins there.
    """
    parts = read_parts(docx)
    if b"<w:tbl" not in parts[DOCUMENT]:
        return False
    return _is_parted(_TEXT.sub(rb"\1", parts[DOCUMENT]), styles_of(parts))


@lru_cache(maxsize=64)  # without their text, most documents of a template are alike
def _is_parted(xml: bytes, styles: Styles) -> bool:
    root = parsed(xml)
    return _begins_with_table(root, styles) or _has_kept_rows(root, styles)


def counts_margins(docx: bytes) -> bool:
    """Whether headers or footers have numbers because all paragraphs have that name no style.

    So have those that LibreOffice adds of its own, and all count on through a batch.
    """
    parts = read_parts(docx)
    styles = styles_of(parts)
    return styles.default("paragraph") in styles.numbered() and bool(margins_of(parts))


def has_sections(docx: bytes) -> bool:
    """Whether a document has more than one section."""
    return read_parts(docx)[DOCUMENT].count(b"<w:sectPr") > 1


def _begins_with_table(root: etree._Element, styles: Styles) -> bool:
    shown = (b for b in root.iter(f"{W}tbl", f"{W}p") if not _is_hidden(b, styles))
    first = next(shown, None)
    return first is not None and first.tag == f"{W}tbl"


def _is_hidden(block: etree._Element, styles: Styles) -> bool:
    """Whether it is a paragraph with a hidden mark, which takes no place if its text is hidden."""
    if block.tag != f"{W}p":
        return False
    own = block.find(f"{W}pPr/{W}rPr/{W}vanish")
    return _is_switched_on(own, styles, _HIDDEN, style_of(block))


def _has_kept_rows(root: etree._Element, styles: Styles) -> bool:
    """Whether rows are kept with what follows, by their paragraphs, a style or all that is said.

    Behind the last table of most documents nothing follows that is shown.
    """
    shown = [p for p in root.iter(f"{W}p") if not _is_hidden(p, styles)]
    ends = set(shown[-1].iterancestors(f"{W}tbl")) if shown else set()
    for table in root.iter(f"{W}tbl"):
        of_table = value(table, "tblPr", "tblStyle") or styles.default("table")
        for paragraph in table.iter(f"{W}p") if table not in ends else ():
            own = paragraph.find(f"{W}pPr/{W}keepNext")
            if _is_switched_on(own, styles, _KEPT, style_of(paragraph), of_table):
                return True
    return False


def _is_switched_on(
    own: etree._Element | None, styles: Styles, path: str, style: str, of_table: str = ""
) -> bool:
    """Whether a paragraph says so, or what is the nearest to say anything."""
    named = style or styles.default("paragraph")
    said = [own, styles.nearest(named, path), styles.nearest(of_table, path)]
    nearest = next((s for s in [*said, styles.document_default(path)] if s is not None), None)
    return nearest is not None and is_on(nearest)
