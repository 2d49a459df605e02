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

    from_: Day = Field(description="起始日期", alias="from", examples=["2026-04-16"])
    to: Day = Field(description="截止日期", examples=["2026-04-30"])


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

    reason: Text = Field(description="扣款事由", examples=["损坏耳机一副"])
    amount: Money = Field(description="扣款金额", examples=[80.00])
    kind: Literal["damage", "advance", "union", "other"] = Field("damage", description="扣款种类")


class Bonus(Frozen):
    """全年一次性奖金 in yuan, and whether it is taxed apart or with the month's wages."""

    amount: Money = Field(description="全年一次性奖金")
    taxed: Literal["apart", "with_wages"] = Field(description="年终奖计税方式")


class Section(Frozen):
    """A part of the narrative: paragraphs, or numbered items."""

    heading: Text | None = Field(None, description="小标题", examples=["一、本月工作"])
    paragraphs: tuple[Text, ...] = Field(
        (), description="段落，与 items 二选一", examples=[["本月接待顾客1200人次。"]]
    )
    items: tuple[Text, ...] = Field(
        (), description="编号的条目，与 paragraphs 二选一", examples=[["核对订单", "回访老客户"]]
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if bool(self.paragraphs) == bool(self.items):
            raise PydanticCustomError("section_form", "a section takes either paragraphs or items")
        return self


class NextMonth(Frozen):
    """A person's plan; task and goal in yuan of sales."""

    task: Money = Field(description="下月任务")
    goal: Money = Field(description="下月目标")
    items: tuple[Text, ...] = Field(
        (), description="下月计划", examples=[["提高转化率", "减少差评"]]
    )


class Summary(Frozen):
    """The written part of a person's summary."""

    title: Text = Field(description="总结标题", examples=["四月工作总结"])
    sections: tuple[Section, ...] = Field(min_length=1, description="正文各部分")
    next_month: NextMonth | None = Field(None, description="下月任务、目标和计划")


class PersonMonth(Frozen):
    """One person's month. Amounts in yuan, Decimal."""

    period: Period | None = Field(None, description="总结的起止日期，不是整月时写")
    sales: Money = Field(description="销售额", examples=[36520.00])
    tickets: Tickets = Field(description="计件")
    complaints: Literal["none", "without_fine", "with_fine"] = Field(description="投诉")
    reviews: Reviews = Field(description="评价")
    attendance: Attendance = Field(description="考勤")
    overtime: Overtime = Field(Overtime(), description="加班和补休")
    bonus: Bonus | None = Field(None, description="全年一次性奖金")
    deductions: tuple[Deduction, ...] = Field((), description="扣款")
    insurance: Money | None = Field(None, description="个人社保公积金", examples=[480.00])
    special_additional: Money | None = Field(None, description="专项附加扣除", examples=[1000])
    summary: Summary = Field(description="月度总结")
    documents: AskedDocuments = Field(
        default_factory=AskedDocuments, description="当月的文件：种类 → 内容"
    )
    extra: dict[Text, Free] = Field(default_factory=dict, description="模板用的其他值")

    def days(self, month: Month) -> tuple[dt.date, dt.date]:
        """The first and the last day it is about: its period's, else all of `month`."""
        return (self.period.from_, self.period.to) if self.period else (month.first, month.last)


class PerHead(Frozen):
    """Sales each person owes (task) and aims for (goal), in yuan."""

    task: Money = Field(description="人均任务（元）", examples=[20000])
    goal: Money = Field(description="人均目标（元）", examples=[30000])


class Assignment(Frozen):
    """A matter, the person who has it, and what came of it."""

    item: Text = Field(description="事项", examples=["整理快捷回复"])
    owner: Text = Field(description="负责人，姓名或者工号", examples=["E001"])
    result: Text = Field(description="结果", examples=["已完成"])


class TeamPlan(Frozen):
    """The team's next month."""

    per_head: PerHead = Field(description="下月人均任务和目标")
    assessment_on: Day = Field(description="员工考核日期", examples=["2026-05-31"])
    items: tuple[Text, ...] = Field((), description="计划", examples=[["每周复盘一次"]])


class TeamMonth(Frozen):
    """The team's month; written totals must equal the computed ones."""

    per_head: PerHead = Field(description="人均任务和目标")
    done: tuple[Text, ...] = Field((), description="完成的工作", examples=[["上新30款"]])
    problems: tuple[Text, ...] = Field((), description="问题", examples=[["晚班人手不足"]])
    assignments: tuple[Assignment, ...] = Field((), description="分工和结果")
    reviews: Reviews | None = Field(None, description="团队评价，可以不写；写了须等于各人之和")
    total_sales: Money | None = Field(
        None, description="团队销售额（元），可以不写；写了须等于各人之和", examples=[134755.00]
    )
    next_month: TeamPlan = Field(description="下月计划")
    documents: AskedDocuments = Field(
        default_factory=AskedDocuments, description="团队当月的文件：种类 → 内容"
    )
