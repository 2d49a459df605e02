"""What a font file says of its faces: names, character maps, variants. Only fontTools here.

It is loaded when a file is read, which is once for each file: what was read is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.fonts.code_points import CodePoints
from kefu_docs.fonts.sfnt import character_groups, english_name

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# OpenType specification, "name" and "cmap".
FAMILY, POSTSCRIPT_NAME, TYPOGRAPHIC_FAMILY = 1, 6, 16
VARIATION_SEQUENCES = 14
# Where emoji in colours are: as bitmaps (CBDT, sbix), or as layers of outlines (COLR). LibreOffice
# (7.4, 25.2) makes fonts of Type 3 of them, whose glyphs are not the file's (ISO 32000-1, 9.6.5).
_COLOURS = frozenset(("CBDT", "sbix", "COLR"))


def name_in(face: TTFont, identifier: int) -> str:
    """Give a name of a face, in English where it has one."""
    # fontTools gives the same, but loads all of OpenType to read names, which takes 30 ms.
    english = english_name(face.reader["name"], identifier)
    return str(face["name"].getDebugName(identifier)) if english is None else english


def names_in(path: Path) -> dict[str, str]:
    """Give every name a document may call a face in the file by, and the family name of the face.

    Raises UsageError where the file is not a font, or has pictures in colours.
    """
    from fontTools.ttLib import TTLibError

    try:
        with _faces(path) as faces:
            _refuse_colours(path, faces)
            return {_family(face): _family(face) for face in faces} | {
                record.toUnicode(): _family(face)
                for face in faces
                for record in face["name"].names
                if record.nameID in (FAMILY, TYPOGRAPHIC_FAMILY)
            }
    except (TTLibError, OSError, AssertionError, ValueError) as error:
        raise UsageError(
            Message("{file} is not a font that can be read", {"file": path.name}),
            Message("Replace the file or take it out of the fonts folder"),
        ) from error


def _refuse_colours(path: Path, faces: Iterable[TTFont]) -> None:
    if any(_COLOURS.intersection(face.keys()) for face in faces):
        raise UsageError(
            Message("{file} has pictures in colours, which are not printed", {"file": path.name}),
            Message(
                "Take the file out of the fonts folder, or put a font of emoji in black in its "
                "place, such as Noto Emoji"
            ),
        )


def characters_in(path: Path, family: str) -> CodePoints:
    """Give the code points that the faces of a family in a file can draw."""
    with _faces(path) as faces:
        return CodePoints.of(
            points for face in faces if _family(face) == family for points in _drawn(face)
        )


def variants_in(path: Path, family: str) -> frozenset[tuple[int, int]]:
    """Give the variation sequences (base, selector) that the faces of a family know."""
    with _faces(path) as faces:
        return frozenset(
            (base, selector)
            for face in faces
            if _family(face) == family
            for table in face["cmap"].tables
            if table.format == VARIATION_SEQUENCES
            for selector, bases in table.uvsDict.items()
            for base, _ in bases
        )


@contextmanager
def _faces(path: Path) -> Iterator[list[TTFont]]:
    from fontTools.ttLib import TTCollection, TTFont

    with path.open("rb") as stream:
        is_collection = stream.read(4) == b"ttcf"
        stream.seek(0)
        yield (
            TTCollection(stream, lazy=True).fonts if is_collection else [TTFont(stream, lazy=True)]
        )


def _family(face: TTFont) -> str:
    return name_in(face, FAMILY)


def _drawn(face: TTFont) -> list[tuple[int, int]]:
    """First and last of code points in a row that have a glyph other than .notdef, number 0."""
    # fontTools prefers this map, too, but names 60,000 glyphs, which takes 0.1 s.
    groups = character_groups(face.reader["cmap"])
    if groups is not None:
        points = ((first + (glyph == 0), last) for first, last, glyph in groups)
        return [(first, last) for first, last in points if first <= last]
    named = face.getBestCmap() or {}
    return [(point, point) for point, name in named.items() if name != ".notdef"]
