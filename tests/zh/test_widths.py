"""Full-width characters in half width, and what is no full-width character."""

from __future__ import annotations

from kefu_docs.zh.widths import narrowed


def test_full_width_characters_are_narrowed() -> None:
    """Digits, letters, marks and spaces of an input method."""
    assert narrowed("３，０００．５０　Ｘ：％") == "3,000.50 X:%"


def test_a_number_that_is_no_digit_stays() -> None:
    """3000² is 3000 with the mark of a note, and no 30002."""
    for text in ("3000²", "３①", "½", "H₂O"):
        assert narrowed(text) == text
