"""What a mistyped word is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.diagnostics.nearest import did_you_mean, id_meant, nearest

PROVINCES = ("浙江", "江苏", "广东", "山东", "湖北", "湖南", "黑龙江")
KEYS = ("name", "gender", "id_number", "residence", "hired_on", "contract", "contracts")


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("折江", PROVINCES, "浙江"),
        ("黒龙江", PROVINCES, "黑龙江"),
        ("某东", PROVINCES, None),
        ("湖", PROVINCES, None),
        ("四川", PROVINCES, None),
        ("residense", KEYS, "residence"),
        ("hierd_on", KEYS, "hired_on"),
        ("Name", KEYS, "name"),
        ("ｎａｍｅ", KEYS, "name"),
        ("id-number", KEYS, "id_number"),
        ("contrac", KEYS, "contract"),
        ("salary", KEYS, None),
    ],
)
def test_the_nearest_word_is_found_or_none(
    word: str, known: tuple[str, ...], found: str | None
) -> None:
    """One slip in three characters; what two words are equally near to is left open."""
    assert nearest(word, known) == found


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=6))
def test_what_is_proposed_is_known(word: str, known: list[str]) -> None:
    """A hint names nothing that is not there, and a known word itself where it is."""
    found = nearest(word, known)
    assert found is None or found in known


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4), st.data())
def test_a_character_left_out_is_found_again(word: str, data: st.DataObject) -> None:
    """Wherever it was."""
    place = data.draw(st.integers(0, len(word) - 1))
    assert nearest(word[:place] + word[place + 1 :], [word, "name"]) == word


def test_hints_are_the_ends_of_messages() -> None:
    """They begin with a semicolon, or are nothing."""
    assert str(did_you_mean("四川", PROVINCES)) == ""
    hint = did_you_mean("折江", PROVINCES)
    assert not isinstance(hint, str)
    assert hint.text() == "; did you mean '浙江'?"
    assert id_meant("E01", ["E001", "E002"]) == ""
