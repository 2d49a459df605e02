"""The font families that a Word document asks for: its styles, numbering and theme resolved.

Source: ISO/IEC 29500-1, 17.3.2.26 (rFonts), 17.7 (styles), 17.9 (numbering), 20.1.4.1 (themes).
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from lxml import etree
from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.fonts import FontSet
from kefu_docs.render.word.character_slots import PRINTED_VALUE, slots_of
from kefu_docs.render.word.read_package import read_package
from kefu_docs.render.word.styles import is_on, styles_of
from kefu_docs.render.word.word_package import NUMBERING, SETTINGS, THEME, printed_parts
from kefu_docs.render.word.word_xml import PREFIXES, W, parsed, value

_A = f"{{{PREFIXES['a']}}}"
# What shows a number or a hyphen without having text.
_NUMBERS = frozenset(
    f"{W}{name}"
    for name in ("instrText", "pgNum", "noBreakHyphen", "footnoteReference", "endnoteReference")
)
_SCRIPTS = {"zh-CN": "Hans", "zh-SG": "Hans", "ja-JP": "Jpan", "ko-KR": "Hang"}

SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
"""The four families of a run, by kind of character, and the attribute that names a theme's."""

UNNAMED = "Times New Roman"
"""What Word takes where a document names no family."""

Families = Mapping[str, str]
"""Family by slot."""


class Asked(Struct, frozen=True):
    """A family that something printed asks for: by which style, in which part and paragraph."""

    family: str
    style: str
    part: str
    paragraph: str


class Typefaces:
    """What the parts of a docx say about families."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._styles = styles_of(parts)
        self._chains: dict[str, Families] = {}

    def asked(self) -> Iterator[Asked]:
        """Every family that body, margins and notes ask for, in the order of their paragraphs."""
        for part, root in self.printed():
            for paragraph in root.iter(f"{W}p"):
                style = self.style_name(paragraph)
                families = dict.fromkeys(self._families_in(paragraph))
                for family in families:
                    yield Asked(family, style, part, text_in(paragraph))

    def printed(self) -> Iterator[tuple[str, etree._Element]]:
        """The parts that come onto pages, parsed."""
        for part in printed_parts(self._parts):
            yield part, parsed(self._parts[part])

    def style_name(self, paragraph: etree._Element) -> str:
        """The paragraph's style by the name Word shows."""
        return self._styles.name(self._paragraph_style(paragraph))

    def of_run(self, run: etree._Element) -> Families:
        """The family of each slot of a run."""
        paragraph = next(run.iterancestors(f"{W}p"), None)
        table = next(run.iterancestors(f"{W}tbl"), None)
        styles = (
            "" if table is None else value(table, "tblPr", "tblStyle"),
            "" if paragraph is None else self._paragraph_style(paragraph),
            value(run, "rPr", "rStyle"),
        )
        layers = (self._defaults, *map(self._chain, styles), self._in(run.find(f"{W}rPr")))
        return dict(ChainMap(*map(dict, reversed(layers)), dict.fromkeys(SLOTS, UNNAMED)))

    def possible(self, root: etree._Element) -> frozenset[str]:
        """Every family that a run below may have, and some besides."""
        named = (self._in(fonts.getparent()) for fonts in root.iter(f"{W}rFonts"))
        return self._of_styles.union(*map(dict.values, map(dict, named)))

    @cached_property
    def _of_styles(self) -> frozenset[str]:
        """The families of a run that names none itself."""
        chains = (self._chain(style) for style in self._styles)
        families = (layer.values() for layer in (self._defaults, *chains))
        return frozenset((UNNAMED, *chain.from_iterable(families)))

    def number_text(self, paragraph: etree._Element) -> str:
        """The literal characters of the paragraph's automatic number or bullet."""
        level = self._level(paragraph)
        text = "" if level is None else value(level, "lvlText")
        return re.sub(r"%\d", "", text)

    def _families_in(self, paragraph: etree._Element) -> Iterator[str]:
        has_value = "{{" in text_in(paragraph)
        for run in paragraph.iter(f"{W}r"):
            families = self.of_run(run)
            slots = _drawn_slots(run, has_value=has_value)
            yield from (family for slot, family in families.items() if slot in slots)
            yield from (s.get(f"{W}font") or UNNAMED for s in run.iter(f"{W}sym"))
        if not text_in(paragraph).strip():
            return
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        for style in self._styles.chain("" if table is None else value(table, "tblPr", "tblStyle")):
            for part in style.iter(f"{W}tblStylePr"):  # of the first row, of every second column …
                yield from self._in(part.find(f"{W}rPr")).values()
        level = self._level(paragraph)
        if level is not None:
            yield from self._in(level.find(f"{W}rPr")).values()

    def _paragraph_style(self, paragraph: etree._Element) -> str:
        return value(paragraph, "pPr", "pStyle") or self._styles.default("paragraph")

    def _chain(self, style: str) -> Families:
        """The families of a style, those of the styles it is based on under its own."""
        if style not in self._chains:
            own = [self._in(s.find(f"{W}rPr")) for s in self._styles.chain(style)]
            self._chains[style] = dict(ChainMap(*map(dict, own)))
        return self._chains[style]

    def _level(self, paragraph: etree._Element) -> etree._Element | None:
        """The numbering level of a paragraph, its own or its style's."""
        own = _numbering(paragraph)
        numbering = own or self._styles.numbering(self._paragraph_style(paragraph))
        return self._levels.get(numbering) if numbering else None

    def _in(self, properties: etree._Element | None) -> Families:
        """The families that run properties name, a theme's before one by name."""
        fonts = None if properties is None else properties.find(f"{W}rFonts")
        if fonts is None:
            return {}
        found: dict[str, str] = {}
        for slot, by_theme in SLOTS.items():
            theme = self._theme.get(str(fonts.get(f"{W}{by_theme}")), "")
            if family := theme or fonts.get(f"{W}{slot}"):
                found[slot] = str(family)
        return found

    @cached_property
    def _defaults(self) -> Families:
        return self._in(self._styles.document_default("rPr"))

    @cached_property
    def _levels(self) -> dict[tuple[str, str], etree._Element]:
        """The levels of automatic numbering by number and level."""
        root = self._root(NUMBERING)
        lists = {e.get(f"{W}abstractNumId"): e for e in root.iter(f"{W}abstractNum")}
        levels = {}
        for number in root.iter(f"{W}num"):
            abstract = lists.get(value(number, "abstractNumId"))
            own = list(number.iter(f"{W}lvl"))
            for level in [*([] if abstract is None else abstract.iter(f"{W}lvl")), *own]:
                levels[str(number.get(f"{W}numId")), str(level.get(f"{W}ilvl"))] = level
        return levels

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The theme's families under the names that styles use for them, such as minorEastAsia."""
        root = self._root(THEME)
        language = self._root(SETTINGS).find(f"{W}themeFontLang")
        east = "" if language is None else str(language.get(f"{W}eastAsia") or "")
        script = _SCRIPTS.get(east, "Hant" if east.startswith("zh-") else "Hans")
        found: dict[str, str] = {}
        for fonts in ("major", "minor"):
            scheme = root.find(f".//{_A}{fonts}Font")
            if scheme is not None:
                latin, asian, other = (
                    str(e.get("typeface") or "")
                    if (e := scheme.find(f"{_A}{n}")) is not None
                    else ""
                    for n in ("latin", "ea", "cs")
                )
                scripts = {
                    e.get("script"): str(e.get("typeface")) for e in scheme.iter(f"{_A}font")
                }
                found |= {f"{fonts}Ascii": latin, f"{fonts}HAnsi": latin, f"{fonts}Bidi": other}
                found[f"{fonts}EastAsia"] = asian or scripts.get(script, "")
        return found

    def _root(self, part: str) -> etree._Element:
        """A part, or an empty element where the document has none of this name."""
        data = self._parts.get(part)
        return etree.Element("none") if data is None else parsed(data)


