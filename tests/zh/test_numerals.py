"""Ordinary numerals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.zh.numerals import LIMIT, capital, chinese, parse_capital


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (50, "五十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (10000, "一万"),
        (20010, "二万零一十"),
        (100010, "十万零一十"),
        (107000, "十万七千"),
        (100005000, "一亿零五千"),
        (Decimal("50.00"), "五十"),
    ],
)
def test_ordinary_numerals(number: int | Decimal, words: str) -> None:
    """Ten at the beginning is 十, inside it is 一十; zeros between digits collapse to one 零."""
    assert chinese(number) == words


@pytest.mark.parametrize("number", [-1, LIMIT, Decimal("0.5")])
def test_what_has_no_numeral_is_refused(number: int | Decimal) -> None:
    """Negative, fractional and very large numbers are errors, not wrong words."""
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


@given(st.integers(0, LIMIT - 1))
def test_capitals_read_back(number: int) -> None:
    """Reading what was written gives the number."""
    assert parse_capital(capital(number)) == number


@pytest.mark.parametrize("text", ["壹佰二", "壹零", "拾", "壹贰", ""])
def test_only_the_canonical_notation_is_read(text: str) -> None:
    """An ordinary numeral, and digits out of place, are not read as capitals."""
    with pytest.raises(ValueError, match="in capitals"):
        parse_capital(text)
