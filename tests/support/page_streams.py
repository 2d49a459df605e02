"""Content streams as `finish_batch` writes them, made by hand."""

from __future__ import annotations

FACE = b"Song"
CLIP = b"0 0.028 595.275 841.861"
TEXTS = "甲乙丙丁戊己庚辛壬癸0123456789 \u3000A，。"
FONTS = {FACE: dict(enumerate(TEXTS, 1)), b"Hei": dict(enumerate(TEXTS, 1))}


def shown(text: str, x: float, y: float, face: bytes = FACE, size: float = 12) -> bytes:
    """A block of text."""
    codes = "".join(f"{TEXTS.index(character) + 1:04X}" for character in text).encode()
    return b"q 0 0 0 rg\nBT\n%g %g Td /%b %g Tf<%b>Tj\nET\nQ\n" % (x, y, face, size, codes)


def ruled(x: float, y: float, length: float = 24) -> bytes:
    """A line below text that begins here."""
    return b"q 1 0 0 1 %g %g cm\n0.8 w 0 0 0 RG\n0 -1.2 m %g -1.2 l S\nQ\n" % (x, y, length)


BORDER = b"0 0 0 RG\nq 0.5 w 0 J 1 j\n84.35 683.65 m\n234.85 683.65 l S\nQ\n"


def clipped(*items: bytes, clip: bytes = b"100 690 50 15.75", back: bytes = CLIP) -> bytes:
    """Items in a rectangle of their own."""
    rectangle = b"Q q %b re\nW* n\n"
    return rectangle % clip + b"".join(items) + rectangle % back


def page(*items: bytes) -> bytes:
    """A page's content."""
    return b"0.1 w\nq %b re\nW* n\n%bQ " % (CLIP, b"".join(items))
