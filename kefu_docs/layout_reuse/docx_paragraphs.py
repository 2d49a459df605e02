"""A rendered document taken apart into paragraphs, and paragraphs of many set on one sheet.

Documents of one form differ in what some paragraphs say and in nothing else. Where such a paragraph
breaks into lines, and where each glyph stands along them, follows from its own text and the width
it has: LibreOffice may set it by itself, on a sheet with those of other documents.
Elements: ISO/IEC 29500-1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.6 (sections).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.layout_reuse.docx_pictures import (
    InsertedPicture,
    drawn,
    exchangeable,
    with_pictures,
    without_insertions,
)
from kefu_docs.layout_reuse.docx_rows import PlaceInTables
from kefu_docs.layout_reuse.docx_sections import DocxSection, cut_sections, read_sections
from kefu_docs.layout_reuse.docx_segments import CollectedParagraphs, SeveralFlowsError
from kefu_docs.layout_reuse.lines import Flow, FlowSection, Margins
from kefu_docs.layout_reuse.packed_parts import read_some
from kefu_docs.layout_reuse.plain_paragraph import decorated_styles, without_floating
from kefu_docs.layout_reuse.sheet_tables import written
from kefu_docs.model.document import ANYTHING, LEADER
from kefu_docs.render.expected.expected_text import looks_of, shown_paragraphs
from kefu_docs.render.layout.for_libreoffice import body_for_libreoffice
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.styles import Styles, styles_of
from kefu_docs.render.word.word_package import (
    DOCUMENT,
    DOCUMENT_RELATIONS,
    SETTINGS,
    STYLES,
    margins_of,
)

_CHANGING = re.compile(
    r"word/(?:document|header\d*|footer\d*)\.xml|docProps/core\.xml"
    r"|word/_rels/document\.xml\.rels|word/media/insert-[^/]*"
)
_READ = re.compile(
    r"word/(?:document|header\d*|footer\d*|settings|styles)\.xml|word/_rels/document\.xml\.rels"
)
_BODY = re.compile(r"<w:body[^>]*>")
_REPEATED = re.compile(r"</w:p>|<w:tblHeader\b|</w:tr>|<w:tr\b|</w:tbl>")
# What shows something that its paragraph does not say, as a label does.
_FIELD = re.compile(r"<w:(?:fld|instrText|sym|footnote|endnote)")
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
_GRID = re.compile(r'<w:docGrid [^>]*w:type="(?!default")')
_EVEN_PAGES = re.compile(rb'<w:evenAndOddHeaders(?:/>| w:val="(?:true|on|1)"/>)')
_BY_SIDE = re.compile(rb"<w:(?:mirrorMargins|bookFold)")


class DocxParagraphs(Struct, frozen=True):
    """A document taken apart into its paragraphs.

    `paragraphs` is the XML of all of them: the headers', the body's, the footers'. `frame` is the
    digest of everything but the text of the `plain` ones and its faces, which may be set by
    themselves, and how many a series has of them (about how many lines it takes is in the digest),
    and `basis` that of what a paragraph's lines depend on besides itself: styles, fonts, the page.
    The lines of those that are `exact` are as high whatever they hold.
    `pictures` are the names of those that may be exchanged for others, place by place.
    """

    basis: bytes
    frame: bytes
    paragraphs: tuple[str, ...]
    plain: frozenset[int]
    exact: frozenset[int]
    series: tuple[range, ...]
    sections: tuple[FlowSection, ...]
    _cells: Mapping[int, PlaceInTables]
    pictures: tuple[str, ...] = ()

    def alone(self, number: int) -> str:
        """Give a plain paragraph as it may stand on a sheet: one of a table in its rows."""
        paragraph = without_floating(self.paragraphs[number])
        place = self._cells.get(number)
        return place.apart(paragraph) if place else paragraph


def take_apart(docx: bytes, *, has_series: bool = True) -> DocxParagraphs | None:
    """Take a docx apart; None where its pages hold more than headers, footers and one flow.

    Without series, documents of one frame have the same paragraphs.
    """
    parts, same = read_some(docx, _READ, _CHANGING)
    body, pictures = exchangeable(parts)
    pieces = cut_sections(body)
    decorated = decorated_styles(parts.get(STYLES))
    if not pieces or "" in decorated or _is_by_side(parts) or _has_frames(parts):
        return None
    has_grid = _GRID.search(pieces[-1][1]) is not None
    collected = CollectedParagraphs(decorated, styles_of(parts), has_grid=has_grid)
    try:
        flow = _collected(collected, pieces, parts, has_series=has_series)
    except SeveralFlowsError:
        return None
    shared = same + without_insertions(parts.get(DOCUMENT_RELATIONS, b""))
    basis = hashlib.sha256(shared + pieces[-1][1].encode()).digest()
    return DocxParagraphs(
        basis,
        hashlib.sha256(basis + collected.frame.encode()).digest(),
        tuple(collected.paragraphs),
        frozenset(collected.plain),
        frozenset(collected.exact),
        tuple(collected.series),
        flow,
        collected.cells,
        pictures,
    )


def _is_by_side(parts: Mapping[str, bytes]) -> bool:
    """Whether left and right pages have other margins."""
    return _BY_SIDE.search(parts.get(SETTINGS, b"")) is not None


def _has_frames(parts: Mapping[str, bytes]) -> bool:
    """Whether a style puts paragraphs into frames, which text runs around."""
    flowing = [data for name, data in parts.items() if name not in (STYLES, SETTINGS)]
    framed = (f'<w:pStyle w:val="{style}"/>'.encode() for style in _framed(styles_of(parts)))
    return any(style in xml for style in framed for xml in flowing)


@lru_cache(maxsize=16)
def _framed(styles: Styles) -> frozenset[str]:
    return styles.with_any("pPr/framePr")


def _collected(
    collected: CollectedParagraphs,
    pieces: Sequence[tuple[str, str]],
    parts: Mapping[str, bytes],
    *,
    has_series: bool,
) -> tuple[FlowSection, ...]:
    """Collect headers, body and footers. Raises SeveralFlowsError.

    A sheet has the form of the last section; what stands in one of another form is not plain.
    """
    has_even = _EVEN_PAGES.search(parts.get(SETTINGS, b"")) is not None
    sections = read_sections(tuple(section for _, section in pieces), has_even=has_even)
    margins = [margin for margin in margins_of(parts) if margin.part in parts]
    names = {margin.relation: parts[margin.part].decode() for margin in margins}
    named = [s.named for s in sections]
    above = _margins(collected, names, [header for kinds in named for header, _ in kinds])
    form = sections[-1].form
    flows = [
        collected.add(xml, has_series=has_series, is_settable=section.form == form)
        for (xml, _), section in zip(pieces, sections, strict=True)
    ]
    below = _margins(collected, names, [footer for kinds in named for _, footer in kinds])
    return tuple(
        FlowSection(flow, _sides(section, above, below), section.start, section.numbers)
        for flow, section in zip(flows, sections, strict=True)
    )


def _margins(
    collected: CollectedParagraphs, names: Mapping[str, str], relations: Sequence[str | None]
) -> dict[str | None, range]:
    """Collect headers or footers, each once, by their relations."""
    found: dict[str | None, range] = {None: range(0)}
    for name in dict.fromkeys(relations):
        if name is not None:
            found[name] = collected.add(names.get(name, ""))
    return found


def _sides(
    section: DocxSection, above: Mapping[str | None, range], below: Mapping[str | None, range]
) -> tuple[Margins, Margins, Margins]:
    first, even, other = ((above[header], below[footer]) for header, footer in section.named)
    return first, even, other


def flow_of(docx: bytes, apart: DocxParagraphs) -> Flow | None:
    """Give what the paragraphs of a document show; None where labels or fields leave that open."""
    parts = read_parts(docx)
    texts = tuple(shown_paragraphs(apart.paragraphs, looks_of(parts)))
    flow = Flow(texts, apart.sections, exact=apart.exact)
    heads = tuple(_heads(parts[DOCUMENT].decode(), flow.body.start))
    labelled = {
        n
        for n in flow.body
        if texts[n].startswith(ANYTHING) and not _FIELD.search(apart.paragraphs[n])
    }
    is_open = any(
        LEADER in text or ANYTHING in text[number in labelled :]
        for number, text in enumerate(texts)
    )
    if is_open or labelled & (apart.plain | set(chain.from_iterable(heads))):
        return None
    return replace(flow, heads=heads)


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


def sheet_of(
    docx: bytes, paragraphs: Sequence[str], pictures: Mapping[str, InsertedPicture] | None = None
) -> bytes:
    """Make one docx of paragraphs, on the page and in the styles of `docx`, and pictures behind."""
    parts = read_parts(docx)
    xml = parts[DOCUMENT].decode()
    opening = _BODY.search(xml)
    assert opening
    start, end = opening.end(), xml.rindex("</w:body>")
    section = _REFERENCE.sub("", xml[xml.rindex("<w:sectPr", 0, end) : end])
    body = body_for_libreoffice(parts, "".join(written(paragraphs, parts.get(STYLES))))
    made = "".join((xml[:start], body, drawn(pictures or ()), section, xml[end:]))
    if pictures:
        parts = with_pictures(parts, pictures)
    return stored({**parts, DOCUMENT: made.encode()})
