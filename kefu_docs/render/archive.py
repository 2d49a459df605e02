"""The zip a docx is: read into parts, written so that the same parts give the same bytes.

zipfile does the same in twice the time, which was much of what a document takes.
Format: PKWARE's APPNOTE.TXT, 4.3; of its methods a docx may store and deflate (ISO/IEC 29500-2, B).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Container, Mapping
from typing import NamedTuple
from zipfile import BadZipFile

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_VERSION = 20  # 2.0, the first that deflates
_UTF8 = 1 << 11
_STORED, _DEFLATED = 0, 8
_RAW = -zlib.MAX_WBITS
_TIME, _DATE = 0, 1 << 5 | 1  # 1980-01-01
_MODE = 0o600 << 16
_FAST = 1
_SMALL = 6
_FILES = re.compile(".*[^/]", re.DOTALL)


def read_parts(data: bytes, wanted: re.Pattern[str] = _FILES) -> dict[str, bytes]:
    """Give the files of a zip that have such names, in its order.

    zipfile.BadZipFile where it is none, is damaged, or packs them as no docx may.
    """
    return {e.name: e.read(data) for e in _entries(data) if wanted.fullmatch(e.name)}


def read_some(
    data: bytes, wanted: re.Pattern[str], changing: re.Pattern[str]
) -> tuple[dict[str, bytes], bytes]:
    """Give the files whose names match `wanted`, and all that do not match `changing` as packed.

    Of two documents made from one template the packed parts are the same bytes where they are the
    same files.
    """
    entries = _entries(data)
    packed = [data[e.place : e.end] for e in entries if not changing.fullmatch(e.name)]
    files = {e.name: e.read(data) for e in entries if wanted.fullmatch(e.name)}
    return files, b"".join(packed)


def beginning(parts: Mapping[str, bytes], without: Container[str]) -> bytes:
    """Compress once what every document made from a template shares; `completed` adds the rest."""
    same = {name: data for name, data in parts.items() if name not in without}
    return _written(b"", same, _SMALL)


def completed(start: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Add `parts` to a zip that `beginning` made."""
    return _written(start, parts, _FAST)


def stored(parts: Mapping[str, bytes]) -> bytes:
    """Write a zip without compressing, for a reader on this machine."""
    return _written(b"", parts, 0)


class _Entry(NamedTuple):
    """A file in a zip: where it stands with its header, where its bytes begin and all ends."""

    name: str
    method: int
    crc: int
    place: int
    start: int
    end: int

    def read(self, data: bytes) -> bytes:
        packed = data[self.start : self.end]
        try:
            content = zlib.decompress(packed, _RAW) if self.method == _DEFLATED else packed
        except zlib.error as error:
            raise BadZipFile(f"{self.name}: {error}") from error
        if self.method not in (_STORED, _DEFLATED) or zlib.crc32(content) != self.crc:
            raise BadZipFile(self.name)
        return content


def _entries(data: bytes) -> list[_Entry]:
    found = []
    try:
        end = data.rindex(_END_MARK)
        _, _, _, _, count, _, at, _ = _END.unpack_from(data, end)
        for _ in range(count):
            mark, _, _, flags, method, _, _, crc, size, _, *lengths, _, _, _, place = (
                _CENTRAL.unpack_from(data, at)
            )
            local, *_, named, extra = _LOCAL.unpack_from(data, place)
            if (mark, local) != (_CENTRAL_MARK, _LOCAL_MARK):
                raise BadZipFile("a file has no header")
            at += _CENTRAL.size
            path = data[at : at + lengths[0]]
            at += sum(lengths)
            name = path.decode("utf-8" if flags & _UTF8 or path.isascii() else "cp437")
            start = place + _LOCAL.size + named + extra
            found.append(_Entry(name, method, crc, place, start, start + size))
        if at != end:
            raise BadZipFile("the directory is of another length")
    except (struct.error, ValueError) as error:
        raise BadZipFile(str(error)) from error
    return found


def _written(start: bytes, parts: Mapping[str, bytes], level: int) -> bytes:
    count, directory, place = 0, b"", 0
    if start:
        _, _, _, _, count, _, place, _ = _END.unpack_from(start, len(start) - _END.size)
        directory = start[place : -_END.size]
    written = [start[:place]]
    for path, content in parts.items():
        name = path.encode()
        packed = content
        if level:
            compressor = zlib.compressobj(level, zlib.DEFLATED, _RAW)
            packed = compressor.compress(content) + compressor.flush()
        header = (
            *(0 if path.isascii() else _UTF8, _DEFLATED if level else _STORED, _TIME, _DATE),
            *(zlib.crc32(content), len(packed), len(content), len(name), 0),
        )
        written += [_LOCAL.pack(_LOCAL_MARK, _VERSION, *header), name, packed]
        directory += _CENTRAL.pack(
            _CENTRAL_MARK, _VERSION, _VERSION, *header, 0, 0, 0, _MODE, place
        )
        directory += name
        place += _LOCAL.size + len(name) + len(packed)
        count += 1
    end = _END.pack(_END_MARK, 0, 0, count, count, len(directory), place, 0)
    return b"".join((*written, directory, end))
