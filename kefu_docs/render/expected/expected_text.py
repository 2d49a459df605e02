"""What LibreOffice draws of a rendered document: the text that the proof looks for in the PDF.

Every feature of Word that puts text onto a page or keeps it off is known here or in the modules
that this one asks: `drawn_paragraphs` (the text of paragraphs), `run_looks` (styles and switches),
`field_results` (fields). A feature that LibreOffice loses is refused before, by name
(`unsupported_features`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from lxml import etree

from kefu_docs.model.document import ANYTHING, ShownText
from kefu_docs.render.expected.blank_pages import blank_pages_in
from kefu_docs.render.expected.drawn_paragraphs import DrawnParagraphs, is_numbered_anew
from kefu_docs.render.expected.kept_paragraphs import kept_paragraphs
from kefu_docs.render.expected.known_paragraphs import filled, known_text, with_stand_ins
from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.expected.shown_margins import Margins, has_switch, show_styles, text_of
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.styles import Styles, styles_of
from kefu_docs.render.word.word_package import (
    DOCUMENT,
    ENDNOTES,
    FOOTNOTES,
    SETTINGS,
    Relationship,
    margins_of,
    read_relationships,
)
from kefu_docs.render.word.word_xml import PREFIXES, W, parsed

# Everything but pictures and themes, which may be large.
_READ = re.compile(r"word/(?:[^/]*\.xml|_rels/.*)")
_PICTURE_OF_TEXT = re.compile(r".*\.(?:emf|wmf|svg)", re.IGNORECASE)
_LOCKED = b'/lockedCanvas"'
_DRAWN_BY_OTHERS = frozenset(("chart", "chartEx", "diagramData", "oleObject", "package"))
_ROOT = "<w:body {}>{{}}</w:body>".format(
    " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
)
_SOFT_HYPHENS = ("\u00ad".encode(), b"w:softHyphen")
_DRAWINGS = (f"{W}drawing", f"{W}pict", f"{W}object")


def shown_text(docx: bytes) -> ShownText:
    """Read the text of a docx; white space and line breaks are left out.

    zipfile.BadZipFile, KeyError or WordXmlError where `docx` is not a Word document.
    """
    parts = read_parts(docx, _READ)
    short, texts = _with_stand_ins(parts)
    shown = _shown_of_short(tuple(short.items())) if texts else None
    return filled(shown, texts) if shown else _shown(parts)


def _with_stand_ins(parts: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    styles = styles_of(parts)
    margins = [margin.part for margin in margins_of(parts) if margin.part in parts]
    return with_stand_ins(parts, (*margins, DOCUMENT), _looks(styles), _framed(styles))


@lru_cache(maxsize=1 << 8)
def _shown_of_short(parts: tuple[tuple[str, bytes], ...]) -> ShownText | None:
    """What a document with stand-ins shows; None where it asks for what these do not have."""
    named = dict(parts)
    return None if show_styles(named, looks_of(named)) else _shown(named)


def _shown(parts: Mapping[str, bytes]) -> ShownText:
    looks = looks_of(parts)
    document = parsed(parts[DOCUMENT])
    body = DrawnParagraphs(looks, numbered_anew=is_numbered_anew(document))
    body.read_part(document)
    margins = Margins(document, parts, looks)
    notes, unreferenced = _notes(document, parts, looks)
    return ShownText(
        tuple(filter(None, body.found)),
        tuple(_margins(margins, parts)),
        tuple(filter(None, body.heads)),
        tuple(filter(None, notes)),
        margins.pages.sides(margins.texts),
        (*body.unseen, *margins.unseen, *unreferenced),
        looks.has_capitals(document) or margins.has_capitals,
        _line_numbers(document),
        _has_pictures_of_text(parts),
        blank_pages_in(document),
        margins.footers,
        tuple(_rows(body)),
        _has_soft_hyphens(parts) or _is_hyphenated(parts.get(SETTINGS)),
        _draws_without_text(document, body),
        _flows(parts[DOCUMENT], styles_of(parts), body),
        tuple(kept_paragraphs(body.paragraphs, body.found, looks)),
        tuple(margins.pages.of_sections(margins.texts)),
    )


def _margins(margins: Margins, parts: Mapping[str, bytes]) -> Iterator[str]:
    """The headers and footers; an empty one says that a page may have none.

    LibreOffice (7.4.7) puts endnotes onto such pages.
    """
    yield from margins.shown
    if margins.pages.may_lack or _has_endnotes(parts):
        yield ""


def _draws_without_text(document: etree._Element, body: DrawnParagraphs) -> bool:
    """Whether lines on a page without text may be those of a table or drawing, not of the page."""
    if next(document.iter(f"{W}pgBorders"), None) is not None:
        return False
    return body.empty_rows > 0 or next(document.iter(*_DRAWINGS), None) is not None


def _rows(body: DrawnParagraphs) -> Iterator[tuple[int, ...]]:
    """The rows with text in several cells, paragraphs without text not counted."""
    before = [0, *accumulate(map(bool, body.found))]
    return (tuple(before[border] for border in row) for row in body.rows)


def _flows(xml: bytes, styles: Styles, body: DrawnParagraphs) -> tuple[int, ...]:
    """The flow of each paragraph with text; none where some may stand in frames.

    LibreOffice (7.4) draws these, and initials that are dropped, behind all other text of the page.
    """
    if b"framePr" in xml or any(f'"{style}"'.encode() in xml for style in _framed(styles)):
        return ()
    return tuple(n for text, n in zip(body.found, body.flows, strict=True) if text)


@lru_cache(maxsize=16)
def _framed(styles: Styles) -> frozenset[str]:
    return styles.with_any("pPr/framePr")


def _notes(
    document: etree._Element, parts: Mapping[str, bytes], looks: Looks
) -> tuple[list[str], list[str]]:
    """The text of each footnote and endnote, and what is not seen of them.

    Word keeps notes whose mark was deleted; nobody draws them. Of a note without text LibreOffice
    draws the label.
    """
    shown: list[str] = []
    unseen: list[str] = []
    for part, mark in ((FOOTNOTES, "footnoteReference"), (ENDNOTES, "endnoteReference")):
        marked = {e.get(f"{W}id") for e in document.iter(f"{W}{mark}")}
        for note in _notes_in(parsed(parts[part])) if part in parts else ():
            text, hidden = text_of(note, looks)
            unseen += hidden
            if note.get(f"{W}id") in marked:
                shown.append(text or ANYTHING)
            else:
                unseen.append(text)
    return shown, unseen


def _notes_in(root: etree._Element) -> list[etree._Element]:
    """The footnotes or endnotes of a part; those with a type are lines that part them from text."""
    notes = [*root.iter(f"{W}footnote"), *root.iter(f"{W}endnote")]
    return [n for n in notes if n.get(f"{W}type", "normal") == "normal"]


def shown_paragraphs(paragraphs: Sequence[str], looks: Looks) -> list[str]:
    """What paragraphs of a rendered document show, each given as XML, in their order.

    Rendered documents have the usual prefixes. Most paragraphs of a template come again with every
    document, so that each is read once; a field may begin in one and end in another.
    """
    texts = [_alone(xml, looks) for xml in paragraphs]
    if None in texts:
        together = DrawnParagraphs(looks)
        together.read(_wrapped("".join(paragraphs)))
        return together.found
    return [text for text in texts if text is not None]


def looks_of(parts: Mapping[str, bytes]) -> Looks:
    """How the styles of a document's parts make text look, read once for all its documents."""
    return _looks(styles_of(parts))


