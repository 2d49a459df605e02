"""What LibreOffice draws of a rendered document: the text that the proof looks for in the PDF.

Every feature of Word that puts text onto a page or keeps it off is known here or in the modules
that this one asks: `drawn_paragraphs` (the text of paragraphs), `run_looks` (styles and switches),
`field_results` (fields). A feature that LibreOffice loses is refused before, by name
(`unsupported_features`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from lxml import etree

from kefu_docs.model.document import ANYTHING, ShownText, Side
from kefu_docs.render.blank_pages import blank_pages_in
from kefu_docs.render.docx_zip import read_parts
from kefu_docs.render.drawn_paragraphs import DrawnParagraphs, is_numbered_anew
from kefu_docs.render.known_paragraphs import known_paragraphs
from kefu_docs.render.run_looks import Looks
from kefu_docs.render.style_text import StyleText
from kefu_docs.render.styles import Styles, is_on, styles_of
from kefu_docs.render.word_package import (
    DOCUMENT,
    ENDNOTES,
    FOOTNOTES,
    SETTINGS,
    Relationship,
    margins_of,
    read_relationships,
)
from kefu_docs.render.word_xml import PREFIXES, R, W, parsed

# Everything but pictures and themes, which may be large.
_READ = re.compile(r"word/(?:[^/]*\.xml|_rels/.*)")
_PICTURE_OF_TEXT = re.compile(r".*\.(?:emf|wmf|svg)", re.IGNORECASE)
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
    looks = _looks(styles_of(parts))
    document = parsed(parts[DOCUMENT])
    body = _read_body(document, parts[DOCUMENT], looks)
    margins = _Margins(document, parts, looks)
    notes, unreferenced = _notes(document, parts, looks)
    # LibreOffice (7.4.7) puts endnotes onto pages without headers and footers.
    may_lack = margins.pages.may_lack or _has_endnotes(parts)
    return ShownText(
        tuple(filter(None, body.found)),
        (*margins.shown, *([""] if may_lack else [])),
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
    )


def _draws_without_text(document: etree._Element, body: DrawnParagraphs) -> bool:
    """Whether lines on a page without text may be those of a table or drawing, not of the page."""
    if next(document.iter(f"{W}pgBorders"), None) is not None:
        return False
    return body.empty_rows > 0 or next(document.iter(*_DRAWINGS), None) is not None


def _read_body(document: etree._Element, xml: bytes, looks: Looks) -> DrawnParagraphs:
    is_anew = is_numbered_anew(document)
    known = known_paragraphs(xml, document, looks, numbered_anew=is_anew)
    body = DrawnParagraphs(looks, numbered_anew=is_anew, known=known)
    body.read_part(document)
    return body


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
            text, hidden = _all_of(note, looks)
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
    paragraph = DrawnParagraphs(looks)
    paragraph.read(_wrapped(xml))
    return None if paragraph.is_in_field else "".join(paragraph.found)


def _wrapped(paragraphs: str) -> etree._Element:
    """Paragraphs as a tree; a prefix that only their own part declares names nothing with text."""
    return etree.fromstring(_ROOT.format(paragraphs), etree.XMLParser(recover=True))


@lru_cache(maxsize=64)
def _margin(xml: bytes, looks: Looks, is_anew: bool) -> tuple[str, tuple[str, ...]]:
    return _all_of(parsed(xml), looks, is_anew, names_styles=True)


@lru_cache(maxsize=64)
def _has_capitals(xml: bytes, looks: Looks) -> bool:
    return looks.has_capitals(parsed(xml))


def _all_of(
    root: etree._Element, looks: Looks, is_anew: bool = False, *, names_styles: bool = False
) -> tuple[str, tuple[str, ...]]:
    """The text of a header, footer or note, its paragraphs in lines, and what is not seen of it."""
    paragraphs = DrawnParagraphs(looks, numbered_anew=is_anew, names_styles=names_styles)
    paragraphs.read_part(root)
    return "\n".join(filter(None, paragraphs.found)), tuple(paragraphs.unseen)


class _Margins:
    """The headers and footers of a document: which pages have them, and their `texts` by relation.

    `shown` are the texts of those that some page has, `footers` of these at the foot; `unseen` is
    the text of the others and what is not seen of any.
    """

    def __init__(self, document: etree._Element, parts: Mapping[str, bytes], looks: Looks) -> None:
        self.pages = _Pages(document, parts)
        margins = [m for m in margins_of(parts) if m.part in parts]
        is_anew = is_numbered_anew(document)
        read = {m.relation: _margin(parts[m.part], looks, is_anew) for m in margins}
        styled = StyleText(document, looks, styles_of(parts))
        self.texts = {relation: styled.filled(text) for relation, (text, _) in read.items()}
        shown = [m for m in margins if m.relation in self.pages.named]
        self.shown = tuple(self.texts[m.relation] for m in shown)
        self.footers = frozenset(self.texts[m.relation] for m in shown if m.kind == "footer")
        self.unseen = (
            *(text for _, unseen in read.values() for text in unseen),
            *(self.texts[m.relation] for m in margins if m not in shown),
        )
        self.has_capitals = any(_has_capitals(parts[m.part], looks) for m in shown)


class _Pages:
    """Which headers and footers a document's pages have.

    `named` are the relations of those that some page shows, `may_lack` says that some have none.
    """

    def __init__(self, document: etree._Element, parts: Mapping[str, bytes]) -> None:
        self._sections = list(document.iter(f"{W}sectPr"))
        self._is_first_other = any(_has(section, "titlePg") for section in self._sections)
        self._is_even_other = _has_even_pages(parts.get(SETTINGS))
        self._is_anew = is_numbered_anew(document)
        kinds = {"default": True, "first": self._is_first_other, "even": self._is_even_other}
        self._references = [
            [(kind, relation) for kind, relation in _references(section) if kinds.get(kind, False)]
            for section in self._sections
        ]
        self.named = {relation for found in self._references for _, relation in found}
        # A section with headers and footers of its own shows those of no other.
        self.may_lack = (
            self._is_first_other or self._is_even_other or sum(map(bool, self._references)) > 1
        )

    def sides(self, texts: Mapping[str, str]) -> tuple[Side, Side, Side]:
        """The headers and footers of the first, the even and the odd pages, where these differ."""
        is_alike = not (self._is_first_other or self._is_even_other)
        if is_alike or len(self._sections) != 1 or self._is_anew:
            return None, None, None
        found: dict[str, list[str]] = defaultdict(list)
        for kind, relation in self._references[0]:
            found[kind].append(texts.get(relation, ""))
        listed = {kind: tuple(named) for kind, named in found.items()}
        odd = listed.get("default")
        even = listed.get("even") if self._is_even_other else odd
        return listed.get("first") if self._is_first_other else odd, even, odd


def _has_soft_hyphens(parts: Mapping[str, bytes]) -> bool:
    """Whether a word may be parted at a place that its author chose."""
    return any(mark in data for data in parts.values() for mark in _SOFT_HYPHENS)


@lru_cache(maxsize=16)
def _is_hyphenated(settings: bytes | None) -> bool:
    """Whether words are parted at the ends of lines, which LibreOffice does where it has patterns.

    It writes each hyphen as text (7.4.7).
    """
    return settings is not None and _has(parsed(settings), "autoHyphenation")


@lru_cache(maxsize=16)
def _has_even_pages(settings: bytes | None) -> bool:
    return settings is not None and _has(parsed(settings), "evenAndOddHeaders")


def _references(section: etree._Element) -> Iterator[tuple[str, str]]:
    """The kind of pages and the relation of each header and footer that a section names."""
    for reference in section:
        if (relation := reference.get(f"{R}id")) is not None:
            yield str(reference.get(f"{W}type", "default")), str(relation)


def _has_endnotes(parts: Mapping[str, bytes]) -> bool:
    return ENDNOTES in parts and bool(_notes_in(parsed(parts[ENDNOTES])))


def _has_pictures_of_text(parts: Mapping[str, bytes]) -> bool:
    """Whether a document names charts, diagrams, objects of other programs, or drawings as files.

    LibreOffice writes what they show as text, and what that is, is known to those programs alone.
    """
    named = [r for part in parts if part.endswith(".rels") for r in _named_by(parts, part)]
    return any(r.kind in _DRAWN_BY_OTHERS or _PICTURE_OF_TEXT.fullmatch(r.target) for r in named)


def _named_by(parts: Mapping[str, bytes], relations: str) -> tuple[Relationship, ...]:
    return read_relationships(parts[relations], "word")


def _has(element: etree._Element, switch: str) -> bool:
    found = element.find(f"{W}{switch}")
    return found is not None and is_on(found)


def _line_numbers(document: etree._Element) -> int:
    """Every so manieth line is numbered; 0 where none is.

    LibreOffice draws these numbers behind all text of a page's body (7.4.7).
    """
    for element in document.iter(f"{W}lnNumType"):
        return int(element.get(f"{W}countBy") or 0)
    return 0
