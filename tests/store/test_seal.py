"""What leaves the machine opens with the secret and under its own name, and is read by nobody."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.store.seal import LEAST, Seal

SEAL = Seal("a" * LEAST)
NAME = SEAL.name("pdf", "key")


@given(st.binary(max_size=200))
def test_what_was_closed_opens(data: bytes) -> None:
    """The bytes come back; closed twice, they are never the same."""
    closed = SEAL.closed(NAME, data)
    assert SEAL.opened(NAME, closed) == data
    assert SEAL.closed(NAME, data) != closed


@given(st.data())
def test_one_changed_byte_keeps_an_object_shut(data: st.DataObject) -> None:
    """So does a missing end, whatever stands there."""
    closed = bytearray(SEAL.closed(NAME, b"a contract"))
    place = data.draw(st.integers(0, len(closed) - 1))
    assert SEAL.opened(NAME, bytes(closed[:place])) is None
    closed[place] ^= data.draw(st.integers(1, 255))
    assert SEAL.opened(NAME, bytes(closed)) is None


@given(st.binary(max_size=100))
def test_foreign_bytes_do_not_open(data: bytes) -> None:
    """Nor with the head of a real one."""
    assert SEAL.opened(NAME, data) is None
    assert SEAL.opened(NAME, SEAL.closed(NAME, b"")[:24] + data) is None


def test_an_object_opens_under_its_own_name_and_secret_alone() -> None:
    """One put in another's place is refused: nobody without the secret can exchange documents."""
    closed = SEAL.closed(NAME, b"a contract")
    assert SEAL.opened(SEAL.name("pdf", "other"), closed) is None
    assert Seal("b" * LEAST).opened(NAME, closed) is None


def test_names_tell_nothing_of_keys() -> None:
    """Whoever can work out a document's key from its values cannot ask whether it is there."""
    assert SEAL.name("pdf", "key") == NAME
    assert len({NAME, SEAL.name("pd", "fkey"), Seal("b" * LEAST).name("pdf", "key")}) == 3


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("", "a shared store needs KEFU_STORE_SECRET"),
        ("a" * (LEAST - 1), "KEFU_STORE_SECRET has 31 characters, and needs 32"),
    ],
)
def test_a_secret_that_could_be_guessed_is_refused(secret: str, said: str) -> None:
    """With the command that makes a good one."""
    with pytest.raises(UsageError) as raised:
        Seal(secret)
    assert raised.value.message.text() == said
    assert "openssl" in str(raised.value.hint and raised.value.hint.text())
