"""The characters that must print, pages full of them, and what a finished PDF makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import pikepdf
from docx.shared import Mm

from kefu_docs.finish import finish_batch
from kefu_docs.fonts import FontSet
from kefu_docs.model import DocumentInfo
from tests.support.builds import ROOT
from tests.support.pdf import glyphs, opened
from tests.support.word import paragraph, run, word

_LIST = ROOT / "tests" / "data" / "general_standard_characters.txt"
GENERAL_STANDARD = tuple(
    character
    for line in _LIST.read_text("utf-8").splitlines()
    if not line.startswith("#")
    for character in line
)
"""通用规范汉字表 (国发〔2013〕23号), levels one to three."""

LEVEL_3_RANGES = (
    (0x4E00, 0x9FEF),  # CJK Unified Ideographs
    (0x3400, 0x4DB5),  # Extension A
    (0x20000, 0x2A6D6),  # Extension B
    (0x2A700, 0x2B734),  # Extension C
    (0x2B740, 0x2B81D),  # Extension D
    (0x2B820, 0x2CEA1),  # Extension E
    (0x2CEB0, 0x2EBE0),  # Extension F
    # the twelve unified ideographs in the block CJK Compatibility Ideographs
    *((c, c) for c in (0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F)),
    *((c, c) for c in (0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29)),
)
"""GB 18030-2022: the 87,887 ideographs that implementation level 3 requires.

These are the unified ideographs of ISO/IEC 10646 as of Unicode 11.
"""

LEVEL_3 = tuple(chr(c) for first, last in LEVEL_3_RANGES for c in range(first, last + 1))

_INFO = DocumentInfo("字", "字", "字", ("字",), dt.date(2026, 4, 30))


def page_template(family: str) -> bytes:
    """A template that prints `text` on pages of about 2,700 characters."""
    size, space = '<w:sz w:val="28"/>', '<w:spacing w:line="280" w:lineRule="exact"/>'
    side, margin = Mm(280).twips, Mm(10).twips
    margins = " ".join(f'w:{edge}="{margin}"' for edge in ("left", "right", "top", "bottom"))
    return word(
        paragraph(run("{{ text }}", size), form=space),
        section=f'<w:pgSz w:w="{side}" w:h="{side}"/><w:pgMar {margins}/>',
        family=family,
    )


class Printed(NamedTuple):
    """What a finished PDF shows: its text in stretches of one font, as PDFium reads it.

    `replaced` is the text that stands in ActualText, which PDFium passes over outside of the basic
    plane; `undrawn` counts the codes of .notdef.
    """

    stretches: list[tuple[str, str]]
    replaced: str
    undrawn: int


def printed(pdf: bytes, fonts: FontSet) -> Printed:
    """Finish a PDF of LibreOffice's and read it.

    The glyph with code 0 is .notdef (OpenType specification, "Recommendations for OpenType fonts").
    """
    (finished,) = finish_batch(pdf, [], [_INFO], fonts)
    read = [glyph for page in glyphs(finished) for glyph in page if not glyph.character.isspace()]
    stretches = [
        (font, "".join(glyph.character for glyph in group))
        for font, group in groupby(read, key=lambda glyph: glyph.font)
    ]
    shown = list(_shown(finished))
    replaced = "".join(item for item in shown if isinstance(item, str))
    return Printed(stretches, replaced, shown.count(0))


def _shown(pdf: bytes) -> Iterator[int | str]:
    """Every two-byte code that the pages show, and every text that replaces what is shown."""
    with opened(pdf) as document:
        for page in document.pages:
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), list(instruction.operands)
                if operator == "BDC":
                    yield str(operands[1].ActualText)
                elif operator in ("Tj", "TJ"):
                    for string in operands[0] if operator == "TJ" else operands:
                        if isinstance(string, pikepdf.String):
                            data = bytes(string)
                            pairs = zip(data[::2], data[1::2], strict=True)
                            yield from (high << 8 | low for high, low in pairs)
