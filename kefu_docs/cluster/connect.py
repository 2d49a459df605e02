"""From an address to an executor that a build can use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kefu_docs.cluster.address import ClusterAddress, refuse_unsafe
from kefu_docs.cluster.connection import RemoteScheduler
from kefu_docs.cluster.dask_settings import security, settle
from kefu_docs.cluster.equipment import Equipment
from kefu_docs.cluster.executor import ClusterExecutor
from kefu_docs.cluster.local import LocalCluster
from kefu_docs.cluster.station import Stations
from kefu_docs.fonts import FontSet


@contextmanager
def connected(
    address: ClusterAddress,
    office: str,
    fonts: FontSet,
    *,
    jobs: int,
    state: Path,
    is_insecure: bool,
) -> Iterator[ClusterExecutor]:
    """The executor of the cluster at an address, for a build with this LibreOffice and these fonts.

    `jobs` and the folder `state` are for a cluster within this process. Raises UsageError and
    ClusterError where the address is not safe, or leads nowhere.
    """
    settle()
    equipment = Equipment.of(office, fonts)
    if address.is_local:
        # Its processes are forked before there are threads of Dask.
        with (
            Stations(state, jobs) as stations,
            ClusterExecutor(LocalCluster(stations), equipment, fonts) as executor,
        ):
            yield executor
    else:
        scheduler = _remote(address, is_insecure)
        with ClusterExecutor(scheduler, equipment, fonts) as executor:
            yield executor


def _remote(address: ClusterAddress, is_insecure: bool) -> RemoteScheduler:
    certificates = security()
    refuse_unsafe(address, has_tls=certificates is not None, is_insecure=is_insecure)
    return RemoteScheduler(address.url(has_tls=certificates is not None), certificates)
