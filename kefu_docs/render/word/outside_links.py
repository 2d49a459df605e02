"""What in a Word document points out of it, taken out of its XML before LibreOffice sees it.

LibreOffice loads linked pictures over the network, links to files of the machine it runs on, and
asks nobody. What is taken out leaves what the document itself holds in its place, such as the
result of a field that was worked out last, and is told.
Elements: ISO/IEC 29500-1, 17.16 (fields), 17.15 (settings), 20.1 (pictures); 29500-4 (VML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.render.word.obstacle_words import part_in_words
from kefu_docs.render.word.word_package import Relationship
from kefu_docs.render.word.word_xml import PREFIXES, R, W, parsed, written

_A = f"{{{PREFIXES['a']}}}"
_O = f"{{{PREFIXES['o']}}}"
_V = f"{{{PREFIXES['v']}}}"
_C = f"{{{PREFIXES['c']}}}"

# Links that a reader may follow, and LibreOffice does not.
_HARMLESS = re.compile(r"(?:https?|mailto|tel|ftp):", re.IGNORECASE)
# Fields whose result is fetched from elsewhere (17.16.5.15-17, 26, 27, 32).
_FETCHING = frozenset(
    ("DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK")
)
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
# Elements that are nothing without what they link to.
_LINKING = {
    f"{W}attachedTemplate": Message("the template it is attached to"),
    f"{W}mailMerge": Message("the source of a mail merge"),
    f"{W}subDoc": Message("a subdocument"),
    f"{W}objectLink": Message("a linked object"),
    f"{W}control": Message("an ActiveX control"),
}
# What names parts that are taken away and told as relationships.
_EMBEDDING = tuple(
    f"{W}{name}"
    for name in ("objectEmbed", "embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
)
_COMMENTING = tuple(
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)


class LeftOut(Struct, frozen=True):
    """Something that is left out of documents: what, of which part, in which paragraph's text."""

    what: Message
    part: str
    paragraph: str = ""

    @property
    def message(self) -> Message:
        """What is told of it."""
        values = {"what": self.what, "part": part_in_words(self.part), "paragraph": self.paragraph}
        if self.paragraph:
            return Message("left out: {what}, in {part}, paragraph “{paragraph}”", values)
        return Message("left out: {what}, in {part}", values)


_A_PICTURE = Message("a picture")


class RefusedPicture(Relationship, frozen=True):
    """The relationship of a picture that is not let through; `why` is told of it."""

    why: Message = _A_PICTURE


def is_outside(relationship: Relationship) -> bool:
    """Whether a relationship leads out of the document to what LibreOffice may load."""
    if not relationship.external:
        return False
    return relationship.kind != "hyperlink" or not _HARMLESS.match(relationship.target)


def take_out(
    part: str, root: etree._Element, outside: Sequence[Relationship]
) -> tuple[LeftOut, ...]:
    """Take out of a part's XML what points outside, and its comments; tell what that was.

    `outside` are the part's relationships that are taken away.
    """
    found = [
        *_linking_elements(root),
        *_fetching_fields(root),
        *_outside_references(root, {r.id: _named(r) for r in outside}),
        *_addresses_in_vml(root),
        *_comments(root),
    ]
    return tuple(LeftOut(what, part, where) for what, where in found)


def told_of(part: str, outside: Sequence[Relationship]) -> Iterator[LeftOut]:
    """What is told of relationships that are taken from a part that is no text, such as a chart."""
    return (LeftOut(_named(r), part) for r in outside)


def without_workbook(data: bytes) -> bytes:
    """A chart's part that names no workbook with its numbers; they stand in the chart, too.

    Every other part is given back as it is. WordXmlError where it is no XML.
    """
    root = parsed(data)
    named = list(root.iter(f"{_C}externalData"))
    for element in named:
        _remove(element)
    return written(root) if named else data


_Found = Iterator[tuple[Message, str]]


def _named(relationship: Relationship) -> Message:
    values = {"target": relationship.target[:80]}
    if isinstance(relationship, RefusedPicture):
        return relationship.why
    if relationship.kind == "image":
        return Message("a linked picture ({target})", values)
    if relationship.kind in ("oleObject", "package"):
        return Message("a linked object ({target})", values)
    return Message("a link to {target}", values)


