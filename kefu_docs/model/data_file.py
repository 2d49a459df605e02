"""A file that a record names: a picture, or a document to put into another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class DataFile:
    """A file below the data folder. `name` is how it is shown, `digest` that of its bytes.

    Two files of the same bytes are the same; `read` gives them, as often as it is asked.
    """

    name: str = field(compare=False)
    digest: str
    read: Callable[[], bytes] = field(compare=False, repr=False)
