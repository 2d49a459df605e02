"""How Dask is to behave, in builds and in workers: what it would do otherwise, and why not."""

from __future__ import annotations

import logging
import warnings

import dask
from distributed import Security

_SETTINGS = {
    # Results wait in memory for the build to take them; Dask would write them to the disk.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    # A thread that samples stacks, for a dashboard that is not there.
    "distributed.worker.profile.enabled": False,
    # Figures for it, twenty times a second and twice a second: 2 % of a core for nothing.
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.tick.limit": "1m",
    "distributed.admin.system-monitor.interval": "10s",
    # The last thousand messages of up to a megabyte each, kept for whoever looks for faults of
    # Dask: with documents in them they are hundreds of megabytes, in build, scheduler and workers
    # (distributed 2026.8; without this test_messages_that_were_sent_are_not_kept fails).
    "distributed.admin.low-level-log-length": 10,
    # The build looks at the workers itself.
    "distributed.client.scheduler-info-interval": "10m",
    # Nothing is told by HTTP.
    "distributed.worker.http.routes": [],
    "distributed.scheduler.http.routes": [],
}


def settle() -> None:
    """Apply the settings; Dask's own words are for those who look after a scheduler."""
    dask.config.set(_SETTINGS)
    # A warning may quote what a task is called with.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    # "Sending large graph": a task carries its documents, which is what is wanted. Other versions
    # of Dask on the scheduler: where that matters, connecting fails.
    for name in ("distributed", "dask"):
        warnings.filterwarnings("ignore", module=name)


def security() -> Security | None:
    """Dask's certificates as configured (distributed.comm.tls, or its variables); None without."""
    if not dask.config.get("distributed.comm.tls.ca-file", None):
        return None
    return Security(require_encryption=True)
