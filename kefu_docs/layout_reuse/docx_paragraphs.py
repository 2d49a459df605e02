"""A rendered document taken apart into paragraphs, and paragraphs of many set on one sheet.

Documents of one form differ in what some paragraphs say and in nothing else. Where such a paragraph
breaks into lines, and where each glyph stands along them, follows from its own text and the width
it has: LibreOffice may set it by itself, on a sheet with those of other documents.
Elements: ISO/IEC 29500-1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.6 (sections).
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kefu_docs.layout_reuse.lines import Flow
from kefu_docs.layout_reuse.plain_paragraph import decorated_styles, emptied, without_text
from kefu_docs.model.document import ANYTHING, LEADER
from kefu_docs.render.docx_zip import read_parts, stored
from kefu_docs.render.expected_text import looks_of, shown_paragraphs
from kefu_docs.render.underlined_blanks import body_with_lines_drawn
from kefu_docs.render.word_package import DOCUMENT, SETTINGS, STYLES, margins_of

_CHANGING = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|docProps/core\.xml")
_READ = re.compile(
    r"word/(?:document|header\d*|footer\d*|settings|styles)\.xml|word/_rels/document\.xml\.rels"
)
_BODY = re.compile(r"<w:body[^>]*>")
_END = "</w:p>"
_START = re.compile("<w:p(?: [^>]*)?(?<!/)>")
_TABLE = re.compile("<(/?)w:tbl>")
_ROW = re.compile(r"<w:tr[ >]")
_REPEATED = re.compile(r"</w:p>|<w:tblHeader\b|</w:tr>|<w:tr\b|</w:tbl>")
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
# What would still show something in a row without its text.
_SHOWN = re.compile(r"<w:(?:drawing|pict|fld|instrText|numPr|sym|sdt)|<mc:")
# Headers by kind of page, columns, text boxes, notes; tables that float.
_OTHER_FLOW = re.compile(
    r"<w:(?:titlePg|footnoteReference|endnoteReference|tblpPr)[ />]|<w:txbxContent|<mc:"
    r'|<w:cols [^>]*w:num="(?!1")'
)
_BY_SIDE = re.compile(rb"<w:(?:evenAndOddHeaders|mirrorMargins|bookFold)")
_TABLE_STYLE = re.compile(r'<w:tblStyle w:val="([^"]+)"')


@dataclass(frozen=True)
class Form:
    """A document taken apart.

    `paragraphs` is the XML of all of them: the header's, the body's, the footer's. `frame` is the
    digest of everything but the text of the `plain` ones, which may be set by themselves, and
    `basis` that of what a paragraph's lines depend on besides itself: styles, fonts, the page.
    """

    basis: bytes
    frame: bytes
    paragraphs: tuple[str, ...]
    plain: frozenset[int]
    header: int
    footer: int
    _cells: Mapping[int, tuple[str, int, int]]

    def alone(self, number: int) -> str:
        """Give a plain paragraph as it may stand on a sheet: one of a table in its row."""
        if number not in self._cells:
            return self.paragraphs[number]
        xml, start, end = self._cells[number]
        table, row, row_end = _row(xml, start, end)
        first = _ROW.search(xml, table)
        assert first
        before, after = xml[row:start], xml[end:row_end]
        return "".join(
            (
                xml[table : first.start()],
                emptied(before),
                xml[start:end],
                emptied(after),
                "</w:tr></w:tbl><w:p/>",
            )
        )


def form_of(docx: bytes) -> Form | None:
    """Take a docx apart; None where its pages hold more than a header, a footer and one flow."""
    parts, same = read_some(docx, _READ, _CHANGING)
    body = parts[DOCUMENT].decode()
    margins = margins_of(parts)
    kinds = [margin.kind for margin in margins]
    section = body[body.rfind("<w:sectPr") :]
    if (
        body.count("<w:sectPr") != 1
        or len(set(kinds)) < len(kinds)
        or len(_REFERENCE.findall(section)) != len(kinds)
        or _BY_SIDE.search(parts.get(SETTINGS, b""))
    ):
        return None
    by_kind = {margin.kind: parts[margin.part].decode() for margin in margins}
    xmls = by_kind.get("header", ""), body, by_kind.get("footer", "")
    decorated = decorated_styles(parts.get(STYLES, b"").decode())
    if "" in decorated:
        return None
    basis = hashlib.sha256(same + section.encode())
    paragraphs: list[str] = []
    plain: set[int] = set()
    cells: dict[int, tuple[str, int, int]] = {}
    around: list[str] = []
    ends: list[int] = []
    for xml in xmls:
        end = 0
        opened = ""
        for before, paragraph, rest, tables, is_other in _stretches(xml, decorated):
            start = end + len(before)
            end = start + len(paragraph)
            if tables:
                opened = opened[-1:] + tables
            if is_other or "((" in opened:
                return None
            around.append(before)
            if not paragraph:
                continue
            in_table = opened[-1:] == "("
            # One in a table is not plain where its row would show something without any text.
            if rest is None or (in_table and _SHOWN.search(xml, *_row(xml, start, end)[1:])):
                around.append(paragraph)
            else:
                around.append(rest)
                plain.add(len(paragraphs))
                if in_table:
                    cells[len(paragraphs)] = xml, start, end
            paragraphs.append(paragraph)
        ends.append(len(paragraphs))
    frame = hashlib.sha256(basis.digest() + "\0".join(around).encode())
    return Form(
        basis.digest(),
        frame.digest(),
        tuple(paragraphs),
        frozenset(plain),
        ends[0],
        ends[2] - ends[1],
        cells,
    )


class _Stretch(NamedTuple):
    """What stands up to the end of a paragraph; `rest` is a plain one without its text.

    `tables` tells in brackets which begin and end before it, `is_other` that it is no part of a
    single flow.
    """

    before: str
    paragraph: str
    rest: str | None
    tables: str
    is_other: bool


def _stretches(xml: str, decorated: frozenset[str]) -> list[_Stretch]:
    *stretches, last = xml.split(_END)
    return [*(_stretch(xml + _END, decorated) for xml in stretches), _stretch(last, decorated)]


@lru_cache(maxsize=1 << 12)
def _stretch(xml: str, decorated: frozenset[str]) -> _Stretch:
    """Look at a stretch; most come again with every document of a template."""
    start = _START.search(xml)
    place = start.start() if start else len(xml)
    before, paragraph = xml[:place], xml[place:]
    return _Stretch(
        before,
        paragraph,
        without_text(paragraph, decorated),
        "".join(")" if end else "(" for end in _TABLE.findall(before)),
        not decorated.isdisjoint(_TABLE_STYLE.findall(xml)) or bool(_OTHER_FLOW.search(xml)),
    )


def _row(xml: str, start: int, end: int) -> tuple[int, int, int]:
    """Where the table begins that holds this, where its row begins, and where the row's end is."""
    table = xml.rindex("<w:tbl>", 0, start)
    row = max(xml.rfind("<w:tr>", table, start), xml.rfind("<w:tr ", table, start))
    return table, row, xml.index("</w:tr>", end)


