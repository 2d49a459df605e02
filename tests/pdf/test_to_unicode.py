"""ToUnicode character maps, written and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.pdf.to_unicode import read_texts, write_texts

TEXTS = st.dictionaries(st.integers(0, 0xFFFF), st.text(min_size=1, max_size=3), max_size=250)


@given(TEXTS)
def test_texts_are_read_as_they_were_written(texts: dict[int, str]) -> None:
    """Any codes of two bytes, also more than the hundred that one list may hold."""
    assert read_texts(write_texts(texts)) == texts


@pytest.mark.parametrize(
    ("listed", "texts"),
    [
        (b"1 beginbfrange <20> <22> <0041> endbfrange", {0x20: "A", 0x21: "B", 0x22: "C"}),
        (b"1 beginbfrange <01><02><00410042> endbfrange", {1: "AB", 2: "AC"}),
        (b"1 beginbfrange <0a> <0B> [<4E00> <4e8C>] endbfrange", {10: "一", 11: "二"}),
        (b"1 beginbfchar <01> <D840 DC00> endbfchar", {1: "\U00020000"}),
        (b"1 beginbfchar <01> <4E00>", {}),
        (b"endbfchar", {}),
    ],
)
def test_maps_of_other_programs_are_read(listed: bytes, texts: dict[int, str]) -> None:
    """Ranges with one text or several, digits of either case, blanks; what has no end is none."""
    assert read_texts(listed) == texts


def test_the_last_list_decides() -> None:
    """A code that is listed twice stands for what is said last, in ranges and lists alike."""
    cmap = b"beginbfrange <01> <02> <0041> endbfrange beginbfchar <02> <0058> endbfchar"
    assert read_texts(cmap) == {1: "A", 2: "X"}
