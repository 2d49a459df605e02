"""Word's fields turned into what they must show, before LibreOffice decides.

LibreOffice works some fields out anew: DATE is the day of the build, FILENAME the name of a file in
its own work folder, IF nothing at all. Others it shows as Word stored them, in one version, and
works them out in the next. So every field that does not hang on the page becomes text here: its
stored result, which is what the author of the template saw, or the document's own name or date.
What LibreOffice does was seen in 7.4.7. Field names: ISO/IEC 29500-1, 17.16.5.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree
from msgspec import Struct

from kefu_docs.render.field_results import field_name
from kefu_docs.render.word_xml import W

# Worked out by LibreOffice on the page as Word does, or links, or text that is typed into them.
_LIVE = frozenset(
    (
        *("PAGE", "NUMPAGES", "HYPERLINK", "TOC", "SEQ", "STYLEREF", "NOTEREF", "INDEX"),
        *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
    )
)
_COUNTS = frozenset(("PAGE", "NUMPAGES"))
# As live as these where the bookmark is there; else LibreOffice prints an error in its place.
_REFERENCES = frozenset(("REF", "PAGEREF"))
_DATES = frozenset(("DATE", "SAVEDATE", "CREATEDATE", "PRINTDATE"))
# Marks for the index and instructions to Word, which show nothing but may have a stored result.
_SILENT = frozenset(("XE", "TC", "TA", "RD", "SET", "ASK", "NEXT", "NEXTIF", "SKIPIF", "PRINT"))
# The time of the build, which nothing in the records says.
_REFUSED = frozenset(("TIME", "EDITTIME"))
_QUOTED = re.compile(r"'[^']*'")
_OF_A_DAY, _OF_AN_HOUR = re.compile("[yMdEOA]"), re.compile("[hHms]|AM/PM")
_PICTURE = re.compile(r'\\@\s*(?:"([^"]*)"|(\S+))')

OWN = "document_itself"
"""The name under which these are; `document` are the values that a record has for one."""


def own_values(name: str, date: dt.date) -> dict[str, object]:
    """What fields print of a document itself: the name of its file, and the record's own date."""
    file = f"{name.rpartition('/')[2]}.docx"
    return {OWN: MappingProxyType({"file": file, "date": date})}


class RefusedFieldError(ValueError):
    """A field shows what nothing in the records says; `field` is its instruction."""

    def __init__(self, instruction: str, paragraph: str) -> None:
        super().__init__(instruction)
        self.field = instruction
        self.paragraph = paragraph


@dataclass
class _Field:
    """A field in a part: the elements that it is written with, its instruction and its result."""

    marks: list[etree._Element]
    instruction: str = ""
    result: list[etree._Element] = field(default_factory=list)
    within: list[etree._Element] = field(default_factory=list)  # runs of its instruction
    is_result: bool = False


def freeze_fields(root: etree._Element, bookmarks: frozenset[str], sections: int) -> int:
    """Turn fields into text; say how many.

    `bookmarks` are those of the document, `sections` how many it has. RefusedFieldError where
    a field shows the time of the build.
    """
    count = _write_instructions(root) + _write_in_capitals(root)
    for simple in [*root.iter(f"{W}fldSimple")]:
        count += _freeze_simple(simple, bookmarks, sections)
    for found in [*_complex_fields(root)]:
        count += _freeze_complex(found, bookmarks, sections)
    return count


