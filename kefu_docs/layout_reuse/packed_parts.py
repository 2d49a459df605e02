"""A docx as it is packed: which of its files are those of every document of its template.

Sources: PKWARE's APPNOTE.TXT 6.3.10, 4.3.7 (local file header); ISO/IEC 29500-2 (packages).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from functools import lru_cache


def read_some(
    data: bytes, wanted: re.Pattern[str], changing: re.Pattern[str]
) -> tuple[dict[str, bytes], bytes]:
    """Give the files whose names match `wanted`, and all that do not match `changing` as packed.

    Of two documents made from one template the packed parts are the same bytes where they are the
    same files.
    """
    files = {}
    same = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        ends = [*(entry.header_offset for entry in entries[1:]), archive.start_dir]
        for entry, end in zip(entries, ends, strict=True):
            name = entry.filename
            is_wanted = wanted.fullmatch(name) is not None
            if changing.fullmatch(name):
                if is_wanted:
                    files[name] = archive.read(entry)
                continue
            packed = data[entry.header_offset : end]
            same.append(packed)
            if is_wanted:
                files[name] = _unpacked(packed) or archive.read(entry)
    return files, b"".join(same)


@lru_cache(maxsize=8)
def _unpacked(packed: bytes) -> bytes:
    """A file that all documents of a template have, such as their styles, from its own bytes.

    Nothing where it is not packed as kefu_docs packs files (APPNOTE.TXT 6.3.10, 4.3.7).
    """
    flags, method = struct.unpack_from("<HH", packed, 6)
    lengths = struct.unpack_from("<HH", packed, 26)
    if flags or method != zipfile.ZIP_DEFLATED:
        return b""
    return zlib.decompress(packed[30 + sum(lengths) :], -zlib.MAX_WBITS)
