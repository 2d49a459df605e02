"""The proof of one finished PDF, whatever made it."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence

import pikepdf
from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.model import PdfFacts, ShownText
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.proof.compare import (
    Difference,
    changed,
    changes,
    differences,
    in_order,
    missing_values,
    with_page_numbers,
)
from kefu_docs.proof.embedded_font import UNKNOWN, EmbeddedFont
from kefu_docs.proof.font_program import UnreadableFontError
from kefu_docs.proof.missing_text import (
    cut_off,
    heading_parted,
    margin_lacks,
    other_heading,
    text_differs,
)
from kefu_docs.proof.normalized import squeezed
from kefu_docs.proof.page_bodies import bodies_of
from kefu_docs.proof.page_content import UnreadableContentError
from kefu_docs.proof.page_reader import Page, PageReader
from kefu_docs.proof.parted_headings import parted_headings
from kefu_docs.proof.running_headers import other_headings


class Expected(Struct, frozen=True):
    """What a document has to show.

    `text` is all its text, `printed` the values of the record in it, `faces` the PostScript names
    of the faces that may draw it; any face may where `faces` is empty. `among_others`: it was
    laid out in a batch, or as another document, so that no heading may stand away from its text.
    `sections` are the pages of each of its sections, where a page shows their number.
    """

    text: ShownText
    printed: tuple[str, ...] = ()
    faces: frozenset[str] = frozenset()
    among_others: bool = False
    sections: tuple[int, ...] = ()


class Proof(Struct, frozen=True):
    """What was found in a PDF, and what is wrong with it; no faults means it may leave."""

    facts: PdfFacts
    faults: tuple[Message, ...]
    kind: FaultKind = FaultKind.OTHER


def prove(pdf: bytes, expected: Expected, title: str) -> Proof:
    """Prove that `pdf` shows the whole text, in the right faces, embedded, and nothing cut off.

    `title` names the document in the faults. PDFium is not safe for threads: call this from one
    thread of a process at a time.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if document.pages:
                return _proof(pdf, document, expected, title)
    except pikepdf.PdfError:
        pass
    fault = Message("{title}: the result is not a PDF with pages", {"title": title})
    return Proof(PdfFacts(0, ()), (fault,))


