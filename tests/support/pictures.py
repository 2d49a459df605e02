"""Pictures of PDF pages in sixteen greys: drawn by PDFium, kept as PNG, compared, blended.

Source: Portable Network Graphics specification (ISO/IEC 15948), grayscale of bit depth 4.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TO_GREY = bytes(value >> 4 for value in range(256))
_WHITE = 15
# Two greys apart may be the same edge, smoothed in another way.
_TOLERANCE = 4


@dataclass(frozen=True)
class Picture:
    """Rows of greys from 0, black, to 15, a byte for each."""

    rows: tuple[bytes, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return len(self.rows[0]), len(self.rows)


def pictures_of(pdf: Path, dots_per_inch: int) -> Iterator[Picture]:
    """Draw each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            bitmap = page.render(scale=dots_per_inch / 72, grayscale=True)
            data, stride = bytes(bitmap.buffer), bitmap.stride
            rows = (data[at : at + bitmap.width] for at in range(0, len(data), stride))
            yield Picture(tuple(row.translate(_TO_GREY) for row in rows))


def write(picture: Picture, file: Path) -> None:
    """Keep a picture as PNG."""
    width, height = picture.size
    header = struct.pack(">LLBBBBB", width, height, 4, 0, 0, 0, 0)
    lines = b"".join(b"\0" + _packed(row) for row in picture.rows)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks))


def read(file: Path) -> Picture:
    """Read what `write` wrote."""
    data = file.read_bytes()
    width, height = struct.unpack_from(">LL", data, 16)
    begin = data.index(b"IDAT") + 4
    (size,) = struct.unpack_from(">L", data, begin - 8)
    lines = zlib.decompress(data[begin : begin + size])
    line = 1 + (width + 1) // 2
    starts = range(0, height * line, line)
    return Picture(tuple(_unpacked(lines[at + 1 : at + line])[:width] for at in starts))


def _packed(row: bytes) -> bytes:
    pairs = zip(row[::2], row[1::2] + b"\0" * (len(row) % 2), strict=True)
    return bytes(left << 4 | right for left, right in pairs)


def _unpacked(line: bytes) -> bytes:
    return bytes(grey for pair in line for grey in (pair >> 4, pair & 15))


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">L", len(data)) + checked + struct.pack(">L", zlib.crc32(checked))


def differing(one: Picture, other: Picture) -> list[tuple[int, int]]:
    """The (x, y) at which either shows what the other does not show within a dot of it.

    Edges that are smoothed otherwise differ by less; a line moved by two dots differs everywhere.
    """
    if one.size != other.size:
        width, height = map(max, zip(one.size, other.size, strict=True))
        return [(x, y) for y in range(height) for x in range(width)]
    rows = range(len(one.rows))
    changed = [y for y in rows if one.rows[y] != other.rows[y]]
    return sorted(
        {
            place
            for a, b in ((one.rows, other.rows), (other.rows, one.rows))
            for y in changed
            for place in _unlike(a[y], b[max(0, y - 1) : y + 2], y)
        }
    )


def _unlike(row: bytes, around: Sequence[bytes], y: int) -> Iterator[tuple[int, int]]:
    for x, grey in enumerate(row):
        near = b"".join(line[max(0, x - 1) : x + 2] for line in around)
        if not min(near) - _TOLERANCE <= grey <= max(near) + _TOLERANCE:
            yield x, y


def beside(*pictures: Picture) -> Picture:
    """Put pictures next to one another, a grey line between them."""
    height = max(len(picture.rows) for picture in pictures)
    gap = bytes([_WHITE // 2]) * 4
    padded = [[*p.rows, *[bytes([_WHITE]) * p.size[0]] * (height - len(p.rows))] for p in pictures]
    return Picture(tuple(gap.join(lines) for lines in zip(*padded, strict=True)))


def marked(picture: Picture, places: Sequence[tuple[int, int]]) -> Picture:
    """A pale copy with black dots at these places."""
    rows = [bytearray(12 + grey // 5 for grey in row) for row in picture.rows]
    for x, y in places:
        if y < len(rows) and x < len(rows[y]):
            rows[y][x] = 0
    return Picture(tuple(map(bytes, rows)))
