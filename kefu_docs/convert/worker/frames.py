"""The language between the pool and its workers: frames of one kind byte, a length, a payload."""

from __future__ import annotations

import struct
from enum import Enum
from typing import IO

_HEAD = struct.Struct(">cQ")


class FrameKind(Enum):
    """What a frame carries: READY nothing, DOCX and PDF a file, REFUSED LibreOffice's reason.

    DOCX is a docx, or a flat OpenDocument text, of which a PDF is wanted. SAVE is a docx that is
    wanted as flat OpenDocument, which is what ODF carries.
    """

    READY = b"r"
    DOCX = b"d"
    PDF = b"p"
    SAVE = b"s"
    ODF = b"o"
    REFUSED = b"x"


def write_frame(stream: IO[bytes], kind: FrameKind, payload: bytes = b"") -> None:
    """Write one frame and flush it. Raises OSError where the other side is gone."""
    stream.write(_HEAD.pack(kind.value, len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[FrameKind, bytes]:
    """Read one frame. Raises EOFError where the stream ends, at a frame's border or within it."""
    kind, length = _HEAD.unpack(_exactly(stream, _HEAD.size))
    return FrameKind(kind), _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
