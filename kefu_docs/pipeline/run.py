"""The build commands: nothing is done where nothing changed, else the pipeline runs.

The pipeline is loaded when it has something to do: that takes longer than finding out. While it is,
LibreOffice starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack

from kefu_docs.convert import Pool
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.pipeline.unchanged import LastRun
from kefu_docs.store import Store

Build = Callable[[Store, Toolchain, Pool | None], Outcome]


def build_contracts(settings: Settings, ids: Iterable[str]) -> Outcome:
    """Build the contracts of these people, of everybody where none is named."""
    asked = tuple(ids)

    def build(store: Store, tools: Toolchain, pool: Pool | None) -> Outcome:
        from kefu_docs.pipeline import build

        return build.build_contracts(settings, store, tools, pool, asked)

    return _run(settings, ("contracts", *asked), build)


def build_summaries(settings: Settings, month: str | None, ids: Iterable[str]) -> Outcome:
    """Build the summaries of a month, or of all; of these people, or of all and the team."""
    asked = tuple(ids)

    def build(store: Store, tools: Toolchain, pool: Pool | None) -> Outcome:
        from kefu_docs.pipeline import build

        return build.build_summaries(settings, store, tools, pool, month, asked)

    return _run(settings, ("summaries", month or "", *asked), build)


def build_packets(settings: Settings) -> Outcome:
    """Build every document and every packet, and take away outputs whose records are gone."""

    def build(store: Store, tools: Toolchain, pool: Pool | None) -> Outcome:
        from kefu_docs.pipeline import build

        return build.build_packets(settings, store, tools, pool)

    return _run(settings, ("packets",), build)


def _run(settings: Settings, command: Iterable[str], build: Build) -> Outcome:
    """Build, unless all is as the same command left it; remember what it leaves."""
    with ExitStack() as stack:
        store = stack.enter_context(Store(settings.store))
        tools = Toolchain.found(settings, store)
        last = LastRun(settings, store, command, tools.versions)
        outcome = last.outcome()
        if outcome is None:
            pool = None if settings.dry_run else stack.enter_context(tools.pool(settings))
            outcome = build(store, tools, pool)
            if not settings.dry_run:
                store.prune()
                last.keep(outcome)
        return outcome
