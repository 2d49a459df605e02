"""Automatic numbers that go on from chapter to chapter, as 第一条 under 第一章 and 第二章 does.

Word counts a level on past those above it where its definition says so (w:lvlRestart 0, ISO/IEC
29500-1, 17.9.10). LibreOffice (7.4.7) begins anew with each of them. In a list of its own such a
level, with those below it, has none above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree

from kefu_docs.render.expected.list_labels import PLACE
from kefu_docs.render.word.styles import Styles, styles_of
from kefu_docs.render.word.word_package import NUMBERING, STYLES, printed_parts
from kefu_docs.render.word.word_xml import W, parsed, value, written


def with_continued_numbers(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts of a template, with lists of their own for levels that go on; else as they are."""
    if b"lvlRestart" not in parts.get(NUMBERING, b""):
        return parts
    root = parsed(parts[NUMBERING])
    lists = _Lists(root)
    if not lists.first_levels:
        return parts
    made = {**parts, NUMBERING: written(root)}
    styles = styles_of(parts)
    style_root = parsed(parts[STYLES]) if STYLES in parts else None
    if style_root is not None and lists.move_styles(style_root, styles):
        made[STYLES] = written(style_root)
    for part in printed_parts(parts):
        part_root = parsed(parts[part])
        if lists.move_paragraphs(part_root.iter(f"{W}p"), styles):
            made[part] = written(part_root)
    return made


def with_levels_of_styles(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts of a template whose styles name the level that belongs to them.

    Word finds it by the style that a level names (17.9.23). LibreOffice (7.4.7) takes the first
    level where the style itself does not say one.
    """
    if b"<w:pStyle " not in parts.get(NUMBERING, b"") or STYLES not in parts:
        return parts
    linked = _linked_levels(parsed(parts[NUMBERING]))
    root = parsed(parts[STYLES])
    silent = False
    for style in root.iter(f"{W}style"):
        own = style.find(f"{W}pPr/{W}numPr")
        number = "" if own is None else value(own, "numId")
        level = linked.get((number, str(style.get(f"{W}styleId"))), 0)
        if own is not None and level and own.find(f"{W}ilvl") is None:
            _set_number(own, number, level)
            silent = True
    return {**parts, STYLES: written(root)} if silent else parts


class _Lists:
    """The lists of a template; making it adds those that levels are moved to."""

    def __init__(self, root: etree._Element) -> None:
        self.first_levels: dict[str, int] = {}  # by number, the first of the levels that move
        self._linked = _linked_levels(root)
        self._moved: dict[str, str] = {}  # the new number by the old
        self._root = root
        self._next = 1 + max((int(n) for n in self._ids()), default=0)
        for abstract in root.findall(f"{W}abstractNum"):
            first = first_continued(abstract)
            if first is not None:
                self._add(abstract, first)

    def _ids(self) -> Iterable[str]:
        for element in self._root:
            for name in ("abstractNumId", "numId"):
                if (id_ := element.get(f"{W}{name}")) is not None:
                    yield id_

    def _add(self, abstract: etree._Element, first: int) -> None:
        """Add a list like this one, and numbers of it like those of this one."""
        own = deepcopy(abstract)
        new_id = self._new_id()
        own.set(f"{W}abstractNumId", new_id)
        for name in ("nsid", "tmpl", "styleLink"):
            _drop(own.findall(f"{W}{name}"))
        for number in _numbers_of(self._root, abstract):
            self.first_levels[str(number.get(f"{W}numId"))] = first
            copied = deepcopy(number)
            copied.set(f"{W}numId", self._new_id())
            copied.find(f"{W}abstractNumId").set(f"{W}val", new_id)  # type: ignore[union-attr]
            self._moved[str(number.get(f"{W}numId"))] = str(copied.get(f"{W}numId"))
            self._root.findall(f"{W}num")[-1].addnext(copied)
        for level in (*own.findall(f"{W}lvl"), *abstract.findall(f"{W}lvl")):
            is_moved = int(level.get(f"{W}ilvl", "0")) >= first
            if is_moved != (level.getparent() is own):
                _drop(level.findall(f"{W}pStyle"))
        abstract.addnext(own)

    def _new_id(self) -> str:
        self._next += 1
        return str(self._next - 1)

    def move_styles(self, root: etree._Element, styles: Styles) -> bool:
        """Give styles of the levels that move their new numbers; tell whether there are any."""
        moved = False
        for style in root.iter(f"{W}style"):
            own = style.find(f"{W}pPr/{W}numPr")
            id_ = str(style.get(f"{W}styleId"))
            found = None if own is None else styles.numbering(id_)
            level = None if found is None else self._level_moved(found[0], found[1], id_)
            if own is not None and found is not None and level is not None:
                _set_number(own, self._moved[found[0]], level)
                moved = True
        return moved

    def move_paragraphs(self, paragraphs: Iterable[etree._Element], styles: Styles) -> bool:
        """The same for paragraphs that have a number themselves."""
        moved = False
        for paragraph in paragraphs:
            own = paragraph.find(f"{W}pPr/{W}numPr")
            if own is None:
                continue
            style = value(paragraph, "pPr", "pStyle") or styles.default("paragraph")
            inherited = styles.numbering(style) or ("", "0")
            number = value(own, "numId") or inherited[0]
            level = self._level_moved(number, value(own, "ilvl") or inherited[1], style)
            if level is not None:
                _set_number(own, self._moved[number], level)
                moved = True
        return moved

    def _level_moved(self, number: str, level: str, style: str) -> int | None:
        """The level of a paragraph or style, itself or by its style; None where it does not move.

        Where a style does not say its level, LibreOffice (7.4.7) takes the first, not the one that
        belongs to the style.
        """
        first = self.first_levels.get(number)
        at = max(self._linked.get((number, style), 0), int(level or 0))
        return at if first is not None and at >= first else None


def _linked_levels(root: etree._Element) -> dict[tuple[str, str], int]:
    """The levels that belong to styles, by the number of a list and the style."""
    return {
        (str(number.get(f"{W}numId")), value(level, "pStyle")): int(level.get(f"{W}ilvl", "0"))
        for abstract in root.findall(f"{W}abstractNum")
        for number in _numbers_of(root, abstract)
        for level in abstract.findall(f"{W}lvl")
        if value(level, "pStyle")
    }


def _numbers_of(root: etree._Element, abstract: etree._Element) -> list[etree._Element]:
    id_ = abstract.get(f"{W}abstractNumId")
    return [n for n in root.findall(f"{W}num") if value(n, "abstractNumId") == id_]


def first_continued(abstract: etree._Element) -> int | None:
    """The first level that goes on past those above, where neither it nor one below names these."""
    levels = {int(e.get(f"{W}ilvl", "0")): e for e in abstract.findall(f"{W}lvl")}
    continued = [n for n, e in levels.items() if n and value(e, "lvlRestart") == "0"]
    if not continued:
        return None
    first = min(continued)
    texts = (value(level, "lvlText") for number, level in levels.items() if number >= first)
    named = [int(place) for text in texts for place in PLACE.findall(text)]
    return first if min(named, default=9) > first else None


def _set_number(numbering: etree._Element, number: str, level: int) -> None:
    _drop(numbering.findall(f"{W}ilvl") + numbering.findall(f"{W}numId"))
    for place, (name, set_) in enumerate((("ilvl", str(level)), ("numId", number))):
        element = etree.Element(f"{W}{name}")
        element.set(f"{W}val", set_)
        numbering.insert(place, element)


def _drop(elements: Iterable[etree._Element]) -> None:
    for element in [*elements]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
