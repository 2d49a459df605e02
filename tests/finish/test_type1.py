"""Type 1 programs without their identifier."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.finish.as_exported import Type1Program, decrypt, encrypt


@given(st.binary(max_size=200))
def test_encryption_is_undone(data: bytes) -> None:
    """Both ways, for any bytes."""
    assert decrypt(encrypt(data)) == data


def test_encryption_follows_the_specification() -> None:
    """The first cipher byte is the plain one XOR the high byte of 55665, 0xD9."""
    assert encrypt(b"\0")[0] == 0xD9


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_programs_that_differ_in_the_identifier_become_one(one: int, other: int) -> None:
    """It stands in the clear and in the encrypted part; nothing else is touched."""

    def program(number: int) -> Type1Program:
        mark = b"/UniqueID %d def\n" % number
        return Type1Program(b"a\n" + mark + b"b", encrypt(b"\0\0\0\0x\n" + mark + b"y"), b"0" * 8)

    clean = program(one).without_unique_id()
    assert clean == program(other).without_unique_id()
    assert (clean.clear, decrypt(clean.encrypted)[4:]) == (b"a\nb", b"x\ny")


def test_a_program_is_cut_at_the_lengths_of_the_pdf() -> None:
    """Length1, Length2, and the rest."""
    assert Type1Program.split(b"abcdef", 2, 3) == Type1Program(b"ab", b"cde", b"f")
