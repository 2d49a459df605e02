"""Checks on the model; RULES is the immutable tuple of them all.

>>> run_rules(Case(dataset, on=build_date))
"""

from __future__ import annotations

from kefu_docs.diagnostics import Diagnostic, in_order
from kefu_docs.rules import (
    age,
    consistency,
    contract,
    dates,
    hours,
    identity,
    naming,
    sharing,
    team,
    wage,
    wording,
)
from kefu_docs.rules.acknowledged import diagnose, rules_on_acknowledgements
from kefu_docs.rules.rule import Case, Finding, Rule
from kefu_docs.rules.wage_table import WageEntry, wages_of

_CHECKS: tuple[Rule, ...] = (
    *identity.RULES,
    *naming.RULES,
    *sharing.RULES,
    *age.RULES,
    *contract.RULES,
    *hours.RULES,
    *wage.RULES,
    *wording.RULES,
    *dates.RULES,
    *team.RULES,
    *consistency.RULES,
)
RULES: tuple[Rule, ...] = (*_CHECKS, *rules_on_acknowledgements(_CHECKS))


def run_rules(case: Case) -> list[Diagnostic]:
    """Apply every rule; the diagnostics come sorted by place, acknowledged ones as notices."""
    return in_order(diagnose(case, rule, finding) for rule in RULES for finding in rule.check(case))


__all__ = ["RULES", "Case", "Finding", "Rule", "WageEntry", "run_rules", "wages_of"]
