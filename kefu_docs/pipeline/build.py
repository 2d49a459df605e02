"""The order of the stages: records, rules, render, convert, finish, proof, packets, report.

A document that fails, in whatever stage, leaves its earlier files as they are and never stops
another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from kefu_docs.convert import Pool
from kefu_docs.diagnostics import Diagnostic
from kefu_docs.fonts import Coverage
from kefu_docs.model import Dataset, Document, PacketPlan
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.check import (
    check,
    chosen_people,
    files_with_errors,
    unread_files,
)
from kefu_docs.pipeline.make_documents import Documents, Order
from kefu_docs.pipeline.make_packets import Binder
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.publish import BuiltDocument, Publisher
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.records import choose_month
from kefu_docs.render.renderer import Renderer
from kefu_docs.scheduler.scheduler import Scheduler
from kefu_docs.store import Store


def build_contracts(
    settings: Settings, store: Store, tools: Toolchain, pool: Pool | None, ids: Iterable[str]
) -> Outcome:
    """Build the contracts of these people, of everybody where none is named."""
    with _case(settings, store, tools, pool) as case:
        chosen = chosen_people(case.dataset, case.diagnostics, ids)
        return _build(case, plan.contracts(case.dataset, chosen))


def build_summaries(
    settings: Settings,
    store: Store,
    tools: Toolchain,
    pool: Pool | None,
    month: str | None,
    ids: Iterable[str],
) -> Outcome:
    """Build the summaries of a month, or of all; of these people, or of all and the team."""
    asked = tuple(ids)
    with _case(settings, store, tools, pool) as case:
        people = chosen_people(case.dataset, case.diagnostics, asked) if asked else ()
        months = choose_month(month, case.dataset.months) if people or not asked else ()
        documents = [d for each in months for d in plan.summaries(case.dataset, each, people)]
        return _build(case, documents)


def build_packets(settings: Settings, store: Store, tools: Toolchain, pool: Pool | None) -> Outcome:
    """Build every document and every packet, and take away outputs whose records are gone."""
    with _case(settings, store, tools, pool) as case:
        documents = plan.everything(case.dataset)
        unread = sorted(unread_files(case.dataset, case.diagnostics))
        packets = plan.packets(case.dataset, documents, unread)
        return _build(case, documents, packets, complete=not unread)


@dataclass(frozen=True)
class _Case:
    """What a build starts from."""

    settings: Settings
    store: Store
    tools: Toolchain
    renderer: Renderer
    production: Scheduler | None
    dataset: Dataset
    diagnostics: list[Diagnostic]


@contextmanager
def _case(settings: Settings, store: Store, tools: Toolchain, pool: Pool | None) -> Iterator[_Case]:
    """Read and check all records; without a `pool`, in a dry run, nothing can be made."""
    with ExitStack() as stack:
        production = stack.enter_context(Scheduler(pool, tools.fonts)) if pool else None
        renderer = Renderer(settings.templates, store, Coverage(tools.fonts, store))
        dataset, diagnostics = check(settings, store, renderer)
        yield _Case(settings, store, tools, renderer, production, dataset, diagnostics)


def _build(
    case: _Case,
    documents: list[Document],
    packets: Iterable[PacketPlan] = (),
    *,
    complete: bool = False,
) -> Outcome:
    """Build and publish what no finding stops; `complete` says that it is all there is to build."""
    settings, dataset = case.settings, case.dataset
    outcome = Outcome(case.diagnostics)
    publisher = Publisher(settings.build, case.store, outcome)
    maker = Documents(settings, case.store, case.tools, case.renderer, case.production, publisher)
    plans = list(packets)
    settings.watcher.expect(len(documents) + len(plans))
    author = dataset.company.value.name if dataset.company else ""
    broken = files_with_errors(case.diagnostics)
    orders = []
    for document in documents:
        stopped_by = tuple(f for f in document.inputs if f in broken)
        if dataset.company is None or stopped_by:
            company = (settings.data / "company.yaml").as_posix()
            outcome.blocked[document.name] = stopped_by or (company,)
            settings.watcher.done()
        else:
            orders.append(Order(document, author, partial(context_of, dataset, document)))
    built: dict[str, BuiltDocument] = {}
    for made in maker.made(orders, Counter(order.document.template for order in orders)):
        built[made.document.name] = made
        publisher.document(made, partial(maker.pdfs.read, made.pdf))
        settings.watcher.done()
    Binder(settings, dataset, maker, publisher).bind(plans, built)
    if not settings.dry_run:
        publisher.report(dataset, case.tools.versions, on=settings.on, complete=complete)
    return outcome
