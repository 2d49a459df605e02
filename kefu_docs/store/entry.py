"""What the store holds, as pruning sees it: when each thing was last used, and its size."""

from __future__ import annotations

import math
from typing import NamedTuple

DAY = 24 * 3600
"""Seconds after which a use is noted again, so that reading costs no writing."""

USED = math.inf
"""When something was last used that this build used."""


class StoreEntry(NamedTuple):
    """An object or a fact: when it was last used (Unix time or USED), its bytes, its name."""

    last_used: float
    size: int
    name: str | tuple[str, str]
