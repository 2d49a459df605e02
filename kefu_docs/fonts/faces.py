"""What a font file says of its faces: family names and character maps. Only fontTools here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from kefu_docs.diagnostics import Message
from kefu_docs.errors import UsageError

FAMILY = 1  # OpenType specification, "name": name ID 1 is the font family name


def families_in(path: Path) -> tuple[str, ...]:
    """Give the family names of the faces in a file. Raises UsageError where it is not a font."""
    try:
        with _faces(path) as faces:
            return tuple(dict.fromkeys(_family(face) for face in faces))
    except (TTLibError, OSError, AssertionError, ValueError) as error:
        raise UsageError(
            Message("{file} is not a font that can be read", {"file": path.name}),
            Message("Replace the file or take it out of the fonts folder"),
        ) from error


def characters_in(path: Path, families: tuple[str, ...]) -> frozenset[int]:
    """Give the code points that the faces of these families in a file can draw."""
    with _faces(path) as faces:
        return frozenset(
            point for face in faces if _family(face) in families for point in face.getBestCmap()
        )


@contextmanager
def _faces(path: Path) -> Iterator[list[TTFont]]:
    with path.open("rb") as stream:
        is_collection = stream.read(4) == b"ttcf"
        stream.seek(0)
        yield (
            TTCollection(stream, lazy=True).fonts if is_collection else [TTFont(stream, lazy=True)]
        )


def _family(face: TTFont) -> str:
    return str(face["name"].getDebugName(FAMILY))
