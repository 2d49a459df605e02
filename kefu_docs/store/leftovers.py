"""What a killed build left half written."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

_HALF = re.compile(r"\.new-[0-9a-f]{16}")
"""The names of files that `publish` has not moved to their place."""
HOUR = 3600.0
"""Seconds after which nobody writes a file any more; no document takes minutes."""


def clear_leftovers(folder: Path) -> None:
    """Remove files below `folder` whose writer is gone: another build may be writing newer ones."""
    oldest = time.time() - HOUR
    for inside, _, names in os.walk(folder):
        for name in filter(_HALF.fullmatch, names):
            path = Path(inside, name)
            with suppress(OSError):  # another build was quicker, or the folder is another user's
                if path.stat().st_mtime < oldest:
                    path.unlink()
