"""A docx as it is packed: which of its files are those of every document of its template.

Source: ISO/IEC 29500-2 (packages).
"""

from __future__ import annotations

import re
from functools import lru_cache

from kefu_docs.render.zip_records import PackedFile, files_in


def read_some(
    data: bytes, wanted: re.Pattern[str], changing: re.Pattern[str]
) -> tuple[dict[str, bytes], bytes]:
    """Give the files whose names match `wanted`, and all that do not match `changing` as packed.

    Of two documents made from one template the packed parts are the same bytes where they are the
    same files.
    """
    files: dict[str, bytes] = {}
    same = []
    found, directory = files_in(data)
    found.sort(key=_place)
    ends = [*map(_place, found[1:]), directory]
    for file, end in zip(found, ends, strict=True):
        is_wanted, is_changing = _kinds(file.name, wanted, changing)
        if not is_changing:
            packed = data[file.start : end]
            same.append(packed)
            if is_wanted:
                files[file.name] = _content(file._replace(start=0), packed)
        elif is_wanted:
            files[file.name] = file.content(data)
    return files, b"".join(same)


def _place(file: PackedFile) -> int:
    return file.start


@lru_cache(maxsize=1 << 8)
def _kinds(name: str, wanted: re.Pattern[str], changing: re.Pattern[str]) -> tuple[bool, bool]:
    """Whether a file of this name is wanted, and whether it changes."""
    return wanted.fullmatch(name) is not None, changing.fullmatch(name) is not None


@lru_cache(maxsize=8)
def _content(file: PackedFile, packed: bytes) -> bytes:
    """A file that all documents of a template have, such as their styles, from its own bytes."""
    return file.content(packed)
