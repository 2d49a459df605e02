"""Values of one line that are written over several are found at their value, free text is not."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics import Location
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import GONE, LABOR, Changes, case_of, changed, location

E1 = "employees/E001.yaml"


def _found(file: str, changes: Changes) -> list[Location]:
    found = run_rules(case_of(changed(changes)))
    return [d.location for d in found if (d.location.file, d.rule) == (file, "several-lines")]


@pytest.mark.parametrize(
    "place",
    [
        "company.yaml:address",
        "company.yaml:region.city",
        "employees/E001.yaml:household.street",
        "employees/E001.yaml:contract.workplace",
        "employees/E002.yaml:contract.role",
        "employees/E002.yaml:residence",
    ],
)
def test_a_value_of_one_line_over_several_is_told_at_its_place(place: str) -> None:
    """Whatever record and group it stands in."""
    changes: Changes = {place: "禾屿路\n18号"}
    assert _found(place.partition(":")[0], changes) == [location(changed(changes), place)]


def test_a_contract_of_several_is_told_too() -> None:
    """Its number stands in a list of groups."""
    changes: Changes = {f"{E1}:contract": GONE, f"{E1}:contracts": [{**LABOR, "number": "HY\n1"}]}
    place = location(changed(changes), f"{E1}:contracts.0.number")
    assert _found(E1, changes) == [place]


@pytest.mark.parametrize(
    "place",
    [
        "employees/E001.yaml:contract.duties.0",
        "months/2026-04/E001.yaml:summary.title",
        "months/2026-04/E001.yaml:summary.sections.0.paragraphs.0",
        "months/2026-04/team.yaml:done.0",
        "months/2026-04/team.yaml:assignments.0.result",
        "packets.yaml:packets.spring.title",
    ],
)
def test_free_text_may_have_several_lines(place: str) -> None:
    """Duties, what summaries say, titles, reasons and values of templates."""
    assert _found(place.partition(":")[0], {place: "一\n二"}) == []
