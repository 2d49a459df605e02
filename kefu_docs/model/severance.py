"""Severance pay (经济补偿) of one person on one day. Amounts in yuan, Decimal."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from kefu_docs.diagnostics import Message, Translate, untranslated


class SeveranceAmount(Struct, frozen=True):
    """One of the amounts that may be due: by which articles, how much, what of it is taxed.

    `tax_free` and `tax` are None where the local average wage is not on record.
    """

    name: str
    basis: str
    amount: Decimal
    tax_free: Decimal | None
    tax: Decimal | None

    def as_json(self) -> dict[str, object]:
        """The amount with its numbers as decimal strings."""
        return {
            "name": self.name,
            "basis": self.basis,
            "amount": f"{self.amount:f}",
            "tax_free": None if self.tax_free is None else f"{self.tax_free:f}",
            "tax": None if self.tax is None else f"{self.tax:f}",
        }

    def line(self) -> Message:
        """The amount in one line."""
        values = {
            "name": self.name,
            "amount": self.amount,
            "basis": self.basis,
            "free": self.tax_free,
            "tax": self.tax,
        }
        if self.tax is None:
            return Message("{name}: {amount} ({basis})", values)
        return Message("{name}: {amount}, tax-free {free}, tax {tax} ({basis})", values)


class Severance(Struct, frozen=True):
    """What the end of a labor contract on `on` costs, for service since `since`.

    `months` months' wages are paid (劳动合同法 47), each `wage`: the `average` of `averaged` months
    before, at least the minimum wage, and where it is above three times the local average, that
    `cap` and at most twelve months. `last_wage` is that of the month before, which takes the place
    of a month's notice (实施条例 20). `amounts` are N, N+1 and 2N. `due` names the one that the
    reason of leaving leads to, and is empty where none is due or nothing is on record; `why` says
    so.
    """

    on: dt.date
    since: dt.date
    months: Decimal
    averaged: int
    average: Decimal
    wage: Decimal
    cap: Decimal | None
    last_wage: Decimal
    amounts: tuple[SeveranceAmount, SeveranceAmount, SeveranceAmount]
    due: str
    why: Message
    warnings: tuple[Message, ...]

    @property
    def n(self) -> SeveranceAmount:
        """A month's wage for each year."""
        return self.amounts[0]

    @property
    def n_plus_one(self) -> SeveranceAmount:
        """The same and a month's wage in place of notice."""
        return self.amounts[1]

    @property
    def two_n(self) -> SeveranceAmount:
        """Twice as much, for an unlawful end."""
        return self.amounts[2]

    def as_json(self, translate: Translate = untranslated) -> dict[str, object]:
        """The figures as values JSON can hold; amounts are decimal strings."""
        return {
            "on": self.on.isoformat(),
            "since": self.since.isoformat(),
            "months": f"{self.months:f}",
            "averaged": self.averaged,
            "average": f"{self.average:f}",
            "wage": f"{self.wage:f}",
            "cap": None if self.cap is None else f"{self.cap:f}",
            "last_wage": f"{self.last_wage:f}",
            "amounts": [amount.as_json() for amount in self.amounts],
            "due": self.due,
            "why": self.why.text(translate),
            "warnings": [warning.text(translate) for warning in self.warnings],
        }

    def lines(self) -> tuple[Message, ...]:
        """What a terminal shows, a message a line, each with the article it rests on."""
        values = {
            "since": self.since,
            "on": self.on,
            "months": self.months,
            "average": self.average,
            "averaged": self.averaged,
            "wage": self.wage,
            "cap": self.cap,
        }
        return (
            Message(
                "service from {since} to {on}: {months} {months:month's|months'} wages "
                "(劳动合同法 47; one a year, for six months and more one, for less half of one)",
                values,
            ),
            Message(
                "average wage of {averaged} {averaged:month|months} before: {average} "
                "(劳动合同法实施条例 27)",
                values,
            ),
            *self._limits(values),
            *(amount.line() for amount in self.amounts),
            self.why,
            *self.warnings,
        )

    def _limits(self, values: dict[str, object]) -> tuple[Message, ...]:
        if self.cap is not None and self.average > self.cap:
            return (
                Message(
                    "capped at three times the local average wage, {cap}, for at most twelve "
                    "months (劳动合同法 47)",
                    values,
                ),
            )
        if self.wage > self.average:
            return (Message("raised to the minimum wage, {wage} (劳动合同法实施条例 27)", values),)
        return ()
