"""The team's month as the shipped template prints it: claims, ranks and totals are computed."""

from __future__ import annotations

from typing import Any

import pytest

from kefu_docs.model import Company, Month, PersonMonth, TeamMonth
from kefu_docs.records import load_dataset
from kefu_docs.render import Template, team_context, text_of
from tests.support.builds import SAMPLE_DATA, SAMPLE_TEMPLATES

APRIL = Month(2026, 4)
TEMPLATE = SAMPLE_TEMPLATES / "summary.docx"
CLAIM = "均已超额完成任务"


@pytest.fixture(scope="module")
def company() -> Company:
    """The sample's employer."""
    record = load_dataset(SAMPLE_DATA)[0].company
    assert record is not None
    return record.value


def person(sales: str, neutral: int = 0, negative: int = 0) -> PersonMonth:
    """A month with these sales in yuan and these reviews."""
    counts = {"delay_caught": "0", "misroute_caught": "0", "dispatched": "0", "regulars": "0"}
    return PersonMonth.model_validate(
        {
            "sales": sales,
            "tickets": counts,
            "complaints": "none",
            "reviews": {"neutral": str(neutral), "negative": str(negative)},
            "attendance": {"rest_days": "0", "absent_days": "0", "late": "0"},
            "summary": {"title": "工作总结", "sections": [{"paragraphs": ["完成。"]}]},
        }
    )


def printed(
    company: Company, people: list[tuple[str, PersonMonth]], month: Month = APRIL, **changed: Any
) -> list[str]:
    """The lines of the team's summary; the task is 20000 and the goal 30000 a head."""
    heads = {"per_head": {"task": "20000", "goal": "30000"}}
    plan = {**heads, "assessment_on": str(month.next.first)}
    team = TeamMonth.model_validate({**heads, "next_month": plan, **changed})
    template = Template(TEMPLATE.name, TEMPLATE.read_bytes())
    context = team_context(company, team, month, people)
    return text_of(template.render(context, "team").docx).splitlines()


@pytest.mark.parametrize(
    ("sales", "line"),
    [
        (("30000.01", "45000"), CLAIM),
        (("30000.00", "45000"), "完成任务2人，达到目标2人"),
        (("20000.00", "29999.99"), "完成任务2人，达到目标0人"),
        (("19999.99", "45000"), "完成任务1人，达到目标1人"),
        ((), "完成任务0人，达到目标0人"),
    ],
)
def test_the_claim_is_printed_only_where_it_is_true(
    company: Company, sales: tuple[str, ...], line: str
) -> None:
    """One fen under, at, and above the goal; nobody is not everybody."""
    people = [(f"员工{n}", person(amount)) for n, amount in enumerate(sales)]
    lines = printed(company, people)
    assert [text for text in lines if "每人任务2万，目标3万" in text] == [
        f"2. 四月份每人任务2万，目标3万，{line}。"
    ]
    assert any(CLAIM in text for text in lines) == (line == CLAIM)


def test_ranks_totals_and_reviews(company: Company) -> None:
    """Equal sales share a rank, the next rank counts both; totals are sums."""
    people = [
        ("甲", person("20000.50", neutral=1)),
        ("乙", person("31000", negative=2)),
        ("丙", person("31000.00", neutral=3, negative=4)),
        ("丁", person("0")),
    ]
    lines = printed(company, people, reviews={"neutral": "4", "negative": "6"})
    start = lines.index("名次\t姓名\t销售额（元）\t任务\t目标\t中评\t差评")
    assert lines[start + 1 : start + 6] == [
        "1\t乙\t31000.00\t完成\t完成\t0\t2",
        "1\t丙\t31000.00\t完成\t完成\t3\t4",
        "3\t甲\t20000.50\t完成\t未完成\t1\t0",
        "4\t丁\t0.00\t未完成\t未完成\t0\t0",
        "合计\t4人\t82000.50\t3人\t2人\t4\t6",
    ]
    assert "1. 本月生效中评4个，差评6个。" in lines
    assert "3. 四月份总业绩82000.5元。" in lines


def test_december_plans_january(company: Company) -> None:
    """The month after the twelfth is the first."""
    lines = printed(company, [("甲", person("1"))], Month(2026, 12))
    assert "十二月份工作总结" in lines
    assert "本月计划（一月份）" in lines
