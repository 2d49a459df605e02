"""How many pages a document leaves blank on purpose, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.word.styles import is_on
from kefu_docs.render.word.word_xml import W, value

_BREAK = "\f"


def blank_pages_in(document: etree._Element) -> int:
    """Count the blank pages that page breaks and sections of a document ask for.

    Two page breaks without text between them make one, and so does one behind all text. The one
    before a section that begins on an odd or an even page (ISO/IEC 29500-1, 17.18.77) is left out,
    see convert/worker/export_options.py.
    """
    breaks_any = next(document.iter(f"{W}br", f"{W}pageBreakBefore"), None) is not None
    if not breaks_any and document.find(f".//{W}pPr/{W}sectPr") is None:
        return 0
    breaks = "".join(_marks(document))
    between = breaks.strip("x").split("x") if "x" in breaks else [breaks]
    inner = sum(max(0, len(run) - 1) for run in between)
    outer = len(breaks) - len(breaks.strip(_BREAK)) if "x" in breaks else 0
    return inner + outer


def blank_pages_told(document: etree._Element) -> tuple[Message, ...]:
    """What a user is told of a template whose documents have blank pages on purpose."""
    return (*_printed(document), *_left_out(document))


def _printed(document: etree._Element) -> Iterator[Message]:
    if count := blank_pages_in(document):
        yield Message(
            "each document may have blank pages, {count} at most, and they are printed: two page "
            "breaks have no text between them, or one stands before or behind all text",
            {"count": count},
        )


def _left_out(document: etree._Element) -> Iterator[Message]:
    """What is told of pages that LibreOffice puts in for a section; none is printed."""
    later = [*document.iter(f"{W}sectPr")][1:]
    if any(value(section, "type") in ("oddPage", "evenPage") for section in later):
        yield Message(
            "a section begins on an odd or even page; the blank page that Word may print before it "
            "is left out"
        )


def _marks(document: etree._Element) -> Iterator[str]:
    """A character for each page break and for each thing that is seen, in order.

    A section begins on a page of its own unless it says otherwise itself (17.6.22).
    """
    sections = list(document.iter(f"{W}sectPr"))
    following = dict(pairwise(sections))
    ending: etree._Element | None = None  # the paragraph behind which the next section begins
    for element in document.iter(*_SEEN, f"{W}br", f"{W}pageBreakBefore", f"{W}sectPr"):
        if ending is not None and not _is_within(element, ending):
            yield _BREAK
            ending = None
        if element.tag == f"{W}br":
            if element.get(f"{W}type") == "page":
                yield _BREAK
        elif element.tag == f"{W}pageBreakBefore":
            if is_on(element):  # Google Docs writes it into each paragraph, switched off
                yield _BREAK
        elif element.tag == f"{W}sectPr":
            if element in following and value(following[element], "type") != "continuous":
                ending = next(element.iterancestors(f"{W}p"), None)
        elif element.tag in _SEEN and (element.tag != f"{W}t" or (element.text or "").strip()):
            yield "x"


def _is_within(element: etree._Element, paragraph: etree._Element) -> bool:
    return paragraph in element.iterancestors(f"{W}p")


_SEEN = tuple(f"{W}{name}" for name in ("t", "drawing", "pict", "object", "tbl", "sym"))
