"""The processes that finish documents and packets: what they do is loaded there alone.

It takes a fifth of all that a build loads, and the main process has records to read meanwhile.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any, Literal

from kefu_docs.fonts import FontSet
from kefu_docs.processes import worker_processes

Task = Literal["bind_packet", "finish_documents", "open_fonts", "read_settings", "set_documents"]
"""A function of `finishing`."""


def finishers(count: int, fonts: FontSet) -> ProcessPoolExecutor:
    """Start `count` processes, which load `finishing` and open the fonts."""
    return worker_processes(count, partial(perform, "open_fonts", fonts))


def perform(task: Task, *values: Any) -> Any:
    """Do a task in one of these processes."""
    from kefu_docs import finishing

    return getattr(finishing, task)(*values)
