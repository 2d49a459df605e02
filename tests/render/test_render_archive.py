"""Zips are read and written as zipfile reads and writes them."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.render.archive import beginning, completed, read_parts, read_some, stored

PARTS = {"a.xml": b"<a/>" * 99, "b/图.png": bytes(range(256)), "empty": b"", "word/c.xml": b"c"}
CONTENT = st.dictionaries(st.sampled_from(list(PARTS)), st.binary(max_size=99))


class Pipe(io.RawIOBase):
    """A file that cannot go back: sizes are told behind each file in the zip."""

    def __init__(self) -> None:
        self.written = io.BytesIO()

    def writable(self) -> bool:
        """It takes bytes, and nothing else."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take bytes."""
        return self.written.write(data)


def by_zipfile(start: bytes, parts: dict[str, bytes], method: int, level: int) -> bytes:
    """What zipfile writes behind the files of a zip."""
    buffer = io.BytesIO(start)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0
            archive.writestr(entry, data, method, level)
    return buffer.getvalue()


@given(CONTENT, CONTENT)
def test_what_is_written_is_what_zipfile_writes(
    shared: dict[str, bytes], own: dict[str, bytes]
) -> None:
    """To the byte, so that any program reads it."""
    start = beginning(shared, own)
    rest = {name: data for name, data in shared.items() if name not in own}
    assert start == by_zipfile(b"", rest, zipfile.ZIP_DEFLATED, 6)
    assert completed(start, own) == by_zipfile(start, own, zipfile.ZIP_DEFLATED, 1)
    assert stored(own) == by_zipfile(b"", own, zipfile.ZIP_STORED, 0)
    assert read_parts(completed(start, own)) == rest | own


def test_what_other_programs_write_is_read() -> None:
    """Sizes behind the files, names as DOS has them, folders, extra fields, a remark at the end."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = "再见".encode()
        archive.writestr("folder/", b"")
        for name, data in PARTS.items():
            entry = zipfile.ZipInfo(name)
            entry.extra = b"\xff\xff\x02\x00ok"
            entry.comment = b"remark"
            archive.writestr(entry, data)
        archive.writestr("dos.xml", b"d")
    data = pipe.written.getvalue().replace(b"dos.xml", "dös.xml".encode("cp437"))
    assert read_parts(data) == PARTS | {"dös.xml": b"d"}
    assert list(read_parts(data, re.compile(".*xml"))) == ["a.xml", "word/c.xml", "dös.xml"]


def test_what_does_not_change_is_given_as_packed() -> None:
    """The same bytes for the same files."""
    packed = []
    for text in (b"one", b"another"):
        docx = completed(beginning(PARTS, {"a.xml"}), {"a.xml": text})
        files, same = read_some(docx, re.compile("a.xml"), re.compile("a.xml"))
        assert files == {"a.xml": text}
        packed.append(same)
    assert packed[0] == packed[1]
    assert b"word/c.xml" in packed[0]
    assert b"a.xml" not in packed[0]


ZIP = completed(b"", PARTS)


@given(st.integers(0, len(ZIP) - 1), st.integers(0, 255), st.booleans())
def test_a_damaged_zip_is_refused(place: int, value: int, is_cut: bool) -> None:
    """No file of it is ever another than it was."""
    damaged = ZIP[:place] if is_cut else ZIP[:place] + bytes([value]) + ZIP[place + 1 :]
    try:
        found = read_parts(damaged)
    except zipfile.BadZipFile:
        return
    assert set(found.values()) <= set(PARTS.values())
    assert len(found) == len(PARTS)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\5\6"])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    """As zipfile refuses it."""
    with pytest.raises(zipfile.BadZipFile):
        read_parts(data)


def test_other_methods_are_refused() -> None:
    """No docx may use them."""
    with pytest.raises(zipfile.BadZipFile, match=r"a\.xml"):
        read_parts(by_zipfile(b"", PARTS, zipfile.ZIP_LZMA, 0))
