"""A document's styles, each with what it inherits from the style it is based on.

Everything that asks what a style says asks here: typefaces, labels of numbered styles, obstacles,
plain paragraphs, underlined blanks. Source: ISO/IEC 29500-1, 17.7 (styles), 17.7.2 (inheritance),
17.7.5 (document defaults), 17.3.2.1 (switches such as caps).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from kefu_docs.render.word.word_package import STYLES
from kefu_docs.render.word.word_xml import W, parsed, value

STYLE_KINDS = ("paragraph", "character", "table", "numbering")
"""The kinds of styles, as `w:type` calls them."""

_OFF = ("0", "false", "off", "none")


class Styles:
    """The styles of a styles part, by id; without one there are none.

    Paths of properties are names without prefix: `pPr/numPr`, `rPr/caps`.
    """

    def __init__(self, xml: bytes | None) -> None:
        root = etree.Element(f"{W}styles") if xml is None else parsed(xml)
        self._by_id = {_id_of(s): s for s in root.iter(f"{W}style")}
        self._chains: dict[str, tuple[etree._Element, ...]] = {}
        defaults = root.find(f"{W}docDefaults")
        self._defaults = etree.Element(f"{W}docDefaults") if defaults is None else defaults
        self._default_ids = {
            str(s.get(f"{W}type")): _id_of(s)
            for s in reversed(list(root.iter(f"{W}style")))
            if s.get(f"{W}default", "0") not in _OFF
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __contains__(self, style: object) -> bool:
        return style in self._by_id

    def called(self, name: str) -> str:
        """The id of the style that Word shows by a name; ``""`` where there is none."""
        return next((style for style in self if self.name(style) == name), "")

    def name(self, style: str) -> str:
        """The name that Word shows for a style; empty where there is no such style."""
        return value(self._by_id[style], "name") if style in self._by_id else ""

    def default(self, kind: str) -> str:
        """The id of the style that a paragraph, run or table has which names none, or ``""``."""
        return self._default_ids.get(kind, "")

    def chain(self, style: str) -> tuple[etree._Element, ...]:
        """The style's element, then the one it is based on, and so on to the last.

        Empty where there is no such style. A style that is based on itself by way of others, which
        Word refuses and other programs write, ends where it begins again.
        """
        if style not in self._chains:
            found: dict[str, etree._Element] = {}
            following = style
            while following in self._by_id and following not in found:
                found[following] = self._by_id[following]
                following = value(self._by_id[following], "basedOn")
            self._chains[style] = tuple(found.values())
        return self._chains[style]

    def nearest(self, style: str, path: str) -> etree._Element | None:
        """What the style, or the nearest it is based on, says at `path`; defaults do not count."""
        return next((e for s in self.chain(style) if (e := _at(s, path)) is not None), None)

    def with_any(self, *paths: str) -> frozenset[str]:
        """The styles that say something at one of `paths`, themselves or by what they inherit."""
        return frozenset(
            style for style in self if any(self.nearest(style, p) is not None for p in paths)
        )

    def switched_on(self, path: str) -> frozenset[str]:
        """The styles in which a switch such as `rPr/caps` is on, not turned off again."""
        return frozenset(s for s in self if (e := self.nearest(s, path)) is not None and is_on(e))

    def document_default(self, path: str) -> etree._Element | None:
        """What holds where no style says anything: `rPr/…` or `pPr/…`."""
        kind, _, rest = path.partition("/")
        place = self._defaults.find(f"{W}{kind}Default/{W}{kind}")
        return place if place is None or not rest else _at(place, rest)

    def numbering(self, style: str) -> tuple[str, str] | None:
        """Number and level that a paragraph style gives its paragraphs; None where it gives none.

        A style may take the level from one and the number from another that it is based on. The
        number 0 takes a label away that a base would give (ISO/IEC 29500-1, 17.9.18).
        """
        number = self.nearest(style, "pPr/numPr/numId")
        id_ = "0" if number is None else str(number.get(f"{W}val"))
        level = self.nearest(style, "pPr/numPr/ilvl")
        return None if id_ == "0" else (id_, "0" if level is None else str(level.get(f"{W}val")))

    def numbered(self) -> frozenset[str]:
        """The paragraph styles whose paragraphs have an automatic number or bullet."""
        return frozenset(style for style in self if self.numbering(style) is not None)


def _id_of(style: etree._Element) -> str:
    """The id of a style; LibreOffice (7.4.7) takes its name for that where it has none."""
    return str(style.get(f"{W}styleId") or value(style, "name"))


def is_on(switch: etree._Element) -> bool:
    """Whether an element such as `w:caps` or `w:u` switches on; without a value it does."""
    return str(switch.get(f"{W}val", "1")) not in _OFF


def styles_of(parts: Mapping[str, bytes]) -> Styles:
    """The styles of a document's parts; all documents of a template share what is read."""
    return _read(parts.get(STYLES))


@lru_cache(maxsize=16)
def _read(xml: bytes | None) -> Styles:
    return Styles(xml)


def _at(element: etree._Element, path: str) -> etree._Element | None:
    return element.find("/".join(f"{W}{name}" for name in path.split("/")))
