"""Type 1 programs: their encoding, and what is left without their identifier."""

from __future__ import annotations

import pytest
from fontTools.misc import eexec
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts.programs.type1 import Type1Error, encoding, without_unique_id

KEY = 55665
TRAILER = b"0" * 8


def identified(number: int) -> tuple[bytes, int, int]:
    """A program with this UniqueID in both parts, and the lengths of these."""
    mark = b"/UniqueID %d def\n" % number
    clear = b"a\n" + mark + b"b"
    hidden = eexec.encrypt(b"\0\0\0\0x\n" + mark + b"y", KEY)[0]
    return clear + hidden + TRAILER, len(clear), len(hidden)


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_programs_that_differ_in_the_identifier_become_one(one: int, other: int) -> None:
    """UniqueID goes out of the clear and of the encrypted part; nothing else is touched."""
    program, clear, encrypted = without_unique_id(*identified(one))
    assert (program, clear, encrypted) == without_unique_id(*identified(other))
    assert program[:clear] == b"a\nb"
    assert eexec.decrypt(program[clear : clear + encrypted], KEY)[0][4:] == b"x\ny"
    assert program[clear + encrypted :] == TRAILER


def test_an_encoding_is_read_from_the_clear_part_alone() -> None:
    """Glyph names by code as LibreOffice lists them; what is encrypted may look like one more."""
    program = (
        b"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"
        b"dup 0 /.notdef put\ndup 12 /cid00345 put\nreadonly def\ncurrentfile eexec\n"
        b"dup 13 /A put\n"
    )
    assert encoding(program) == {0: ".notdef", 12: "cid00345"}


def test_a_program_with_the_standard_encoding_is_refused() -> None:
    """StandardEncoding lists no codes, and nothing is guessed in its place."""
    with pytest.raises(Type1Error):
        encoding(b"/Encoding StandardEncoding def\ncurrentfile eexec\n")
