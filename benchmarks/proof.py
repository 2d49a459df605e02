"""The proof of one finished document, and PDFium reading its text: `python -m benchmarks.proof`.

Run after `make packets`; a document may be named: python -m benchmarks.proof build/contracts/E002
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from kefu_docs.proof import Expected, prove
from kefu_docs.render import shown_text

ROUNDS = 50


def pdfium(pdf: bytes) -> None:
    """Read the text of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            page.get_textpage().get_text_range()


def main(name: str = "build/contracts/E002") -> None:
    """Print the fastest of the rounds for each step, taken in turns so that load is shared."""
    docx, pdf = (Path(f"{name}.{suffix}").read_bytes() for suffix in ("docx", "pdf"))
    expected = Expected(shown_text(docx))
    proof = prove(pdf, expected, name)
    assert not proof.faults, proof.faults
    steps: dict[str, Callable[[], object]] = {
        "text of the docx": lambda: shown_text(docx),
        "proof": lambda: prove(pdf, expected, name),
        "PDFium alone": lambda: pdfium(pdf),
    }
    taken = dict.fromkeys(steps, float("inf"))
    for _ in range(ROUNDS):
        for step, run in steps.items():
            start = time.perf_counter()
            run()
            taken[step] = min(taken[step], (time.perf_counter() - start) * 1000)
    print(f"{name}, {proof.facts.pages} pages")
    for step, milliseconds in taken.items():
        print(f"{milliseconds:6.2f} ms  {step}")


if __name__ == "__main__":
    main(*sys.argv[1:])
