"""What a PDF says about itself, and the colour profile it carries."""

from __future__ import annotations

import struct

import pytest

from kefu_docs.pdf.metadata import SRGB


def test_the_colour_profile_is_well_formed() -> None:
    """Its tags lie inside it, on four-byte bounds, and its white is D50."""
    profile = SRGB.read_bytes()
    size, signature = struct.unpack(">I32x4s", profile[:40])
    assert (size, signature) == (len(profile), b"acsp")
    count = struct.unpack(">I", profile[128:132])[0]
    tags = {
        tag: profile[offset : offset + length]
        for tag, offset, length in struct.iter_unpack(">4sII", profile[132 : 132 + 12 * count])
    }
    assert set(tags) == set(b"desc cprt wtpt chad rXYZ gXYZ bXYZ rTRC gTRC bTRC".split())
    columns = [struct.unpack(">8x3i", tags[tag]) for tag in (b"rXYZ", b"gXYZ", b"bXYZ")]
    white = struct.unpack(">8x3i", tags[b"wtpt"])
    assert [sum(axis) for axis in zip(*columns, strict=True)] == pytest.approx(white, abs=16)
