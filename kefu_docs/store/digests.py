"""The digest that keys are made of."""

from __future__ import annotations

import hashlib


def digest(*parts: bytes | str) -> str:
    """SHA-256, in hex, over the parts and their lengths: no two lists of parts run together."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()
