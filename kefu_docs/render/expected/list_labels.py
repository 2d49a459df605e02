"""The automatic numbers that Word puts before paragraphs: 第一章, 1.1, （二）.

Elements: ISO/IEC 29500-1, 17.9 (numbering); forms of numbers: 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree

from kefu_docs.render.expected.drawn_paragraphs import style_of
from kefu_docs.render.word.styles import is_on, styles_of
from kefu_docs.render.word.word_package import NUMBERING
from kefu_docs.render.word.word_xml import W, parsed, value
from kefu_docs.zh.numerals import chinese

PLACE = re.compile("%([1-9])")
"""Where the number of a level stands in the text of an automatic number."""

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEVELS = 9


class Label(NamedTuple):
    """An automatic number as it stands before its text; `gap` is a tab, a space or nothing."""

    text: str
    gap: str


class ListLabels:
    """Counts through the paragraphs of one document, in their order."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._styles = styles_of(parts)
        root = parsed(parts[NUMBERING]) if NUMBERING in parts else etree.Element(f"{W}numbering")
        self._numbers = {str(n.get(f"{W}numId")): n for n in root.iterfind(f"{W}num")}
        self._abstract = {
            str(a.get(f"{W}abstractNumId")): a for a in root.iterfind(f"{W}abstractNum")
        }
        self._counts: defaultdict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        self._begun: set[tuple[str, int]] = set()

    def next(self, paragraph: etree._Element) -> Label | None:
        """The number of the paragraph that follows; None where it has none, or a bullet."""
        place = self._place(paragraph)
        if place is None:
            return None
        number, level = place
        counts = self._counts[self._definition_of(number)]
        self._count(number, level, counts)
        definition = self._level(number, level)
        if definition is None or value(definition, "numFmt") in ("bullet", "none"):
            return None
        text = PLACE.sub(
            lambda m: self._written(number, int(m[1]) - 1, counts, definition),
            value(definition, "lvlText"),
        )
        gap = {"nothing": "", "space": " "}.get(value(definition, "suff"), "\t")
        return Label(text, gap) if text.strip() else None

    def level_of(self, paragraph: etree._Element) -> etree._Element | None:
        """The definition of a paragraph's level; None where it has no number."""
        place = self._place(paragraph)
        level = None if place is None else self._level(*place)
        has_number = level is not None and value(level, "numFmt") not in ("bullet", "none")
        return level if has_number else None

    def forms_of(self, paragraph: etree._Element) -> Mapping[int, str]:
        """The forms of the numbers of all levels of a paragraph's list, the first being 1."""
        place = self._place(paragraph)
        levels = {} if place is None else {n: self._level(place[0], n - 1) for n in range(1, 10)}
        return {n: value(level, "numFmt") for n, level in levels.items() if level is not None}

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list of a paragraph and its level in it."""
        style = style_of(paragraph) or self._styles.default("paragraph")
        inherited = self._styles.numbering(style)
        number = value(paragraph, "pPr", "numPr", "numId") or (inherited[0] if inherited else "0")
        if number not in self._numbers:
            return None
        level = value(paragraph, "pPr", "numPr", "ilvl") or self._level_of_style(number, style)
        level = level or (inherited[1] if inherited else "0")
        return number, min(int(level), _LEVELS - 1)

    def _level_of_style(self, number: str, style: str) -> str:
        """The level that belongs to a style or the nearest that it is based on, where one does."""
        of_styles = {
            value(level, "pStyle"): str(level.get(f"{W}ilvl"))
            for level in self._abstract_of(number).iterfind(f"{W}lvl")
        }
        named = (str(s.get(f"{W}styleId")) for s in self._styles.chain(style))
        return next((of_styles[name] for name in named if name in of_styles), "")

    def _definition_of(self, number: str) -> str:
        """The id of the definition that a list counts by, past a style of lists."""
        id_ = value(self._numbers[number], "abstractNumId")
        linked = value(self._abstract[id_], "numStyleLink") if id_ in self._abstract else ""
        if not linked:
            return id_
        based = (a for a, e in self._abstract.items() if value(e, "styleLink") == linked)
        return next(based, id_)

    def _abstract_of(self, number: str) -> etree._Element:
        id_ = self._definition_of(number)
        return self._abstract[id_] if id_ in self._abstract else etree.Element(f"{W}abstractNum")

    def _level(self, number: str, level: int) -> etree._Element | None:
        """What a list says of a level, itself or by its definition."""
        path = f"{W}lvl[@{W}ilvl='{level}']"
        own = self._numbers[number].find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}lvl")
        return self._abstract_of(number).find(path) if own is None else own

    def _count(self, number: str, level: int, counts: list[int | None]) -> None:
        override = self._numbers[number].find(f"{W}lvlOverride[@{W}ilvl='{level}']")
        anew = "" if override is None else value(override, "startOverride")
        if anew and (number, level) not in self._begun:
            counts[level] = int(anew) - 1
        self._begun.add((number, level))
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._start(number, above)
        current = counts[level]
        counts[level] = self._start(number, level) if current is None else current + 1
        for below in range(level + 1, _LEVELS):
            definition = self._level(number, below)
            restart = "" if definition is None else value(definition, "lvlRestart")
            if not restart or int(restart) > level:
                counts[below] = None

    def _start(self, number: str, level: int) -> int:
        definition = self._level(number, level)
        return int((definition is not None and value(definition, "start")) or 0)

    def _written(
        self, number: str, level: int, counts: list[int | None], shown: etree._Element
    ) -> str:
        """The number of a level; in figures where the level that is shown wants all so."""
        definition = self._level(number, level)
        legal = shown.find(f"{W}isLgl")
        form = "" if definition is None else value(definition, "numFmt")
        if legal is not None and is_on(legal):
            form = "decimal"
        return number_in_form(counts[level] or 0, form)


def number_in_form(number: int, form: str) -> str:
    """A number as Word writes it in a form; in figures where the form is none of those known."""
    write = _FORMS.get(form)
    return write(number) if write and number > 0 else str(number)


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        text += letters * times
    return text


def _letters(number: int) -> str:
    """A to Z, then AA, BB and on, as Word counts."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (times + 1)


def _from(first: int, most: int) -> Callable[[int], str]:
    """Numbers that are characters of their own, from this one on."""
    return lambda number: chr(first + number - 1) if number <= most else str(number)


def _digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "decimalEnclosedCircle": _from(0x2460, 20),
    "decimalEnclosedCircleChinese": _from(0x2460, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "ideographTraditional": lambda n: _STEMS[(n - 1) % len(_STEMS)],
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand"), _digits),
    "taiwaneseDigital": _digits,
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % len(_BRANCHES)],
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
        chinese,
    ),
}
