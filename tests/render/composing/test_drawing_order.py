"""Drawings of each document of a batch have numbers of their own, in the same order."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.render.composing.drawing_order import in_own_order

ANCHOR = '<wp:anchor distT="0" relativeHeight="{}" behindDoc="1">'
OLD = '<v:rect id="a" style="width:1pt;z-index:{};height:1pt">'
HEADER = "word/header1.xml"


def numbers(xml: str) -> list[int]:
    """The numbers of a part's drawings, in their order."""
    return [int(n) for n in re.findall(r'(?:relativeHeight="|z-index:)(-?\d+)', xml)]


@given(st.lists(st.integers(0, 2**31)), st.lists(st.integers(-(2**31), 2**31)))
def test_the_order_is_as_before_and_no_number_comes_twice(new: list[int], old: list[int]) -> None:
    """Among the drawings of body and header together; those behind the text stay behind it.

    An anchor of 0, of 1 or of more than Word's highest is as high as that.
    """
    body, header = "".join(map(ANCHOR.format, new)), "".join(map(OLD.format, old))
    seen: set[int] = set()
    for index in range(3):
        own, parts = in_own_order(body, {HEADER: header.encode()}, [HEADER], index)
        made = numbers(own) + numbers(parts[HEADER].decode())
        before = [n if 2 <= n <= 0x1DFF_FFFF else 0x1DFF_FFFF for n in new] + old
        assert [sorted(before).index(n) for n in before] == [sorted(made).index(n) for n in made]
        assert [n < 0 for n in before] == [n < 0 for n in made]
        assert not seen & set(made)
        assert not {0, 1} & set(made)
        seen |= set(made)


def test_text_that_looks_like_it_stays() -> None:
    """Only drawings are numbered."""
    body = '<w:t>z-index:5 relativeHeight="7"</w:t>' + ANCHOR.format(9)
    assert in_own_order(body, {}, [], 1)[0].startswith('<w:t>z-index:5 relativeHeight="7"</w:t>')
