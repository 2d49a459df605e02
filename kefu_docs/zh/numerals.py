"""Whole numbers in Chinese: plain numerals (一百零五) and the capitals of money (壹佰零伍)."""

from __future__ import annotations

from decimal import Decimal

_PLAIN = "零一二三四五六七八九"
_CAPITAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "万", "亿")
LIMIT = 10**12


def chinese(number: int | Decimal) -> str:
    """A whole number as spoken: 十二, 一百零五. ValueError outside 0 to 10^12."""
    if number != int(number):
        raise ValueError(f"{number} is not a whole number")
    text = _in_words(int(number), _PLAIN, "十百千")
    return text[1:] if text.startswith("一十") else text


def capital(number: int) -> str:
    """A whole number in the capitals of money: 壹仟零伍万. ValueError outside 0 to 10^12.

    Source: 支付结算办法, annex. A zero 万 or 元 digit before a digit that is not zero may be left
    unwritten; it is.
    """
    return _in_words(number, _CAPITAL, "拾佰仟")


def parse_capital(text: str) -> int:
    """Read what `capital` wrote; ValueError for other characters."""
    total = group = digit = 0
    for character in text:
        if character in _CAPITAL:
            digit = _CAPITAL.index(character)
        elif character in "拾佰仟":
            group += digit * 10 ** ("拾佰仟".index(character) + 1)
            digit = 0
        elif character in "万亿":
            total += (group + digit) * 10 ** (4 * _PLACES.index(character))
            group = digit = 0
        else:
            raise ValueError(f"{text} is not a number in capitals")
    number = total + group + digit
    if capital(number) != text:
        raise ValueError(f"{text!r} is not a number in capitals")
    return number


def _in_words(number: int, digits: str, places: str) -> str:
    if not 0 <= number < LIMIT:
        raise ValueError(f"{number} is outside 0 to {LIMIT}")
    words = ""
    for index in range(len(_PLACES) - 1, -1, -1):
        higher, group = divmod(number // 10 ** (4 * index), 10**4)
        if not group:
            continue
        skipped = higher % 10**4 == 0
        if words and (group < 1000 or skipped):
            words += digits[0]
        words += _group_in_words(group, digits, places) + _PLACES[index]
    return words or digits[0]


def _group_in_words(group: int, digits: str, places: str) -> str:
    """Four digits with their places; a run of zeros inside is one zero, at the end none."""
    words, zeros = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            words += (digits[0] if zeros else "") + digits[digit]
            words += places[place - 1] if place else ""
            zeros = False
        else:
            zeros = bool(words)
    return words
