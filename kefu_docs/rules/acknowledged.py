"""Findings that a person's record answers with a reason, and answers that fit no finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.model import Employee, Record
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule

_NAMES = Message("; the name of a rule stands in [ ] behind its finding")
_Check = Callable[[Case], Iterator[Finding]]


def diagnose(case: Case, rule: Rule, finding: Finding) -> Diagnostic:
    """The diagnostic of a finding: a notice with the reason where the record gives one."""
    severity, message = rule.severity, finding.message
    person = case.dataset.employees.get(finding.record)
    reason = person.value.acknowledged.get(rule.id) if person else None
    if reason is not None and rule.acknowledgeable:
        severity = Severity.NOTICE
        message = Message(
            "{finding} (acknowledged: {reason})", {"finding": message, "reason": reason}
        )
    return Diagnostic(finding.location, severity, rule.id, message, finding.yuan)


def rules_on_acknowledgements(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules about `acknowledged` itself, where `rules` are those that can be named in it."""
    by_id = {rule.id: rule for rule in rules}
    basis = Message("consistency of the records")
    return (
        Rule(
            "acknowledgement-unknown",
            Severity.ERROR,
            basis,
            Message("A reason given to a rule that does not exist answers nothing."),
            _unknown(by_id),
        ),
        Rule(
            "acknowledgement-refused",
            Severity.ERROR,
            basis,
            Message("A wrong number or date is mended, it cannot be explained away."),
            _refused(by_id),
        ),
        Rule(
            "acknowledgement-unused",
            Severity.WARNING,
            basis,
            Message("A reason that outlives its finding would hide the next one."),
            _unused(by_id),
        ),
    )


def _answers(case: Case) -> Iterator[tuple[str, Record[Employee], str]]:
    for employee, record in case.dataset.employees.items():
        for rule_id in record.value.acknowledged:
            yield employee, record, rule_id


def _unknown(by_id: dict[str, Rule]) -> _Check:
    names = [rule.id for rule in by_id.values() if rule.acknowledgeable]

    def check(case: Case) -> Iterator[Finding]:
        for employee, record, rule_id in _answers(case):
            if rule_id not in by_id:
                hint = did_you_mean(rule_id, names)
                message = Message(
                    "there is no rule {rule!r}{hint}", {"rule": rule_id, "hint": hint or _NAMES}
                )
                yield Finding(record.at_key("acknowledged", rule_id), message, employee)

    return check


def _refused(by_id: dict[str, Rule]) -> _Check:
    def check(case: Case) -> Iterator[Finding]:
        for employee, record, rule_id in _answers(case):
            rule = by_id.get(rule_id)
            if rule is not None and not rule.acknowledgeable:
                message = Message(
                    "findings of the rule {rule!r} cannot be acknowledged", {"rule": rule_id}
                )
                yield Finding(record.at_key("acknowledged", rule_id), message, employee)

    return check


def _unused(by_id: dict[str, Rule]) -> _Check:
    def check(case: Case) -> Iterator[Finding]:
        named = {
            rule_id
            for _, _, rule_id in _answers(case)
            if rule_id in by_id and by_id[rule_id].acknowledgeable
        }
        has_no_wages = _has_no_wages(case, by_id)
        found = {rule_id: {f.record for f in by_id[rule_id].check(case)} for rule_id in named}
        for employee, record, rule_id in _answers(case):
            # A rule that had nothing of this person to look at says nothing of its use, nor one
            # that is not law yet or no more.
            looked = rule_id in found and case.has(by_id[rule_id].looks_at, employee)
            looked = looked and by_id[rule_id].is_law(case.law_on)
            looked = looked and not ("minimum-wage" in rule_id and has_no_wages(employee))
            if looked and employee not in found[rule_id]:
                message = Message(
                    "{rule!r} is acknowledged, but finds nothing here: remove the line",
                    {"rule": rule_id},
                )
                yield Finding(record.at_key("acknowledged", rule_id), message, employee)

    return check


def _has_no_wages(case: Case, by_id: dict[str, Rule]) -> Callable[[str], bool]:
    """Whether the wages of a person cannot be held against the minimum wage.

    So it is where the company's record, the region's minimum wage or the person's pay scheme is
    not known: whoever then deleted the reason would be asked for it again once that is mended.
    """
    unknown = by_id.get("minimum-wage-unknown")
    if case.dataset.company is None or (unknown and any(True for _ in unknown.check(case))):
        return lambda _: True
    schemes = by_id.get("pay-scheme-unknown")
    without = {found.record for found in schemes.check(case)} if schemes else set()
    return without.__contains__
