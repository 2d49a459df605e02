"""What Dask keeps in a worker from one task to the next."""

from __future__ import annotations

from distributed import Worker, WorkerPlugin

from kefu_docs.cluster.order import OwnFonts
from kefu_docs.cluster.station import Stations
from kefu_docs.cluster.tasks import PLUGIN


class StationPlugin(WorkerPlugin):
    """Holds the warm stations of a worker from one task to the next, and through a reconnection."""

    name = PLUGIN
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
