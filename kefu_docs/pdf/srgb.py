"""The sRGB colour profile a PDF/A output intent carries, written out from its definition.

A profile made by a colour library bears the time it was made; this one has a fixed date, so that
the same document gives the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

# IEC 61966-2-1 primaries and white, adapted to the D50 of the profile connection space (Bradford).
_WHITE = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01708, -0.00925, 0.01508, 0.75168)
# Y = ((X + 0.055) / 1.055) ** 2.4 from X = 0.04045 on, X / 12.92 below: g, a, b, c, d.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)

_HEADER = 128
_TAG = 12


def srgb_profile() -> bytes:
    """Write an ICC 4.3 display profile of sRGB (ISO 15076-1: header 7.2, tag table 7.3)."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(_CURVE)
    tags = (
        (b"desc", _text("sRGB")),
        (b"cprt", _text("CC0")),
        (b"wtpt", _numbers(b"XYZ ", _WHITE)),
        (b"chad", _numbers(b"sf32", _ADAPTATION)),
        (b"rXYZ", _numbers(b"XYZ ", _RED)),
        (b"gXYZ", _numbers(b"XYZ ", _GREEN)),
        (b"bXYZ", _numbers(b"XYZ ", _BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    start = _HEADER + 4 + _TAG * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for signature, content in tags:
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", signature, places[content], len(content))
    return _header(start + len(data)) + table + data


def _header(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4sIQI12s4s44x",
        size,
        bytes(4),
        0x04300000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        bytes(4),
        0,
        bytes(4),
        0,
        0,
        0,
        _fixed(_WHITE),
        bytes(4),
    )


def _fixed(numbers: Sequence[float]) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _numbers(kind: bytes, numbers: Sequence[float]) -> bytes:
    return kind + bytes(4) + _fixed(numbers)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"enUS", len(encoded), 28) + encoded