def _linking_elements(root: etree._Element) -> _Found:
    for element in list(root.iter(*_LINKING)):
        yield _LINKING[str(element.tag)], _paragraph_text(element)
        _remove(element)
    for element in list(root.iter(f"{_O}OLEObject")):
        if element.get("Type") == "Link":
            yield _LINKING[f"{W}objectLink"], _paragraph_text(element)
        # LibreOffice (7.4) draws the picture beside it alone where no object is named, and nothing
        # where the object cannot be read (test_the_picture_of_an_embedded_object_is_drawn).
        _remove(element)
    for element in list(root.iter(*_EMBEDDING)):
        _remove(element)


def _outside_references(root: etree._Element, names: dict[str, Message]) -> _Found:
    """Take the places away where relationships are named that are taken away."""
    if not names:
        return
    for element in list(root.iter()):
        for attribute in [a for a in element.attrib if str(a).startswith(R)]:
            if (name := names.get(str(element.get(attribute)))) is not None:
                yield name, _paragraph_text(element)
                del element.attrib[attribute]
                _without_link(element)


def _without_link(element: etree._Element) -> None:
    """Leave of an element what it shows without the link that was taken from it."""
    if element.tag == f"{W}hyperlink" and element.get(f"{W}anchor") is None:
        _unwrap(element)
    elif element.tag in (f"{_A}hlinkClick", f"{_A}hlinkHover", f"{_A}hlinkMouseOver"):
        _remove(element)
    elif element.tag in (f"{_A}blip", f"{_V}imagedata"):
        picture = next(element.iterancestors(*_PICTURES), None)
        if picture is not None and not any(str(a).startswith(R) for a in element.attrib):
            _remove(picture)


def _addresses_in_vml(root: etree._Element) -> _Found:
    """Take away the addresses that VML writes without a relationship: `src`, `o:href`, `href`."""
    for element in root.iter(f"{_V}*"):
        for attribute in ("src", f"{_O}href", f"{_O}src", "href"):
            address = str(element.get(attribute) or "")
            if address and not (attribute == "href" and _HARMLESS.match(address)):
                yield Message("a link to {target}", {"target": address}), _paragraph_text(element)
                del element.attrib[attribute]


def _comments(root: etree._Element) -> _Found:
    """Take comments away, with which LibreOfficeKit (24.2 to 25.8) loads no document at all."""
    is_told = False
    for element in list(root.iter(*_COMMENTING)):
        if not is_told:
            yield Message("Word's comments"), _paragraph_text(element)
        is_told = True
        run = element.getparent()
        _remove(element)
        if run is not None and run.tag == f"{W}r" and all(e.tag == f"{W}rPr" for e in run):
            _remove(run)


def _fetching_fields(root: etree._Element) -> _Found:
    """Take away the fields that fetch something; the results that Word stored stay as text."""
    for simple in list(root.iter(f"{W}fldSimple")):
        if (name := _fetched(str(simple.get(f"{W}instr") or ""))) is not None:
            yield name, _paragraph_text(simple)
            _unwrap(simple)
    for field in list(_fields(root)):
        if (name := _fetched(field.instruction)) is not None:
            yield name, _paragraph_text(field.marks[0])
            for mark in field.marks:
                _remove(mark)


def _fields(root: etree._Element) -> Iterator[_OpenField]:
    """The fields that are written as marks in runs, each where it ends."""
    opened: list[_OpenField] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            for field in opened:
                field.add(element)
            continue
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            opened.append(_OpenField([], ""))
        if opened:
            opened[-1].marks.append(element)
            opened[-1].is_result |= kind == "separate"
        if opened and kind == "end":
            yield opened.pop()


@dataclass
class _OpenField:
    """A field that is being read: what it consists of but for its result, and its instruction."""

    marks: list[etree._Element]
    instruction: str
    is_result: bool = False

    def add(self, text: etree._Element) -> None:
        """Take in a piece of the instruction; a field in it counts as part of it."""
        if not self.is_result:
            self.marks.append(text)
            self.instruction += text.text or ""


def _fetched(instruction: str) -> Message | None:
    """How a field is told that fetches what it shows; None where it does not."""
    words = instruction.replace('"', " ").split()
    name = words[0].upper() if words else ""
    is_link = name == "HYPERLINK" and len(words) > 1 and not words[1].startswith("\\")
    if name in _FETCHING or (is_link and not _HARMLESS.match(words[1])):
        return Message("the field {field}", {"field": " ".join(words)[:80]})
    return None


def _paragraph_text(element: etree._Element) -> str:
    paragraph = next(element.iterancestors(f"{W}p"), None)
    return "" if paragraph is None else "".join(map(str, paragraph.itertext(f"{W}t")))[:40]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)
