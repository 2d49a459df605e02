"""Which workers a cluster has, how much they do at once, and which of them do not fit the build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from kefu_docs.cluster.equipment import Equipment
from kefu_docs.diagnostics import Message


class ToldWorker(TypedDict):
    """What is used of all that a scheduler tells of a worker."""

    name: str
    nthreads: int
    resources: Mapping[str, float]


class Membership:
    """The workers as the scheduler last told them, seen by a build that needs `wanted`."""

    def __init__(self, wanted: Equipment) -> None:
        self.jobs = 0
        self.told: list[Message] = []
        self._wanted = wanted
        self._strangers: set[str] = set()

    def update(self, workers: Mapping[str, ToldWorker]) -> None:
        """Take what the scheduler tells of its workers, by their addresses."""
        self.jobs = 0
        for address, worker in workers.items():
            offered = [found for name in worker["resources"] if (found := Equipment.read(name))]
            if self._wanted in offered:
                self.jobs += int(worker["nthreads"])
            else:
                self._tell(f"{worker['name']}", address, offered)

    def _tell(self, name: str, address: str, offered: list[Equipment]) -> None:
        """Say once of a worker that it does nothing for this build, and why."""
        if name in self._strangers:
            return
        self._strangers.add(name)
        called = name if name == address else f"{name} ({address})"
        if not offered:
            not_ours = Message("the worker {worker} is not one of kefu-docs", {"worker": called})
            self.told.append(not_ours)
            return
        # A worker offers each engine that it has; the one that is nearest says what is amiss.
        nearest = min((list(self._wanted.differences(other)) for other in offered), key=len)
        for difference in nearest:
            values = {"worker": called, "difference": difference}
            self.told.append(
                Message("the worker {worker} does nothing for this build: {difference}", values)
            )
