"""Marks in a text become looks of its words, and nothing else is lost or added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.render.inserting.inserts import InsertError
from kefu_docs.render.inserting.rich_text import LONGEST, StyledWords, rich

BOLD, ITALIC, UNDERLINED, STRUCK = ("b", ""), ("i", ""), ("u", "single"), ("strike", "")


def pieces(text: str) -> tuple[StyledWords, ...]:
    """The pieces of a text, its neighbours of one look together."""
    read = rich(text)
    assert read is not None
    return read.pieces


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("甲**乙**丙", [StyledWords("甲"), StyledWords("乙", (BOLD,)), StyledWords("丙")]),
        ("*甲*", [StyledWords("甲", (ITALIC,))]),
        ("__甲__", [StyledWords("甲", (UNDERLINED,))]),
        ("~~甲~~", [StyledWords("甲", (STRUCK,))]),
        ("**甲__乙__**", [StyledWords("甲", (BOLD,)), StyledWords("乙", (BOLD, UNDERLINED))]),
        ("[甲]{红}", [StyledWords("甲", (("color", "C00000"),))]),
        ("[**甲**]{#0a0b0c}", [StyledWords("甲", (("color", "0A0B0C"), BOLD))]),
        ("**第一行\n第二行**", [StyledWords("第一行\n第二行", (BOLD,))]),
    ],
)
def test_marks_make_looks(text: str, read: list[StyledWords]) -> None:
    """Each mark, marks within marks, and over a line's end."""
    assert pieces(text) == tuple(read)


@pytest.mark.parametrize(
    "text",
    ["________", "5*3=15", "2 * 3 * 4", "**甲", "甲~~", "[甲]", "[甲](乙)", "* 甲 *", "****"],
)
def test_what_is_no_mark_is_printed(text: str) -> None:
    """Lines to write on, sums, brackets, marks without a partner."""
    assert pieces(text) == (StyledWords(text),)


def test_a_backslash_prints_the_mark() -> None:
    """In front of anything else it is a character like others."""
    assert "".join(p.text for p in pieces(r"\*甲\* \\ C:\店")) == r"*甲* \ C:\店"


def test_what_cannot_be_meant_is_refused() -> None:
    """A colour that is none is told with those there are; a novel is not searched for marks."""
    with pytest.raises(InsertError, match="粉 is no colour; there are 红、橙、黄"):
        rich("[甲]{粉}")
    with pytest.raises(InsertError, match="20000 characters"):
        rich("甲" * (LONGEST + 1))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\\*_~[{")))
def test_text_without_marks_is_one_piece(text: str) -> None:
    """Whatever else stands in it."""
    assert pieces(text) == ((StyledWords(text),) if text else ())


@given(st.text("甲乙 *_~\\", max_size=40))
def test_no_word_is_lost(text: str) -> None:
    """Whichever marks are read as marks, all other characters stay in order."""
    kept = "".join(p.text for p in pieces(text))
    assert [c for c in kept if c in "甲乙"] == [c for c in text if c in "甲乙"]
