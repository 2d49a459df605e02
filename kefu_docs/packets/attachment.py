"""Whether a foreign PDF may stand in a packet that declares itself PDF/A-2u."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Name, Pdf

# Level A asks all that level U does, and tags besides (ISO 19005-2, 5.2).
_CONFORMING = frozenset({"2A", "2U"})
_RGB_COMPONENTS = 3


def is_archival(pdf: Path | BinaryIO) -> bool:
    """Whether `pdf` declares PDF/A-2u or 2a, and no colours but those of an RGB screen.

    Its pages then keep what they declare under the packet's sRGB output intent. The declaration is
    taken at its word. False where `pdf` cannot be read.
    """
    try:
        with Pdf.open(pdf) as document:
            intents = document.Root.get(Name.OutputIntents, Array())
            profiles = [i.DestOutputProfile for i in intents if Name.DestOutputProfile in i]
            return document.open_metadata().pdfa_status in _CONFORMING and all(
                profile.N == _RGB_COMPONENTS for profile in profiles
            )
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        return False
