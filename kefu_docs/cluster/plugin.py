"""What Dask keeps and calls in a worker."""

from __future__ import annotations

from distributed import Worker, WorkerPlugin, get_worker

from kefu_docs.cluster.order import OwnFonts
from kefu_docs.cluster.station import Stations


class StationPlugin(WorkerPlugin):
    """Holds the warm stations of a worker from one task to the next, and through a reconnection."""

    name = "kefu-docs"
    idempotent = True

    def __init__(self, stations: Stations) -> None:
        self._stations = stations
        self._worker: Worker | None = None

    def setup(self, worker: Worker) -> None:
        """Know the worker that this is of."""
        self._worker = worker

    def perform(self, order: bytes, own: OwnFonts) -> bytes:
        """Do an order; where the machine's tools have changed the worker ends."""
        return self._stations.perform(order, own, self._close)

    def _close(self) -> None:
        if self._worker is not None:
            self._worker.loop.add_callback(self._worker.close, reason="outdated")


def perform(order: bytes, own: OwnFonts) -> bytes:
    """A task: do an order in this worker. Raises nothing, as Dask would log the arguments."""
    plugin = get_worker().plugins[StationPlugin.name]
    assert isinstance(plugin, StationPlugin)
    return plugin.perform(order, own)


def held(own: OwnFonts) -> OwnFonts:
    """A task: hold the user's fonts, so that Dask gives them to each worker once.

    As a task's result, and not as scattered data, they are made again where the only worker that
    has them is lost.
    """
    return own
