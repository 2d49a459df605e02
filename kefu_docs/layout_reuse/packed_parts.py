"""A docx as it is packed: which of its files are those of every document of its template.

Sources: PKWARE's APPNOTE.TXT 6.3.10, 4.3.7 (local file header); ISO/IEC 29500-2 (packages).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest

from kefu_docs.render.zip_records import ZipRecord, records_of, unpacked


def read_some(
    data: bytes, wanted: re.Pattern[str], changing: re.Pattern[str]
) -> tuple[dict[str, bytes], bytes]:
    """Give the files whose names match `wanted`, and all that do not match `changing` as packed.

    Of two documents made from one template the packed parts are the same bytes where they are the
    same files.
    """
    files = {}
    same = []
    records, end = records_of(data)
    records.sort(key=lambda record: record.start)
    for record, behind in zip_longest(records, records[1:]):
        name = record.name
        is_wanted = wanted.fullmatch(name) is not None
        if changing.fullmatch(name):
            if is_wanted:
                files[name] = unpacked(data, record)
            continue
        packed = data[record.start : behind.start if behind else end]
        same.append(packed)
        if is_wanted:
            files[name] = _unpacked(packed, record._replace(start=0))
    return files, b"".join(same)


@lru_cache(maxsize=8)
def _unpacked(packed: bytes, record: ZipRecord) -> bytes:
    """A file that all documents of a template have, such as their styles, from its own bytes."""
    return unpacked(packed, record)
