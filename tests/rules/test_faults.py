"""A rule that fails is one person's matter: what it finds of the others is still told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.rules import RULES, faults_of_rules, run_rules
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.faults import applied
from kefu_docs.rules.rule import Rule
from tests.support.rule_dataset import case_of, changed
from tests.support.rule_examples import E1, E2

CASE = case_of(changed({}))


def rule(check: Callable[[Case], Iterator[Finding]]) -> Rule:
    """Give a rule that checks so."""
    return Rule("a-rule", Severity.WARNING, Message("…"), Message("…"), check)


def on_everybody_but_the_first(case: Case) -> Iterator[Finding]:
    """A finding for each person; the first has what the rule was not made for."""
    for employee, record in case.dataset.employees.items():
        if employee == "E001":
            raise KeyError("330106199503080024")
        yield Finding(record.at(), Message("found"), employee)


def test_the_others_are_judged_and_the_culprit_is_named(tmp_path: Path) -> None:
    """The fault stands at the record it is about, as an error, without the value."""
    found, faults = applied(CASE, rule(on_everybody_but_the_first), FaultLog(tmp_path / "log"))
    assert [d.location.file for d in found] == [E2]
    (fault,) = faults
    assert (fault.location.file, fault.severity, fault.rule) == (E1, Severity.ERROR, "internal")
    assert "KeyError" in fault.message.text()
    assert "3301" not in fault.message.text()


def test_a_rule_that_fails_for_nobody_alone_is_the_programs(tmp_path: Path) -> None:
    """Only both together make it fail, so no record is blamed and no document stopped."""

    def check(case: Case) -> Iterator[Finding]:
        if len(case.dataset.employees) > 1:
            raise ZeroDivisionError
        yield from ()

    found, faults = applied(CASE, rule(check), FaultLog(tmp_path / "log"))
    assert found == []
    assert [fault.location.file for fault in faults] == ["kefu-docs"]


@pytest.mark.parametrize("sound", RULES, ids=lambda rule: rule.id)
def test_people_whose_records_are_set_aside_leave_no_findings_behind(sound: Rule) -> None:
    """Nothing is said about what is missing because the culprit's records are."""

    def check(case: Case) -> Iterator[Finding]:
        if "E001" in case.dataset.employees:
            raise KeyError
        yield from sound.check(case)

    found, faults = applied(CASE, rule(check), FaultLog(Path("/dev/null")))
    assert [d.location.file for d in found] == [f.location.file for f in sound.check(CASE)]
    assert [fault.location.file for fault in faults] == [E1]


def test_without_a_fault_the_findings_are_the_same(tmp_path: Path) -> None:
    """The way around faults finds what the straight way finds."""
    assert faults_of_rules(CASE, FaultLog(tmp_path / "log")) == (run_rules(CASE), [])
