"""The zip a docx is: read into parts, written so that the same parts give the same bytes.

A file from outside is read by `checked_parts`, which looks at the zip's list of contents first and
unpacks nothing where that asks for too much.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Mapping

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.zip_damage import ZIP_DAMAGE

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FAST = 1
_SMALL = 6
_FILES = re.compile(".*[^/]", re.DOTALL)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that OPC allows (ISO/IEC 29500-2, 7.3)
_ENCRYPTED = 0x41  # general purpose bits 0 and 6

MOST_PARTS = 2_000
LARGEST_XML = 16 << 20
"""Bytes of an XML part; read into a tree it takes ten times as many."""
LARGEST_PART = 64 << 20
"""Bytes of any other part, such as a picture."""
LARGEST_DOCUMENT = 128 << 20
"""Bytes of all parts together."""


class UnsafeZipError(ValueError):
    """A zip that is not unpacked; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text())
        self.reason = reason


def checked_parts(data: bytes) -> dict[str, bytes]:
    """Unpack a zip from outside, in its order, with slashes in its names.

    zipfile.BadZipFile where it is none or damaged, UnsafeZipError where it is too large, encrypted,
    packed in a way no docx is, or has two files of one name. What the list of contents says of a
    size holds: zipfile reads no more bytes than that.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [i for i in archive.infolist() if not i.is_dir()]
            _refuse_unsafe(entries)
            return {i.filename.replace("\\", "/").lstrip("/"): archive.read(i) for i in entries}
    except UnsafeZipError:
        raise
    except ZIP_DAMAGE as error:
        raise zipfile.BadZipFile(str(error)) from error


def _refuse_unsafe(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_PARTS:
        raise UnsafeZipError(
            Message("it holds more than {count} files", {"count": str(MOST_PARTS)})
        )
    names: set[str] = set()
    for entry in entries:
        # Part names that differ by case alone are the same part (ISO/IEC 29500-2, 6.2.2.3).
        name = entry.filename.replace("\\", "/").lstrip("/").casefold()
        if reason := _unsafe(entry, name, is_known=name in names):
            raise UnsafeZipError(reason)
        names.add(name)
    if sum(entry.file_size for entry in entries) > LARGEST_DOCUMENT:
        size = f"{LARGEST_DOCUMENT >> 20} MB"
        raise UnsafeZipError(Message("unpacked it has more than {size}", {"size": size}))


def _unsafe(entry: zipfile.ZipInfo, name: str, *, is_known: bool) -> Message | None:
    """What forbids to unpack a file; None where nothing does."""
    values = {"part": entry.filename}
    if is_known:
        return Message("it holds {part} twice", values)
    if entry.flag_bits & _ENCRYPTED:
        return Message("{part} in it is encrypted", values)
    if entry.compress_type not in _METHODS:
        return Message("{part} in it is compressed in a way that Word does not know", values)
    if ".." in name.split("/") or "\0" in name:
        return Message("the name {part} in it leads out of the document", values)
    is_xml = name.endswith((".xml", ".rels"))
    if entry.file_size > (LARGEST_XML if is_xml else LARGEST_PART):
        size = f"{(LARGEST_XML if is_xml else LARGEST_PART) >> 20} MB"
        return Message("{part} in it has more than {size}", {**values, "size": size})
    return None


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
