"""Word's package: which part of a docx is which, and how parts name one another.

A docx is a zip of parts; what a part is, is told by the relationship that leads to it, never by
its name: Word Online writes `word/document2.xml`, other programs `word/headerDefault.xml`. A
template is read by :func:`read_package`, which gives its parts under the names that Word writes and
in the XML of :mod:`.word_xml`, so that all behind it may go by these names.
Source: ISO/IEC 29500-2 (open packaging conventions), 29500-1, 11.3 (parts of WordprocessingML).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from kefu_docs.render.word.word_xml import parsed, quoted, transitional

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
NUMBERING = "word/numbering.xml"
FOOTNOTES = "word/footnotes.xml"
ENDNOTES = "word/endnotes.xml"
FONT_TABLE = "word/fontTable.xml"
THEME = "word/theme/theme1.xml"
CORE = "docProps/core.xml"
ROOT_RELATIONS = "_rels/.rels"
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Relationship(Struct, frozen=True):
    """A relationship of a part: its id, its type, and the part or address it leads to.

    `target` is a part's name, without a slash in front, or where `external` an address.
    """

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type, such as `header`, which tells all types apart."""
        return self.type.rpartition("/")[2]


class Margin(Struct, frozen=True):
    """A header or footer: its relation in the body, its kind, its part, that part's relations."""

    relation: str
    kind: str
    part: str
    relations: bytes | None


def relations_part(part: str) -> str:
    """The part that holds a part's relationships; that of the package for ``""``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(parts: Mapping[str, bytes], part: str) -> tuple[Relationship, ...]:
    """The relationships of a part, in the order in which they are written.

    WordXmlError where they are no XML.
    """
    return read_relationships(parts.get(relations_part(part)), posixpath.dirname(part))


@lru_cache(maxsize=64)
def read_relationships(data: bytes | None, folder: str) -> tuple[Relationship, ...]:
    """Read relationships whose targets count from `folder`."""
    if data is None:
        return ()
    return tuple(_relationship(e, folder) for e in parsed(data).iter(_RELATION))


def write_relationships(found: Sequence[Relationship], folder: str) -> bytes:
    """Write relationships as Word does, each an element without an end tag."""
    elements = "".join(_element(relationship, folder) for relationship in found)
    namespace = _RELATION[1:].partition("}")[0]
    return f'{_DECLARATION}<Relationships xmlns="{namespace}">{elements}</Relationships>'.encode()


def margins_of(parts: Mapping[str, bytes]) -> tuple[Margin, ...]:
    """Every header and footer that a document names, in the order of their relationships."""
    return tuple(
        Margin(r.id, r.kind, r.target, parts.get(relations_part(r.target)))
        for r in relationships(parts, DOCUMENT)
        if r.kind in ("header", "footer") and not r.external
    )


def printed_parts(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The parts that come onto pages: the body, headers and footers, footnotes and endnotes."""
    reached = {margin.part for margin in margins_of(parts)} | {DOCUMENT, FOOTNOTES, ENDNOTES}
    return (part for part in parts if part in reached)


class ContentTypes(Struct, frozen=True):
    """What kind of content each part is, by its name or else by the end of its name."""

    defaults: Mapping[str, str]
    parts: Mapping[str, str]

    @classmethod
    def read(cls, data: bytes) -> ContentTypes:
        """Read `[Content_Types].xml`. WordXmlError where it is no XML."""
        root = parsed(data)
        return cls(
            {
                str(e.get("Extension")).lower(): str(e.get("ContentType"))
                for e in root.iter(f"{_CONTENT}Default")
            },
            {
                str(e.get("PartName")).lstrip("/"): str(e.get("ContentType"))
                for e in root.iter(f"{_CONTENT}Override")
            },
        )

    def of(self, part: str) -> str:
        """The content type of a part, or ``""``. Names are the same in any case of letters."""
        by_name = {name.casefold(): type_ for name, type_ in self.parts.items()}
        extension = part.rpartition(".")[2].lower()
        return by_name.get(part.casefold()) or self.defaults.get(extension, "")

    def written(self) -> bytes:
        """Write `[Content_Types].xml`."""
        elements = [
            *(f"<Default Extension={quoted(e)} ContentType={quoted(t)}/>"
              for e, t in self.defaults.items()),
            *(f"<Override PartName={quoted('/' + p)} ContentType={quoted(t)}/>"
              for p, t in self.parts.items()),
        ]  # fmt: skip
        namespace = _CONTENT[1:-1]
        return f'{_DECLARATION}<Types xmlns="{namespace}">{"".join(elements)}</Types>'.encode()


def _relationship(element: etree._Element, folder: str) -> Relationship:
    target = str(element.get("Target") or "")
    is_external = str(element.get("TargetMode")).lower() == "external"
    if not is_external:
        path = unquote(target).replace("\\", "/").partition("#")[0]
        target = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    return Relationship(
        str(element.get("Id") or ""),
        transitional(str(element.get("Type") or "")),
        target,
        is_external,
    )


def _element(relationship: Relationship, folder: str) -> str:
    target, mode = relationship.target, ""
    if relationship.external:
        mode = ' TargetMode="External"'
    else:
        target = posixpath.relpath("/" + target, "/" + folder)
    return (
        f"<Relationship Id={quoted(relationship.id)} Type={quoted(relationship.type)}"
        f" Target={quoted(target)}{mode}/>"
    )


def office_relationship(id_: str, kind: str, target: str) -> Relationship:
    """A relationship of one of the kinds that belong to office documents."""
    return Relationship(id_, f"{_OFFICE}/{kind}", target)
