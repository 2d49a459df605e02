"""Patterns are read as they were written, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.render.composing.odf_pattern import OWN, Form, PageForm, Pattern
from kefu_docs.render.composing.pattern_text import patterns_as_text, read_patterns

TEXTS = st.text(max_size=8)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """XML with places in it."""
    places = draw(st.lists(st.integers(-4, 9), max_size=3))
    pieces = draw(st.lists(TEXTS, min_size=len(places) + 1, max_size=len(places) + 1))
    return Form(tuple(pieces), tuple(places))


PATTERNS = st.builds(
    Pattern,
    *(TEXTS,) * 4,
    st.dictionaries(TEXTS, st.builds(PageForm, forms(), forms(), forms()), max_size=2),
    st.dictionaries(TEXTS, forms(), max_size=3),
)


@given(st.lists(PATTERNS, max_size=2))
def test_patterns_are_read_as_they_were_written(patterns: list[Pattern]) -> None:
    """Whatever markup they hold."""
    assert read_patterns(patterns_as_text(patterns)) == patterns


ONE = patterns_as_text([Pattern("h", "s", "m", "f", {}, {"甲": Form(("<", ">"), (OWN,))})])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"head": "h", ', ""),
        ('"head": "h"', '"head": 1'),
        ("[-1]", "[]"),
        ("[-1]", '["x"]'),
        ('["<", ">"]', "[1, 2]"),
        ('"forms"', '"shapes"'),
        ('"frames": {}', '"frames": 1'),
        ("}]", ""),
    ],
)
def test_what_is_no_pattern_is_not_read(before: str, after: str) -> None:
    """What another program has kept is as good as nothing."""
    assert read_patterns(ONE)
    assert before in ONE
    assert read_patterns(ONE.replace(before, after)) == []
