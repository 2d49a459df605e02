"""A person's month (months/<YYYY-MM>/<id>.yaml) and the team's (months/<YYYY-MM>/team.yaml)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kefu_docs.model.document_values import AskedDocuments
from kefu_docs.model.scalars import Count, Day, Free, Frozen, HourCount, Money, Month, Text


class Period(Frozen):
    """The days a summary is about, both ends included."""

    from_: Day = Field(description="起始日期", alias="from")
    to: Day = Field(description="截止日期")


class Tickets(Frozen):
    """The month's counted work: 抓延误, 抓大笔错写, 发件, 老客户订单."""

    delay_caught: Count = Field(description="抓延误")
    misroute_caught: Count = Field(description="抓大笔错写")
    dispatched: Count = Field(description="发件")
    regulars: Count = Field(description="老客户订单")


class Reviews(Frozen):
    """中评 and 差评."""

    neutral: Count = Field(description="中评")
    negative: Count = Field(description="差评")


class Attendance(Frozen):
    """Days of rest, absence, sickness and annual leave, and times late.

    `rest_days` are all days not worked but the others.
    """

    rest_days: Count = Field(description="休息天数")
    absent_days: Count = Field(description="缺勤天数")
    late: Count = Field(description="迟到次数")
    sick_days: Count = Field(0, description="病假天数")
    annual_leave_days: Count = Field(0, description="年休假天数")

    @property
    def away(self) -> int:
        """All days that were not worked."""
        return self.rest_days + self.absent_days + self.sick_days + self.annual_leave_days


class Overtime(Frozen):
    """加班: hours on workdays, rest days and statutory holidays, and hours given back (补休)."""

    weekday_hours: HourCount = Field(Decimal(0), description="延时加班小时")
    rest_day_hours: HourCount = Field(Decimal(0), description="休息日加班小时")
    holiday_hours: HourCount = Field(Decimal(0), description="法定节假日加班小时")
    time_off_hours: HourCount = Field(Decimal(0), description="补休小时")

    @property
    def paid_rest_day_hours(self) -> Decimal:
        """Hours on rest days for which no time off was given (劳动法 44)."""
        return max(Decimal(0), self.rest_day_hours - self.time_off_hours)

    @property
    def total(self) -> Decimal:
        """Hours that count towards the 36 a month: time off takes those it is given for away."""
        return self.weekday_hours + self.paid_rest_day_hours + self.holiday_hours


class Deduction(Frozen):
    """One deduction in yuan, its reason and its kind: 赔偿, 借支, 工会会费 or another."""

    reason: Text
    amount: Money
    kind: Literal["damage", "advance", "union", "other"] = "damage"


class Bonus(Frozen):
    """全年一次性奖金 in yuan, and whether it is taxed apart or with the month's wages."""

    amount: Money = Field(description="全年一次性奖金")
    taxed: Literal["apart", "with_wages"] = Field(description="年终奖计税方式")


class Section(Frozen):
    """A part of the narrative: paragraphs, or numbered items."""

    heading: Text | None = None
    paragraphs: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if bool(self.paragraphs) == bool(self.items):
            raise PydanticCustomError("section_form", "a section takes either paragraphs or items")
        return self


class NextMonth(Frozen):
    """A person's plan; task and goal in yuan of sales."""

    task: Money = Field(description="下月任务")
    goal: Money = Field(description="下月目标")
    items: tuple[Text, ...] = Field((), description="下月计划")


class Summary(Frozen):
    """The written part of a person's summary."""

    title: Text = Field(description="总结标题")
    sections: tuple[Section, ...] = Field(min_length=1)
    next_month: NextMonth | None = None


class PersonMonth(Frozen):
    """One person's month. Amounts in yuan, Decimal."""

    period: Period | None = None
    sales: Money = Field(description="销售额")
    tickets: Tickets
    complaints: Literal["none", "without_fine", "with_fine"] = Field(description="投诉")
    reviews: Reviews
    attendance: Attendance
    overtime: Overtime = Overtime()
    bonus: Bonus | None = None
    deductions: tuple[Deduction, ...] = ()
    insurance: Money | None = Field(None, description="个人社保公积金")
    special_additional: Money | None = Field(None, description="专项附加扣除")
    summary: Summary
    documents: AskedDocuments = Field(default_factory=AskedDocuments)
    extra: dict[Text, Free] = Field(default_factory=dict)

    def days(self, month: Month) -> tuple[dt.date, dt.date]:
        """The first and the last day it is about: its period's, else all of `month`."""
        return (self.period.from_, self.period.to) if self.period else (month.first, month.last)


class PerHead(Frozen):
    """Sales each person owes (task) and aims for (goal), in yuan."""

    task: Money
    goal: Money


class Assignment(Frozen):
    """A matter, the person who has it, and what came of it."""

    item: Text
    owner: Text
    result: Text


class TeamPlan(Frozen):
    """The team's next month."""

    per_head: PerHead
    assessment_on: Day
    items: tuple[Text, ...] = ()


class TeamMonth(Frozen):
    """The team's month; written totals must equal the computed ones."""

    per_head: PerHead
    done: tuple[Text, ...] = ()
    problems: tuple[Text, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    reviews: Reviews | None = None
    total_sales: Money | None = None
    next_month: TeamPlan
    documents: AskedDocuments = Field(default_factory=AskedDocuments)
