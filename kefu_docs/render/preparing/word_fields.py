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
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from lxml import etree
from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.render.fields.complex_fields import (
    ComplexField,
    complex_fields,
    split_runs,
    write_instructions,
)
from kefu_docs.render.fields.field_results import field_name
from kefu_docs.render.fields.fields_as_text import complex_as_text, simple_as_text, text_within
from kefu_docs.render.preparing.template_slips import TAG
from kefu_docs.render.preparing.undrawn_fields import UNDRAWN, drawn_text
from kefu_docs.render.word.word_xml import W

# Worked out by LibreOffice on the page as Word does, or links, or text that is typed into them.
_LIVE = frozenset(
    (
        *("PAGE", "NUMPAGES", "HYPERLINK", "TOC", "SEQ", "STYLEREF", "NOTEREF", "INDEX"),
        *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
    )
)
_COUNTS = frozenset(("PAGE", "NUMPAGES"))
_LOOKS = frozenset(("", "mergeformat", "charformat", "arabic"))  # switches that give figures
# As live as these where the bookmark is there; else LibreOffice prints an error in its place.
_REFERENCES = frozenset(("REF", "PAGEREF"))
_UNKNOWN_SWITCHES = frozenset(("\\p", "\\t", "\\d"))
_DATES = frozenset(("DATE", "SAVEDATE", "CREATEDATE", "PRINTDATE"))
# Marks for the index and instructions to Word, which show nothing but may have a stored result.
_SILENT = frozenset(("XE", "TC", "TA", "RD", "SET", "ASK", "NEXT", "NEXTIF", "SKIPIF", "PRINT"))
# The time of the build, which nothing in the records says.
_REFUSED = frozenset(("TIME", "EDITTIME"))
# What hangs on the page; a field around it, which LibreOffice does not work out, hangs on it, too.
_OF_PAGES = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"))
_NO_RECORD = Message("shows what no record says")
_BY_PAGE = Message("is worked out from the numbers of pages, which only Word does")
_BY_SECTION = Message(
    "counts the pages of a section, and whose page it is on which a section begins, Word alone says"
)
_NEW_PAGES = Message(
    "let each section begin on a new page (Layout, Page Setup, Layout, Section start), or put in "
    "the number of all pages (NUMPAGES)"
)
_BY_WORD = Message("is drawn by Word alone, which stores nothing of it")
_BY_CELLS = Message("reckons with cells that are filled in, which only Word does")
_WRITE_SUM = Message("write {{{{ … }}}} with the value that belongs there, such as …|sum")
_HAS_TAG = Message("has a tag in its instruction, which is not worked out")
_WRITE_TEXT = Message("take the field out in Word, or write text in its place")
_WRITE_OR_DRAW = Message("write in its place what it shows, or insert that as a picture")
_WRITE_IF = Message("write {{% if … %}} or {{{{ … }}}} in place of the field")
_QUOTED = re.compile(r"'[^']*'")
_OF_A_DAY, _OF_AN_HOUR = re.compile("[yMdEOA]"), re.compile("[hHms]|AM/PM")
_OF_CELLS = re.compile(r"ABOVE|BELOW|LEFT|RIGHT|\b[A-Z]{1,2}\d+\b", re.IGNORECASE)
_PICTURE = re.compile(r'\\@\s*(?:"([^"]*)"|(\S+))')

OWN = "document_itself"
"""The name under which these are; `document` are the values that a record has for one."""


def own_values(name: str, date: dt.date) -> dict[str, object]:
    """What fields print of a document itself: the name of its file, and the record's own date."""
    file = f"{name.rpartition('/')[2]}.docx"
    return {OWN: MappingProxyType({"file": file, "date": date})}


class RefusedFieldError(ValueError):
    """A field shows what nothing in the records says, or Word alone; `field` is its instruction."""

    def __init__(self, instruction: str, paragraph: str, why: Message, hint: Message) -> None:
        super().__init__(instruction)
        self.field = instruction
        self.paragraph = paragraph
        self.why = why
        self.hint = hint


def freeze_fields(root: etree._Element, bookmarks: frozenset[str], sections: int) -> int:
    """Turn fields into text; say how many.

    `bookmarks` are those of the document, `sections` how many it has, 0 where the pages of each
    cannot be told. RefusedFieldError where a field shows the time of the build, or what only Word
    works out or draws.
    """
    count = split_runs(root, _LIVE) + write_instructions(root) + _write_in_capitals(root)
    for simple in [*root.iter(f"{W}fldSimple")]:
        count += _freeze_simple(simple, bookmarks, sections)
    for found in [*complex_fields(root)]:
        count += _freeze_complex(found, bookmarks, sections)
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
    for found in complex_fields(root):
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
    """The fields that `freeze_fields` makes their stored results of: instruction and result.

    RefusedFieldError as of `freeze_fields`.
    """
    split_runs(root, _LIVE)
    for simple in root.iter(f"{W}fldSimple"):
        instruction = str(simple.get(f"{W}instr", ""))
        runs = [*simple.iter(f"{W}r")]
        if _instead(instruction, bookmarks, sections, simple, runs) is _STORED:
            yield instruction.strip(), text_within(runs)
    for found in complex_fields(root):
        if _instead_of(found, bookmarks, sections) is _STORED:
            yield found.shown.strip(), text_within(found.result)


