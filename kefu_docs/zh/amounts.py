"""Amounts of money and plain numbers as documents print them; yuan, Decimal."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from kefu_docs.zh.numerals import capital, parse_capital

FEN = Decimal("0.01")
_PREFIX = "人民币"


def amount(value: int | Decimal) -> str:
    """Yuan with two decimals, half-up: 800.00."""
    return f"{Decimal(value).quantize(FEN, ROUND_HALF_UP):f}"


def plain(value: int | Decimal) -> str:
    """A number without needless zeros: 800, 0.1."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def wan(value: int | Decimal) -> str:
    """From 10000 on in units of 万, exact: 2万, 13.4755万; below that as `plain`."""
    return plain(value) if value < 10000 else plain(Decimal(value).scaleb(-4)) + "万"


def capitals(value: int | Decimal) -> str:
    """Yuan in words, half-up to the fen: 人民币捌佰元整. ValueError below 0 and from 10^12 yuan.

    Source: 支付结算办法, annex 正确填写票据和结算凭证的基本规定.
    """
    if value < 0:
        raise ValueError(f"{value} is negative and cannot be written in words")
    fen = int(Decimal(value).quantize(FEN, ROUND_HALF_UP) * 100)
    yuan, jiao, fen = fen // 100, fen // 10 % 10, fen % 10
    words = capital(yuan) + "元" if yuan or not (jiao or fen) else ""
    if jiao:
        words += capital(jiao) + "角"
    elif words and fen:
        words += "零"
    return _PREFIX + words + (capital(fen) + "分" if fen else "整")


def parse_capitals(text: str) -> Decimal:
    """Read the yuan that `capitals` wrote; ValueError for anything else."""
    rest = text.removeprefix(_PREFIX)
    total = Decimal(0)
    for unit, worth in (("元", Decimal(1)), ("角", Decimal("0.1")), ("分", FEN)):
        if unit in rest:
            words, rest = rest.split(unit, 1)
            total += parse_capital(words if unit == "元" else words.removeprefix("零")) * worth
    if capitals(total) != text:
        raise ValueError(f"{text} is not an amount in words")
    return total.quantize(FEN)
