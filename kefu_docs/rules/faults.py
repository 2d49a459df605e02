"""What is left of the rules' findings where one of them fails: everybody's but the culprits'."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Location
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.rules.acknowledged import diagnose
from kefu_docs.rules.case import Case
from kefu_docs.rules.rule import Rule

_PROGRAM = Location("kefu-docs")


def applied(case: Case, rule: Rule, log: FaultLog) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What a rule finds, and its own faults, each at the record of the person it is about.

    Whom it fails for is found by showing it one person at a time. The others are then looked at
    together, with the culprits' files as if they could not be read: nothing is said about what is
    missing because of them. A rule that fails all the same is told as the program's.
    """
    try:
        return _found(case, rule), []
    except Exception as error:
        faults = dict(_culprits(case, rule, log))
        if not faults:
            return [], [log.finding(error, _PROGRAM, f"the rule {rule.id}")]
    try:
        return _found(_without(case, faults), rule), list(faults.values())
    except Exception as error:
        return [], [*faults.values(), log.finding(error, _PROGRAM, f"the rule {rule.id}")]


def _found(case: Case, rule: Rule) -> list[Diagnostic]:
    return [diagnose(case, rule, finding) for finding in rule.check(case)]


def _culprits(case: Case, rule: Rule, log: FaultLog) -> Iterator[tuple[str, Diagnostic]]:
    for employee, record in case.dataset.employees.items():
        try:
            _found(of_people(case, {employee}), rule)
        except Exception as error:
            subject = f"the rule {rule.id} on {employee}"
            yield employee, log.finding(error, record.at(), subject)


def _without(case: Case, culprits: Collection[str]) -> Case:
    dataset = case.dataset
    files = {record.file for record, employee in dataset.records() if employee in culprits}
    rest = of_people(case, dataset.employees.keys() - culprits)
    return replace(rest, unread=case.unread | files)


def of_people(case: Case, people: Collection[str]) -> Case:
    """The case with the records of these people alone, beside those that are nobody's."""
    return replace(
        case,
        dataset=case.dataset.of_people(people),
        statements={key: value for key, value in case.statements.items() if key[1] in people},
        judged={key: value for key, value in case.judged.items() if key[0] in people},
        papers=tuple(paper for paper in case.papers if paper.spot.employee in people),
    )
