"""The records of a zip: read and written here for the files that the program itself makes.

zipfile makes an object of each record and reads through layers of files; of thousands of documents
with a dozen small parts each that takes longer than packing them. A file from outside is read by
zipfile, which knows all that a zip may be (:func:`.docx_zip.checked_parts`).
Source: PKWARE's APPNOTE.TXT 6.3.10, 4.3.7 (local file header), 4.3.12 (central directory), 4.3.16
(its end).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20  # 4.4.3: compressed by deflate
_UTF_8, _ENCRYPTED = 0x800, 0x41  # 4.4.4, bits 11, 0 and 6
_DATE = 0x21  # 1980-01-01, at 0:00
_READABLE = 0o600 << 16  # 4.4.15: what zipfile writes of a file without attributes


class ZipRecord(NamedTuple):
    """What the central directory says of a file; `start` is where its local header begins."""

    name: str
    start: int
    method: int
    crc: int
    packed: int
    size: int


def records_of(data: bytes) -> tuple[list[ZipRecord], int]:
    """The files of a zip in the directory's order, and where the directory begins.

    zipfile.BadZipFile where it is none, or none as the program and zipfile write.
    """
    place, count, _ = _directory(data)
    start = place
    records = []
    try:
        for _number in range(count):
            sign, _, _, flags, method, _, _, crc, packed, size, *lengths, _, _, _, first = (
                _ENTRY.unpack_from(data, place)
            )
            if sign != b"PK\1\2" or flags & _ENCRYPTED or method not in (0, 8):
                raise BadZipFile("it is not packed as the program packs")
            place += _ENTRY.size
            name = data[place : place + lengths[0]].decode("utf-8" if flags & _UTF_8 else "cp437")
            records.append(ZipRecord(name, first, method, crc, packed, size))
            place += sum(lengths)
    except (struct.error, UnicodeDecodeError) as error:
        raise BadZipFile(str(error)) from error
    return records, start


def unpacked(data: bytes, record: ZipRecord) -> bytes:
    """A file's bytes. zipfile.BadZipFile where they are damaged."""
    try:
        sign, name, extra = struct.unpack_from("<4s22x2H", data, record.start)
        start = record.start + _LOCAL.size + name + extra
        read = data[start : start + record.packed]
        if record.method == ZIP_DEFLATED:
            read = zlib.decompressobj(-zlib.MAX_WBITS).decompress(read, record.size + 1)
    except (struct.error, zlib.error) as error:
        raise BadZipFile(str(error)) from error
    if sign != b"PK\3\4" or len(read) != record.size or zlib.crc32(read) != record.crc:
        raise BadZipFile(f"{record.name} is damaged")
    return read


def with_files(start: bytes, files: Mapping[str, bytes], level: int) -> bytes:
    """A zip that this function wrote, or nothing, with more files behind; level 0 packs none.

    The bytes are those that zipfile would write, whatever the machine and the time.
    """
    before, count, size = _directory(start) if start else (0, 0, 0)
    written = [start[:before]]
    directory = [start[before : before + size]]
    place = before
    for name, data in files.items():
        local, entry = _packed(name, data, level, place)
        written += local
        directory.append(entry)
        place += sum(map(len, local))
    listed = b"".join(directory)
    count += len(files)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), place, 0)
    return b"".join((*written, listed, end))


def _packed(name: str, data: bytes, level: int, place: int) -> tuple[list[bytes], bytes]:
    """A file with its header, and its entry in the directory."""
    spelled = name.encode()
    flags = 0 if name.isascii() else _UTF_8
    packed, method = data, ZIP_STORED
    if level:
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed, method = packer.compress(data) + packer.flush(), ZIP_DEFLATED
    sizes = zlib.crc32(data), len(packed), len(data), len(spelled), 0
    said = _VERSION, flags, method, 0, _DATE, *sizes
    entry = _ENTRY.pack(b"PK\1\2", _VERSION, *said, 0, 0, 0, _READABLE, place)
    return [_LOCAL.pack(b"PK\3\4", *said), spelled, packed], entry + spelled


def _directory(data: bytes) -> tuple[int, int, int]:
    """Where the central directory begins, how many files it lists, and its size in bytes."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or len(data) < end + _END.size:
        raise BadZipFile("it is no zip")
    _, _, _, _, count, size, start, _ = _END.unpack_from(data, end)
    if start + size != end:
        raise BadZipFile("it is not packed as the program packs")
    return start, count, size
