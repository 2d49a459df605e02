"""Zips without zipfile's layers: the bytes that zipfile writes, and what it reads."""

from __future__ import annotations

import io
import zipfile

import pytest

from kefu_docs.render.zip_records import files_in, with_files

PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": "劳动合同".encode() * 5_000,
    "word/照片.png": bytes(range(256)) * 50,
    "docProps/empty.xml": b"",
}
ASCII = {name: data for name, data in PARTS.items() if name.isascii()}


def by_zipfile(start: bytes, parts: dict[str, bytes], level: int, comment: bytes = b"") -> bytes:
    """The parts added to a zip by Python's own module."""
    buffer = io.BytesIO(start)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0
            method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
            archive.writestr(entry, data, method, level)
        archive.comment = comment
    return buffer.getvalue()


@pytest.mark.parametrize("level", [0, 1, 6])
@pytest.mark.parametrize("parts", [PARTS, ASCII, {}], ids=["all", "ascii", "none"])
def test_the_bytes_are_those_of_zipfile(parts: dict[str, bytes], level: int) -> None:
    """Of a whole zip, and of one to which files are added."""
    assert with_files(b"", parts, level) == by_zipfile(b"", parts, level)
    start = with_files(b"", ASCII, 6)
    more = {f"more/{name}": data for name, data in parts.items()}
    assert with_files(start, more, level) == by_zipfile(start, more, level)


@pytest.mark.parametrize(
    "data",
    [
        with_files(b"", PARTS, 1),
        with_files(b"", ASCII, 0),
        with_files(with_files(b"", ASCII, 6), {"word/照片.png": b"2"}, 1),
        by_zipfile(b"", PARTS, 6, b"a remark"),
        b"in front of it" + by_zipfile(b"", ASCII, 6),
    ],
    ids=["packed", "stored", "completed", "with a remark", "behind something"],
)
def test_files_are_those_that_zipfile_finds(data: bytes) -> None:
    """Whoever wrote the zip."""
    files, directory = files_in(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        expected = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        assert directory == archive.start_dir
    assert {file.name: file.content(data) for file in files} == expected


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", with_files(b"", PARTS, 1)[:-30]])
def test_what_is_no_zip_is_told(data: bytes) -> None:
    """As zipfile tells it."""
    with pytest.raises(zipfile.BadZipFile):
        files_in(data)


@pytest.mark.parametrize("level", [0, 1])
def test_a_damaged_file_is_told(level: int) -> None:
    """Its CRC says so, or it cannot be unpacked; the others are read."""
    data = bytearray(with_files(b"", ASCII, level))
    files, _ = files_in(bytes(data))
    data[files[1].start + 60] ^= 1
    first, second, third = files_in(bytes(data))[0]
    assert (first.content(bytes(data)), third.content(bytes(data))) == (b"<Types/>", b"")
    with pytest.raises(zipfile.BadZipFile, match=r"word/document\.xml"):
        second.content(bytes(data))
