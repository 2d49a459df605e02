"""What reading a damaged PDF raises."""

from __future__ import annotations

import pikepdf

# pikepdf raises PdfError for what qpdf finds wrong. Everything else comes from values of another
# type than the standard has in their place: a number where a dictionary belongs (AttributeError,
# TypeError), an array that is too short (IndexError), text in no encoding (ValueError), numbers
# beyond what a float holds (ArithmeticError), structures that lead back to themselves
# (RecursionError, a RuntimeError), streams that unpack to more than the limit (MemoryError).
DAMAGE = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
