"""The zip a docx is: read into parts, written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FAST = 1
_SMALL = 6
_FILES = re.compile(".*[^/]", re.DOTALL)


def read_parts(data: bytes, wanted: re.Pattern[str] = _FILES) -> dict[str, bytes]:
    """Give the files of a zip that have such names, in its order.

    zipfile.BadZipFile where it is none.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            i.filename: archive.read(i) for i in archive.infolist() if wanted.fullmatch(i.filename)
        }


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


def _written(start: bytes, parts: Mapping[str, bytes], level: int) -> bytes:
    buffer = io.BytesIO(start)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0  # else it would tell Windows from the others
            method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
            archive.writestr(entry, data, method, level)
    return buffer.getvalue()
