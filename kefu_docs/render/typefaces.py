"""The font families that a Word document asks for: its styles, numbering and theme resolved.

Source: ISO/IEC 29500-1, 17.3.2.26 (rFonts), 17.7 (styles), 17.9 (numbering), 20.1.4.1 (themes).
"""

from __future__ import annotations

import re
import zipfile
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.fonts import FontSet
from kefu_docs.render.docx_zip import read_parts
from kefu_docs.render.template_errors import not_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PRINTED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts that come onto pages."""
_THEME = re.compile(r"word/theme/theme\d*\.xml")
_SCRIPTS = {"zh-CN": "Hans", "zh-SG": "Hans", "ja-JP": "Jpan", "ko-KR": "Hang"}

SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
"""The four families of a run, by kind of character, and the attribute that names a theme's."""

UNNAMED = "Times New Roman"
"""What Word takes where a document names no family."""

Families = Mapping[str, str]
"""Family by slot."""


@dataclass(frozen=True)
class Asked:
    """A family that something printed asks for: by which style, in which part and paragraph."""

    family: str
    style: str
    part: str
    paragraph: str


@dataclass(frozen=True)
class _Style:
    name: str
    based_on: str | None
    families: Families
    conditional: tuple[Families, ...]
    numbering: tuple[str, str] | None


class Typefaces:
    """What the parts of a docx say about families."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
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
        for part, data in self._parts.items():
            if PRINTED.fullmatch(part):
                yield part, etree.fromstring(data)

    def style_name(self, paragraph: etree._Element) -> str:
        """The paragraph's style by the name Word shows."""
        style = self._styles.get(self._paragraph_style(paragraph))
        return style.name if style else ""

    def of_run(self, run: etree._Element) -> Families:
        """The family of each slot of a run."""
        paragraph = next(run.iterancestors(f"{W}p"), None)
        table = next(run.iterancestors(f"{W}tbl"), None)
        styles = (
            "" if table is None else _value(table, "tblPr", "tblStyle"),
            "" if paragraph is None else self._paragraph_style(paragraph),
            _value(run, "rPr", "rStyle"),
        )
        layers = (self._defaults, *map(self._chain, styles), self._in(run.find(f"{W}rPr")))
        return dict(ChainMap(*map(dict, reversed(layers)), dict.fromkeys(SLOTS, UNNAMED)))

    def number_text(self, paragraph: etree._Element) -> str:
        """The literal characters of the paragraph's automatic number or bullet."""
        level = self._level(paragraph)
        text = "" if level is None else _value(level, "lvlText")
        return re.sub(r"%\d", "", text)

    def _families_in(self, paragraph: etree._Element) -> Iterator[str]:
        for run in paragraph.iter(f"{W}r"):
            if any(child.tag != f"{W}rPr" for child in run):
                yield from self.of_run(run).values()
            yield from (s.get(f"{W}font") or UNNAMED for s in run.iter(f"{W}sym"))
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        style = self._styles.get("" if table is None else _value(table, "tblPr", "tblStyle"))
        for conditional in style.conditional if style else ():
            yield from conditional.values()
        level = self._level(paragraph)
        if level is not None:
            yield from self._in(level.find(f"{W}rPr")).values()

    def _paragraph_style(self, paragraph: etree._Element) -> str:
        return _value(paragraph, "pPr", "pStyle") or self._default_style

    def _chain(self, style: str) -> Families:
        """The families of a style, those of the styles it is based on under its own."""
        if style not in self._chains:
            families: dict[str, str] = {}
            seen: set[str] = set()
            following: str | None = style
            while following in self._styles and following not in seen:
                seen.add(following)
                families = {**self._styles[following].families, **families}
                following = self._styles[following].based_on
            self._chains[style] = families
        return self._chains[style]

    def _level(self, paragraph: etree._Element) -> etree._Element | None:
        """The numbering level of a paragraph, its own or its style's."""
        numbering = _numbering(paragraph)
        style = self._styles.get(self._paragraph_style(paragraph))
        seen: set[str] = set()
        while numbering is None and style is not None and style.name not in seen:
            seen.add(style.name)
            numbering = style.numbering
            style = self._styles.get(style.based_on or "")
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
        return self._in(self._root("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    @cached_property
    def _styles(self) -> dict[str, _Style]:
        return {
            str(style.get(f"{W}styleId")): _Style(
                _value(style, "name"),
                _value(style, "basedOn") or None,
                self._in(style.find(f"{W}rPr")),
                tuple(self._in(part.find(f"{W}rPr")) for part in style.iter(f"{W}tblStylePr")),
                _numbering(style),
            )
            for style in self._root("word/styles.xml").iter(f"{W}style")
        }

    @cached_property
    def _default_style(self) -> str:
        styles = self._root("word/styles.xml").iter(f"{W}style")
        default = (s for s in styles if s.get(f"{W}type") == "paragraph" and _is_default(s))
        return next((str(style.get(f"{W}styleId")) for style in default), "")

    @cached_property
    def _levels(self) -> dict[tuple[str, str], etree._Element]:
        """The levels of automatic numbering by number and level."""
        root = self._root("word/numbering.xml")
        lists = {e.get(f"{W}abstractNumId"): e for e in root.iter(f"{W}abstractNum")}
        levels = {}
        for number in root.iter(f"{W}num"):
            abstract = lists.get(_value(number, "abstractNumId"))
            own = list(number.iter(f"{W}lvl"))
            for level in [*([] if abstract is None else abstract.iter(f"{W}lvl")), *own]:
                levels[str(number.get(f"{W}numId")), str(level.get(f"{W}ilvl"))] = level
        return levels

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The theme's families under the names that styles use for them, such as minorEastAsia."""
        part = next((name for name in self._parts if _THEME.fullmatch(name)), "")
        root = self._root(part)
        language = self._root("word/settings.xml").find(f"{W}themeFontLang")
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
        return etree.Element("none") if data is None else etree.fromstring(data)


def style_lines(name: str, data: bytes, fonts: FontSet) -> Iterator[Message]:
    """What the template `name` asks for in each style, and which family draws it.

    Raises TemplateError where `data` is not a Word document.
    """
    try:
        asked = list(Typefaces(read_parts(data)).asked())
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise not_word(name, error) from error
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


def _numbering(element: etree._Element) -> tuple[str, str] | None:
    """Number and level that a paragraph or style asks for."""
    number = _value(element, "pPr", "numPr", "numId")
    return (number, _value(element, "pPr", "numPr", "ilvl") or "0") if number else None


def _value(element: etree._Element, *path: str) -> str:
    found = element.find("/".join(f"{W}{name}" for name in path))
    return "" if found is None else str(found.get(f"{W}val") or "")


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}default") in ("1", "true", "on")
