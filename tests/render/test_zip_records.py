"""The zip's records: as zipfile writes them, and refused where they are damaged."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.render.zip_records import records_of, unpacked, with_files

_NAMES = st.text("abc/._图é", min_size=1, max_size=12)
_FILES = st.dictionaries(_NAMES, st.binary(max_size=300), max_size=6)
_LEVELS = st.sampled_from([0, 1, 6])


@given(_FILES, _FILES, _LEVELS)
def test_files_are_written_as_zipfile_writes_them(
    first: dict[str, bytes], behind: dict[str, bytes], level: int
) -> None:
    """To the byte, a few at once and more behind them."""
    behind = {name: data for name, data in behind.items() if name not in first}
    expected = _by_zipfile(_by_zipfile(b"", first, 6), behind, level)
    assert with_files(with_files(b"", first, 6), behind, level) == expected


@given(_FILES, _LEVELS)
def test_what_was_written_is_read(files: dict[str, bytes], level: int) -> None:
    """Names and bytes come back in their order."""
    data = with_files(b"", files, level)
    records, _ = records_of(data)
    assert {record.name: unpacked(data, record) for record in records} == files
    assert [record.name for record in records] == list(files)


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_changed_byte_is_told_or_changes_nothing(place: int, change: int) -> None:
    """Whatever byte of a file's content or of the directory another program has changed."""
    files = {"word/document.xml": b"<w:p/>" * 20, "b": b"two"}
    data = bytearray(with_files(b"", files, 1))
    place %= len(data)
    data[place] ^= change
    changed = bytes(data)
    try:
        read = {r.name: unpacked(changed, r) for r in records_of(changed)[0]}
    except zipfile.BadZipFile:
        return
    assert set(read.values()) <= set(files.values())


@pytest.mark.parametrize("data", [b"", b"PK\5\6", b"not a zip", b"PK\5\6" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    """As zipfile refuses it."""
    with pytest.raises(zipfile.BadZipFile):
        records_of(data)


def _by_zipfile(start: bytes, files: dict[str, bytes], level: int) -> bytes:
    buffer = io.BytesIO(start)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
            archive.writestr(entry, data, method, level)
    return buffer.getvalue()