def style_lines(name: str, data: bytes, fonts: FontSet) -> Iterator[Message]:
    """What the template `name` asks for in each style, and which family draws it.

    Raises TemplateError where `data` is not a Word document.
    """
    asked = list(Typefaces(read_package(name, data).parts).asked())
    yield Message("template {file}", {"file": name})
    names: dict[tuple[str, str | None], dict[str, None]] = {}
    for a in asked:
        names.setdefault((a.style, fonts.drawn(a.family)), {})[a.family] = None
    for (style, drawn), families in names.items():
        values = {"style": style, "asked": ", ".join(families), "drawn": drawn}
        if drawn:
            yield Message("  {style}: {asked}, drawn by {drawn}", values)
        else:
            yield Message(
                "  {style}: {asked}, which is unknown; nothing is built from this file", values
            )


def text_in(paragraph: etree._Element) -> str:
    """The text of a paragraph's runs."""
    return "".join(str(text.text or "") for text in paragraph.iter(f"{W}t"))


def _drawn_slots(run: etree._Element, *, has_value: bool) -> frozenset[str]:
    """The families of a run that draw a character; `has_value`: a tag is near that prints one."""
    text = "".join(str(t.text or "") for t in run.iter(f"{W}t"))
    if text and has_value:
        return PRINTED_VALUE
    properties = run.find(f"{W}rPr")
    for name in ("cs", "rtl") if properties is not None and text.strip() else ():
        switch = properties.find(f"{W}{name}") if properties is not None else None
        if switch is not None and is_on(switch):
            return frozenset(("cs",))
    is_number = any(child.tag in _NUMBERS for child in run)
    return slots_of(text) | (frozenset(("ascii",)) if is_number else frozenset())


def _numbering(element: etree._Element) -> tuple[str, str] | None:
    """Number and level that a paragraph or style asks for."""
    number = value(element, "pPr", "numPr", "numId")
    return (number, value(element, "pPr", "numPr", "ilvl") or "0") if number else None
