"""Chinese text that asks much of fonts."""

from __future__ import annotations

RARE = "䶮㛃𠮷𬱖𰻝"
"""Rare characters that Noto has."""
RAREST = "\U0002ceb0\U0002cebf\U0002cf00"
"""Characters of Extension F, in Hanazono alone."""
MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 1200, 3)))
"""More characters than LibreOffice puts into one subset of a font."""
