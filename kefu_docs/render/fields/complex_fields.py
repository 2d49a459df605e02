"""Fields that are written as marks in runs, wherever in a part they begin and end.

Elements: ISO/IEC 29500-1, 17.16.18 (w:fldChar) and 17.16.23 (w:instrText).
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from kefu_docs.render.fields.field_results import field_name
from kefu_docs.render.word.word_xml import W

MARKS = (f"{W}fldChar", f"{W}instrText")
"""What a field is written with, besides its result."""


@dataclass
class ComplexField:
    """A field in a part: the elements that it is written with, its instruction and its result.

    `shown` is the instruction as Word shows it, with the fields in it in braces, `inner` are the
    names of these, and `within` the runs between its marks that are no instruction.
    """

    marks: list[etree._Element]
    instruction: str = ""
    shown: str = ""
    result: list[etree._Element] = field(default_factory=list)
    within: list[etree._Element] = field(default_factory=list)
    inner: set[str] = field(default_factory=set)
    is_result: bool = False

    def instruct(self, mark: etree._Element) -> None:
        """Take in a piece of the instruction."""
        self.instruction += mark.text or ""
        self.shown += mark.text or ""
        self.marks.append(mark)

    def take_in(self, inner: ComplexField) -> None:
        """Take in a field that ended within the instruction."""
        self.shown += f"{{{inner.shown}}}"
        self.inner |= {field_name(inner.instruction), *inner.inner}
        self.marks += inner.marks


def complex_fields(root: etree._Element) -> Iterator[ComplexField]:
    """The fields of a part, inner ones first, each where it ends."""
    opened: list[ComplexField] = []
    for element in root.iter(f"{W}r", *MARKS):
        if element.tag == f"{W}r":
            _add_result(opened, element)
        elif element.tag == f"{W}instrText":
            # Of a field in an instruction Word writes the result as instruction, too.
            around = next((f for f in reversed(opened) if not f.is_result), None)
            if around is not None:
                around.instruct(element)
        elif element.get(f"{W}fldCharType") == "begin":
            opened.append(ComplexField([element]))
        elif opened:
            opened[-1].marks.append(element)
            if element.get(f"{W}fldCharType") == "end":
                found = opened.pop()
                if opened and not opened[-1].is_result:
                    opened[-1].take_in(found)
                yield found
            else:
                opened[-1].is_result = True


def _add_result(opened: list[ComplexField], run: etree._Element) -> None:
    """Note a run as part of the results of the fields around it, unless it is a mark itself."""
    if all(child.tag in (f"{W}rPr", *MARKS) for child in run):
        return
    for around in opened:
        (around.result if around.is_result else around.within).append(run)


def write_instructions(root: etree._Element) -> int:
    """Write as instruction what stands as text in front of a field's result; say how much.

    A field that nothing ends is none. Word and LibreOffice (7.4) read it so, and some programs
    write FORMTEXT and the like as text
    (test_a_fields_name_that_is_written_as_text_is_its_instruction).
    """
    opened: list[ComplexField] = []
    count = 0
    for element in root.iter(f"{W}fldChar", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append(ComplexField([element]))
        elif not opened:
            continue
        elif kind == "separate":
            opened[-1].is_result = True
        elif kind == "end":
            texts = opened.pop().within
            for text in texts:
                text.tag = f"{W}instrText"
            count += len(texts)
        elif element.tag == f"{W}t" and not opened[-1].is_result:
            opened[-1].within.append(element)
    return count


def split_runs(root: etree._Element, live: Container[str]) -> int:
    """Give marks of fields runs of their own where one holds text, too; say how many it were.

    Word writes a run for each, some programs a whole field into one with the text beside it. Such
    a run stays where all fields in it have names that are `live`, and so are not rewritten.
    """
    mixed = [run for run in root.iter(f"{W}r") if _is_mixed(run) and not _is_live(run, live)]
    for run in mixed:
        _split(run)
    return len(mixed)


def _is_mixed(run: etree._Element) -> bool:
    return {child.tag in MARKS for child in run if child.tag != f"{W}rPr"} == {True, False}


def _is_live(run: etree._Element, live: Container[str]) -> bool:
    instructions = [str(e.text or "") for e in run.findall(f"{W}instrText")]
    return bool(instructions) and all(field_name(i) in live for i in instructions)


def _split(run: etree._Element) -> None:
    properties = run.find(f"{W}rPr")
    part, was_mark = run, None
    for child in [child for child in run if child is not properties]:
        is_mark = child.tag in MARKS
        if was_mark is not None and is_mark != was_mark:
            last, part = part, etree.Element(f"{W}r")
            if properties is not None:
                part.append(deepcopy(properties))
            last.addnext(part)
        was_mark = is_mark
        part.append(child)
