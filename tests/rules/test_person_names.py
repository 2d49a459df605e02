"""Which characters a name may have."""

from __future__ import annotations

import pytest

from kefu_docs.fonts import is_no_character
from kefu_docs.rules import person_names


@pytest.mark.parametrize(
    "name",
    [
        "张晓宇",
        "陈䶮",
        "古丽娜尔·艾山",
        "王\U00020164",
        "李\U00031350",
        "李\U00033479",
        "周〇一",
        "葛\U000e0100城",
        "John Smith",
        "Jean-Luc O'Neil",
        "John F. Kennedy",
    ],
)
def test_names_that_people_have(name: str) -> None:
    """Every CJK plane, newer blocks than the interpreter knows, and foreign names."""
    assert person_names.foreign_characters(name) == []
    assert not any(map(is_no_character, name))
    assert person_names.letters(name) >= 2


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("张晓宇1", ["1"]),
        ("张、宇", ["、"]),
        ("张\u200b宇", ["\u200b"]),
        ("张 宇", [" "]),
        (" 张宇", [" "]),
        ("John  Smith", [" "]),
        ("John ", [" "]),
        ("古丽娜尔.艾山", ["."]),
        ("张晓宇.", ["."]),
        ("·艾山", ["·"]),
        ("艾山·", ["·"]),
        ("古丽娜尔··艾山", ["·"]),
    ],
)
def test_slips_of_the_keyboard(name: str, found: list[str]) -> None:
    """Digits, marks, invisible characters, and spaces where no foreign name has one."""
    assert person_names.foreign_characters(name) == found


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\u0378"])
def test_code_points_of_no_character(character: str) -> None:
    """Private use in three planes and an unassigned one; said once, not as a slip too."""
    assert is_no_character(character)
    assert person_names.foreign_characters(f"张{character}") == []


def test_a_variation_selector_is_no_letter() -> None:
    """葛 in one of its forms is one letter."""
    assert person_names.letters("葛\U000e0100") == 1
