"""A month under a service contract: sample 2, article 6. Yuan, Decimal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kefu_docs.model import Commission, ServiceContract
from kefu_docs.model.statement import COMMISSION, StatementLine
from kefu_docs.pay.amounts import Share, counted, monthly
from kefu_docs.pay.days import PaidDays

ServiceDays = tuple[ServiceContract, PaidDays]


def earnings(
    parts: Sequence[ServiceDays], sales: Decimal, month_days: int
) -> tuple[StatementLine, ...]:
    """Monthly pay by calendar days and commission on the month's `sales` (yuan).

    `parts` are the contracts in force with their days, the latest last; the commission is the
    latest one's, because the record has one figure of sales for the month.
    """
    fixed = [line for contract, part in parts for line in _monthly_pay(contract, part, month_days)]
    return (*fixed, *commission(parts[-1][0].pay.commission, sales))


def commission(terms: Commission, sales: Decimal) -> tuple[StatementLine, ...]:
    """Commission on `sales` yuan: one line, or one for each tier that sales reach.

    Tiers are marginal: a tier's rate applies to the sales from its `from_` up to the next tier's.
    """
    if terms.rate is not None:
        return (counted(COMMISSION, sales, "元", terms.rate),)
    tiers = sorted(terms.tiers, key=lambda tier: tier.from_)
    ends = [*(tier.from_ for tier in tiers[1:]), sales]
    return tuple(
        counted(COMMISSION, min(sales, end) - tier.from_, "元", tier.rate)
        for tier, end in zip(tiers, ends, strict=True)
        if min(sales, end) > tier.from_
    )


def _monthly_pay(
    contract: ServiceContract, part: PaidDays, month_days: int
) -> tuple[StatementLine, ...]:
    """Up to two lines: the days in probation and the rest."""
    pay, ends = contract.pay, contract.probation_ends_on
    if pay.probation_monthly is None or ends is None:
        return (monthly("劳务报酬", pay.monthly, Share(len(part.days), month_days)),)
    probation = sum(day <= ends for day in part.days)
    found = (
        ("试用期劳务报酬", pay.probation_monthly, probation),
        ("劳务报酬", pay.monthly, len(part.days) - probation),
    )
    return tuple(monthly(item, rate, Share(days, month_days)) for item, rate, days in found if days)
