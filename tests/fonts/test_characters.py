"""Names, blocks, and what draws nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts import clusters, described, is_no_character, sequences
from kefu_docs.fonts.characters import is_drawn


@pytest.mark.parametrize(
    ("character", "text"),
    [
        ("䶮", "䶮 U+4DAE, a Chinese character of CJK Unified Ideographs Extension A"),
        ("é", "é U+00E9, LATIN SMALL LETTER E WITH ACUTE, Latin-1 Supplement"),
        ("\ue863", "\ue863 U+E863, for private use: another font draws another sign"),
        ("\ufffe", "\ufffe U+FFFE, no character yet"),
        ("\U000e0fff", "\U000e0fff U+E0FFF, no character yet"),
        ("\ud800", "\ufffd U+D800, half of a character"),
        (
            "\U00031350",
            "\U00031350 U+31350, a Chinese character of CJK Unified Ideographs Extension H",
        ),
    ],
)
def test_a_code_point_is_described(character: str, text: str) -> None:
    """A character is told by its Unicode name and block, also where Python's tables lack it."""
    assert described(character).text() == text


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\ufe00", "\U000e0101", "\n", "\xad"])
def test_what_draws_nothing_needs_no_glyph(character: str) -> None:
    """Default-ignorable code points and line ends; a space is drawn."""
    assert not is_drawn(character)
    assert is_drawn("\u3000")


@pytest.mark.parametrize("character", ["\x80", "\x85", "\x9f"])
def test_c1_controls_need_a_glyph(character: str) -> None:
    """LibreOffice draws an empty box for them, so a template that holds one is refused by name."""
    assert is_drawn(character)


def test_marks_and_selectors_stay_with_their_letter() -> None:
    """What one face has to draw together."""
    text = "ae\u0301\u0327葛\U000e0101か\u3099\u200d三"
    assert list(clusters(text)) == ["a", "e\u0301\u0327", "葛\U000e0101", "か\u3099\u200d", "三"]
    assert list(clusters("\u0301三")) == ["\u0301", "三"]


def test_joined_emoji_are_one_sequence() -> None:
    """With joiners and tones; two that stand side by side are two."""
    text = "好👍🏻👍1️⃣👁️‍🗨️👨‍👩‍👧字"
    assert list(sequences(text)) == ["好", "👍🏻", "👍", "1️⃣", "👁️‍🗨️", "👨‍👩‍👧", "字"]


@given(st.text())
def test_clusters_are_the_text(text: str) -> None:
    """The clusters of a text, joined, are the text."""
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    ("character", "is_none"),
    [
        *((c, True) for c in "\ue000\ufdd0\U0010ffff"),
        *((c, False) for c in "三\U0002ebf0\U000323b0"),
    ],
)
def test_what_stands_for_no_character(character: str, is_none: bool) -> None:
    """Private use and non-characters are none; ideographs newer than Python's tables are some."""
    assert is_no_character(character) == is_none
