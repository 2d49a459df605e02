"""What Dask calls in a worker, by these names.

The scheduler loads this module, too, as it looks at each task (distributed 2026.8), so it loads
nothing else of the package.
"""

from __future__ import annotations

from typing import Protocol, cast

from distributed import get_worker

PLUGIN = "kefu-docs"
"""The name under which a worker keeps what does orders (see plugin)."""


class DoesOrders(Protocol):
    """What the plugin offers."""

    def perform(self, order: bytes, own: object, /) -> bytes:
        """Do an order."""


def perform(order: bytes, own: object) -> bytes:
    """Do an order in this worker. What its call raises is in the answer: Dask would log it."""
    return cast(DoesOrders, get_worker().plugins[PLUGIN]).perform(order, own)


def held(own: object) -> object:
    """Hold the user's fonts, so that Dask gives them to each worker once.

    As a task's result, and not as scattered data, they are made again where the only worker that
    has them is lost.
    """
    return own
