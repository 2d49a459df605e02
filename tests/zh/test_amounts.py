"""Amounts in figures and in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.zh.amounts import amount, capitals, parse_capitals, plain, wan


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0.55", "伍角伍分"),
        ("10", "壹拾元整"),
        ("10.05", "壹拾元零伍分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("800", "捌佰元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("11000", "壹万壹仟元整"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100010", "壹拾万零壹拾元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("134755", "壹拾叁万肆仟柒佰伍拾伍元整"),
        ("10050000", "壹仟零伍万元整"),
        ("100000001", "壹亿零壹元整"),
        ("100012340000", "壹仟亿壹仟贰佰叁拾肆万元整"),
    ],
)
def test_amounts_in_words(value: str, words: str) -> None:
    """The examples of 支付结算办法 and cases around its rules on 零 and 整."""
    assert capitals(Decimal(value)) == f"人民币{words}"


@given(st.integers(0, 10**12))
def test_words_read_back(fen: int) -> None:
    """Reading the words gives the amount, to the fen."""
    yuan = Decimal(fen) / 100
    assert parse_capitals(capitals(yuan)) == yuan


def test_words_round_half_up() -> None:
    """Half a fen counts as one."""
    assert capitals(Decimal("0.045")) == "人民币伍分"


def test_negative_amounts_have_no_words() -> None:
    """A negative amount in words is an error, not a positive one."""
    with pytest.raises(ValueError, match="negative"):
        capitals(Decimal("-0.01"))


@pytest.mark.parametrize("text", ["捌佰元整", "人民币捌佰元", "人民币壹贰元整", "人民币零伍分"])
def test_other_text_is_not_an_amount(text: str) -> None:
    """Only what `capitals` writes is read."""
    with pytest.raises(ValueError, match=r"in (words|capitals)"):
        parse_capitals(text)


@pytest.mark.parametrize(
    ("value", "text"), [("800", "800.00"), ("0.005", "0.01"), ("1234567.125", "1234567.13")]
)
def test_amount_has_two_decimals(value: str, text: str) -> None:
    """`amount` prints two decimals, rounded half-up, without separators."""
    assert amount(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("800.00", "800"), ("0.10", "0.1"), ("0.05", "0.05"), ("1E+2", "100")]
)
def test_plain_has_no_needless_zeros(value: str, text: str) -> None:
    """`plain` drops zeros behind the point, and none before it."""
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("20000", "2万"), ("134755", "13.4755万"), ("9999.50", "9999.5"), ("10000.00", "1万")],
)
def test_wan_is_exact(value: str, text: str) -> None:
    """Ten thousands without rounding, smaller amounts as they are."""
    assert wan(Decimal(value)) == text
