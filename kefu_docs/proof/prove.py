"""The proof of one finished PDF, whatever made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]

from kefu_docs.diagnostics import Message
from kefu_docs.model import PdfFacts
from kefu_docs.proof.fonts import fonts_of
from kefu_docs.proof.text import Line, lines_of, running_lines
from kefu_docs.proof.values import missing_values

# What stands in extracted text for a glyph whose character the PDF does not tell.
_UNREADABLE = ("\ufffd", "\x00")


@dataclass(frozen=True)
class Proof:
    """What was found in a PDF, and what is wrong with it; no faults means it may leave."""

    facts: PdfFacts
    faults: tuple[Message, ...]


def prove(pdf: bytes, printed: Sequence[str], title: str) -> Proof:
    """Prove that `pdf` has pages, none blank, its fonts embedded and every value of `printed`.

    `title` names the document in the faults. PDFium is not safe for threads: call this from one
    thread of a process at a time.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        # PDFium opens no PDF without pages.
        fault = Message("{title}: the result is not a PDF with pages", {"title": title})
        return Proof(PdfFacts(0, ()), (fault,))
    pages: list[tuple[Line, ...]] = []
    fonts: set[tuple[str, bool]] = set()
    try:
        for number in range(len(document)):
            page = document[number]
            pages.append(lines_of(page))
            fonts |= fonts_of(page)
            page.close()
    finally:
        document.close()
    facts = PdfFacts(len(pages), tuple(sorted(fonts)))
    faults = (
        *_page_faults(pages, title),
        *_font_faults(facts, title),
        *_value_faults(pages, printed, title),
    )
    return Proof(facts, faults)


def _page_faults(pages: Sequence[Sequence[Line]], title: str) -> Iterator[Message]:
    for number, (page, running) in enumerate(zip(pages, running_lines(pages), strict=True), 1):
        if all(line.in_margin and line in running for line in page):
            yield Message("{title}: page {page} is blank", {"title": title, "page": number})
        if any(mark in line.text for line in page for mark in _UNREADABLE):
            yield Message(
                "{title}: page {page} has a character that cannot be copied or searched",
                {"title": title, "page": number},
            )


def _font_faults(facts: PdfFacts, title: str) -> Iterator[Message]:
    for name, embedded in facts.fonts:
        if not embedded:
            yield Message(
                "{title}: the font {font} is not embedded", {"title": title, "font": name}
            )


def _value_faults(
    pages: Sequence[Sequence[Line]], printed: Sequence[str], title: str
) -> Iterator[Message]:
    for value, times, found in missing_values(printed, pages):
        values = {"title": title, "value": value, "times": times, "found": found}
        if found:
            yield Message(
                "{title}: the value {value} should appear {times} times, but appears {found}",
                values,
            )
        else:
            yield Message("{title}: the value {value} does not appear in the PDF", values)
