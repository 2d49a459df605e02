"""The sections of a document that is put into another: their paper, headers and footers.

As in Word (Insert, Text from File) each section but the last comes with its pages, and what stands
behind the last break is on the pages of the text around it. A document with pages of its own brings
its last section, too. Headers travel in the body, so that docxcompose brings their styles, lists
and pictures over; what they held there becomes parts again.
Elements: ISO/IEC 29500-1, 17.6.17 (sectPr), 17.10 (headers and footers), 17.5.1.3 (customXml).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.hdrftr import FooterPart, HeaderPart
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.render.word.word_package import (
    DOCUMENT,
    DOCUMENT_RELATIONS,
    Relationship,
    read_relationships,
    relations_part,
    write_relationships,
)
from kefu_docs.render.word.word_xml import R, W, parsed, written

_WRAPPER = f"{W}customXml"
_PARAGRAPH, _SECTION = f"{W}p", f"{W}sectPr"
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
_RELATIONS = tuple(f"{R}{name}" for name in ("id", "embed", "link", "dm", "lo", "qs", "cs"))
_AROUND = "".join(f" {nsdecls(prefix)}" for prefix in ("w", "r"))
_PARTS = {
    "headerReference": (HeaderPart, CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, "hdr"),
    "footerReference": (FooterPart, CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, "ftr"),
}
Margin = tuple[str, str]
"""An element that refers to a header or footer, without prefix, and the kind of its pages."""


class InsertedSection(Struct, frozen=True):
    """A section that comes with a document.

    `place` is that of its last block in the body; `margins` are the wrappers of its headers and
    footers, by number.
    """

    place: int
    properties: etree._Element
    margins: Mapping[Margin, int]


class Lifted(Struct, frozen=True):
    """A document's parts with its headers in the body, and its sections apart."""

    parts: Mapping[str, bytes]
    sections: tuple[InsertedSection, ...]
    wrappers: int


def lifted(parts: Mapping[str, bytes], *, own_pages: bool) -> Lifted:
    """Take the sections out of a document; with pages of its own also the last one."""
    root = parsed(parts[DOCUMENT])
    body = root.find(f"{W}body")
    if body is None:
        return Lifted(parts, (), 0)
    relations = list(read_relationships(parts.get(DOCUMENT_RELATIONS), "word"))
    targets = {r.id: r.target for r in relations if r.target in parts}
    wrappers: dict[str, int] = {}
    sections = list(_taken_sections(body, targets, wrappers, own_pages=own_pages))
    ends = body.find(_SECTION)
    place = len(body) if ends is None else body.index(ends)
    body[place:place] = [_wrapper(parts, t, n, relations) for n, t in enumerate(wrappers)]
    made = {**parts, DOCUMENT: written(root)}
    made[DOCUMENT_RELATIONS] = write_relationships(relations, "word")
    return Lifted(made, tuple(sections), len(wrappers))


def _taken_sections(
    body: etree._Element, targets: Mapping[str, str], wrappers: dict[str, int], *, own_pages: bool
) -> Iterator[InsertedSection]:
    """The sections that come with a body, taken out; `wrappers` number the parts of margins.

    `targets` are the names of parts by their relations.
    """
    margins: dict[Margin, str] = {}
    for place, properties in list(_sections(body)):
        margins |= _taken_references(properties)
        parent = properties.getparent()
        if parent is body and not own_pages:
            continue
        found = {m: targets[id_] for m, id_ in margins.items() if id_ in targets}
        for target in found.values():
            wrappers.setdefault(target, len(wrappers))
        numbered = {margin: wrappers[target] for margin, target in found.items()}
        yield InsertedSection(place, properties, numbered)
        if parent is not None and parent is not body:
            parent.remove(properties)


