"""Numbers that LibreOffice writes in other forms than Word does, told with the place.

Automatic numbers, numbers of pages and fields with numbers have forms that LibreOffice does not
know; it writes plain figures for them. What is said of it was seen in 7.4.7.
Forms: ISO/IEC 29500-1, 17.18.59 (ST_NumberFormat), 17.16.4.3 (switches of fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.expected.list_labels import PLACE, ListLabels, number_in_form
from kefu_docs.render.fields.complex_fields import complex_fields
from kefu_docs.render.fields.field_results import field_name
from kefu_docs.render.preparing.continued_numbers import first_continued
from kefu_docs.render.preparing.template_slips import paragraph_text
from kefu_docs.render.word.styles import is_on
from kefu_docs.render.word.word_xml import W, value

_UNKNOWN = frozenset(
    (
        *("decimalEnclosedFullstop", "decimalEnclosedParen", "decimalFullWidth", "numberInDash"),
        *("decimalFullWidth2", "hex", "taiwaneseDigital", "japaneseDigitalTenThousand"),
        *("ideographZodiacTraditional", "ideographEnclosedCircle"),
    )
)
_DRAWN = {**dict.fromkeys(_UNKNOWN, "1"), "ideographEnclosedCircle": "①"}
_NUMBERS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SEQ"))
_FORM = re.compile(r"\\\*\s*(\w+)|(\\#)")
_KNOWN = frozenset(("arabic", "mergeformat", "charformat"))
_LETTERS = frozenset(("roman", "alphabetic"))
_MOST = 40


def told_numbers(
    parts: Mapping[str, bytes], roots: Iterable[etree._Element]
) -> tuple[Message, ...]:
    """What to tell of the numbers of a template with these parts; `roots` are its texts."""
    labels = ListLabels(parts)
    found: dict[str, Message] = {}
    for root in roots:
        for paragraph in root.iter(f"{W}p"):
            if (message := _of_label(labels, paragraph)) is not None:
                found.setdefault(str(message.values["meant"]), message)
        for message in (*_of_pages(root), *_of_fields(root)):
            found.setdefault(message.text(), message)
    return tuple(found.values())


def _of_label(labels: ListLabels, paragraph: etree._Element) -> Message | None:
    """What to tell of the automatic number of a paragraph; the example is that of all ones."""
    level = labels.level_of(paragraph)
    if level is None:
        return None
    legal = level.find(f"{W}isLgl")
    is_legal = legal is not None and is_on(legal)
    printed, meant = _examples(
        value(level, "lvlText"), labels.forms_of(paragraph), is_legal=is_legal
    )
    quoted = paragraph_text(paragraph)[:_MOST]
    values = {"printed": printed, "meant": meant, "paragraph": quoted}
    if _begins_anew(level):
        return Message(
            "the automatic number {meant} begins anew where it goes on in Word, the first in "
            "paragraph “{paragraph}”; restart it after the level above in Word",
            values,
        )
    return None if printed == meant else _of_form(values, is_legal=is_legal)


def _of_form(values: Mapping[str, object], *, is_legal: bool) -> Message:
    if is_legal:
        return Message(
            "LibreOffice before 24.2 prints the automatic number {meant} as {printed}, the first "
            "in paragraph “{paragraph}”",
            values,
        )
    return Message(
        "the automatic number {meant} is printed as {printed}, the first in paragraph "
        "“{paragraph}”; choose another number format in Word",
        values,
    )


def _begins_anew(level: etree._Element) -> bool:
    """Whether LibreOffice begins a level anew that Word counts on past some level above."""
    restart, list_ = value(level, "lvlRestart"), level.getparent()
    if restart != "0":
        return restart not in ("", level.get(f"{W}ilvl"))
    return list_ is None or list_.tag != f"{W}abstractNum" or first_continued(list_) is None


def _examples(text: str, forms: Mapping[int, str], *, is_legal: bool) -> tuple[str, str]:
    """The first number of a level as LibreOffice and as Word write it."""
    printed = PLACE.sub(lambda m: _drawn(forms.get(int(m[1]), "")), text)
    if is_legal:
        return printed, PLACE.sub("1", text)
    return printed, PLACE.sub(lambda m: number_in_form(1, forms.get(int(m[1]), "")), text)


def _drawn(form: str) -> str:
    return _DRAWN.get(form) or number_in_form(1, form)


def _of_pages(root: etree._Element) -> Iterator[Message]:
    for numbers in root.iter(f"{W}pgNumType"):
        form = numbers.get(f"{W}fmt", "")
        if form in _UNKNOWN:
            yield Message(
                "the page number {meant} is printed as {printed}; choose another number format in "
                "Word",
                {"meant": number_in_form(1, form), "printed": _drawn(form)},
            )


def _of_fields(root: etree._Element) -> Iterator[Message]:
    simple = (str(field.get(f"{W}instr")) for field in root.iter(f"{W}fldSimple"))
    written = (found.instruction for found in complex_fields(root))
    for instruction in (*simple, *written):
        name = field_name(instruction)
        known = _KNOWN if name == "PAGEREF" else _KNOWN | _LETTERS
        forms = [str(form).lower() for form, _ in _FORM.findall(instruction)]
        if name in _NUMBERS and not known.issuperset(forms):
            yield Message(
                "the number of the field {field} is printed in plain figures",
                {"field": instruction.strip()},
            )