def facts_of(pdf: bytes) -> PdfFacts:
    """Count the pages and name the fonts of a PDF that need not be proved, such as a packet."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        reader = PageReader(document)
        reader.look_at_fonts()
        return _facts(len(document.pages), reader.faces)


_SYMBOLS = frozenset(map(chr, range(0xF000, 0xF100)))
"""Where the characters of symbol fonts stand."""

_CONTENT = {
    "hidden text": Message("hidden text"),
    "forms within forms": Message("drawings within drawings"),
    "strings that are not hexadecimal": Message("text in another notation"),
}


def _proof(pdf: bytes, document: pikepdf.Pdf, expected: Expected, title: str) -> Proof:
    reader = PageReader(document)
    count = len(document.pages)
    kind = FaultKind.OTHER
    try:
        pages = list(reader.pages())
        pictures = [*_picture_faults(pages, reader.faces, expected.text, title)]
        text = _text_faults(pages, expected, title)
        faults = (
            *pictures,
            *text.all,
            *_place_faults(pdf, pages, expected.text, title),
            *_font_faults(reader.faces, expected.faces, title),
        )
        kind = text.kind(len(pictures), len(faults))
    except (UnreadableContentError, UnreadableFontError) as error:
        faults = (
            Message(
                "{title}: the proof cannot read how the PDF shows its text ({reason})",
                {"title": title, "reason": _unreadable(error)},
            ),
        )
    return Proof(_facts(count, reader.faces), faults, kind)


def _unreadable(error: Exception) -> Message:
    """What the proof cannot read; the words of its readers are for programmers."""
    if isinstance(error, UnreadableFontError):
        return Message("a font: {name}", {"name": str(error)})
    return _CONTENT.get(str(error), Message("a content stream: {name}", {"name": str(error)}))


def _facts(pages: int, faces: Sequence[EmbeddedFont]) -> PdfFacts:
    return PdfFacts(pages, tuple(sorted({(face.name, face.is_embedded) for face in faces})))


class _TextFaults(Struct, frozen=True):
    """What is wrong with the text, by what may be the cause.

    `marks`: how many are marks; `parted`: how many are headings that stand away from their text.
    """

    values: list[Message]
    blank: list[Message]
    margins: list[Message]
    others: list[Message]
    marks: int
    parted: int

    @property
    def all(self) -> Iterator[Message]:
        """All of it; first what is to be mended before anything else."""
        yield from (*self.values, *self.blank, *self.margins, *self.others)

    def kind(self, pictures: int, faults: int) -> FaultKind:
        """What kind it is, where so many `pictures` are wrong of all `faults`."""
        if self.values or pictures:
            return FaultKind.OF_THE_DOCUMENT
        if 0 < self.marks == faults:
            return FaultKind.MARKS
        if 0 < self.parted == faults:
            return FaultKind.PARTED
        return FaultKind.MARGINS if 0 < len(self.margins) == faults else FaultKind.OTHER


def _text_faults(pages: Sequence[Page], expected: Expected, title: str) -> _TextFaults:
    """What is wrong with the text."""
    text, printed = with_page_numbers(expected.text, len(pages)), expected.printed
    texts = [page.text for page in pages]
    for change in changes(text):
        text, printed = changed(text, change), tuple(map(change, printed))
        texts = [*map(change, texts)]
    readings, lacking = bodies_of(texts, text, expected.sections)
    bodies = in_order(readings, text, texts)
    in_batch = bodies if expected.among_others else None
    differing = [] if bodies else _differences(readings, text, texts)
    parted = [heading_parted(*found, title) for found in parted_headings(in_batch or (), text)]
    return _TextFaults(
        [*_value_faults(printed, text, title)],
        [*_blank_pages(pages, bodies or [r[-1] for r in readings], text, title)],
        [margin_lacks(number, margin, title) for number, margin in lacking],
        [
            *_uncopied(pages, title),
            *(other_heading(*found, title) for found in other_headings(bodies or (), texts, text)),
            *(text_differs(difference, texts, text, title) for difference in differing),
            *parted,
        ],
        sum(difference.is_mark for difference in differing),
        len(parted),
    )


def _value_faults(printed: Sequence[str], text: ShownText, title: str) -> Iterator[Message]:
    for value in missing_values(printed, (*text.body, *text.margins, *text.notes, *text.unseen)):
        yield Message(
            "{title}: the value {value} does not appear in the PDF",
            {"title": title, "value": value},
        )


def _differences(
    readings: Sequence[Sequence[str]], text: ShownText, texts: Sequence[str]
) -> list[Difference]:
    """What differs if pages are read with most of their text, or with least: the fewer of them."""
    most, least = [r[0] for r in readings], [r[-1] for r in readings]
    found = differences(most, text, texts)
    return found if most == least else min(found, differences(least, text, texts), key=len)


def _blank_pages(
    pages: Sequence[Page], bodies: Sequence[str], text: ShownText, title: str
) -> Iterator[Message]:
    """Pages that are blank, more of them than the document asks for."""
    blank = [n for n, page in enumerate(pages, 1) if not bodies[n - 1] and not page.has_images]
    blank = [number for number in blank if not _shows_lines(number, pages, text)]
    for number in blank if len(blank) > text.blank_pages else ():
        values = {"title": title, "page": number}
        yield Message(
            "{title}: page {page} is blank; delete the empty paragraphs or the page break in front "
            "of it",
            values,
        )


def _uncopied(pages: Sequence[Page], title: str) -> Iterator[Message]:
    for number, page in enumerate(pages, 1):
        if UNKNOWN in page.text:
            yield Message(
                "{title}: page {page} has a character that cannot be copied or searched",
                {"title": title, "page": number},
            )


def _shows_lines(number: int, pages: Sequence[Page], text: ShownText) -> bool:
    """Whether a page without text shows a table or drawing, which the document has.

    A header may draw lines, too, but on every page; so more must be there than on some other.
    """
    if not text.draws_without_text:
        return False
    others = [page.lines for other, page in enumerate(pages, 1) if other != number]
    everywhere = min(others, default=0) if text.margins else 0
    return pages[number - 1].lines > everywhere


def _place_faults(
    pdf: bytes, pages: Sequence[Page], shown: ShownText, title: str
) -> Iterator[Message]:
    """Ask PDFium about the pages whose content does not tell that nothing is cut off.

    What a picture shows, such as an EMF that a control left, was cut off when it was made.
    """
    doubtful = [number for number, page in enumerate(pages) if not page.is_whole]
    if not doubtful:
        return
    from kefu_docs.proof.clipped_text import cut_pages

    def is_own(text: str) -> bool:
        return not shown.has_pictures_of_text or _is_in(text, shown)

    for number, cut in cut_pages(pdf, doubtful, is_own):
        yield cut_off(number + 1, cut.text, shown, title, before=cut.before)


def _is_in(text: str, shown: ShownText) -> bool:
    """Whether a text is one of the document's own."""
    wanted = squeezed(text)
    return any(wanted in squeezed(own) for own in (*shown.body, *shown.margins, *shown.notes))


def _picture_faults(
    pages: Sequence[Page], faces: Sequence[EmbeddedFont], shown: ShownText, title: str
) -> Iterator[Message]:
    """Characters of a picture's own text that the PDF shows as boxes.

    LibreOffice (7.4.7) draws two halves of each beyond U+FFFF; those of a symbol font, by which old
    formulas are set, stand in the private use area, and the font set has no such font.
    """
    has_unknown = any(UNKNOWN in page.text for page in pages)
    if not (has_unknown or shown.has_pictures_of_text):
        return
    undrawn = {character for face in faces for character in face.undrawn()}
    is_halved = any("\ud800" <= character <= "\udfff" for character in undrawn)
    if is_halved and has_unknown:
        yield Message(
            "{title}: a picture (EMF, WMF) or the icon of an embedded file holds a character such "
            "as an emoji, of which the PDF shows boxes; insert it as PNG, or rename the file",
            {"title": title},
        )
    if shown.has_pictures_of_text and any(c in _SYMBOLS for c in undrawn):
        yield Message(
            "{title}: a picture (EMF, WMF), such as a formula of the old equation editor, is set "
            "in a symbol font that is not here, and the PDF shows boxes; insert it as PNG",
            {"title": title},
        )


def _font_faults(
    faces: Sequence[EmbeddedFont], expected: Collection[str], title: str
) -> Iterator[Message]:
    for face in faces:
        values: dict[str, object] = {"title": title, "font": face.name}
        if not face.is_embedded:
            yield Message("{title}: the font {font} is not embedded", values)
        elif not face.is_subset:
            yield Message("{title}: the font {font} is embedded whole", values)
        if expected and face.name not in expected:
            yield Message("{title}: the font {font} is not one of the font set", values)
        if undrawn := face.undrawn():
            values["characters"] = " ".join(sorted(undrawn))
            yield Message("{title}: the font {font} draws no glyph for {characters}", values)
