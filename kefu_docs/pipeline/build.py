"""The order of the stages: records, rules, render, convert, finish, proof, packets, report.

A document that fails, in whatever stage, leaves its earlier files as they are and never stops
another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

from kefu_docs.convert import Pool
from kefu_docs.diagnostics import Diagnostic
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.fonts import Coverage
from kefu_docs.layout_reuse.lane import LayoutReuse
from kefu_docs.model import Dataset, Document, PacketPlan
from kefu_docs.pipeline import plan, plan_packets
from kefu_docs.pipeline.built_document import BuiltDocument
from kefu_docs.pipeline.check import check
from kefu_docs.pipeline.make_documents import Documents
from kefu_docs.pipeline.make_packets import Binder
from kefu_docs.pipeline.make_sheets import SheetMaker
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.pipeline.stopped_files import chosen_people, files_with_errors, unread_files
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.records import choose_month
from kefu_docs.render.renderer import Renderer
from kefu_docs.scheduler.batch import Batches
from kefu_docs.scheduler.lane import Lane
from kefu_docs.scheduler.messages import Workplace
from kefu_docs.scheduler.scheduler import Scheduler
from kefu_docs.scheduler.worker_pool import WorkerProcesses
from kefu_docs.store import Store


def build(
    settings: Settings, request: BuildRequest, store: Store, tools: Toolchain, pool: Pool | None
) -> Outcome:
    """Build what is asked for; without a `pool`, in a dry run, nothing can be made."""
    with ExitStack() as stack:
        scheduler = stack.enter_context(_scheduler(settings, tools, pool)) if pool else None
        renderer = Renderer(settings.templates, store, Coverage(tools.fonts, store))
        dataset, diagnostics = check(settings, store, renderer)
        outcome = Outcome(diagnostics)
        publisher = Publisher(settings.build, store, outcome, verify=settings.verify)
        author = dataset.company.value.name if dataset.company else ""
        maker = Documents(settings, store, tools, renderer, scheduler, publisher, author)
        wanted = _wanted(request, dataset, diagnostics)
        _make(settings, dataset, wanted, maker, publisher)
        if request.scope == "packets":
            sheets = SheetMaker(dataset, store, publisher, dry_run=settings.dry_run)
            sheets.make(sheets.asked())
        if not settings.dry_run:
            publisher.report(dataset, tools.reported, on=settings.on, complete=wanted.is_complete)
        return outcome


@contextmanager
def _scheduler(settings: Settings, tools: Toolchain, pool: Pool) -> Iterator[Scheduler]:
    lanes: list[Lane] = [LayoutReuse(), Batches()] if settings.layout_reuse else [Batches()]
    workplace = Workplace(tools.fonts, settings.store)
    # These processes are forked before the pool has threads.
    with WorkerProcesses(pool.jobs, workplace) as executor:
        yield Scheduler(pool, executor, lanes)


@dataclass(frozen=True)
class _Wanted:
    """The documents and packets of a build; `is_complete` says that there is nothing else."""

    documents: list[Document]
    packets: list[PacketPlan] = field(default_factory=list)
    is_complete: bool = False


def _wanted(request: BuildRequest, dataset: Dataset, diagnostics: Iterable[Diagnostic]) -> _Wanted:
    """What the records have of what is asked for. Raises UsageError for unknown people."""
    if request.scope == "packets":
        documents = plan.everything(dataset)
        unread = sorted(unread_files(dataset, diagnostics))
        packets = plan_packets.packets(dataset, documents, unread)
        return _Wanted(documents, packets, is_complete=not unread)
    chosen = chosen_people(dataset, diagnostics, request.ids)
    if request.scope == "contracts":
        return _Wanted(plan.contracts(dataset, chosen))
    people = chosen if request.ids else ()
    months = choose_month(request.month, dataset.months) if people or not request.ids else ()
    return _Wanted([d for month in months for d in plan.summaries(dataset, month, people)])


def _make(
    settings: Settings, dataset: Dataset, wanted: _Wanted, maker: Documents, publisher: Publisher
) -> None:
    """Make and publish what no finding stops."""
    settings.watcher.expect(len(wanted.documents) + len(wanted.packets))
    outcome = publisher.outcome
    broken = files_with_errors(outcome.diagnostics)
    ready = []
    for document in wanted.documents:
        stopped_by = tuple(f for f in document.inputs if f in broken)
        if dataset.company is None or stopped_by:
            company = (settings.data / "company.yaml").as_posix()
            outcome.blocked[document.name] = stopped_by or (company,)
            settings.watcher.done()
        else:
            ready.append((document, partial(context_of, dataset, document)))
    built: dict[str, BuiltDocument] = {}
    for made in maker.made(ready):
        try:
            publisher.document(made, partial(maker.pdfs.read, made.pdf))
        except KefuError as error:
            maker.failed(made.document.name, error)
        else:
            built[made.document.name] = made
            settings.watcher.done()
    Binder(settings, dataset, maker, publisher).bind(wanted.packets, built)
