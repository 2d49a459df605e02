"""What Python raises of a zip that is damaged, cut short or packed in a way it does not know."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from typing import Final

# Beside BadZipFile: for places outside the file (ValueError), fields that are cut off
# (struct.error), unknown versions and encryption (RuntimeError), data that does not unpack.
ZIP_DAMAGE: Final = (
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""For `except`, around zipfile's ZipFile and its `read`."""
