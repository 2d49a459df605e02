"""A build, unless nothing changed: then nothing is done.

The rest of the pipeline is loaded when it has something to do, for that takes longer than finding
out. While it is, LibreOffice starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING

from kefu_docs.cluster.extra import require_dask
from kefu_docs.cluster.on_demand import ClusterOnDemand
from kefu_docs.pipeline.join import ShardMarks, stores_of
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.pipeline.unchanged import LastRun
from kefu_docs.store import Store
from kefu_docs.store.leftovers import writing_into

if TYPE_CHECKING:  # Dask takes half a second to load
    from kefu_docs.cluster.executor import ClusterExecutor
    from kefu_docs.store.second_level import SecondLevel

_PASSES = 5
"""How often a build is done at most while it finds damage in the store.

Each pass takes out what is damaged and makes it again: documents first, then covers, then packets.
"""


def run(settings: Settings, request: BuildRequest) -> Outcome:
    """Build, unless all is as the same request left it; remember what it leaves."""
    with ExitStack() as stack:
        store = stack.enter_context(Store(settings.store))
        tools = Toolchain.found(settings, store)
        last = LastRun(settings, store, request, tools.reported)
        outcome = None if settings.shard else last.outcome()
        if outcome is None:
            outcome = _built(settings, request, store, tools, last.contents)
            if not settings.dry_run:
                store.prune()
                if not settings.shard:
                    last.keep(outcome)
        return outcome


def _built(
    settings: Settings,
    request: BuildRequest,
    store: Store,
    tools: Toolchain,
    contents: Mapping[str, str],
) -> Outcome:
    with ExitStack() as stack:
        pool, cluster = None, None
        if not settings.dry_run:
            stack.enter_context(writing_into(settings.build))
            store.second = _second_level(settings)
            _join(settings, store, tools, stack)
            if settings.executor is None:
                pool = stack.enter_context(tools.pool(settings))
            else:
                cluster = stack.enter_context(_cluster(settings, settings.executor, tools))
        from kefu_docs.pipeline.build import build

        outcome = build(settings, request, store, tools, pool, cluster, contents)
        for _ in range(_PASSES - 1):
            if not outcome.found_damage:
                break
            outcome = outcome.followed_by(
                build(settings, request, store, tools, pool, cluster, contents)
            )
        if settings.shard and request.scope == "packets" and not settings.dry_run:
            ShardMarks(settings, store, tools).leave(settings.shard)
        outcome.told += cluster.told if cluster else []
        outcome.told += store.second.close() if store.second else []
        return outcome


def _join(settings: Settings, store: Store, tools: Toolchain, opened: ExitStack) -> None:
    """Where shards are to be joined, put their stores beside the store; all must be there."""
    if settings.join is not None:
        store.beside = stores_of(settings.join, opened)
        ShardMarks(settings, store, tools).require_all()


def _cluster(settings: Settings, executor: str, tools: Toolchain) -> ClusterOnDemand:
    """The cluster at an address; its workers have LibreOffices of their own."""
    require_dask()
    from kefu_docs.cluster.address import cluster_address

    address = cluster_address(executor)

    def connect() -> AbstractContextManager[ClusterExecutor]:
        from kefu_docs.cluster.connect import connected

        return connected(
            address,
            tools.versions["office"],
            tools.fonts,
            jobs=settings.jobs,
            state=settings.store / "cluster",
            is_insecure=settings.insecure,
        )

    return ClusterOnDemand(connect)


def _second_level(settings: Settings) -> SecondLevel | None:
    if settings.shared is None:
        return None
    from kefu_docs.store.second_level import second_level

    return second_level(settings.shared.address, settings.shared.secret)
