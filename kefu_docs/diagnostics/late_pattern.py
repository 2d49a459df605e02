"""Patterns that are compiled when they are first used: most builds need few of them.

To compile one takes CPython 0.1 to 1 ms. Words for what people mistype, and for terms that do not
hold, are looked for where there is a fault, or a text that may hold one.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LatePattern:
    """A pattern by its text and flags; whatever is asked of it is asked of the compiled one."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)  # from now on it is found like a pattern's own
        return found


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, made when it is first used; only then is it told of a fault in it.

    For methods of the pattern: the functions of `re` do not take it.
    """
    return cast("re.Pattern[str]", _LatePattern(text, flags))
