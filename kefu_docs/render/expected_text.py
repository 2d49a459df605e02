"""What LibreOffice draws of a rendered document: the text that the proof looks for in the PDF.

Every feature of Word that puts text onto a page or keeps it off is known here or in the modules
that this one asks: `drawn_paragraphs` (the text of paragraphs), `run_looks` (styles and switches),
`field_results` (fields). A feature that LibreOffice loses is refused before, by name
(`unsupported_features`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from lxml import etree

from kefu_docs.model.document import ShownText, Side
from kefu_docs.render.blank_pages import blank_pages_in
from kefu_docs.render.docx_zip import read_parts
from kefu_docs.render.drawn_paragraphs import DrawnParagraphs, is_numbered_anew, notes_in
from kefu_docs.render.run_looks import Looks
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


def shown_text(docx: bytes) -> ShownText:
    """Read the text of a docx; white space and line breaks are left out.

    zipfile.BadZipFile, KeyError or WordXmlError where `docx` is not a Word document.
    """
    parts = read_parts(docx, _READ)
    looks = _looks(styles_of(parts))
    document = parsed(parts[DOCUMENT])
    body = DrawnParagraphs(looks, numbered_anew=is_numbered_anew(document))
    body.read_part(document)
    margins = margins_of(parts)
    texts = {m.part: _margin(parts[m.part], looks) for m in margins if m.part in parts}
    by_relation = {m.relation: texts[m.part][0] for m in margins if m.part in texts}
    sides, may_lack = _sides(document, parts, by_relation)
    notes = [
        _all_of(note, looks)
        for part in (FOOTNOTES, ENDNOTES)
        if part in parts
        for note in notes_in(parsed(parts[part]))
    ]
    return ShownText(
        tuple(filter(None, body.found)),
        (*(text for text, _ in texts.values()), *([""] if may_lack else [])),
        tuple(filter(None, body.heads)),
        tuple(filter(None, (text for text, _ in notes))),
        sides,
        (*body.unseen, *(text for _, unseen in (*texts.values(), *notes) for text in unseen)),
        looks.has_capitals(document),
        _line_numbers(document),
        _has_pictures_of_text(parts),
        blank_pages_in(document),
    )


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
def _margin(xml: bytes, looks: Looks) -> tuple[str, tuple[str, ...]]:
    return _all_of(parsed(xml), looks)


def _all_of(root: etree._Element, looks: Looks) -> tuple[str, tuple[str, ...]]:
    """The text of a header, footer or note, its paragraphs in lines, and what is not seen of it."""
    paragraphs = DrawnParagraphs(looks)
    paragraphs.read_part(root)
    return "\n".join(filter(None, paragraphs.found)), tuple(paragraphs.unseen)


def _sides(
    document: etree._Element, parts: Mapping[str, bytes], texts: Mapping[str, str]
) -> tuple[tuple[Side, Side, Side], bool]:
    """The headers and footers by kind of page, and whether some kind of page may have none."""
    sections = list(document.iter(f"{W}sectPr"))
    is_first_other = any(_has(section, "titlePg") for section in sections)
    settings = parts.get(SETTINGS)
    are_sides_other = settings is not None and _has(parsed(settings), "evenAndOddHeaders")
    if not (is_first_other or are_sides_other):
        return (None, None, None), False
    if len(sections) != 1 or is_numbered_anew(document):
        return (None, None, None), True
    found: dict[str, list[str]] = defaultdict(list)
    for reference in sections[0]:
        if (relation := reference.get(f"{R}id")) is not None:
            found[str(reference.get(f"{W}type", "default"))].append(texts.get(str(relation), ""))
    listed = {kind: tuple(texts) for kind, texts in found.items()}
    odd = listed.get("default")
    even = listed.get("even") if are_sides_other else odd
    return (listed.get("first") if is_first_other else odd, even, odd), True


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
