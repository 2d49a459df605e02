"""Characters of full width, as an input method types them, in half width."""

from __future__ import annotations

import unicodedata


def narrowed(text: str) -> str:
    """The text in half-width characters (NFKC), ３０００ as 3000.

    One with a number in it that is no digit (², ①, ½) stays as it is: NFKC makes 30002 of 3000²,
    which is 3000 with the mark of a note behind it.
    """
    if not text.isascii() and any(unicodedata.category(c) == "No" for c in text):
        return text
    return unicodedata.normalize("NFKC", text)
