"""Marks that hang in the margin are drawn, if need be on smaller pages."""

from __future__ import annotations

import re

import pypdfium2  # type: ignore[import-untyped]
import pytest

from kefu_docs.layout_reuse.docx_paragraphs import sheet_of
from kefu_docs.render import on_smaller_pages
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.scheduler.other_layouts import SMALLER
from tests.support.builds import SAMPLE_TEMPLATES, Office

TEMPLATE = (SAMPLE_TEMPLATES / "contract_labor.docx").read_bytes()
BEHIND = "二三四五六七"
# The first line is 36 wide characters long, less two by which it is indented.
FULL = [digits + "一" * count for digits in ("111111", "1111111i") for count in range(29, 33)]


def paragraph(text: str) -> str:
    """A justified paragraph of the sample contract."""
    return f'<w:p><w:pPr><w:pStyle w:val="Clause"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def shows(office: Office, document: bytes, text: str) -> bool:
    """Whether LibreOffice shows all of the text."""
    with pypdfium2.PdfDocument(office(document)) as pdf:
        return text in "".join(pdf[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("line", FULL)
def test_a_comma_behind_a_full_line_is_drawn(office: Office, line: str) -> None:
    """LibreOffice 7.4 leaves it out behind some of these lines, 25.2 behind others."""
    text = f"{line}，{BEHIND}"
    document = sheet_of(TEMPLATE, [paragraph(text)])
    tried = [document, *(on_smaller_pages(document, twips) for twips in SMALLER)]
    assert any(shows(office, made, text) for made in tried)


def test_only_right_and_bottom_margins_change() -> None:
    """Those of every section are wider on smaller pages, and nothing else changes."""
    before, after = read_parts(TEMPLATE), read_parts(on_smaller_pages(TEMPLATE, 18))
    margin = re.compile(rb'w:right="(\d+)" w:bottom="(\d+)"')
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    one, other = before["word/document.xml"], after["word/document.xml"]
    wider = [(int(right) + 18, int(bottom) + 18) for right, bottom in margin.findall(one)]
    assert wider == [(int(right), int(bottom)) for right, bottom in margin.findall(other)]
    assert margin.sub(b"", one) == margin.sub(b"", other)
    assert wider
