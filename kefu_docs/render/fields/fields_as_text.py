"""Fields taken out of a part, a text in the place of each."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from kefu_docs.render.fields.complex_fields import MARKS, ComplexField
from kefu_docs.render.word.word_xml import W


def text_within(elements: Iterable[etree._Element]) -> str:
    """The text within elements, such as the runs of a field's stored result."""
    return "".join(str(text) for element in elements for text in element.itertext(f"{W}t"))


def simple_as_text(simple: etree._Element, text: str | None) -> None:
    """Put `text`, or the stored result (None), in the place of a w:fldSimple."""
    runs = [*simple.iter(f"{W}r")]
    if text and not runs:
        runs = [etree.SubElement(simple, f"{W}r")]
    _set_text(runs, text)
    parent = simple.getparent()
    assert parent is not None
    place = parent.index(simple)
    parent[place : place + 1] = list(simple)


def complex_as_text(found: ComplexField, text: str | None) -> None:
    """Put `text`, or the stored result (None), in the place of a field written as marks."""
    runs = found.result
    if text and not runs:
        run = found.marks[0].getparent()
        runs = [] if run is None else [run]
    _set_text(runs, text)
    for mark in found.marks:
        _remove(mark)
    for run in found.within:  # what a field in the instruction has become, such as IF's condition
        _remove_whole(run)


def _set_text(runs: list[etree._Element], text: str | None) -> None:
    """Write a text into the first of some runs and nothing into the others; None leaves them."""
    if text is None:
        return
    for number, run in enumerate(runs):
        for child in [child for child in run if child.tag not in (f"{W}rPr", *MARKS)]:
            run.remove(child)
        if number == 0 and text:
            element = etree.SubElement(run, f"{W}t")
            element.text = text


def _remove(mark: etree._Element) -> None:
    """Take away a mark, and its run where nothing else is in it."""
    run = mark.getparent()
    if run is None:
        return
    run.remove(mark)
    parent = run.getparent()
    if parent is not None and all(child.tag == f"{W}rPr" for child in run):
        parent.remove(run)


def _remove_whole(run: etree._Element) -> None:
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)
