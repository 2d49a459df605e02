"""The faces of the font set as font programs, by the names that engines print for them.

Files stay mapped for the life of the process, and what was read of a glyph is kept: a document asks
for 350 glyphs, the next one for nearly the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from mmap import ACCESS_READ, mmap

from fontTools.ttLib import TTCollection, TTFont

from kefu_docs.fonts.font_file import FAMILY, POSTSCRIPT_NAME, name_in
from kefu_docs.fonts.fontset import FontFile, FontSet
from kefu_docs.fonts.programs.face import CffFace, Face, TrueTypeFace
from kefu_docs.fonts.programs.truetype_subset import TrueTypeSubsetter


@lru_cache(maxsize=4)
def faces(fonts: FontSet) -> Mapping[str, tuple[Face, ...]]:
    """Give the set's faces by each of their names; of one name more than one is ambiguous."""
    found: dict[str, tuple[Face, ...]] = {}
    for file in fonts.files:
        for face in _faces_of(file):
            for name in face.names:
                found[name] = (*found.get(name, ()), face)
    return found


def _faces_of(file: FontFile) -> Iterator[Face]:
    """Open a file's faces; those that share their outlines are one, named after the set's."""
    with file.path.open("rb") as stream:
        data = mmap(stream.fileno(), 0, access=ACCESS_READ)
    collection = data[:4] == b"ttcf"
    fonts = TTCollection(data, lazy=True).fonts if collection else [TTFont(data, lazy=True)]
    # The collections of Noto CJK hold faces of several regions over one CFF table. LibreOffice (7.4
    # and 25.2) embeds each under a name from that table, NotoSerifCJKjp-Regular-VKana, so that its
    # PDF does not tell the region: they are one face here. Without it no text in 宋体 is read back;
    # see test_a_face_goes_by_all_names_that_engines_print.
    shared: set[int] = set()
    numbered = sorted(
        enumerate(fonts), key=lambda found: name_in(found[1], FAMILY) not in file.families
    )
    for number, font in numbered:
        name = name_in(font, POSTSCRIPT_NAME)
        digest = hashlib.sha256(f"{file.sha256} {name}".encode()).hexdigest()
        if "CFF " in font.reader.tables:
            start = font.reader.tables["CFF "].offset
            if start not in shared:
                shared.add(start)
                yield CffFace(name, digest, font, data)
        elif "glyf" in font.reader.tables:
            subsetter = TrueTypeSubsetter(file.path, number)
            yield TrueTypeFace(name, digest, font, data, subsetter)
