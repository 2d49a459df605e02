"""Which encoding the bytes of a text file are in, and its text, for a message that quotes it."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from kefu_docs.diagnostics.characters import CONTROL
from kefu_docs.diagnostics.diagnostic import Message
from kefu_docs.diagnostics.late_pattern import late

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-16": Message("UTF-16 (in Notepad: Unicode)"),
    "gb18030": Message("GB18030 (GBK; in Notepad: ANSI)"),
    "big5hkscs": Message("Big5 (in Notepad: ANSI)"),
}
_FEW = 4
"""A file of so many times more sound characters than bad ones is UTF-8 with some damage.

So is one whose last character alone is bad: it breaks off there.
"""
_ASCII = late(r"[\x00-\x7f]+")
_ENOUGH = 10_000
"""So many characters tell what encoding they are in."""
_PLAIN = 20
"""Of so many characters of a record or a sheet one at least is ASCII: line ends, keys, digits."""


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
        is_utf_8 = sound >= _FEW * text.count("\ufffd") or (sound and bad == len(text) - 1)
        if not is_utf_8 and (codec := _chinese(data)):
            other = data.decode(codec)
            first = next(n for n, character in enumerate(other) if character > "\x7f")
            return EncodedText(other, _NAMES[codec], first)
        return EncodedText(text, None, bad)


def _utf_16(data: bytes) -> str:
    """UTF-16 without its mark: in the right order of bytes more of its characters are ASCII.

    Not its null bytes alone tell it: in Chinese they are few, and 一 (U+4E00) has one of the other
    half. Null bytes that damage left in another file are control characters in either order.
    """
    orders = [(codec, _decoded(data, codec)) for codec in ("utf-16-le", "utf-16-be")]
    codec, text = max(orders, key=lambda order: sum(map(str.isascii, order[1] or "")))
    plain = sum(map(str.isascii, text or ""))
    is_sound = text is not None and CONTROL.search(text) is None
    return codec if is_sound and plain >= _FEW and plain * _PLAIN > len(text or "") else ""


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _chinese(data: bytes) -> str:
    """GB18030 or Big5, whichever has more of its everyday characters; empty where it is neither.

    Most pairs of bytes are a character in both. But what is written in China is in GB 2312, all but
    a few names, and of Big5 two in five are; what is written in Taiwan and Hong Kong is in the
    first plane of Big5, and of GB 2312 three in five are.
    """
    readings = {codec: _decoded(data, codec) for codec in ("gb18030", "big5hkscs")}
    everyday = {
        codec: sum(_is_everyday(c, codec) for c in _ASCII.sub("", text)[:_ENOUGH])
        for codec, text in readings.items()
        if text is not None
    }
    return max(everyday, key=everyday.__getitem__, default="")


def _is_everyday(character: str, codec: str) -> bool:
    """Whether a character is in GB 2312, or in the first plane of Big5 or among its marks."""
    if codec == "gb18030":
        pair = character.encode("gb2312", "ignore")
        return len(pair) == 2
    pair = character.encode("big5", "ignore")
    return len(pair) == 2 and b"\xa1" <= pair[:1] <= b"\xc6"
