"""Sick pay (病假工资): a share of the base for each day, and never under the legal floor. Yuan.

劳部发〔1995〕309号, 59: what is paid in sickness may be under the minimum wage, but not under
80 % of it. Many places ask for more, by length of service, so the share is the scheme's.
"""

from __future__ import annotations

from decimal import Decimal

from kefu_docs.model.statement import StatementLine
from kefu_docs.pay.amounts import fen

PAID_DAYS = Decimal("21.75")
"""月计薪天数, (365 - 104) ÷ 12: holidays are paid, weekly rest is not (人社部发〔2025〕2号)."""

_UNIT = f"天/{PAID_DAYS}天"
_FLOOR = Decimal("0.8")


def not_earned(days: int, base: Decimal, limit: Decimal) -> StatementLine:
    """What `days` of sickness take from the base, at most `limit` yuan."""
    amount = fen(base * days / PAID_DAYS)
    item = "病假扣款" if amount <= limit else "病假扣款（以基本工资为限）"
    return StatementLine(item, Decimal(days), _UNIT, base, min(amount, limit))


def sick_pay(lost: StatementLine, share: Decimal | None, minimum: Decimal | None) -> StatementLine:
    """What is paid for the days of `lost`, their part of the base.

    `share` is the scheme's part of the base, `minimum` the minimum wage a month; None where there
    is none. Without a share the floor is paid, and where that is not known, too, the base.
    """
    days, base = lost.quantity or Decimal(0), lost.rate
    floor = None if minimum is None else fen(minimum * _FLOOR * min(days, PAID_DAYS) / PAID_DAYS)
    by_share = None if share is None else fen(lost.amount * share)
    if floor is not None and minimum is not None and (by_share is None or by_share < floor):
        return StatementLine("病假工资（最低工资的80%）", days, _UNIT, fen(minimum * _FLOOR), floor)
    if by_share is None or share is None:
        return StatementLine("病假工资", days, _UNIT, base, lost.amount)
    return StatementLine(
        "病假工资", days, f"{_UNIT}×{(share * 100).normalize():f}%", base, by_share
    )
