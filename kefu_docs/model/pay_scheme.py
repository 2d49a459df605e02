"""A pay scheme (pay/<scheme>.yaml) and its versions. Amounts in yuan, Decimal."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from pydantic import Field

from kefu_docs.model.scalars import Count, Day, Frozen, Money, Rate

F = TypeVar("F", bound=Frozen)


class Seniority(Frozen):
    """工龄工资."""

    per_year: Money


class PieceRates(Frozen):
    """绩效工资: yuan per 票 or 单."""

    delay_caught: Money
    misroute_caught: Money
    dispatched: Money


class ServiceStar(Frozen):
    """服务明星奖, by the month's complaints."""

    without_fine: Money
    with_fine: Money
    no_complaint: Money


class PieceRateChanges(Frozen):
    """Those of the rates that a version changes."""

    delay_caught: Money | None = None
    misroute_caught: Money | None = None
    dispatched: Money | None = None


class ServiceStarChanges(Frozen):
    """Those of the awards that a version changes."""

    without_fine: Money | None = None
    with_fine: Money | None = None
    no_complaint: Money | None = None


class SchemeVersion(Frozen):
    """What changes in a scheme, and the first day it holds; the other keys stay as they were."""

    from_: Day = Field(description="自何日起", alias="from")
    base: Money | None = None
    seniority: Seniority | None = None
    full_attendance: Money | None = None
    medical_subsidy: Money | None = None
    piece_rates: PieceRateChanges | None = None
    service_star: ServiceStarChanges | None = None
    regulars_per_order: Money | None = None
    paid_rest_days: tuple[Count, ...] | None = Field(None, min_length=4, max_length=4)
    pay_day: Count | None = None
    sick_pay: Rate | None = None


class PayScheme(Frozen):
    """The pay system of the labor contract, clause 四. Amounts in yuan, Decimal.

    `pay_day` is the day of the month after on which wages are paid, `sick_pay` the share of the
    base that a day of sickness is paid at. The file's own keys hold before
    the first of `versions`; :meth:`on` gives the scheme as it is on a day.
    """

    base: Money
    seniority: Seniority
    full_attendance: Money
    medical_subsidy: Money
    piece_rates: PieceRates
    service_star: ServiceStar
    regulars_per_order: Money
    paid_rest_days: tuple[Count, ...] = Field(min_length=4, max_length=4)
    pay_day: Count | None = Field(None, description="次月发薪日")
    sick_pay: Rate | None = Field(None, description="病假工资比例")
    versions: tuple[SchemeVersion, ...] = ()

    def on(self, day: dt.date) -> PayScheme:
        """The scheme in force on `day`: the changes of each version up to then, no versions."""
        if not self.versions:
            return self
        due = sorted((v for v in self.versions if v.from_ <= day), key=lambda v: v.from_)
        scheme = self.model_copy(update={"versions": ()})
        for version in due:
            scheme = _changed(scheme, version, without=("from_",))
        return scheme


def _changed(record: F, changes: Frozen, without: tuple[str, ...] = ()) -> F:
    """The record with what is written in `changes`; groups keep the keys that are not named."""
    update: dict[str, object] = {}
    for name in changes.model_fields_set - set(without):
        value, old = getattr(changes, name), getattr(record, name)
        partly = isinstance(value, PieceRateChanges | ServiceStarChanges)
        update[name] = _changed(old, value) if partly else value
    return record.model_copy(update=update)
