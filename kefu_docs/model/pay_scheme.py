"""A pay scheme (pay/<scheme>.yaml) and its versions. Amounts in yuan, Decimal."""

from __future__ import annotations

import datetime as dt
from typing import Final, TypeVar

from pydantic import Field

from kefu_docs.model.scalars import Count, Day, Frozen, Money, Rate

F = TypeVar("F", bound=Frozen)

_BASE: Final = "基本工资，元/月"
_FULL: Final = "满勤奖，元/月"
_MEDICAL: Final = "医保补助，元/月"
_PIECES: Final = "绩效工资的单价"
_STAR: Final = "服务明星奖"
_REGULARS: Final = "“拉拢关系”奖，元/单"
_REST: Final = "每月带薪休息天数：第一年、满一年、满两年、满三年"
_PAY_DAY: Final = "次月发薪日，1至31"
_SICK: Final = "病假工资占基本工资的比例"


class Seniority(Frozen):
    """工龄工资."""

    per_year: Money = Field(description="工龄工资：每满一年，元/月", examples=[50.00])


class PieceRates(Frozen):
    """绩效工资: yuan per 票 or 单."""

    delay_caught: Money = Field(description="抓延误，元/票", examples=[10.00])
    misroute_caught: Money = Field(description="抓大笔错写，元/票", examples=[2.00])
    dispatched: Money = Field(description="发件，元/单", examples=[0.10])


class ServiceStar(Frozen):
    """服务明星奖, by the month's complaints."""

    without_fine: Money = Field(description="服务明星奖：有投诉、无罚款，元/月", examples=[300.00])
    with_fine: Money = Field(description="服务明星奖：有投诉、有罚款，元/月", examples=[100.00])
    no_complaint: Money = Field(description="服务明星奖：无投诉，元/月", examples=[300.00])


class PieceRateChanges(Frozen):
    """Those of the rates that a version changes."""

    delay_caught: Money | None = Field(None, description="抓延误，元/票", examples=[10.00])
    misroute_caught: Money | None = Field(None, description="抓大笔错写，元/票", examples=[2.00])
    dispatched: Money | None = Field(None, description="发件，元/单", examples=[0.10])


class ServiceStarChanges(Frozen):
    """Those of the awards that a version changes."""

    without_fine: Money | None = Field(
        None, description="服务明星奖：有投诉、无罚款，元/月", examples=[300.00]
    )
    with_fine: Money | None = Field(
        None, description="服务明星奖：有投诉、有罚款，元/月", examples=[100.00]
    )
    no_complaint: Money | None = Field(
        None, description="服务明星奖：无投诉，元/月", examples=[300.00]
    )


class SchemeVersion(Frozen):
    """What changes in a scheme, and the first day it holds; the other keys stay as they were."""

    from_: Day = Field(description="自何日起", alias="from", examples=["2026-07-01"])
    base: Money | None = Field(None, description=_BASE, examples=[2800.00])
    seniority: Seniority | None = Field(None, description="工龄工资")
    full_attendance: Money | None = Field(None, description=_FULL, examples=[200.00])
    medical_subsidy: Money | None = Field(None, description=_MEDICAL, examples=[100.00])
    piece_rates: PieceRateChanges | None = Field(None, description=_PIECES)
    service_star: ServiceStarChanges | None = Field(None, description=_STAR)
    regulars_per_order: Money | None = Field(None, description=_REGULARS, examples=[0.50])
    paid_rest_days: tuple[Count, ...] | None = Field(
        None, min_length=4, max_length=4, description=_REST, examples=[[1, 2, 3, 4]]
    )
    pay_day: Count | None = Field(None, description=_PAY_DAY, examples=[15])
    sick_pay: Rate | None = Field(None, description=_SICK, examples=[0.6])


class PayScheme(Frozen):
    """The pay system of the labor contract, clause 四. Amounts in yuan, Decimal.

    `pay_day` is the day of the month after on which wages are paid, `sick_pay` the share of the
    base that a day of sickness is paid at. The file's own keys hold before
    the first of `versions`; :meth:`on` gives the scheme as it is on a day.
    """

    base: Money = Field(description=_BASE, examples=[2700.00])
    seniority: Seniority = Field(description="工龄工资")
    full_attendance: Money = Field(description=_FULL, examples=[200.00])
    medical_subsidy: Money = Field(description=_MEDICAL, examples=[100.00])
    piece_rates: PieceRates = Field(description=_PIECES)
    service_star: ServiceStar = Field(description=_STAR)
    regulars_per_order: Money = Field(description=_REGULARS, examples=[0.50])
    paid_rest_days: tuple[Count, ...] = Field(
        min_length=4, max_length=4, description=_REST, examples=[[1, 2, 3, 4]]
    )
    pay_day: Count | None = Field(None, description=_PAY_DAY, examples=[15])
    sick_pay: Rate | None = Field(None, description=_SICK, examples=[0.6])
    versions: tuple[SchemeVersion, ...] = Field((), description="以后的变动，各从哪一天起")

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
