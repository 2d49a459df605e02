"""The order of the stages: records, rules, render, convert, finish, proof, packets, report.

A document that fails, in whatever stage, leaves its earlier files as they are and never stops
another.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from kefu_docs import plan
from kefu_docs.binding import Binder
from kefu_docs.checking import (
    check,
    chosen_people,
    coverage_of,
    files_with_errors,
    unread_files,
)
from kefu_docs.contexts import context_of, statement_of
from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.documents import Documents, Order, Tools
from kefu_docs.errors import KefuError, UsageError
from kefu_docs.last_run import LastRun
from kefu_docs.model import Dataset, Document, PacketPlan
from kefu_docs.model.statement import Statement
from kefu_docs.outcome import Built, Outcome, Settings
from kefu_docs.publishing import Publisher
from kefu_docs.records import choose, choose_month, load_dataset
from kefu_docs.reminders import Reminder, calendar, due
from kefu_docs.render import Template
from kefu_docs.store import Store, publish

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
    with _store(settings) as store:
        return check(settings, store, coverage_of(settings, store))[1]


def lint_templates(settings: Settings) -> list[tuple[str, list[Message], KefuError | None]]:
    """Each template's file, what keeps its documents out of batches, and why it does not compile.

    Raises UsageError where there is no template.
    """
    with _store(settings) as store:
        coverage = coverage_of(settings, store)
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


def build_contracts(settings: Settings, ids: Iterable[str]) -> Outcome:
    """Build the contracts of these people, of everybody where none is named."""
    asked = tuple(ids)

    def plan_build(dataset: Dataset, diagnostics: list[Diagnostic]) -> _Plan:
        return _Plan(plan.contracts(dataset, chosen_people(dataset, diagnostics, asked)))

    return _run(settings, ("contracts", *asked), plan_build)


def build_summaries(settings: Settings, month: str | None, ids: Iterable[str]) -> Outcome:
    """Build the summaries of a month, or of all; of these people, or of all and the team."""
    asked = tuple(ids)

    def plan_build(dataset: Dataset, diagnostics: list[Diagnostic]) -> _Plan:
        chosen_people(dataset, diagnostics, asked)
        months = choose_month(month, dataset.months)
        return _Plan([d for chosen in months for d in plan.summaries(dataset, chosen, asked)])

    return _run(settings, ("summaries", month or "", *asked), plan_build)


def build_packets(settings: Settings) -> Outcome:
    """Build every document and every packet, and take away outputs whose records are gone."""

    def plan_build(dataset: Dataset, diagnostics: list[Diagnostic]) -> _Plan:
        documents = plan.contracts(dataset, dataset.employees)
        for month in dataset.months:
            documents += plan.summaries(dataset, month, ())
        unread = sorted(unread_files(dataset, diagnostics))
        return _Plan(documents, plan.packets(dataset, documents, unread), complete=not unread)

    return _run(settings, ("packets",), plan_build)


@dataclass(frozen=True)
class _Plan:
    """What a command builds; `complete` says that it is all there is to build."""

    documents: list[Document]
    packets: list[PacketPlan] = field(default_factory=list)
    complete: bool = False


def _run(
    settings: Settings,
    command: tuple[str, ...],
    plan_build: Callable[[Dataset, list[Diagnostic]], _Plan],
) -> Outcome:
    """Check, plan and build, unless all is as the same command left it."""
    with _store(settings) as store:
        tools = Tools.found(settings, store)
        last = LastRun(settings, store, command, tools.versions)
        if (unchanged := last.outcome()) is not None:
            return unchanged
        dataset, diagnostics = check(settings, store, tools.coverage)
        planned = plan_build(dataset, diagnostics)
        outcome = _build(settings, store, tools, dataset, diagnostics, planned)
        if not settings.dry_run:
            store.prune()
            last.keep(outcome)
        return outcome


def _store(settings: Settings) -> Store:
    return Store(settings.build / ".store")


def _build(
    settings: Settings,
    store: Store,
    tools: Tools,
    dataset: Dataset,
    diagnostics: list[Diagnostic],
    planned: _Plan,
) -> Outcome:
    """Build what no finding stops, and publish it."""
    outcome = Outcome(diagnostics)
    publisher = Publisher(settings.build, outcome)
    maker = Documents(settings, store, tools, publisher)
    settings.watcher.expect(len(planned.documents) + len(planned.packets))
    author = dataset.company.value.name if dataset.company else ""
    broken = files_with_errors(diagnostics)
    orders = []
    for document in planned.documents:
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
    Binder(settings, dataset, maker, publisher).bind(planned.packets, built)
    if not settings.dry_run:
        publisher.report(dataset, tools.versions, complete=planned.complete)
    return outcome
