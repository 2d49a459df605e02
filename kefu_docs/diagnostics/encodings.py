"""Which encoding the bytes of a text file are in, and its text, for a message that quotes it."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from kefu_docs.diagnostics.diagnostic import Message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-16": Message("UTF-16 (in Notepad: Unicode)"),
    "gb18030": Message("GB18030 (GBK; in Notepad: ANSI)"),
}
_FEW = 4
"""A file of so many times more sound characters than bad ones is UTF-8 with some damage."""


class EncodedText(NamedTuple):
    """A file's text; `name` is its encoding, None of UTF-8, and of what cannot be told.

    `bad` is where the first character stands that UTF-8 does not have, None where all are sound.
    """

    text: str
    name: Message | None = None
    bad: int | None = None


def encoded_text(data: bytes) -> EncodedText:
    """The text of a file's bytes, whatever its encoding; a byte-order mark is no part of it."""
    codec = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    codec = codec or (_utf_16(data) if b"\0" in data else "")
    if codec.startswith("utf-16"):
        return EncodedText(data.decode(codec, "replace").lstrip("\ufeff"), _NAMES["utf-16"], 0)
    try:
        return EncodedText(data.removeprefix(codecs.BOM_UTF8).decode())
    except UnicodeDecodeError:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
        bad = text.index("\ufffd")
        sound = sum(character > "\x7f" for character in text) - text.count("\ufffd")
        if sound < _FEW * text.count("\ufffd") and (other := _chinese(data)) is not None:
            first = next(n for n, character in enumerate(other) if character > "\x7f")
            return EncodedText(other, _NAMES["gb18030"], first)
        return EncodedText(text, None, bad)


def _utf_16(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of ASCII, such as a record's keys, is null."""
    for codec, nulls, others in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        found = data[nulls::2].count(0)
        if found >= _FEW and found * 3 > len(data[nulls::2]) and 0 not in data[others::2]:
            return codec
    return ""


def _chinese(data: bytes) -> str | None:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None
