"""Pictures that records bring into documents: which may be exchanged, and how a sheet holds them.

A picture takes the room that its drawing says, whatever it shows. So documents that differ in the
file of a picture in the line, and not in its size, have the same pages otherwise. LibreOffice makes
of each file on a sheet what it makes of it in a document, whatever its size there: resolution is
not reduced (convert/worker/export_options.py, ReduceImageResolution).
Elements: ISO/IEC 29500-1, 20.4.2.8 (inline), 20.1.8.13 (blip).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kefu_docs.render.inserting.inserted_files import FOLDER
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import DOCUMENT, DOCUMENT_RELATIONS
from kefu_docs.render.word.word_xml import PREFIXES

INSERTED = re.compile(rf"{FOLDER}[^/]*")
"""The parts of pictures that come from records, named by what is in them."""

_ANY_RELATION = re.compile(r'<Relationship Id="insert-[^>]*/>')
# Pictures of pixels; others are drawn line by line.
_RELATION = re.compile(
    r'<Relationship Id="(insert-[^"]*)"[^>]* Target="([^"]*\.(?:png|jpg))"[^>]*/>'
)
_EMBEDDED = re.compile(r'(?<= r:embed=")insert-[^"]*(?=")')
_FILES = re.compile(rf"{FOLDER}[^/]*\.(?:png|jpg)")
_READ = re.compile(rf"{_FILES.pattern}|{re.escape(DOCUMENT_RELATIONS)}")
_SIDE = 360_000
"""English Metric Units of a picture's sides on a sheet: a centimetre."""
_NAMESPACES = " ".join(f'xmlns:{p}="{PREFIXES[p]}"' for p in ("wp", "a", "pic", "r"))


class InsertedPicture(NamedTuple):
    """A picture's file, its part, and the element that leads to it."""

    relation: str
    part: str
    data: bytes


def without_insertions(relations: bytes) -> bytes:
    """Relationships without those of inserted pictures, whose names say what they are."""
    return _ANY_RELATION.sub("", relations.decode()).encode()


def exchangeable(parts: Mapping[str, bytes]) -> tuple[str, tuple[str, ...]]:
    """A docx's body with its exchangeable pictures named alike, and their names in order."""
    body = parts[DOCUMENT].decode()
    if ' r:embed="insert-' not in body:
        return body, ()
    pixels = {name for name, _ in _RELATION.findall(parts[DOCUMENT_RELATIONS].decode())}
    found: list[str] = []

    def alike(match: re.Match[str]) -> str:
        if match[0] not in pixels:
            return match[0]
        found.append(match[0])
        return "insert"

    return _EMBEDDED.sub(alike, body), tuple(found)


def pictures_in(documents: Iterable[bytes], wanted: Iterable[str]) -> dict[str, InsertedPicture]:
    """The pictures of these names, from the documents that have them."""
    missing = dict.fromkeys(wanted)
    found = {}
    for docx in documents:
        if not missing:
            break
        parts = read_parts(docx, _READ)
        for relation in _RELATION.finditer(parts[DOCUMENT_RELATIONS].decode()):
            if relation[1] in missing:
                part = f"word/{relation[2]}"
                found[relation[1]] = InsertedPicture(relation[0], part, parts[part])
                del missing[relation[1]]
    return found


def files_by_digest(docx: bytes) -> dict[bytes, bytes]:
    """The files of a document's pictures by their SHA-256."""
    files = read_parts(docx, _FILES).values()
    return {hashlib.sha256(data).digest(): data for data in files}


def with_pictures(
    parts: Mapping[str, bytes], pictures: Mapping[str, InsertedPicture]
) -> dict[str, bytes]:
    """The parts of a document that may show these pictures and no others from records."""
    kept = {name: data for name, data in parts.items() if not INSERTED.fullmatch(name)}
    relations = without_insertions(parts[DOCUMENT_RELATIONS]).decode()
    added = "".join(picture.relation for picture in pictures.values())
    relations = relations.replace("</Relationships>", f"{added}</Relationships>")
    files = {picture.part: picture.data for picture in pictures.values()}
    return {**kept, DOCUMENT_RELATIONS: relations.encode(), **files}


def drawn(pictures: Iterable[str]) -> str:
    """A paragraph that draws the pictures of these names, one behind the other."""
    runs = "".join(_run(number, name) for number, name in enumerate(pictures, 1))
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return f"<w:p><w:pPr>{spacing}</w:pPr>{runs}</w:p>" if runs else ""


def _run(number: int, name: str) -> str:
    size = f'cx="{_SIDE}" cy="{_SIDE}"'
    return (
        f'<w:r><w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name=""/><a:graphic>'
        f'<a:graphicData uri="{PREFIXES["pic"]}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
