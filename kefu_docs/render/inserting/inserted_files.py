"""The files of inserts in a docx: their parts, relationships and kinds of content.

A template tells beforehand whether its documents may hold pictures. Only then do they have
relationships of their own, and all of one template have the same parts but for the pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from kefu_docs.render.inserting.inserts import Medium
from kefu_docs.render.word.word_package import (
    CONTENT_TYPES,
    ContentTypes,
    office_relationship,
    read_relationships,
    relations_part,
    write_relationships,
)

FOLDER = "word/media/insert-"
"""How the names of inserted parts begin."""

_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "emf": "image/x-emf",
}


def with_types_of_pictures(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a template whose documents may hold pictures of every kind."""
    types = ContentTypes.read(parts[CONTENT_TYPES])
    types = replace(types, defaults={**_TYPES, **types.defaults})
    return {**parts, CONTENT_TYPES: types.written()}


def with_files(parts: Mapping[str, bytes], part: str, media: Iterable[Medium]) -> dict[str, bytes]:
    """The relationships of a part with those of inserted files, and these files.

    Each has its relation once, whatever its number of places in the part.
    """
    folder = part.rpartition("/")[0]
    name = relations_part(part)
    known = read_relationships(parts.get(name), folder)
    files = {medium.relation: medium for medium in media}
    added = [office_relationship(m.relation, "image", m.part) for m in files.values()]
    return {
        name: write_relationships((*known, *added), folder),
        **{medium.part: medium.data for medium in files.values()},
    }
