"""Findings by person, so that those of people whose records did not change can be kept.

The findings of a case are those of each person, those about nobody, and those of rules that look at
all people (Rule.across). Each of the three is found by itself here; in order, together, they are
what `run_rules` finds in the whole case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.rules.acknowledged import diagnose
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.faults import of_people
from kefu_docs.rules.rule import Rule


def of_each_person(rules: Iterable[Rule], case: Case) -> dict[str, list[Diagnostic]]:
    """The findings about each person of the case, which may hold some people only."""
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for rule, finding in _findings((rule for rule in rules if not rule.across), case):
        if finding.record:
            found[finding.record].append(diagnose(case, rule, finding))
    return found


def of_nobody_and_all(rules: Iterable[Rule], case: Case) -> Iterator[Diagnostic]:
    """The findings about nobody, and those of rules across people; the case is the whole one.

    It needs no texts, and no statements if it names the months that pay somebody.
    """
    nobody = of_people(case, ())
    for rule in rules:
        about = case if rule.across else nobody
        for _, finding in _findings((rule,), about):
            if rule.across or not finding.record:
                yield diagnose(about, rule, finding)


def _findings(rules: Iterable[Rule], case: Case) -> Iterator[tuple[Rule, Finding]]:
    return ((rule, finding) for rule in rules for finding in rule.check(case))