@lru_cache(maxsize=16)
def _looks(styles: Styles) -> Looks:
    return Looks(styles)


@lru_cache(maxsize=1 << 12)
def _alone(xml: str, looks: Looks) -> str | None:
    """What a paragraph shows that leaves no field open, as most do, in any document."""
    if (known := known_text(xml, looks)) is not None:
        return known
    paragraph = DrawnParagraphs(looks)
    paragraph.read(_wrapped(xml))
    return None if paragraph.is_in_field else "".join(paragraph.found)


def _wrapped(paragraphs: str) -> etree._Element:
    """Paragraphs as a tree; a prefix that only their own part declares names nothing with text."""
    return etree.fromstring(_ROOT.format(paragraphs), etree.XMLParser(recover=True))


def _has_soft_hyphens(parts: Mapping[str, bytes]) -> bool:
    """Whether a word may be parted at a place that its author chose."""
    return any(mark in data for data in parts.values() for mark in _SOFT_HYPHENS)


@lru_cache(maxsize=16)
def _is_hyphenated(settings: bytes | None) -> bool:
    """Whether words are parted at the ends of lines, which LibreOffice does where it has patterns.

    It writes each hyphen as text (7.4.7).
    """
    return settings is not None and has_switch(parsed(settings), "autoHyphenation")


def _has_endnotes(parts: Mapping[str, bytes]) -> bool:
    return ENDNOTES in parts and bool(_notes_in(parsed(parts[ENDNOTES])))


def _has_pictures_of_text(parts: Mapping[str, bytes]) -> bool:
    """Whether a document names charts, diagrams, objects of other programs, or drawings as files.

    LibreOffice writes what they show as text, and what that is, is known to those programs alone.
    So it is with shapes that PowerPoint copies into Word (a locked canvas, ISO/IEC 29500-1, 20.3).
    """
    if any(_LOCKED in data for part, data in parts.items() if part.endswith(".xml")):
        return True
    named = [r for part in parts if part.endswith(".rels") for r in _named_by(parts, part)]
    return any(r.kind in _DRAWN_BY_OTHERS or _PICTURE_OF_TEXT.fullmatch(r.target) for r in named)


def _named_by(parts: Mapping[str, bytes], relations: str) -> tuple[Relationship, ...]:
    return read_relationships(parts[relations], "word")


def _line_numbers(document: etree._Element) -> int:
    """Every so manieth line is numbered; 0 where none is.

    LibreOffice draws these numbers behind all text of a page's body (7.4.7).
    """
    for element in document.iter(f"{W}lnNumType"):
        return int(element.get(f"{W}countBy") or 0)
    return 0
