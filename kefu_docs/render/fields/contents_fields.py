"""The fields of a body that are tables of contents: their switches, and where their entries stand.

Source: ISO/IEC 29500-1, 17.16.5.68 (TOC).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree
from msgspec import Struct

from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.render.fields.field_results import field_name
from kefu_docs.render.word.word_xml import W

_SWITCH = late(r'\\([a-z*])(?:\s*("[^"]*"|[^\s\\"]+))?', re.IGNORECASE)
_LEVELS = late(r"([1-9])-([1-9])")
_STYLE_AND_LEVEL = late(r"\s*([^,;，；]+?)\s*[,;，；]\s*([1-9])")
# What takes entries from headings alone, and how they look. The others take them from captions
# (\c, \a), marks in the text (\f, \l), a part of the document (\b), or number pages by chapters.
_OF_HEADINGS = frozenset("outhzwxnp*")
_MARKS_TAKEN = frozenset("fl")
_BETWEEN = frozenset((f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}proofErr"))
_TEXT = (f"{W}t", f"{W}drawing", f"{W}pict", f"{W}object")


class ContentsField(Struct, frozen=True):
    """A table of contents made of headings: its paragraphs, and the marks of its field.

    `opening` are the marks up to the one that separates instruction and entries; `closing` ends
    the field. Where `is_closed_apart`, the last of `paragraphs` holds no entry but that mark.
    """

    switches: Mapping[str, str]
    opening: tuple[etree._Element, ...]
    closing: etree._Element
    paragraphs: tuple[etree._Element, ...]
    is_closed_apart: bool

    @property
    def levels(self) -> range:
        """The levels of headings that it lists."""
        for switch in "ou":
            if found := _LEVELS.search(self.switches.get(switch, "")):
                return range(int(found[1]), int(found[2]) + 1)
        return range(1, 10) if self.switches.keys() & {"o", "u"} else range(0)

    @property
    def styles(self) -> Mapping[str, int]:
        """The names of further styles that it lists, each with its level."""
        named = _STYLE_AND_LEVEL.findall(self.switches.get("t", "").strip('"'))
        return {name.casefold(): int(level) for name, level in named}

    def has_page(self, level: int) -> bool:
        """Whether entries of a level show their page."""
        if "n" not in self.switches:
            return True
        without = _LEVELS.search(self.switches["n"])
        return without is not None and not int(without[1]) <= level <= int(without[2])


@dataclass
class OpenField:
    """A field with its marks up to the one that separates instruction and result."""

    opening: list[etree._Element]
    instruction: str = ""
    separated: bool = False


def contents_fields(root: etree._Element) -> list[ContentsField]:
    """The tables of contents of a body whose entries can be made anew from its headings."""
    instructions = [str(e.text or "") for e in root.iter(f"{W}instrText")]
    if not any("TOC" in i.upper() for i in instructions):
        return []
    has_marks = any(field_name(i) == "TC" for i in instructions)
    each = (_contents(*field, has_marks=has_marks) for field in complex_fields(root))
    found = [contents for contents in each if contents is not None]
    # Of two that share a paragraph, as where one stands in another, neither can be made anew.
    shared = Counter(paragraph for contents in found for paragraph in contents.paragraphs)
    return [c for c in found if all(shared[paragraph] == 1 for paragraph in c.paragraphs)]


def complex_fields(root: etree._Element) -> Iterator[tuple[OpenField, etree._Element]]:
    """The complex fields with a result, the inner ones first, each with the mark that ends it."""
    opened: list[OpenField] = []
    for mark in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append(OpenField([mark]))
        elif opened and kind == "end":
            ended = opened.pop()
            if ended.separated:
                yield ended, mark
        elif opened and not opened[-1].separated:
            opened[-1].opening.append(mark)
            opened[-1].instruction += str(mark.text or "") if kind is None else ""
            opened[-1].separated = kind == "separate"


def _contents(opened: OpenField, end: etree._Element, *, has_marks: bool) -> ContentsField | None:
    """A field as a table of contents of headings, None where it is something else."""
    if field_name(opened.instruction) != "TOC":
        return None
    switches = {m[1].lower(): m[2] or "" for m in _SWITCH.finditer(opened.instruction)}
    taken = _OF_HEADINGS if has_marks else _OF_HEADINGS | _MARKS_TAKEN
    if not switches.keys() <= taken or not switches.keys() & set("out"):
        return None
    first, last = _paragraph(opened.opening[0]), _paragraph(end)
    if first is None or last is None or first is not _paragraph(opened.opening[-1]):
        return None
    paragraphs = _from_to(first, last)
    before = takewhile(lambda e: e is not opened.opening[0], first.iter())
    if paragraphs is None or any(e.tag in _TEXT for e in before) or _has_text_behind(last, end):
        return None
    is_apart = last is not first and next(last.iter(*_TEXT), None) is None
    return ContentsField(switches, tuple(opened.opening), end, paragraphs, is_apart)


def _paragraph(mark: etree._Element) -> etree._Element | None:
    return next(mark.iterancestors(f"{W}p"), None)


def _from_to(first: etree._Element, last: etree._Element) -> tuple[etree._Element, ...] | None:
    """The paragraphs from one to another beside it; None where more than that stands there."""
    found = [first]
    while found[-1] is not last:
        following = found[-1].getnext()
        while following is not None and following.tag in _BETWEEN:
            following = following.getnext()
        if following is None or following.tag != f"{W}p":
            return None
        found.append(following)
    return tuple(found)


def _has_text_behind(paragraph: etree._Element, mark: etree._Element) -> bool:
    elements = list(paragraph.iter())
    return any(e.tag in _TEXT for e in elements[elements.index(mark) :])
