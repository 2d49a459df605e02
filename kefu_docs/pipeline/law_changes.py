"""What changes for the shop on a day because the law does, and not because time goes on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.pipeline.rule_case import RuleCase
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.stopped_files import files_with_errors
from kefu_docs.pipeline.toolchain import coverage_of
from kefu_docs.records import load_dataset
from kefu_docs.render.renderer import Renderer
from kefu_docs.rules import RULES, Case, lookup, run_rules
from kefu_docs.rules.law_tables import DATED_LAWS
from kefu_docs.store import Store


class LawChanges(Struct, frozen=True):
    """The laws that begin or end on a day; findings that come, and those that go, by them.

    `unread` says which records could not be read, so that nothing is known of them.
    """

    laws: tuple[Message, ...]
    come: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]
    unread: tuple[Diagnostic, ...] = ()


def law_changes(settings: Settings, day: dt.date) -> LawChanges:
    """Judge the records as of `day` by its law and by that of the day before, and compare."""
    as_of = dataclasses.replace(settings, on=day)
    with Store(settings.store) as store:
        renderer = Renderer(settings.templates, store, coverage_of(settings, store))
        dataset, diagnostics = load_dataset(settings.data, store, settings.templates)
        unread = frozenset(files_with_errors(diagnostics))
        case = RuleCase(as_of, dataset, store, renderer).case(unread)
    before = run_rules(replace(case, law=day - dt.timedelta(days=1)))
    after = run_rules(replace(case, law=day))
    return LawChanges(
        laws=tuple(_laws(case, day)),
        come=_without(after, before),
        gone=_without(before, after),
        unread=tuple(d for d in diagnostics if d.severity is Severity.ERROR),
    )


def _without(found: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    known = {(d.order, d.message.text()) for d in others}
    return tuple(d for d in found if (d.order, d.message.text()) not in known)


def _laws(case: Case, day: dt.date) -> Iterable[Message]:
    """What is new on `day`: dated laws, rules that begin or end, the place's minimum wage."""
    eve = day - dt.timedelta(days=1)
    for law in DATED_LAWS:
        if law.since == day:
            values = {"day": day, "what": law.what, "source": law.source}
            yield Message("from {day} on, {what} ({source})", values)
    for rule in RULES:
        values = {"rule": rule.id, "basis": rule.basis}
        if rule.since == day:
            yield Message("the rule {rule} begins: {basis}", values)
        elif rule.until == eve:
            yield Message("the rule {rule} ends: {basis}", values)
    yield from _minimum_wage(case, day)


def _minimum_wage(case: Case, day: dt.date) -> Iterable[Message]:
    company = case.dataset.company
    region = company.value.region if company else None
    if region is None:
        return
    old = lookup(case.wage_table, region, day - dt.timedelta(days=1))
    new = lookup(case.wage_table, region, day)
    if new is not None and new != old:
        values = new.values() | {"before": f"{old.monthly:.2f}" if old else "?"}
        yield Message(
            "the minimum wage of {place} is {minimum:.2f} a month instead of {before} "
            "({confidence}: {source})",
            values,
        )
