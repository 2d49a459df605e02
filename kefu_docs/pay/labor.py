"""A month under a labor contract: sample 1, clause 四. Yuan, Decimal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from kefu_docs.model import PayScheme, PersonMonth
from kefu_docs.model.statement import StatementLine
from kefu_docs.pay.amounts import Share, counted, fen, monthly, plain, total
from kefu_docs.pay.overtime import overtime_pay
from kefu_docs.pay.sick_pay import PAID_DAYS, not_earned, sick_pay

SchemeShare = tuple[PayScheme, Share]


class LaborMonth(Struct, frozen=True):
    """What a month under labor contracts is paid by.

    `schemes` are the pay schemes in force with the days of each, the latest last; `years` the full
    years of service; `granted` the days off that are paid (see :class:`.model.statement.Rest`);
    `minimum_wage` that of the place, yuan a month, None where it is not known.
    """

    schemes: Sequence[SchemeShare]
    record: PersonMonth
    years: int
    granted: int
    minimum_wage: Decimal | None = None

    @property
    def base_pay(self) -> Decimal:
        """The base pay of the month's days, yuan."""
        return total(self.base_lines)

    @property
    def base_lines(self) -> tuple[StatementLine, ...]:
        """The base pay of the month's days, a line for each amount that held."""
        bases = by_rate(self.schemes, lambda scheme: scheme.base)
        return tuple(monthly("基本工资", rate, share) for rate, share in bases)

    @property
    def latest(self) -> PayScheme:
        """The scheme that results, absence and awards go by."""
        return self.schemes[-1][0]

    @property
    def unpaid_days(self) -> int:
        """Days absent, and days of rest above those that are granted."""
        attendance = self.record.attendance
        return max(0, attendance.rest_days - self.granted) + attendance.absent_days


def earnings(month: LaborMonth) -> tuple[StatementLine, ...]:
    """Every line the month pays.

    What is paid by the month goes by calendar days; what is paid by results goes by the latest
    scheme, because the record counts them for the month.
    """
    subsidies = by_rate(month.schemes, lambda scheme: scheme.medical_subsidy)
    return (
        *month.base_lines,
        *_seniority(month),
        *_full_attendance(month),
        *(monthly("医保补助", rate, share) for rate, share in subsidies),
        *_results(month.latest, month.record),
        *overtime_pay(month.record.overtime, month.latest.base),
        *_sick_pay(month),
        *_bonus(month.record),
    )


def _bonus(record: PersonMonth) -> tuple[StatementLine, ...]:
    return () if record.bonus is None else (plain("全年一次性奖金", record.bonus.amount),)


def deductions(month: LaborMonth) -> tuple[StatementLine, ...]:
    """What is not earned, without a sign: it lowers wages, and so the taxable income.

    A day costs base ÷ 21.75, and all of them no more than the base pay of the month.
    """
    return (*_absence(month), *_sickness(month))


def _absence(month: LaborMonth) -> tuple[StatementLine, ...]:
    unpaid_days = month.unpaid_days
    if unpaid_days == 0:
        return ()
    base, limit = month.latest.base, month.base_pay
    amount = fen(base * unpaid_days / PAID_DAYS)
    unit = f"天/{PAID_DAYS}天"
    item = "缺勤扣款" if amount <= limit else "缺勤扣款（以基本工资为限）"
    return (StatementLine(item, Decimal(unpaid_days), unit, base, min(amount, limit)),)


def _sickness(month: LaborMonth) -> tuple[StatementLine, ...]:
    """The base pay of the days of sickness, in place of which sick pay is earned."""
    days = month.record.attendance.sick_days
    if days == 0:
        return ()
    left = month.base_pay - total(_absence(month))
    return (not_earned(days, month.latest.base, left),)


def _sick_pay(month: LaborMonth) -> tuple[StatementLine, ...]:
    lost = _sickness(month)
    return tuple(sick_pay(line, month.latest.sick_pay, month.minimum_wage) for line in lost)


def normal_hours(month: LaborMonth) -> Decimal:
    """What a whole month of normal hours earns under the latest scheme with the record's results.

    It is the figure to compare with the minimum wage: no absence, no deductions, without overtime
    and without the medical subsidy, which is a benefit (最低工资规定 12). The full attendance award
    is left out only where lateness lost it: a person who was late has still worked the month.
    """
    scheme, record = month.latest, month.record
    award = scheme.full_attendance if record.attendance.late == 0 else Decimal(0)
    seniority = scheme.seniority.per_year * month.years
    return fen(scheme.base + seniority + award + total(_results(scheme, record)))


def _seniority(month: LaborMonth) -> Iterator[StatementLine]:
    for rate, share in by_rate(month.schemes, lambda scheme: scheme.seniority.per_year):
        if share.days == share.of:
            yield counted("工龄工资", month.years, "年", rate)
        else:
            amount = fen(rate * month.years * share.days / share.of)
            unit = f"年×{share.days}天/{share.of}天"
            yield StatementLine("工龄工资", Decimal(month.years), unit, rate, amount)


def _full_attendance(month: LaborMonth) -> Iterator[StatementLine]:
    earned = month.record.attendance.late == 0 and month.unpaid_days == 0
    for rate, share in by_rate(month.schemes, lambda scheme: scheme.full_attendance):
        yield monthly("满勤奖", rate, share) if earned else counted("满勤奖", 0, "月", rate)


def by_rate(
    schemes: Sequence[SchemeShare], rate: Callable[[PayScheme], Decimal]
) -> list[tuple[Decimal, Share]]:
    """The days of each amount that held in the month: a raise of the base splits the base alone."""
    shares: dict[Decimal, Share] = {}
    for scheme, share in schemes:
        held = shares.pop(rate(scheme), Share(0, share.of))
        shares[rate(scheme)] = Share(held.days + share.days, share.of)
    return list(shares.items())


def _results(scheme: PayScheme, record: PersonMonth) -> tuple[StatementLine, ...]:
    """Piece pay, service star, regulars."""
    tickets, rates, star = record.tickets, scheme.piece_rates, scheme.service_star
    award = {
        "none": star.no_complaint,
        "without_fine": star.without_fine,
        "with_fine": star.with_fine,
    }[record.complaints]
    return (
        counted("抓延误", tickets.delay_caught, "票", rates.delay_caught),
        counted("抓大笔错写", tickets.misroute_caught, "票", rates.misroute_caught),
        counted("发件", tickets.dispatched, "单", rates.dispatched),
        counted("服务明星奖", 1, "月", award),
        counted("“拉拢关系”奖", tickets.regulars, "票", scheme.regulars_per_order),
    )
