"""The lines of a labor month."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from kefu_docs.model.statement import StatementLine
from kefu_docs.pay.amounts import Share, total
from kefu_docs.pay.labor import LaborMonth, SchemeShare, deductions, earnings, normal_hours
from tests.support.records import pay_scheme, person_month

D = Decimal
SAMPLE = pay_scheme()
WHOLE = [(SAMPLE, Share(30, 30))]


def worked(
    years: int = 0, *, granted: int = 1, schemes: Sequence[SchemeShare] = WHOLE, **record: Any
) -> LaborMonth:
    """A month of April with this record, by default on the sample's scheme."""
    return LaborMonth(schemes, person_month(**record), years, granted)


def amounts(lines: tuple[StatementLine, ...], item: str) -> list[Decimal]:
    """The amounts of the lines called `item`."""
    return [line.amount for line in lines if line.item == item]


def test_vector() -> None:
    """Two full years and full attendance pay 2235.00, line by line."""
    month = worked(
        2,
        granted=3,
        tickets={
            "delay_caught": "12",
            "misroute_caught": "30",
            "dispatched": "3450",
            "regulars": "420",
        },
        complaints="without_fine",
        attendance={"rest_days": "3"},
    )
    lines = earnings(month)
    assert [line.amount for line in lines] == [800, 100, 200, 100, 120, 60, 345, 300, 210]
    assert total(lines) == D("2235.00")
    assert lines[6] == StatementLine("发件", D(3450), "单", D("0.10"), D("345.00"))
    assert deductions(month) == ()


@pytest.mark.parametrize(("rest_days", "unpaid"), [(0, 0), (10, 0), (11, 1), (13, 3)])
def test_rest_above_the_days_granted_is_absence(rest_days: int, unpaid: int) -> None:
    """Ten days granted cost nothing; each further one costs a day and the award."""
    month = worked(granted=10, attendance={"rest_days": str(rest_days)})
    assert [line.quantity for line in deductions(month)] == [D(unpaid)] * (unpaid > 0)
    assert amounts(earnings(month), "满勤奖") == [0 if unpaid else 200]


@pytest.mark.parametrize("attendance", [{"absent_days": "1"}, {"late": "1"}, {"rest_days": "2"}])
def test_full_attendance_is_lost(attendance: dict[str, str]) -> None:
    """One absent day, one late arrival or one rest day too many is enough."""
    assert amounts(earnings(worked(attendance=attendance)), "满勤奖") == [0]


def test_absence_adds_up_before_it_is_rounded() -> None:
    """Rest above the days granted and absence are one line."""
    month = worked(attendance={"rest_days": "3", "absent_days": "1"})
    assert deductions(month) == (
        StatementLine("缺勤扣款", D(3), "天/21.75天", D("800.00"), D("110.34")),
    )


@pytest.mark.parametrize(("absent", "amount"), [("21", "772.41"), ("22", "800"), ("30", "800")])
def test_absence_costs_no_more_than_the_base(absent: str, amount: str) -> None:
    """22 days at base ÷ 21.75 would be more than the base."""
    assert total(deductions(worked(attendance={"absent_days": absent}))) == D(amount)


@pytest.mark.parametrize(
    ("complaints", "star"), [("none", 300), ("without_fine", 300), ("with_fine", 100)]
)
def test_service_star(complaints: str, star: int) -> None:
    """The award for service goes by the month's complaints."""
    assert amounts(earnings(worked(complaints=complaints)), "服务明星奖") == [star]


def test_part_of_a_month_goes_by_calendar_days() -> None:
    """Monthly pay is divided, results are paid as counted."""
    part = [(SAMPLE, Share(10, 31))]
    lines = earnings(worked(2, schemes=part, tickets={"delay_caught": "3"}))
    assert lines[:4] == (
        StatementLine("基本工资", D(10), "天/31天", D("800.00"), D("258.06")),
        StatementLine("工龄工资", D(2), "年×10天/31天", D("50.00"), D("32.26")),
        StatementLine("满勤奖", D(10), "天/31天", D("200.00"), D("64.52")),
        StatementLine("医保补助", D(10), "天/31天", D("100.00"), D("32.26")),
    )
    assert amounts(lines, "抓延误") == [30]


def test_scheme_change_within_the_month() -> None:
    """Each scheme pays its days; results and absence go by the later one."""
    raised = pay_scheme(base="1100.00", regulars_per_order="1.00")
    both = [(SAMPLE, Share(10, 30)), (raised, Share(20, 30))]
    month = worked(schemes=both, tickets={"regulars": "10"}, attendance={"absent_days": "1"})
    lines = earnings(month)
    assert amounts(lines, "基本工资") == [D("266.67"), D("733.33")]
    assert amounts(lines, "“拉拢关系”奖") == [10]
    assert total(deductions(month)) == D("50.57")


@pytest.mark.parametrize(
    ("attendance", "pay"),
    [({}, 1400), ({"absent_days": "5"}, 1400), ({"late": "1"}, 1200)],
)
def test_normal_hours_are_those_of_full_attendance(attendance: dict[str, str], pay: int) -> None:
    """800 + 2 × 50 + 200 + star 300; neither the subsidy nor the deduction counts."""
    month = worked(2, attendance=attendance, deductions=[{"reason": "丢失工牌", "amount": "20.00"}])
    assert normal_hours(month) == pay
