"""The order of the stages: records, rules, render, convert, finish, proof, packets, report.

A document that fails, in whatever stage, leaves its earlier files as they are and never stops
another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain

from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import KefuError, OutputNameError
from kefu_docs.fonts import Coverage
from kefu_docs.layout_reuse.on_demand import LayoutReuseOnDemand
from kefu_docs.model import Dataset, Document
from kefu_docs.model.path_segment import folded
from kefu_docs.pipeline.built_document import BuiltDocument
from kefu_docs.pipeline.check import check
from kefu_docs.pipeline.forgetting import forget
from kefu_docs.pipeline.make_documents import Documents
from kefu_docs.pipeline.make_packets import Binder
from kefu_docs.pipeline.office_habits import OfficeHabits
from kefu_docs.pipeline.office_patterns import OfficePatterns
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.pipeline.stopped_files import files_with_errors, stopping
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.pipeline.wanted import Wanted, wanted
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.scheduler.batch import Batches
from kefu_docs.scheduler.lane import Lane
from kefu_docs.scheduler.messages import Executor, Workplace
from kefu_docs.scheduler.odf_lane import OdfBatches
from kefu_docs.scheduler.scheduler import Scheduler
from kefu_docs.scheduler.worker_pool import WorkerProcesses
from kefu_docs.store import Store
from kefu_docs.store.machine_notes import MachineNotes


def build(
    settings: Settings,
    request: BuildRequest,
    store: Store,
    tools: Toolchain,
    pool: Pool | None,
    cluster: Executor | None,
    contents: Mapping[str, str],
) -> Outcome:
    """Build what is asked for.

    LibreOffice is in this machine's `pool` or on a `cluster`; in a dry run there is neither.
    `contents` has the SHA-256 of records by path, as far as it is known.
    """
    with ExitStack() as stack:
        scheduler, habits = None, None
        if not settings.dry_run:
            opened = _scheduler(settings, request, store, tools, pool, cluster)
            scheduler, habits = stack.enter_context(opened)
        renderer = Renderer(settings.templates, store, Coverage(tools.fonts, MachineNotes(store)))
        dataset, diagnostics = check(settings, store, renderer, contents)
        outcome = Outcome(diagnostics)
        publisher = Publisher(settings.build, store, outcome, verify=settings.verify)
        author = dataset.company.value.name if dataset.company else ""
        maker = Documents(settings, store, tools, renderer, scheduler, publisher, author)
        asked = wanted(request, dataset, diagnostics, settings.shard)
        _make(settings, dataset, asked, maker, publisher)
        if request.scope == "packets" and settings.shard is None:
            _make_sheets(settings, dataset, store, publisher)
        if habits and habits.told:
            outcome.told.append(habits.told)
        if not settings.dry_run:
            whole = asked.is_complete
            gone = publisher.report(dataset, tools.reported, on=settings.on, complete=whole)
            if whole:
                forget(store, outcome, is_somebody_gone=gone)
        return outcome


@contextmanager
def _scheduler(
    settings: Settings,
    request: BuildRequest,
    store: Store,
    tools: Toolchain,
    pool: Pool | None,
    cluster: Executor | None,
) -> Iterator[tuple[Scheduler, OfficeHabits]]:
    workplace = Workplace(tools.fonts, settings.store)
    # These processes are forked before the pool has threads, and while this one is small. Of few
    # people, or where a build was before, one is enough most of the time. With a cluster they bind
    # packets, and nothing else: the PDFs are in this machine's store, and would travel again.
    several = 1 if (settings.build / "manifest.json").is_file() else settings.jobs
    ready = min(len(request.ids) or several, settings.jobs) if cluster is None else 0
    with WorkerProcesses(settings.jobs, workplace, ready=ready) as processes:
        executor = processes if cluster is None else cluster
        habits = OfficeHabits(store, tools, pool, executor)
        lanes: list[Lane] = [batches := Batches(habits)]
        if pool is not None and pool.saves:
            lanes.insert(0, OdfBatches(batches, OfficePatterns(store, tools)))
        if settings.layout_reuse:
            lanes.insert(0, LayoutReuseOnDemand(habits=habits))
        yield Scheduler(pool, executor, lanes, binder=processes), habits


def _make(
    settings: Settings, dataset: Dataset, asked: Wanted, maker: Documents, publisher: Publisher
) -> None:
    """Make and publish what no finding stops."""
    settings.watcher.expect(len(asked.documents) + len(asked.packets))
    ready = list(_ready(settings, dataset, asked, maker, publisher.outcome))
    built: dict[str, BuiltDocument] = {}
    aside = chain(settings.watcher.found(publisher.outcome.diagnostics), publisher.prepare())
    for made in maker.made(ready, are_last=not asked.packets, aside=aside):
        try:
            publisher.document(made, partial(maker.pdfs.read, made.pdf))
        except KefuError as error:
            maker.failed(made.document.name, error)
        else:
            built[made.document.name] = made.built
            settings.watcher.done()
        made.rendering.let_go()
    Binder(settings, dataset, maker, publisher).bind(asked.packets, built)


def _make_sheets(settings: Settings, dataset: Dataset, store: Store, publisher: Publisher) -> None:
    """Make and publish workbooks; what writes them is loaded by builds of packets alone."""
    from kefu_docs.pipeline.make_sheets import SheetMaker

    sheets = SheetMaker(dataset, store, publisher, dry_run=settings.dry_run)
    sheets.make(sheets.asked())


def _ready(
    settings: Settings, dataset: Dataset, asked: Wanted, maker: Documents, outcome: Outcome
) -> Iterator[tuple[Document, Context]]:
    """The documents that no error in a record stops, with what their templates are given."""
    broken = files_with_errors(outcome.diagnostics)
    names: set[str] = set()
    for document in asked.documents:
        stopped_by = stopping(document, broken)
        if dataset.company is None or stopped_by:
            company = (settings.data / "company.yaml").as_posix()
            outcome.blocked[document.name] = stopped_by or (company,)
            settings.watcher.done()
        elif folded(document.name) in names:
            values = {"name": document.name}
            message = Message("there are two documents of the name {name}", values)
            maker.failed(document.name, OutputNameError(message))
        else:
            names.add(folded(document.name))
            yield document, partial(context_of, dataset, document)
