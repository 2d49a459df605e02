"""How many pages a PDF has, which the contents on a packet's cover need beforehand."""

from __future__ import annotations

import io

from pikepdf import Pdf


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF made by the build; pikepdf.PdfError where it is no PDF."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
