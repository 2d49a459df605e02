"""Streams put together from parts."""

from __future__ import annotations

import zlib

from hypothesis import example, given
from hypothesis import strategies as st

from kefu_docs.pdf.deflate import compressed


@given(st.lists(st.binary(max_size=400)))
@example([b"\xff" * 70_000] * 3)  # more than the checksum's modulus, in one part and in all
def test_a_stream_of_parts_is_read_as_one(parts: list[bytes]) -> None:
    """zlib reads a stream of parts as their concatenation, checksum included."""
    assert zlib.decompress(compressed(parts)) == b"".join(parts)


@given(st.lists(st.binary(max_size=40)))
def test_it_does_not_matter_what_was_compressed_before(parts: list[bytes]) -> None:
    """The same parts give the same bytes."""
    first = compressed(parts)
    compressed(parts[::-1])
    assert compressed(parts) == first
