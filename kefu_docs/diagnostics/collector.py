"""Python's garbage collector, kept off while records and libraries are loaded."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the collector from running; afterwards it never looks at what is there by then.

    CPython's collector looks through all objects again and again as they become more. Records,
    modules and open fonts live as long as the process and hold no circles, so that is in vain:
    `kefu-docs check` of the sample takes a fifth longer with it. Where one stands in another, the
    end of the inner one counts: a command keeps the collector off until its records are read.

    Then it runs every 5,000 objects instead of every 700 (CPython 3.11): most are gone by then, and
    of a build of one document it would take 3 %.
    """
    gc.disable()
    gc.set_threshold(5_000, 4, 5)
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
