"""Bullets of more than one character, or of one beyond U+FFFF, as emoji are.

LibreOffice (7.4, 25.2) prints the first UTF-16 code unit of a bullet: — for —>, 1 for 1️⃣, and half a
character, which is a sign of damage, for 🎉 (test_a_bullet_is_printed_whole). The text of a number
that has no digits (w:numFmt none, ISO/IEC 29500-1, 17.18.59) looks the same and is printed whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from kefu_docs.render.word.word_package import NUMBERING
from kefu_docs.render.word.word_xml import W, parsed, value, written


def with_whole_bullets(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts of a template whose long bullets are such numbers; else as they are."""
    if b'"bullet"' not in parts.get(NUMBERING, b""):
        return parts
    root = parsed(parts[NUMBERING])
    found = False
    for level in root.iter(f"{W}lvl"):
        form, text = level.find(f"{W}numFmt"), value(level, "lvlText")
        if form is None or form.get(f"{W}val") != "bullet" or "%" in text:
            continue
        if len(text.encode("utf-16-le")) > 2:  # bytes of a code unit
            form.set(f"{W}val", "none")
            found = True
    return {**parts, NUMBERING: written(root)} if found else parts
