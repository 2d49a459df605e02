"""Digests over parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.store import digest

PARTS = st.lists(st.binary(max_size=8), max_size=4)


@given(PARTS, PARTS)
def test_digests_differ_wherever_the_parts_do(one: list[bytes], other: list[bytes]) -> None:
    """The parts ["ab", "c"] and ["a", "bc"] have different digests, as any different parts have."""
    assert (digest(*one) == digest(*other)) == (one == other)
