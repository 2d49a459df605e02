"""Amounts and the lines that print them. Yuan, Decimal; each line is rounded half up to the fen."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from kefu_docs.model.statement import StatementLine

ZERO = Decimal("0.00")


class Share(Struct, frozen=True):
    """The part of a month that is paid: `days` of the month's `of` calendar days."""

    days: int
    of: int


def fen(amount: Decimal) -> Decimal:
    """Round `amount` (yuan) half up to the fen."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def total(lines: Iterable[StatementLine]) -> Decimal:
    """The sum of printed lines, yuan."""
    return sum((line.amount for line in lines), ZERO)


def counted(item: str, quantity: Decimal | int, unit: str, rate: Decimal) -> StatementLine:
    """A line of `quantity` at `rate` each."""
    number = Decimal(quantity)
    return StatementLine(item, number, unit, rate, fen(number * rate))


def plain(item: str, amount: Decimal) -> StatementLine:
    """A line that has only an amount."""
    return StatementLine(item, None, "", None, fen(amount))


def monthly(item: str, rate: Decimal, share: Share) -> StatementLine:
    """A line for pay of `rate` yuan a month, by the calendar days in `share`.

    Calendar days, because the two parts of a month then add up to the month. 人社部发〔2025〕2号
    sets 21.75 paid days a month for a day's wage, and assumes two rest days a week; the records
    do not tell which days were worked, so 21.75 serves only to price a day or an hour.
    """
    if share.days == share.of:
        return counted(item, 1, "月", rate)
    amount = fen(rate * share.days / share.of)
    return StatementLine(item, Decimal(share.days), f"天/{share.of}天", rate, amount)
