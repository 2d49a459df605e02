"""The order of the stages: records, rules, render, convert, finish, proof, packets, report.

A document that fails, in whatever stage, leaves its earlier files as they are and never stops
another.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from kefu_docs import plan
from kefu_docs.binding import Binder
from kefu_docs.checking import (
    check,
    chosen_people,
    files_with_errors,
    unread_files,
)
from kefu_docs.contexts import context_of, statement_of
from kefu_docs.convert import Pool
from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.documents import Documents, Order
from kefu_docs.errors import KefuError, UsageError
from kefu_docs.fonts import Coverage
from kefu_docs.model import Dataset, Document, PacketPlan
from kefu_docs.model.statement import Statement
from kefu_docs.outcome import Outcome, Settings
from kefu_docs.production import Production
from kefu_docs.publishing import Built, Publisher
from kefu_docs.records import choose, choose_month, load_dataset
from kefu_docs.reminders import Reminder, calendar, due
from kefu_docs.render import Template
from kefu_docs.rendering import Renderer
from kefu_docs.store import Store, publish
from kefu_docs.tools import Tools, fonts_of

CALENDAR = "due.ics"


def show(
    settings: Settings, id_: str, month: str | None = None
) -> tuple[dict[str, str], Statement]:
    """Whose month it is (id, name, month), and what it pays; without `month` their latest one.

    Raises UsageError where there is no such person or month.
    """
    dataset, _ = load_dataset(settings.data)
    (chosen,) = choose((id_,), dataset.employees)
    months = sorted(m for m, people in dataset.months.items() if chosen in people)
    if not months:
        raise UsageError(Message("there is no month on record for {id}", {"id": chosen}))
    (when,) = choose_month(month or str(months[-1]), months)
    name = dataset.employees[chosen].value.name
    return {"id": chosen, "name": name, "month": str(when)}, statement_of(dataset, chosen, when)


def reminders(
    settings: Settings, within: dt.timedelta
) -> tuple[tuple[Reminder, ...], list[Diagnostic]]:
    """What is due from the build date on, and what keeps records from being read.

    The reminders go to build/due.ics as well, for a calendar.
    """
    dataset, diagnostics = load_dataset(settings.data)
    found = due(dataset, settings.on, within)
    company = dataset.company.value.name if dataset.company else ""
    publish(settings.build / CALENDAR, calendar(found, company))
    return found, diagnostics


def check_records(settings: Settings) -> list[Diagnostic]:
    """Every finding on the records."""
    with Store(settings.store) as store:
        coverage = Coverage(fonts_of(settings, store), store)
        return check(settings, store, Renderer(settings.templates, store, coverage))[1]


def lint_templates(settings: Settings) -> list[tuple[str, list[Message], KefuError | None]]:
    """Each template's file, what keeps its documents out of batches, and why it does not compile.

    Raises UsageError where there is no template.
    """
    with Store(settings.store) as store:
        coverage = Coverage(fonts_of(settings, store), store)
    paths = sorted(settings.templates.glob("[!~.]*.docx"))
    if not paths:
        folder = settings.templates.as_posix()
        raise UsageError(Message("there is no template in {folder}", {"folder": folder}))
    found: list[tuple[str, list[Message], KefuError | None]] = []
    for path in paths:
        try:
            template = Template(path.as_posix(), path.read_bytes(), coverage)
            found.append((path.as_posix(), [o.message for o in template.obstacles], None))
        except KefuError as error:
            found.append((path.as_posix(), [], error))
    return found


def build_contracts(
    settings: Settings, store: Store, tools: Tools, pool: Pool | None, ids: Iterable[str]
) -> Outcome:
    """Build the contracts of these people, of everybody where none is named."""
    with _case(settings, store, tools, pool) as case:
        chosen = chosen_people(case.dataset, case.diagnostics, ids)
        return _build(case, plan.contracts(case.dataset, chosen))


def build_summaries(
    settings: Settings,
    store: Store,
    tools: Tools,
    pool: Pool | None,
    month: str | None,
    ids: Iterable[str],
) -> Outcome:
    """Build the summaries of a month, or of all; of these people, or of all and the team."""
    asked = tuple(ids)
    with _case(settings, store, tools, pool) as case:
        chosen_people(case.dataset, case.diagnostics, asked)
        months = choose_month(month, case.dataset.months)
        documents = [d for chosen in months for d in plan.summaries(case.dataset, chosen, asked)]
        return _build(case, documents)


def build_packets(settings: Settings, store: Store, tools: Tools, pool: Pool | None) -> Outcome:
    """Build every document and every packet, and take away outputs whose records are gone."""
    with _case(settings, store, tools, pool) as case:
        documents = plan.contracts(case.dataset, case.dataset.employees)
        for month in case.dataset.months:
            documents += plan.summaries(case.dataset, month, ())
        unread = sorted(unread_files(case.dataset, case.diagnostics))
        packets = plan.packets(case.dataset, documents, unread)
        return _build(case, documents, packets, complete=not unread)


@dataclass(frozen=True)
class _Case:
    """What a build starts from."""

    settings: Settings
    store: Store
    tools: Tools
    renderer: Renderer
    production: Production | None
    dataset: Dataset
    diagnostics: list[Diagnostic]


@contextmanager
def _case(settings: Settings, store: Store, tools: Tools, pool: Pool | None) -> Iterator[_Case]:
    """Read and check all records; without a `pool`, in a dry run, nothing can be made."""
    with ExitStack() as stack:
        production = stack.enter_context(Production(pool, tools.fonts)) if pool else None
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
    built: dict[str, Built] = {}
    for made in maker.made(orders, Counter(order.document.template for order in orders)):
        built[made.document.name] = made
        publisher.document(made, partial(maker.pdfs.read, made.pdf))
        settings.watcher.done()
    Binder(settings, dataset, maker, publisher).bind(plans, built)
    if not settings.dry_run:
        publisher.report(dataset, case.tools.versions, complete=complete)
    return outcome