def flow_of(docx: bytes, form: Form) -> Flow | None:
    """Give what the paragraphs of a document show; None where labels or fields leave that open."""
    parts = read_parts(docx)
    texts = tuple(shown_paragraphs(form.paragraphs, looks_of(parts)))
    if any(ANYTHING in text or LEADER in text for text in texts):
        return None
    return Flow(
        texts, form.header, form.footer, tuple(_heads(parts[DOCUMENT].decode(), form.header))
    )


def _heads(body: str, first: int) -> Iterator[range]:
    """The paragraphs in rows that a table repeats, the body's first being number `first`."""
    if "<w:tblHeader" not in body:
        return
    number = start = first
    head = range(0)
    is_head = False
    for mark in _REPEATED.finditer(body):
        match mark[0]:
            case "</w:p>":
                number += 1
            case "<w:tblHeader":
                is_head = True
            case "</w:tr>" if is_head:
                head = range(head.start if head else start, number)
                is_head = False
            case "</w:tbl>" if head:
                yield head
                head = range(0)
            case "<w:tr":
                start = number


def sheet_of(docx: bytes, paragraphs: Sequence[str]) -> bytes:
    """Make one docx of paragraphs, on the page and in the styles of `docx`, and nothing else."""
    parts = read_parts(docx)
    xml = parts[DOCUMENT].decode()
    opening = _BODY.search(xml)
    assert opening
    start, end = opening.end(), xml.rindex("</w:body>")
    section = _REFERENCE.sub("", xml[xml.rindex("<w:sectPr", 0, end) : end])
    body = body_with_lines_drawn(parts, "".join(paragraphs))
    made = "".join((xml[:start], body, section, xml[end:]))
    return stored({**parts, DOCUMENT: made.encode()})


def read_some(
    data: bytes, wanted: re.Pattern[str], changing: re.Pattern[str]
) -> tuple[dict[str, bytes], bytes]:
    """Give the files whose names match `wanted`, and all that do not match `changing` as packed.

    Of two documents made from one template the packed parts are the same bytes where they are the
    same files.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        ends = [*(entry.header_offset for entry in entries[1:]), archive.start_dir]
        packed = [
            data[entry.header_offset : end]
            for entry, end in zip(entries, ends, strict=True)
            if not changing.fullmatch(entry.filename)
        ]
        files = {e.filename: archive.read(e) for e in entries if wanted.fullmatch(e.filename)}
    return files, b"".join(packed)
