"""The shipped data/ folder: the facts it promises, and every text the samples bring."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kefu_docs.model import Dataset, LaborContract, Month, PersonMonth, TeamMonth
from kefu_docs.records import load_dataset
from tests.support.builds import SAMPLE_DATA

DATA = SAMPLE_DATA
APRIL = Month(2026, 4)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """The shipped folder, which must be readable without a finding."""
    loaded, diagnostics = load_dataset(DATA)
    assert diagnostics == []
    return loaded


@pytest.fixture(scope="module")
def april(dataset: Dataset) -> dict[str, PersonMonth]:
    """The people's records of the shipped month, by id."""
    return {identity: record.value for identity, record in dataset.months[APRIL].items()}


@pytest.fixture(scope="module")
def team(dataset: Dataset) -> TeamMonth:
    """The team's record of the shipped month."""
    return dataset.teams[APRIL].value


def _kinds(dataset: Dataset) -> dict[str, str]:
    return {
        identity: contract.kind
        for identity, record in dataset.employees.items()
        for _, contract in record.value.all_contracts()
    }


def _text(month: PersonMonth) -> str:
    """What a person's summary says, headings included."""
    return "\n".join(
        line
        for section in month.summary.sections
        for line in (section.heading or "", *section.paragraphs, *section.items)
    )


def test_five_people_carry_both_kinds_of_contract(dataset: Dataset) -> None:
    """Three people are employed by sample 1, two by samples 2 and 3."""
    assert _kinds(dataset) == {
        "E001": "labor",
        "E002": "labor",
        "E003": "service",
        "E004": "service",
        "E005": "labor",
    }


def test_one_contract_is_the_sample_as_printed_and_says_why(dataset: Dataset) -> None:
    """Sample 1 as printed pays 800 yuan, under the minimum wage, and is acknowledged."""
    original = {
        identity: contract
        for identity, record in dataset.employees.items()
        for _, contract in record.value.all_contracts()
        if contract.wording == "original"
    }
    assert set(original) == {"E001"}
    contract = original["E001"]
    assert isinstance(contract, LaborContract)
    assert dataset.pay_schemes[contract.pay_scheme].value.base == Decimal("800.00")
    assert set(dataset.employees["E001"].value.acknowledged) == {
        "minimum-wage",
        "minimum-wage-month",
        "month-missing",
    }


def test_nobody_else_needs_an_acknowledgement(dataset: Dataset) -> None:
    """All the other records are lawful as they stand."""
    others = [r.value for identity, r in dataset.employees.items() if identity != "E001"]
    assert [person.name for person in others if person.acknowledged] == []


def test_every_labor_contract_names_a_scheme_that_is_there(dataset: Dataset) -> None:
    """No pay scheme is missing and none lies unused."""
    named = {
        contract.pay_scheme
        for record in dataset.employees.values()
        for _, contract in record.value.all_contracts()
        if isinstance(contract, LaborContract)
    }
    assert named == set(dataset.pay_schemes) == {"sample", "standard"}


def test_attachments_are_pdf_files(dataset: Dataset) -> None:
    """The files that the sample's records attach are PDFs."""
    attached = [name for r in dataset.employees.values() for name in r.value.attachments]
    assert attached
    for name in attached:
        assert (DATA / "employees" / name).read_bytes().startswith(b"%PDF-")


def test_sales_exceed_every_goal_and_sum_to_the_sample(
    april: dict[str, PersonMonth], team: TeamMonth
) -> None:
    """Four people carry the task of 20000; everyone exceeds 30000; together 134755.00."""
    assert [team.per_head.task, team.per_head.goal] == [Decimal(20000), Decimal(30000)]
    assert len(april) == 4
    assert all(month.sales > team.per_head.goal for month in april.values())
    total = sum((month.sales for month in april.values()), Decimal(0))
    assert total == team.total_sales == Decimal("134755.00")


def test_reviews_sum_to_the_sample(april: dict[str, PersonMonth], team: TeamMonth) -> None:
    """5 neutral and 10 negative reviews, written and computed."""
    assert team.reviews is not None
    assert (team.reviews.neutral, team.reviews.negative) == (5, 10)
    assert sum(month.reviews.neutral for month in april.values()) == 5
    assert sum(month.reviews.negative for month in april.values()) == 10


def test_team_items_and_the_computed_ones_are_the_samples_fourteen_and_ten(
    team: TeamMonth,
) -> None:
    """The source counts 14 items done and 10 planned, some of which are figures here."""
    computed_done, computed_plan = (
        3,
        2,
    )  # reviews, task a head, total sales; task a head, assessment
    written = len(team.done) + len(team.problems) + len(team.assignments)
    assert written + computed_done == 14
    assert len(team.next_month.items) + computed_plan == 10
    plan = team.next_month.per_head
    assert [plan.task, plan.goal] == [Decimal(40000), Decimal(50000)]
    assert team.next_month.assessment_on.isoformat() == "2026-05-07"


def test_assignments_are_owned_by_people_of_the_team(dataset: Dataset, team: TeamMonth) -> None:
    """An assignment names a person with a record."""
    names = {record.value.name for record in dataset.employees.values()}
    assert {assignment.owner for assignment in team.assignments} == {"张晓宇", "林海峡"} <= names


def test_newcomer_reports_from_the_first_day_of_the_contract(
    dataset: Dataset, april: dict[str, PersonMonth]
) -> None:
    """Half a month: the period begins with the contract and ends with the month."""
    partial = {identity: m.period for identity, m in april.items() if m.period is not None}
    assert set(partial) == {"E004"}
    contract = dataset.employees["E004"].value.contract
    assert contract is not None
    assert partial["E004"].from_ == contract.starts_on
    assert partial["E004"].to == APRIL.last


@pytest.mark.parametrize(
    ("identity", "sentence"),
    [
        (
            "E004",
            "这个需要自己在工作中不断去学习提高自己沟通能力。"
            "道别步骤也必不可少，无论是成交或没有成交都要保持统一的热情态度去对待每一位客人。",
        ),
        ("E001", "即使面对的是电脑我们也要保持微笑，因为客户是可以从我们的字里行间里感觉出来。"),
        ("E003", "一、旺旺群发消息\n阿里旺旺不仅是买卖双方联系并交流问题的工具，"),
        ("E003", "四、手机短信\n手机是大多数人都使用的通信工具，手机也有群发功能，"),
        ("E002", "有人花1000元买一份巧克力也说不贵，有人花10元买一份巧克力也说贵。"),
    ],
)
def test_each_summary_of_the_source_is_somebodys(
    april: dict[str, PersonMonth], identity: str, sentence: str
) -> None:
    """A distinctive sentence of each of the source's personal summaries."""
    assert sentence in _text(april[identity])


def test_team_summary_keeps_the_sources_sentences(team: TeamMonth) -> None:
    """A distinctive sentence of each part of the source's team summary."""
    assert "值日改为每天轮换，值日表与值班表已做好，大家都比较自觉。" in team.done
    assert "备注不及时，运费计算不准确，进货数量不对。" in team.problems
    assert "海峡发帖不及时" in [assignment.item for assignment in team.assignments]
    assert "每周按时召开运营部会议，拿出好的营销方案。" in team.next_month.items


def test_texts_are_set_in_chinese_punctuation(april: dict[str, PersonMonth]) -> None:
    """What scraping left in the source, half-width marks and stray spaces, is mended."""
    for month in april.values():
        assert not set(_text(month)) & set(" ,;:()?„.")
