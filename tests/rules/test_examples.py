"""Every rule has an example that keeps it and one that breaks it."""

from __future__ import annotations

import re

import pytest

from kefu_docs.rules import RULES, Rule, run_rules
from tests.support.rule_dataset import case_of, changed, location
from tests.support.rule_examples import EXAMPLES, Example

BY_ID = {rule.id: rule for rule in RULES}
CASES = [pytest.param(BY_ID[name], example, id=name) for name, example in EXAMPLES.items()]


def test_rules_and_examples_cover_each_other() -> None:
    """Neither a rule without an example, nor an example without a rule, nor an id twice."""
    assert set(EXAMPLES) == set(BY_ID)
    assert len(BY_ID) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_rests_on(rule: Rule) -> None:
    """Ids are kebab-case; basis and rationale are given."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert rule.basis.text().strip()
    assert rule.rationale.text().endswith(".")


def test_the_base_records_are_clean() -> None:
    """Only what holds of every service contract is found in the base."""
    found = [(d.location.file, d.rule) for d in run_rules(case_of(changed({})))]
    assert found == [("employees/E002.yaml", "service-employee")]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_kept(rule: Rule, example: Example) -> None:
    """The rule finds nothing in the records that just keep it."""
    case = case_of(changed(example.passing), example.kept_on or example.on)
    assert list(rule.check(case)) == []


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_broken(rule: Rule, example: Example) -> None:
    """The finding stands at the value, with the severity of the rule, and its message is filled."""
    files = changed(example.failing)
    found = [d for d in run_rules(case_of(files, example.on)) if d.rule == rule.id]
    assert location(files, example.at) in [d.location for d in found]
    assert {d.severity for d in found} == {rule.severity}
    for diagnostic in found:
        assert "{" not in diagnostic.message.text()
