"""A person's month (months/<YYYY-MM>/<id>.yaml) and the team's (months/<YYYY-MM>/team.yaml)."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kefu_docs.model.scalars import Count, Day, Frozen, Money, Month, Text


class Period(Frozen):
    """The days a summary is about, both ends included."""

    from_: Day = Field(alias="from")
    to: Day


class Tickets(Frozen):
    """The month's counted work: 抓延误, 抓大笔错写, 发件, 老客户订单."""

    delay_caught: Count
    misroute_caught: Count
    dispatched: Count
    regulars: Count


class Reviews(Frozen):
    """中评 and 差评."""

    neutral: Count
    negative: Count


class Attendance(Frozen):
    """Days of rest and absence, and times late."""

    rest_days: Count
    absent_days: Count
    late: Count


class Deduction(Frozen):
    """One deduction in yuan and its reason."""

    reason: Text
    amount: Money


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

    task: Money
    goal: Money
    items: tuple[Text, ...] = ()


class Summary(Frozen):
    """The written part of a person's summary."""

    title: Text
    sections: tuple[Section, ...] = Field(min_length=1)
    next_month: NextMonth | None = None


class PersonMonth(Frozen):
    """One person's month. Amounts in yuan, Decimal."""

    period: Period | None = None
    sales: Money
    tickets: Tickets
    complaints: Literal["none", "without_fine", "with_fine"]
    reviews: Reviews
    attendance: Attendance
    deductions: tuple[Deduction, ...] = ()
    insurance: Money | None = None
    special_additional: Money | None = None
    summary: Summary

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
