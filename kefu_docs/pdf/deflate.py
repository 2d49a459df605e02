"""Compression of what documents have in common, once for all of them.

A deflate stream may be made of blocks that know nothing of each other (RFC 1951, 3.2.3), so a part
that many documents hold is compressed once and put into each one's stream.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

_HEADER = b"\x78\x9c"  # RFC 1950, 2.2: deflate, a window of 32 KB
_LAST = b"\x03\x00"  # an empty block, the last one


def compressed(parts: Sequence[bytes]) -> bytes:
    """Compress the concatenation of `parts` for /FlateDecode; equal parts are compressed once."""
    checksum = zlib.adler32(b"".join(parts)).to_bytes(4, "big")
    return b"".join((_HEADER, *map(_deflated, parts), _LAST, checksum))


def compressed_best(parts: Sequence[bytes]) -> bytes:
    """The same for what is written once: slower, and a tenth smaller."""
    return zlib.compress(b"".join(parts), zlib.Z_BEST_COMPRESSION)


@lru_cache(maxsize=1 << 12)
def _deflated(part: bytes) -> bytes:
    compressor = zlib.compressobj(zlib.Z_BEST_SPEED, wbits=-zlib.MAX_WBITS)
    return compressor.compress(part) + compressor.flush(zlib.Z_FULL_FLUSH)