def _freeze_simple(simple: etree._Element, bookmarks: frozenset[str], sections: int) -> bool:
    instruction = str(simple.get(f"{W}instr", ""))
    runs = [*simple.iter(f"{W}r")]
    instead = _instead(instruction, bookmarks, sections, simple, runs)
    if instead is None:
        return False
    if instead.instruction:
        simple.set(f"{W}instr", instead.instruction)
        return True
    simple_as_text(simple, instead.text)
    return True


def _freeze_complex(found: ComplexField, bookmarks: frozenset[str], sections: int) -> bool:
    instead = _instead_of(found, bookmarks, sections)
    if instead is None:
        return False
    if instead.instruction:
        texts = [mark for mark in found.marks if mark.tag == f"{W}instrText"]
        for text in texts:
            text.text = ""
        texts[0].text = instead.instruction
        return True
    complex_as_text(found, instead.text)
    return True


class _Instead(Struct, frozen=True):
    """What stands in a field's place: another field, a text, or (None) its stored result."""

    text: str | None = None
    instruction: str = ""


_STORED = _Instead()


def _instead_of(found: ComplexField, bookmarks: frozenset[str], sections: int) -> _Instead | None:
    """What to put in the place of a field that is written as marks."""
    place, runs = found.marks[0], found.result
    instead = _instead(found.instruction, bookmarks, sections, place, runs)
    if instead is not _STORED:
        return instead
    if found.inner & _OF_PAGES:
        raise RefusedFieldError(found.shown.strip(), _paragraph_text(place), _BY_PAGE, _WRITE_TEXT)
    return instead


def _instead(
    instruction: str,
    bookmarks: frozenset[str],
    sections: int,
    place: etree._Element,
    result: Sequence[etree._Element],
) -> _Instead | None:
    """What to put in a field's place; None where it stays. `result` are the runs Word stored."""
    name = field_name(instruction)
    words = instruction.replace('"', " ").split()
    if name == "SECTIONPAGES" and not sections:
        paragraph = _paragraph_text(place)
        raise RefusedFieldError(instruction.strip(), paragraph, _BY_SECTION, _NEW_PAGES)
    if counted := _counted(name, words, sections):
        return _Instead(instruction=f" {counted} ")
    if name in _LIVE or not name or _is_reference(name, words, bookmarks):
        return None
    picture = _PICTURE.search(instruction)
    format_ = (picture[1] or picture[2] or "") if picture else ""
    if name in _DATES or (name == "TIME" and _shows_day(format_)):
        return _Instead(f"{{{{ {OWN}.date|word_date({format_!r}) }}}}")
    if name == "FILENAME" or name in _SILENT:
        return _Instead("" if name in _SILENT else f"{{{{ {OWN}.file }}}}")
    return _stored(name, instruction.strip(), place, result)


def _stored(
    name: str, instruction: str, place: etree._Element, result: Sequence[etree._Element]
) -> _Instead:
    """The stored result of a field, where what is shown may be that; else RefusedFieldError."""
    paragraph = _paragraph_text(place)
    if name in _REFUSED:
        raise RefusedFieldError(instruction, paragraph, _NO_RECORD, _WRITE_TEXT)
    if name.startswith("=") and _OF_CELLS.search(instruction) and _is_filled(place):
        raise RefusedFieldError(instruction, paragraph, _BY_CELLS, _WRITE_SUM)
    if name in UNDRAWN and not result:
        text = drawn_text(instruction)
        if text is None:
            raise RefusedFieldError(instruction, paragraph, _BY_WORD, _WRITE_OR_DRAW)
        return _Instead(text)
    if TAG.search(instruction) and not TAG.search(text_within(result)):
        raise RefusedFieldError(instruction, paragraph, _HAS_TAG, _WRITE_IF)
    return _STORED


def _is_filled(place: etree._Element) -> bool:
    """Whether something stands in a table that has tags."""
    table = next(place.iterancestors(f"{W}tbl"), None)
    return table is not None and TAG.search(text_within([table])) is not None


def _is_reference(name: str, words: Sequence[str], bookmarks: frozenset[str]) -> bool:
    """Whether LibreOffice works out a reference as Word does.

    For REF with `\\p` it writes `above` in the language of its surface, and it knows neither
    `\\t` nor `\\d` (test_references_that_libreoffice_does_not_know_are_text).
    """
    known = name != "REF" or _UNKNOWN_SWITCHES.isdisjoint(word.lower() for word in words)
    return name in _REFERENCES and len(words) > 1 and words[1] in bookmarks and known


def _shows_day(picture: str) -> bool:
    """Whether a picture shows a day and no hour, as in the TIME that Word in Chinese puts in."""
    plain = _QUOTED.sub("", picture)
    return _OF_A_DAY.search(plain) is not None and _OF_AN_HOUR.search(plain) is None


def _counted(name: str, words: Sequence[str], sections: int) -> str:
    """The field that LibreOffice counts for one that it does not; ``""`` where it needs none.

    Of pages of a section it shows what Word stored, which is right for no other document: that
    number is written when it is known (see section_totals), for which the instruction is in one
    piece. For "PAGE Page" it shows nothing, Word the number.
    """
    has_word = len(words) > 1 and not words[1].startswith("\\")
    if name == "SECTIONPAGES":
        is_plain = _LOOKS.issuperset(word.lower().lstrip("\\*") for word in words[1:])
        form = () if has_word or is_plain else words[1:]
        return " ".join(("NUMPAGES" if sections == 1 else name, *form))
    return name if name in _COUNTS and has_word else ""


def _paragraph_text(element: etree._Element) -> str:
    paragraph = next(element.iterancestors(f"{W}p"), None)
    return "" if paragraph is None else "".join(map(str, paragraph.itertext(f"{W}t")))[:40]
