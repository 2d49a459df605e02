"""Python's garbage collector, kept off while records and libraries are loaded."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OFTEN, SELDOM = 5_000, 50_000
"""Objects between two runs of the collector afterwards; CPython (3.11) has 700.

Most are gone by then, and of a build of one document it would take 3 %. Where one of 4,000
documents changes, 400,000 objects are made that stay, 600 of them circles: each 5,000 it takes 5 %.
"""


@contextmanager
def collector_off(then: int = OFTEN) -> Iterator[None]:
    """Keep the collector from running; afterwards it never looks at what is there by then.

    CPython's collector looks through all objects again and again as they become more. Records,
    modules and open fonts live as long as the process and hold no circles, so that is in vain:
    `kefu-docs check` of the sample takes a fifth longer with it. Where one stands in another, the
    end of the inner one counts: a command keeps the collector off until its records are read.

    Afterwards it runs each `then` objects.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.set_threshold(then, 4, 5)
        gc.freeze()
        gc.enable()
