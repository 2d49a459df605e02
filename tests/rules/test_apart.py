"""Findings by person, and those of all people beside them, are the findings of the whole."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pydantic import ValidationError

from kefu_docs.diagnostics import Diagnostic, in_order
from kefu_docs.rules import RULES, Case, findings_across, findings_of_people, run_rules
from kefu_docs.rules.faults import of_people
from tests.support.rule_dataset import case_of, changed
from tests.support.rule_examples import EXAMPLES, Example


def put_together(case: Case) -> list[Diagnostic]:
    """The findings of a case, each person looked at alone; of the whole no statements are given."""
    dataset = case.dataset
    people = {*dataset.employees, *(id_ for month in dataset.months.values() for id_ in month)}
    found: list[Diagnostic] = []
    for id_ in people:
        alone = findings_of_people(of_people(case, {id_}))
        assert set(alone) <= {id_}
        found += alone.get(id_, ())
    paid = frozenset(month for month, _ in case.statements)
    whole = replace(case, statements={}, judged={}, papers=(), also_paid=paid)
    return in_order([*found, *findings_across(whole)])


def told(found: list[Diagnostic]) -> list[tuple[object, ...]]:
    """What can be seen of findings."""
    return [(*d.order, d.message.text(), d.yuan) for d in found]


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_together_they_are_the_whole(example: Example) -> None:
    """For records that break each of the rules, and for records that just keep it."""
    for changes, on in (
        (example.failing, example.on),
        (example.passing, example.kept_on or example.on),
    ):
        case = case_of(changed(changes), on)
        assert told(put_together(case)) == told(run_rules(case))


@given(st.lists(st.sampled_from(sorted(EXAMPLES)), min_size=2, max_size=4, unique=True))
@settings(max_examples=40, deadline=None)
def test_so_they_are_where_several_rules_are_broken(names: list[str]) -> None:
    """What breaks one rule may stand beside what breaks another, in one record or in two."""
    changes = {place: value for name in names for place, value in EXAMPLES[name].failing.items()}
    try:
        case = case_of(changed(changes), EXAMPLES[names[0]].on)
    except (ValidationError, KeyError, IndexError, TypeError, ValueError):
        assume(False)
    else:
        assert told(put_together(case)) == told(run_rules(case))


def test_a_rule_across_people_needs_no_statements_or_texts() -> None:
    """The whole case is given without, as its people's findings are known."""
    assert {rule.looks_at for rule in RULES if rule.across} == {"records"}
