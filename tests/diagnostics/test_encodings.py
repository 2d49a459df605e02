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
TRADITIONAL = "name: 張曉宇\nresidence: 臺北市大安區和平東路66號\n"
CHINESE = (
    "name: 王一一\nsummary:\n  - " + "维护老客户，回访顾客，一一处理退换货和中评差评。" * 12 + "\n"
)


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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_of_a_long_chinese_text(encoding: str) -> None:
    """Few of its bytes are null, and 一 (U+4E00) has one of the other half."""
    read = encoded_text(CHINESE.encode(encoding))
    assert read.text == CHINESE
    assert read.bad == 0


def test_null_bytes_of_damage_are_no_utf_16() -> None:
    """A file whose end a crash left empty; and one of text with a few of them."""
    for data in (CHINESE.encode() + b"\0" * 512, CHINESE.encode().replace(b" ", b"\0")):
        assert encoded_text(data).name is None


@pytest.mark.parametrize("text", [TRADITIONAL, "name: 陳大文\n", "# 記錄\n" + TRADITIONAL])
def test_big5_is_told_from_gb18030(text: str) -> None:
    """Its bytes are characters of GB18030, too, but hardly any that somebody writes."""
    read = encoded_text(text.encode("big5"))
    assert read.text == text
    assert read.name is not None
    assert read.name.text().startswith("Big5")
    assert read.bad == next(n for n, character in enumerate(text) if not character.isascii())


@pytest.mark.parametrize(
    "text", ["name: 张娜\n", "name: 陈䶮\n", "name: 王一\n", "name: 联通\n# 甲\n"]
)
def test_gb18030_is_not_taken_for_big5(text: str) -> None:
    """Of a name alone, with a rare character or without."""
    assert encoded_text(text.encode("gb18030")).text == text


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
