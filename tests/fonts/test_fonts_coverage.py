"""Coverage comes from the character maps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts import coverage, drawn_by, find_fonts, uncovered

FONTS = find_fonts(None)
KNOWN = coverage(FONTS)
PRIVATE = "\ue863"  # one of GBK's private-use characters, now U+4DAE


@pytest.mark.parametrize(
    "text", ["䶮", "\U00020164", "\U0002a6d6", "张三 ￥800.00\n\t　", "a\u200b"]
)
def test_names_are_covered(text: str) -> None:
    """Rare ideographs, digits, signs, blanks and invisible characters pass."""
    assert uncovered(text, FONTS) == ()


def test_what_is_not_covered_is_given_once_and_in_order() -> None:
    """Private-use characters have no glyph anywhere in the set."""
    assert uncovered(f"张\U000f0000{PRIVATE}三\U000f0000", FONTS) == ("\U000f0000", PRIVATE)


def test_extension_b_falls_to_hanazono() -> None:
    """Each character is drawn by the first family that has it."""
    assert drawn_by("\U0002a6d6", FONTS) == ("HanaMinB",)
    assert drawn_by("䶮", FONTS)[0] == "Noto Serif CJK SC"
    assert drawn_by(PRIVATE, FONTS) == ()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Co"]), max_size=8))
def test_uncovered_agrees_with_coverage(text: str) -> None:
    """Reading maps as far as needed finds the same as reading them all."""
    assert set(uncovered(text, FONTS)) == {c for c in text if ord(c) not in KNOWN}
