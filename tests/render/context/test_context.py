"""What templates are given."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kefu_docs.model import Month, PacketEntry, Period
from kefu_docs.render import contract_context, cover_context, summary_context, team_context
from kefu_docs.render.context.context import CoverEntry, Person, Totals
from kefu_docs.render.context.values import plain
from tests.support.render_samples import COMPANY, LABOR, SERVICE, TEAM, person_month

APRIL = Month(2026, 4)


def test_a_service_contract_has_no_scheme() -> None:
    """For a service contract `scheme` is there and is None, so that a template may ask."""
    context = contract_context(COMPANY, LABOR, SERVICE, None)
    assert context["contract"] == plain(SERVICE)
    assert context["scheme"] is None


def test_a_summary_is_about_the_whole_month_by_default() -> None:
    """Without a period in the record a summary's is the first to the last day of the month."""
    period = summary_context(COMPANY, LABOR, SERVICE, person_month("1"), APRIL)["period"]
    assert period == {"from_": dt.date(2026, 4, 1), "to": dt.date(2026, 4, 30)}


def test_a_written_period_is_kept() -> None:
    """A period that the record gives is the summary's."""
    period = Period.model_validate({"from": "2026-04-06", "to": "2026-04-20"})
    month = person_month("1").model_copy(update={"period": period})
    assert summary_context(COMPANY, LABOR, SERVICE, month, APRIL)["period"] == plain(period)


def test_the_role_is_the_position_of_a_labor_contract() -> None:
    """A service contract has a role, a labor contract a position."""
    labor = next(LABOR.all_contracts())[1]
    roles = [
        summary_context(COMPANY, LABOR, contract, person_month("1"), APRIL)["role"]
        for contract in (labor, SERVICE)
    ]
    assert roles == ["客服工作人员", "主管"]


def test_both_summaries_have_the_same_names() -> None:
    """One template serves both, and an undefined name is an error."""
    person = summary_context(COMPANY, LABOR, SERVICE, person_month("1"), APRIL)
    team = team_context(COMPANY, TEAM, APRIL, [])
    assert person.keys() == team.keys()


def test_team_lines_and_totals() -> None:
    """By sales, equal sales share a rank; task and goal are met by reaching them."""
    people = [
        ("甲", person_month("99.99", neutral=1)),
        ("乙", person_month("200", negative=2)),
        ("丙", person_month("100")),
        ("丁", person_month("100", neutral=3)),
    ]
    context = team_context(COMPANY, TEAM, APRIL, people)
    assert context["people"] == plain(
        (
            Person("乙", Decimal(200), True, True, 0, 2, 1),
            Person("丙", Decimal(100), True, False, 0, 0, 2),
            Person("丁", Decimal(100), True, False, 3, 0, 2),
            Person("甲", Decimal("99.99"), False, False, 1, 0, 4),
        )
    )
    assert context["totals"] == plain(Totals(Decimal("499.99"), 4, 2, 4))


@pytest.mark.parametrize(
    ("sales", "exceeded"),
    [((), False), (("200.01", "300"), True), (("200", "300"), False)],
)
def test_all_exceeded(sales: tuple[str, ...], exceeded: bool) -> None:
    """Everyone above the goal, reaching it is not enough, nobody is not everybody."""
    people = [("甲", person_month(amount)) for amount in sales]
    assert team_context(COMPANY, TEAM, APRIL, people)["all_exceeded"] is exceeded


def test_cover_entries_are_numbered_and_counted() -> None:
    """`pages` and `attachments` are sums over the documents; attached pages are counted apart."""
    attached = (("体检.pdf", b"%PDF"), ("学历.pdf", b"%PDF"))
    entries = [
        PacketEntry("劳动合同", "甲", "E001", 3, attached, 7),
        PacketEntry("工作总结", "乙", "E002", 2),
    ]
    context = cover_context(COMPANY, "四月", entries)
    assert context["entries"] == plain(
        (
            CoverEntry(1, "劳动合同", "甲", 3, "E001", 2, 7),
            CoverEntry(2, "工作总结", "乙", 2, "E002", 0, 0),
        )
    )
    names = ("title", "pages", "attachments", "attached_pages")
    assert [context[name] for name in names] == ["四月", 5, 2, 7]
