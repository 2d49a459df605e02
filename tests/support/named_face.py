"""A face that has nothing but a name, where that is all a test needs."""

from __future__ import annotations

from typing import Any


class NamedFace:
    """Stands for a face of the font set."""

    def __init__(self, name: str) -> None:
        self.name = name


SONG: Any = NamedFace("Song")
HANA: Any = NamedFace("Hana")
