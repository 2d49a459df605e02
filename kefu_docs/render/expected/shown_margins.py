"""The headers, footers and notes of a document, and which pages show them."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate

from lxml import etree

from kefu_docs.model.document import Side
from kefu_docs.render.expected.drawn_paragraphs import DrawnParagraphs, is_numbered_anew
from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.expected.style_text import StyleText
from kefu_docs.render.fields.field_results import STYLE_BEGINS
from kefu_docs.render.word.styles import is_on, styles_of
from kefu_docs.render.word.word_package import SETTINGS, margins_of
from kefu_docs.render.word.word_xml import R, W, parsed


class Margins:
    """The headers and footers of a document: which pages have them, and their `texts` by relation.

    `shown` are the texts of those that some page has, `footers` of these at the foot; `unseen` is
    the text of the others and what is not seen of any.
    """

    def __init__(self, document: etree._Element, parts: Mapping[str, bytes], looks: Looks) -> None:
        self.pages = _Pages(document, parts)
        margins = [m for m in margins_of(parts) if m.part in parts]
        is_anew = is_numbered_anew(document)
        read = {m.relation: _margin(parts[m.part], looks, is_anew) for m in margins}
        styled = StyleText(document, looks, styles_of(parts))
        self.texts = {relation: styled.filled(text) for relation, (text, _) in read.items()}
        shown = [m for m in margins if m.relation in self.pages.named]
        self.shown = tuple(self.texts[m.relation] for m in shown)
        self.footers = frozenset(self.texts[m.relation] for m in shown if m.kind == "footer")
        self.unseen = (
            *(text for _, unseen in read.values() for text in unseen),
            *(self.texts[m.relation] for m in margins if m not in shown),
        )
        self.has_capitals = any(_has_capitals(parts[m.part], looks) for m in shown)


class _Pages:
    """Which headers and footers a document's pages have.

    `named` are the relations of those that some page shows, `may_lack` says that some have none.
    """

    def __init__(self, document: etree._Element, parts: Mapping[str, bytes]) -> None:
        self._sections = list(document.iter(f"{W}sectPr"))
        self._is_first_other = any(has_switch(section, "titlePg") for section in self._sections)
        self._is_even_other = _has_even_pages(parts.get(SETTINGS))
        self._is_anew = is_numbered_anew(document)
        kinds = {"default": True, "first": self._is_first_other, "even": self._is_even_other}
        self._references = [
            {place: name for place, name in _references(section) if kinds.get(place[1], False)}
            for section in self._sections
        ]
        self.named = {relation for found in self._references for relation in found.values()}
        self._in_force = [*accumulate(self._references, operator.or_)]
        self.may_lack = (
            self._is_first_other
            or self._is_even_other
            or len({frozenset(relations.items()) for relations in self._in_force}) > 1
        )

    def sides(self, texts: Mapping[str, str]) -> tuple[Side, Side, Side]:
        """The headers and footers of the first, the even and the odd pages, where these differ."""
        is_alike = not (self._is_first_other or self._is_even_other)
        if is_alike or len(self._sections) != 1 or self._is_anew:
            return None, None, None
        found: dict[str, list[str]] = defaultdict(list)
        for (_, kind), relation in self._references[0].items():
            found[kind].append(texts.get(relation, ""))
        listed = {kind: tuple(named) for kind, named in found.items()}
        odd = listed.get("default")
        even = listed.get("even") if self._is_even_other else odd
        return listed.get("first") if self._is_first_other else odd, even, odd

    def of_sections(self, texts: Mapping[str, str]) -> Iterator[tuple[Side, Side]]:
        """The headers and footers of each section's first page, and of its others.

        Nothing where there is one section, or even pages may have others.
        """
        if len(self._sections) == 1 or self._is_even_other:
            return
        for section, relations in zip(self._sections, self._in_force, strict=True):
            found: dict[str, list[str]] = defaultdict(list)
            for (_, kind), relation in relations.items():
                found[kind].append(texts.get(relation, ""))
            others = tuple(found["default"])
            first = tuple(found["first"]) or None
            yield first if has_switch(section, "titlePg") else others, others


def show_styles(parts: Mapping[str, bytes], looks: Looks) -> bool:
    """Whether a header or footer shows the text of a style, which is that of some paragraph."""
    found = (m.part for m in margins_of(parts) if m.part in parts)
    return any(STYLE_BEGINS in _margin(parts[part], looks, False)[0] for part in found)


@lru_cache(maxsize=64)
def _margin(xml: bytes, looks: Looks, is_anew: bool) -> tuple[str, tuple[str, ...]]:
    return text_of(parsed(xml), looks, is_anew, names_styles=True)


@lru_cache(maxsize=64)
def _has_capitals(xml: bytes, looks: Looks) -> bool:
    return looks.has_capitals(parsed(xml))


def text_of(
    root: etree._Element, looks: Looks, is_anew: bool = False, *, names_styles: bool = False
) -> tuple[str, tuple[str, ...]]:
    """The text of a header, footer or note, its paragraphs in lines, and what is not seen of it."""
    paragraphs = DrawnParagraphs(looks, numbered_anew=is_anew, names_styles=names_styles)
    paragraphs.read_part(root)
    return "\n".join(filter(None, paragraphs.found)), tuple(paragraphs.unseen)


@lru_cache(maxsize=16)
def _has_even_pages(settings: bytes | None) -> bool:
    return settings is not None and has_switch(parsed(settings), "evenAndOddHeaders")


def _references(section: etree._Element) -> Iterator[tuple[tuple[str, str], str]]:
    """What a section names: header or footer, of which pages, and the relation to it.

    Those it does not name are the section's before (ISO/IEC 29500-1, 17.10.2 and 17.10.5).
    """
    for reference in section:
        if (relation := reference.get(f"{R}id")) is not None:
            kind = str(reference.get(f"{W}type", "default"))
            yield (str(reference.tag), kind), str(relation)


def has_switch(element: etree._Element, switch: str) -> bool:
    """Whether a child of this name is there and on."""
    found = element.find(f"{W}{switch}")
    return found is not None and is_on(found)
