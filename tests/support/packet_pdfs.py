"""PDFs made on the spot, each page with a mark in its content that tells it apart."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf


def make_pdf(
    name: str,
    pages: int = 1,
    outline: Sequence[tuple[str, int, str | None]] = (),
    password: str | None = None,
) -> bytes:
    """Make a PDF of `pages` pages; `outline` is (title, page from 0, title of the item above)."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Contents = pdf.make_stream(f"% {name} {number}\n".encode())
    with pdf.open_outline() as tree:
        items: dict[str, pikepdf.OutlineItem] = {}
        for title, page_number, above in outline:
            items[title] = pikepdf.OutlineItem(title, page_number)
            (items[above].children if above else tree.root).append(items[title])
    written = io.BytesIO()
    protection = pikepdf.Encryption(user=password, owner="owner") if password is not None else False
    pdf.save(written, encryption=protection)
    return written.getvalue()


def marks(pdf: bytes) -> list[str]:
    """Each page's mark, in order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [page.obj.Contents.read_bytes().decode().strip("% \n") for page in document.pages]
