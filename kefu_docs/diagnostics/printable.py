"""Text from files on its way to a terminal, a report or an annotation: made visible, and masked.

A terminal obeys some characters instead of showing them, and messages are copied into tickets and
chats; so nothing that moves the cursor, turns the direction of writing or names a person's number
gets through.
"""

from __future__ import annotations

import re
import unicodedata

# Controls (C0, C1), halves of characters, line separators, and marks that turn the direction of
# writing (Unicode 16, UAX 9): what a terminal or an editor obeys.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
# Characters of full width, and the hyphens and blanks that people type, as the patterns name them.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    map(ord, "‐‑‒–—−"), "-"
)
_NARROW |= dict.fromkeys(map(ord, "\xa0\u2002\u2003\u2009\u3000"), " ")
_ALONE, _ENDS = r"(?<![\dA-Za-z])", r"(?![\dA-Za-z])"
# Two groups of digits may stand apart.
_OR = "[ -]?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # An ID number by its province (GB/T 2260) and date, whatever stands around it.
        rf"(?<!\d)(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)\d\d{_OR}\d\d{_OR}"
        rf"(?:19|20)\d\d{_OR}(?:0[1-9]|1[0-2]){_OR}(?:0[1-9]|[12]\d|3[01]){_OR}\d{{3}}{_OR}[\dXx](?!\d)",
        # An ID number, a bank account, or one with a slip: 15 characters, one of them a letter.
        rf"{_ALONE}(?=[\dA-Za-z]{{15,24}}{_ENDS})\d+[A-Za-z]?\d*{_ENDS}",
        rf"{_ALONE}\d{{6}}([ -])\d{{8}}\1\d{{3}}[\dXx]{_ENDS}",
        rf"{_ALONE}(?<!-)\d{{4}}([ -])\d{{4}}(?:\1\d{{4}}){{2}}(?:\1\d{{1,4}})?{_ENDS}",
        rf"{_ALONE}(?<!-)\d{{6}}[ -]\d{{9,13}}[\dXx]?{_ENDS}",
        # A mobile number, and a landline number with its area code (010, 02x, 03xx to 09xx).
        rf"{_ALONE}(?<!\d\.)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ .-]?\d{{4}}[ .-]?\d{{4}}"
        rf"{_ENDS}(?!\.\d)",
        rf"{_ALONE}(?<!\d\.)1[3-9]\d([ .-])\d{{3}}\1\d{{5}}{_ENDS}(?!\.\d)",
        r"(?<![\dA-Za-z.-])\(?0(?:10|2\d|[3-9]\d\d)\)?[ -]?\d{7,8}(?![\dA-Za-z]|-\d)",
        # A passport or permit that is called so: its number alone may be a contract's.
        r"(?:护照|通行证|居[住留]证|台胞证|回乡证|passport)[^\dA-Za-z]{0,8}"
        r"[A-Za-z]{1,2}\d{7,9}(?!\d)",
    )
)
# What has one of these forms has this: most messages have not, and are many.
_SEVEN = re.compile(r"\d(?:[ .()-]?\d){6}")
# A key of a record, or the Chinese word for it, whose value is masked whatever its form.
_PRIVATE = r"id_number|mobile|phone|bank_account|account"
_BEHIND_KEY = re.compile(
    rf"((?:{_PRIVATE}|身份证\w*|手机\w*|电话\w*|账号)"
    r"\s*[:：=]\s*)([^,}#]*)"
)


def visible(text: str) -> str:
    r"""The text with what a terminal would obey written as an escape: \x1b, \n, \u202e."""
    return _OBEYED.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _SHORT.get(found[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def masked(text: str) -> str:
    """The text with ID numbers, bank accounts and phone numbers masked: 330106********0025.

    Every character keeps its column, and what is no digit stays, so that a letter O in a number
    is seen.
    """
    narrow = text.translate(_NARROW)
    if not _SEVEN.search(narrow):
        return text
    for form in _FORMS:
        for found in form.finditer(narrow):
            first, last = found.span()
            text = text[:first] + hidden(text[first:last]) + text[last:]
        narrow = form.sub(lambda found: "x" * len(found[0]), narrow)  # once is enough
    return text


def hidden(number: str) -> str:
    """A number that is private whatever its form, with the digits in the middle masked.

    Of 15 digits and more the first six and the last four stay, of 10 and more the first three and
    the last four, of 8 and 9 (passports) the first and the last two, of fewer none.
    """
    digits = [place for place, character in enumerate(number) if character.isdecimal()]
    steps = ((15, 6, 4), (10, 3, 4), (8, 2, 2), (0, 0, 0))
    first, last = next((first, last) for least, first, last in steps if len(digits) >= least)
    if number[-1:] in {"X", "x"} and last:
        last -= 1  # the last four characters, of which X is one
    masks = set(digits[first : len(digits) - last])
    return "".join(_star(c) if place in masks else c for place, c in enumerate(number))


def masked_line(line: str) -> str:
    """A line of a record with private values masked, by their form or by the key before them."""
    return masked(_BEHIND_KEY.sub(lambda found: found[1] + hidden(found[2]), line))


def masked_value(key: str, value: str) -> str:
    """The value of a record's key, masked where the key says that it is private."""
    return hidden(value) if re.fullmatch(_PRIVATE, key) else masked(value)


def _star(digit: str) -> str:
    """A star as wide as the digit."""
    return "＊" if unicodedata.east_asian_width(digit) == "F" else "*"
