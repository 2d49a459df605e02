"""The encoding of a file is told from its bytes, and its text is quoted as its writer saw it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.diagnostics import Location
from kefu_docs.diagnostics.encodings import encoded_text
from kefu_docs.diagnostics.excerpt import excerpt

RECORD = "name: 张晓宇\nresidence: 杭州市西湖区禾屿路66号\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_text_is_that_of_the_encoding(encoding: str) -> None:
    """A byte-order mark is no part of it."""
    read = encoded_text(RECORD.encode(encoding))
    assert read.text == RECORD
    assert (read.bad is None) == encoding.startswith("utf-8")
    assert (read.name is None) == encoding.startswith("utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_without_its_mark(encoding: str) -> None:
    """Notepad writes one, other programs may not."""
    read = encoded_text(RECORD.encode(encoding))
    assert read.text == RECORD
    assert read.bad == 0


def test_a_damaged_byte_is_not_taken_for_another_encoding() -> None:
    """All but one character is sound UTF-8."""
    read = encoded_text(RECORD.encode().replace("禾".encode(), b"\xff"))
    assert read.name is None
    assert read.bad == RECORD.index("禾")


def test_the_line_is_quoted_in_its_own_encoding(tmp_path: Path) -> None:
    """Of a file from Excel or Notepad, the mark stands under the first Chinese character."""
    file = tmp_path / "E001.yaml"
    file.write_bytes(RECORD.encode("gb18030"))
    assert excerpt(Location(file.as_posix(), 1, 7)) == (
        "    1 | name: 张晓宇",
        "      |       ^",
    )


@given(st.binary(max_size=60))
def test_any_bytes_have_a_text(data: bytes) -> None:
    """And a place in it where they are bad."""
    read = encoded_text(data)
    assert read.bad is None or 0 <= read.bad <= len(read.text)
