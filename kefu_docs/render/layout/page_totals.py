"""The number of pages as text, in documents for which LibreOffice would count otherwise than Word.

Where page numbers begin anew, or a section begins on an odd or even page, LibreOffice (7.4.7) also
counts the pages that it leaves blank for that, and in a batch the last page has another number than
there are pages. So the number is written, and whoever reads the PDF tells whether it was right.
Elements: ISO/IEC 29500-1, 17.6.12 (pgNumType), 17.6.22 (type), 17.16.5.42 (NUMPAGES).
"""

from __future__ import annotations

import re

from lxml import etree

from kefu_docs.render.expected.drawn_paragraphs import is_numbered_anew
from kefu_docs.render.expected.list_labels import number_in_form
from kefu_docs.render.fields.complex_fields import complex_fields, split_runs
from kefu_docs.render.fields.field_results import field_name
from kefu_docs.render.fields.fields_as_text import complex_as_text, simple_as_text
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import DOCUMENT, printed_parts
from kefu_docs.render.word.word_xml import W, parsed, written

_NAME = "NUMPAGES"
_MARK = _NAME.encode()
_BODY = re.compile(re.escape(DOCUMENT))
_SPECIAL = b"<w:pgNumType ", b'"oddPage"', b'"evenPage"'
# What LibreOffice does not write in figures (see plain_numbers): the first letter tells the case.
_FORM = re.compile(r"\\\*\s*(roman|alphabetic)\b", re.IGNORECASE)
_FORMS = {"R": "upperRoman", "r": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}


def is_counted_otherwise(docx: bytes) -> bool:
    """Whether a document shows the number of its pages, and LibreOffice may count others."""
    body = read_parts(docx, _BODY)[DOCUMENT]
    if not any(special in body for special in _SPECIAL):  # as most have none
        return False
    parts = read_parts(docx)
    has_total = any(_MARK in parts[part].upper() for part in printed_parts(parts))
    return has_total and is_numbered_anew(parsed(parts[DOCUMENT]))


def with_total(docx: bytes, pages: int) -> bytes:
    """Write a number of pages in the place of each field that shows it."""
    parts = read_parts(docx)
    changed = {}
    for name in printed_parts(parts):
        if _MARK in parts[name].upper():
            root = parsed(parts[name])
            write_number(root, _NAME, pages)
            changed[name] = written(root)
    return stored({**parts, **changed})


def write_number(root: etree._Element, name: str, pages: int) -> None:
    """Write a number of pages in the place of each field of this name."""
    split_runs(root, ())  # some programs write a field into one run with the text beside it
    for simple in [*root.iter(f"{W}fldSimple")]:
        instruction = str(simple.get(f"{W}instr", ""))
        if field_name(instruction) == name:
            simple_as_text(simple, _in_form(pages, instruction))
    for found in [*complex_fields(root)]:
        if field_name(found.instruction) == name:
            complex_as_text(found, _in_form(pages, found.instruction))


def _in_form(pages: int, instruction: str) -> str:
    form = _FORM.search(instruction)
    return number_in_form(pages, _FORMS[form[1][0]]) if form else str(pages)