def _sections(body: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The sections of a body, each with the place of the block that ends it."""
    last = 0
    for place, block in enumerate(body):
        if block.tag == _SECTION:
            yield last, block
            continue
        last = place
        properties = block.find(f"{W}pPr/{_SECTION}")
        if properties is not None:
            yield place, properties


def _taken_references(properties: etree._Element) -> dict[Margin, str]:
    """The relations of the headers and footers that a section names, taken out of it."""
    found = {}
    for reference in properties.findall(_REFERENCES[0]) + properties.findall(_REFERENCES[1]):
        kind = str(reference.get(f"{W}type", "default"))
        name = etree.QName(reference).localname
        found[name, kind] = str(reference.get(f"{R}id"))
        properties.remove(reference)
    return found


def _wrapper(
    parts: Mapping[str, bytes], target: str, number: int, relations: list[Relationship]
) -> etree._Element:
    """The content of a header or footer for the body; `relations` grow by those it uses."""
    wrapper = etree.Element(_WRAPPER, {f"{W}element": "margin"})
    wrapper.extend(list(parsed(parts[target])))
    own = {}
    for relation in read_relationships(parts.get(relations_part(target)), "word"):
        own[relation.id] = f"{relation.id}of{number}"
        relations.append(replace(relation, id=own[relation.id]))
    for element, name in _related(wrapper):
        element.set(name, own.get(str(element.get(name)), ""))
    return wrapper


def _related(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The attributes that name relations below an element."""
    for element in root.iter():
        for name in _RELATIONS:
            if element.get(name):
                yield element, name


def with_sections(
    opened: Document, blocks: list[etree._Element], inner: Lifted
) -> list[etree._Element]:
    """The blocks that docxcompose made of a lifted document, with its sections in them."""
    count = len(blocks) - inner.wrappers
    contents, blocks = blocks[count:], blocks[:count]
    for section in inner.sections:
        for margin, number in section.margins.items():
            _refer(opened, section.properties, margin, contents[number])
        end = blocks[section.place] if blocks else None
        if end is None or end.tag != _PARAGRAPH:  # the last one, which a table may end
            end = etree.Element(_PARAGRAPH)
            blocks.append(end)
        _end(end, section.properties)
    return blocks


def without_empty_end(body: etree._Element) -> None:
    """Let the last section of a body be that which ends right before it, if one does.

    It would be a page without text.
    """
    last = body.find(_SECTION)
    end = None if last is None else last.getprevious()
    properties = None if end is None else end.find(f"{W}pPr/{_SECTION}")
    if last is not None and properties is not None:
        body.replace(last, properties)


def _refer(
    opened: Document,
    properties: etree._Element,
    margin: Margin,
    content: Iterable[etree._Element],
) -> None:
    """Give a section a header or footer of this content, as a part of the whole document."""
    name, kind = margin
    type_, content_type, relation, root = _PARTS[name]
    element = parse_xml(f"<w:{root}{_AROUND}/>")
    blocks = [deepcopy(block) for block in content] or [etree.Element(_PARAGRAPH)]
    element.extend(cast("list[BaseOxmlElement]", blocks))
    package = opened.part.package
    path = package.next_partname(f"/word/insert{root}%d.xml")
    part = type_(path, content_type, element, package)
    for each, attribute in _related(element):
        known = opened.part.rels[str(each.get(attribute))]
        if known.is_external:
            new = part.relate_to(known.target_ref, known.reltype, is_external=True)
        else:
            new = part.relate_to(known.target_part, known.reltype)
        each.set(attribute, new)
    reference = etree.Element(f"{W}{name}", {f"{W}type": kind})
    reference.set(f"{R}id", opened.part.relate_to(part, relation))
    properties.insert(0, reference)


def _end(paragraph: etree._Element, section: etree._Element) -> None:
    """Have a paragraph end a section."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    properties.append(section)


def make_room(opened: Document, block: etree._Element, inner: Lifted) -> None:
    """End the section before a block that gives way to sections, and begin one behind it.

    Without that the text before would be on the pages of the first that comes (17.6.18).
    """
    body = block.getparent()
    following = _section_of(block)
    if body is None or following is None:
        return
    before = block.getprevious()
    margins = _margins_in_force(body, following)
    if before is not None and before.find(f"{W}pPr/{_SECTION}") is None:
        if before.tag != _PARAGRAPH:
            before = etree.Element(_PARAGRAPH)
            block.addprevious(before)
        _end(before, deepcopy(following))
        for once in following.findall(f"{W}titlePg"):
            following.remove(once)
        for numbered in following.findall(f"{W}pgNumType"):
            numbered.attrib.pop(f"{W}start", None)
    _taken_references(following)
    new = {margin for section in inner.sections for margin in section.margins}
    for margin in sorted(new | margins.keys()):
        if margin in margins:
            named = etree.Element(f"{W}{margin[0]}", {f"{W}type": margin[1]})
            named.set(f"{R}id", margins[margin])
            following.insert(0, named)
        else:
            _refer(opened, following, margin, ())


def _section_of(block: etree._Element) -> etree._Element | None:
    """The properties of the section that a block of the body stands in."""
    for each in (block, *block.itersiblings()):
        found = each if each.tag == _SECTION else each.find(f"{W}pPr/{_SECTION}")
        if found is not None:
            return found
    return None


def _margins_in_force(body: etree._Element, section: etree._Element) -> dict[Margin, str]:
    """The headers and footers of a section, its own and those that it takes from before."""
    margins: dict[Margin, str] = {}
    for _, properties in _sections(body):
        margins |= _taken_references(deepcopy(properties))
        if properties is section:
            break
    return margins