def _write_instructions(root: etree._Element) -> int:
    """Write as instruction what stands as text in front of a field's result; say how much.

    A field that nothing ends is none. Word and LibreOffice (7.4) read it so, and some programs
    write FORMTEXT and the like as text
    (test_a_fields_name_that_is_written_as_text_is_its_instruction).
    """
    opened: list[_Field] = []
    count = 0
    for element in root.iter(f"{W}fldChar", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append(_Field([element]))
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


def _write_in_capitals(root: etree._Element) -> int:
    """Write the names of fields that stay as Word does where it puts them in; say how many.

    Word and LibreOffice read ` ref `, typed by hand, like ` REF `; what makes the fields of a batch
    those of one document knows capitals (test_a_batch_is_faithful_to_each_document, small letters).
    """
    count = 0
    for simple in root.iter(f"{W}fldSimple"):
        written = str(simple.get(f"{W}instr", ""))
        simple.set(f"{W}instr", _in_capitals(written))
        count += simple.get(f"{W}instr") != written
    for found in _complex_fields(root):
        first = next((mark for mark in found.marks if mark.tag == f"{W}instrText"), None)
        if first is not None:
            written = first.text or ""
            first.text = _in_capitals(written)
            count += first.text != written
    return count


def _in_capitals(instruction: str) -> str:
    name = field_name(instruction)
    if name not in _LIVE and name not in _REFERENCES:
        return instruction
    word = instruction.split(maxsplit=1)[0]
    return instruction.replace(word, name, 1)


def stored_results(
    root: etree._Element, bookmarks: frozenset[str], sections: int
) -> Iterator[tuple[str, str]]:
    """The fields that `freeze_fields` makes their stored results of: instruction and result."""
    for simple in root.iter(f"{W}fldSimple"):
        instruction = str(simple.get(f"{W}instr", ""))
        if _instead(instruction, bookmarks, sections, simple) is _STORED:
            yield instruction.strip(), _text_of(simple.iter(f"{W}r"))
    for found in _complex_fields(root):
        if _instead(found.instruction, bookmarks, sections, found.marks[0]) is _STORED:
            yield found.instruction.strip(), _text_of(found.result)


def _text_of(runs: Iterable[etree._Element]) -> str:
    return "".join(str(text) for run in runs for text in run.itertext(f"{W}t"))


def _freeze_simple(simple: etree._Element, bookmarks: frozenset[str], sections: int) -> bool:
    instruction = str(simple.get(f"{W}instr", ""))
    instead = _instead(instruction, bookmarks, sections, simple)
    if instead is None:
        return False
    if instead.instruction:
        simple.set(f"{W}instr", instead.instruction)
        return True
    runs = [*simple.iter(f"{W}r")]
    _set_text(runs, instead.text)
    parent = simple.getparent()
    assert parent is not None
    place = parent.index(simple)
    parent[place : place + 1] = list(simple)
    return True


def _freeze_complex(found: _Field, bookmarks: frozenset[str], sections: int) -> bool:
    instead = _instead(found.instruction, bookmarks, sections, found.marks[0])
    if instead is None:
        return False
    if instead.instruction:
        texts = [mark for mark in found.marks if mark.tag == f"{W}instrText"]
        for text in texts:
            text.text = ""
        texts[0].text = instead.instruction
        return True
    runs = found.result
    if instead.text and not runs:
        run = found.marks[0].getparent()
        runs = [] if run is None else [run]
    _set_text(runs, instead.text)
    for mark in found.marks:
        _remove(mark)
    for run in found.within:  # what a field in the instruction has become, such as IF's condition
        _remove_whole(run)
    return True


class _Instead(Struct, frozen=True):
    """What stands in a field's place: another field, a text, or (None) its stored result."""

    text: str | None = None
    instruction: str = ""


_STORED = _Instead()


def _instead(
    instruction: str, bookmarks: frozenset[str], sections: int, place: etree._Element
) -> _Instead | None:
    """What to put in a field's place; None where it stays."""
    name = field_name(instruction)
    words = instruction.replace('"', " ").split()
    if counted := _counted(name, words, sections):
        return _Instead(instruction=f" {counted} ")
    if name in _LIVE or not name:
        return None
    if name in _REFERENCES and len(words) > 1 and words[1] in bookmarks:
        return None
    picture = _PICTURE.search(instruction)
    format_ = (picture[1] or picture[2] or "") if picture else ""
    is_day = name in _DATES or (name == "TIME" and _shows_day(format_))
    if (name in _REFUSED and not is_day) or name == "SECTIONPAGES":
        raise RefusedFieldError(instruction.strip(), _paragraph_text(place))
    if is_day:
        return _Instead(f"{{{{ {OWN}.date|word_date({format_!r}) }}}}")
    if name == "FILENAME":
        return _Instead(f"{{{{ {OWN}.file }}}}")
    return _Instead("") if name in _SILENT else _STORED


def _shows_day(picture: str) -> bool:
    """Whether a picture shows a day and no hour, as in the TIME that Word in Chinese puts in."""
    plain = _QUOTED.sub("", picture)
    return _OF_A_DAY.search(plain) is not None and _OF_AN_HOUR.search(plain) is None


def _counted(name: str, words: Sequence[str], sections: int) -> str:
    """The field that LibreOffice counts for one that it does not; ``""`` where it needs none.

    Of pages of a section it shows what Word stored, which is right for no other document; for
    "PAGE Page" it shows nothing, Word the number.
    """
    if name == "SECTIONPAGES" and sections == 1:
        return "NUMPAGES"
    has_word = len(words) > 1 and not words[1].startswith("\\")
    return name if name in _COUNTS and has_word else ""


def _set_text(runs: list[etree._Element], text: str | None) -> None:
    """Write a text into the first of some runs and nothing into the others; None leaves them."""
    if text is None:
        return
    for number, run in enumerate(runs):
        for child in [child for child in run if child.tag not in (f"{W}rPr", *_MARKS)]:
            run.remove(child)
        if number == 0 and text:
            element = etree.SubElement(run, f"{W}t")
            element.text = text


_MARKS = (f"{W}fldChar", f"{W}instrText")


def _complex_fields(root: etree._Element) -> Iterator[_Field]:
    """The fields written as marks in runs, inner ones first, each where it ends."""
    opened: list[_Field] = []
    for element in root.iter(f"{W}r", *_MARKS):
        if element.tag == f"{W}r":
            _add_result(opened, element)
        elif element.tag == f"{W}instrText":
            # Of a field in an instruction Word writes the result as instruction, too.
            around = next((f for f in reversed(opened) if not f.is_result), None)
            if around is not None:
                around.instruction += element.text or ""
                around.marks.append(element)
        elif element.get(f"{W}fldCharType") == "begin":
            opened.append(_Field([element]))
        elif opened:
            opened[-1].marks.append(element)
            if element.get(f"{W}fldCharType") == "end":
                yield opened.pop()
            else:
                opened[-1].is_result = True


def _add_result(opened: list[_Field], run: etree._Element) -> None:
    """Note a run as part of the results of the fields around it, unless it is a mark itself."""
    if all(child.tag in (f"{W}rPr", *_MARKS) for child in run):
        return
    for around in opened:
        (around.result if around.is_result else around.within).append(run)


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


def _paragraph_text(element: etree._Element) -> str:
    paragraph = next(element.iterancestors(f"{W}p"), None)
    return "" if paragraph is None else "".join(map(str, paragraph.itertext(f"{W}t")))[:40]
