"""Numbers of pages in the forms that Word writes, where LibreOffice would write them otherwise.

Word writes - 1 - in sections of the form `numberInDash` (ISO/IEC 29500-1, 17.18.59) and for fields
with the switch `ArabicDash`, LibreOffice (7.4.7, 25.2) 1. Here the dashes become text around the
field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from kefu_docs.render.fields.complex_fields import complex_fields, split_runs
from kefu_docs.render.fields.field_results import field_name
from kefu_docs.render.word.word_xml import W

FORM = "numberInDash"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DASHED = re.compile(r"\\\*\s*ArabicDash\b", re.IGNORECASE)
_OWN_FORM = re.compile(r"\\\*\s*(?!MERGEFORMAT|CHARFORMAT)\w|\\#", re.IGNORECASE)


def takes_dashes(document: etree._Element) -> bool:
    """Whether all sections of a document want dashes; they then want them no more."""
    sections = [section.find(f"{W}pgNumType") for section in document.iter(f"{W}sectPr")]
    forms = [None if numbers is None else numbers.get(f"{W}fmt") for numbers in sections]
    if set(forms) != {FORM}:
        return False
    for numbers in document.iter(f"{W}pgNumType"):
        numbers.attrib.pop(f"{W}fmt", None)
    return True


def write_dashes(root: etree._Element, *, of_sections: bool) -> bool:
    """Write dashes around the numbers of pages of a part; tell whether there are any.

    `of_sections` says that the document's sections want them.
    """
    has_dashes = False
    for simple in [*root.iter(f"{W}fldSimple")]:
        instruction = str(simple.get(f"{W}instr"))
        if _is_dashed(instruction, of_sections=of_sections):
            simple.set(f"{W}instr", _DASHED.sub("", instruction))
            _surround(simple, simple, simple.iter(f"{W}rPr"))
            has_dashes = True
    dashed = [f for f in complex_fields(root) if _is_dashed(f.instruction, of_sections=of_sections)]
    if dashed and split_runs(root, ()):
        return write_dashes(root, of_sections=of_sections)
    for found in dashed:
        _plain([mark for mark in found.marks if mark.tag == f"{W}instrText"])
        first, last = found.marks[0].getparent(), found.marks[-1].getparent()
        if first is not None and last is not None:
            _surround(first, last, first.iter(f"{W}rPr"))
    return has_dashes or bool(dashed)


def _is_dashed(instruction: str, *, of_sections: bool) -> bool:
    name = field_name(instruction)
    if _DASHED.search(instruction):
        return name in ("PAGE", "NUMPAGES", "SECTIONPAGES")
    return of_sections and name == "PAGE" and not _OWN_FORM.search(instruction)


def _plain(texts: list[etree._Element]) -> None:
    """Write an instruction without the switch, which may stand in several pieces."""
    whole = "".join(text.text or "" for text in texts)
    if _DASHED.search(whole):
        for text in texts:
            text.text = ""
        texts[0].text = _DASHED.sub("", whole)


def _surround(
    first: etree._Element, last: etree._Element, properties: Iterable[etree._Element]
) -> None:
    """Put dashes before and behind a field, in the look of its number."""
    look = next(iter(properties), None)
    first.addprevious(_run("- ", look))
    last.addnext(_run(" -", look))


def _run(text: str, look: etree._Element | None) -> etree._Element:
    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(deepcopy(look))
    etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = text
    return run
