"""The pay statement of one person and one month. Amounts in yuan, Decimal."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from msgspec import Struct

from kefu_docs.diagnostics import Message, Translate, untranslated
from kefu_docs.model.scalars import Month

COMMISSION = "销售提成"
"""The item of commission, of which a statement has a line for each tier."""


class StatementLine(Struct, frozen=True):
    """One printed line: `amount` is `quantity` × `rate`, rounded half up to the fen.

    `unit` says what the quantity counts. A unit written as a fraction (天/30天) divides: 15 天/30天
    at 800.00 is half of 800.00; one with a percentage (小时/174小时×150%) multiplies by it. A
    commission's rate is the share of sales. Quantity and rate are None where the record has only
    an amount.
    """

    item: str
    quantity: Decimal | None
    unit: str
    rate: Decimal | None
    amount: Decimal

    def as_json(self) -> dict[str, object]:
        """The line with its numbers as decimal strings."""
        return {
            "item": self.item,
            "quantity": _digits(self.quantity),
            "unit": self.unit,
            "rate": _digits(self.rate),
            "amount": _digits(self.amount),
        }

    def cells(self, sign: str = "") -> tuple[str, str, str, str]:
        """The line's item, quantity, rate and amount as they are printed in a terminal."""
        quantity = "" if self.quantity is None else f"{self.quantity:f} {self.unit}"
        rate = "" if self.rate is None else f"{self.rate:f}"
        return self.item, quantity, rate, f"{sign if self.amount else ''}{self.amount:f}"


class Rest(Struct, frozen=True):
    """The days off of a paid period under labor contracts, in whole days.

    `weekly` is the contract's weekly rest; `holidays` the statutory ones; `own` what the scheme
    pays beyond, by the person's tier. `is_calendar_known` says whether the year's arrangement of
    days off was known. Under the `original` wording weekly rest and holidays are 0: its clause 四2
    prints the scheme's days alone.

    `missed_hours` of the weekly rest were worked and neither paid nor given back; `owed` is their
    pay, yuan, which is not part of the statement. `charged_days` are those of weekly rest and
    holidays that the original wording counts as absence, `charged` what they cost, yuan.
    `statutory` are the statutory holidays of the period, granted or not.
    """

    weekly: int
    holidays: int
    own: int
    is_calendar_known: bool
    missed_hours: Decimal = Decimal(0)
    owed: Decimal = Decimal(0)
    charged_days: int = 0
    charged: Decimal = Decimal(0)
    statutory: int = 0

    @property
    def granted(self) -> int:
        """Days off that cost nothing."""
        return self.weekly + self.holidays + self.own

    def as_json(self) -> dict[str, object]:
        """The days, and how many are granted together."""
        return {
            "weekly": self.weekly,
            "holidays": self.holidays,
            "own": self.own,
            "granted": self.granted,
            "missed_hours": _digits(self.missed_hours),
            "owed": _digits(self.owed),
        }


class AnnualLeave(Struct, frozen=True):
    """年休假 of a year that is over or of somebody who leaves, in days; `owed` in yuan.

    `owed` is what unused days cost beside the wages that were paid for them.
    """

    due: int
    taken: int
    owed: Decimal

    @property
    def unused(self) -> int:
        """Days that were due and not taken."""
        return max(0, self.due - self.taken)

    def as_json(self) -> dict[str, object]:
        """The days, and the amount as a decimal string."""
        return {
            "due": self.due,
            "taken": self.taken,
            "unused": self.unused,
            "owed": _digits(self.owed),
        }


class YearToDate(Struct, frozen=True):
    """Wages from this employer since January, the month of the statement included.

    `months` counts the months employed here this year; `taxable` may be negative, in which case
    nothing is withheld; `withheld` is the tax withheld so far.
    """

    months: int
    income: Decimal
    insurance: Decimal
    additional: Decimal
    taxable: Decimal
    withheld: Decimal

    @property
    def allowance(self) -> Decimal:
        """减除费用 of these months: what lies between income and taxable besides the rest."""
        return self.income - self.insurance - self.additional - self.taxable

    def summed_up(self) -> Message:
        """The year to date in one line."""
        return Message(
            "year to date, {months} {months:month|months}: income {income}, allowance "
            "{allowance}, insurance {insurance}, additional {additional}, taxable "
            "{taxable}, tax withheld {withheld}",
            self.as_json(),
        )

    def as_json(self) -> dict[str, object]:
        """The figures with amounts as decimal strings."""
        return {
            "months": self.months,
            "income": _digits(self.income),
            "allowance": _digits(self.allowance),
            "insurance": _digits(self.insurance),
            "additional": _digits(self.additional),
            "taxable": _digits(self.taxable),
            "withheld": _digits(self.withheld),
        }


class Statement(Struct, frozen=True):
    """What a month pays.

    gross = sum of `lines` - sum of `deductions`; net = gross - sum of `withheld`. Amounts in
    `deductions` and `withheld` are written without a sign. `deductions` are what was not earned:
    absence. `withheld` holds the record's deductions, which do not lower the taxed gross, the
    person's insurance share and the tax, which `insurance` and `tax` repeat.

    `normal_hours` is the pay that the minimum wage is compared with: a whole month's, before
    absence and deductions, without subsidies; None where the month has no labor contract.
    `days` of the month's `month_days` are paid; `left_out` days are under contract, but outside
    the record's period, and not paid; `service_days` of `days` are under service contracts.
    `year` is None without a labor contract.
    `rest` is None without a labor contract; `service_pay` is the part of gross that is no wages.
    `bonus_apart` is the part of gross that is an annual bonus taxed apart, and `bonus_tax` the part
    of `tax` that is its tax. `year` is that of a student's service pay where there are no wages.
    `leave` is there in December and in the month of leaving, where the year is on record.
    `missing_months` are this year's earlier months whose pay is not on record; `warnings` say so
    and whatever else the reader must look at.
    """

    lines: tuple[StatementLine, ...]
    deductions: tuple[StatementLine, ...]
    withheld: tuple[StatementLine, ...]
    gross: Decimal
    insurance: Decimal
    tax: Decimal
    net: Decimal
    normal_hours: Decimal | None
    days: int
    month_days: int
    left_out: int
    year: YearToDate | None
    missing_months: tuple[Month, ...]
    warnings: tuple[Message, ...]
    rest: Rest | None = None
    service_pay: Decimal = Decimal(0)
    leave: AnnualLeave | None = None
    bonus_apart: Decimal = Decimal(0)
    bonus_tax: Decimal = Decimal(0)
    service_days: int = 0

    @property
    def wage_days(self) -> int:
        """The days that are paid under labor contracts."""
        return self.days - self.service_days

    def as_json(self, translate: Translate = untranslated) -> dict[str, object]:
        """The statement as values JSON can hold; amounts are decimal strings."""
        return {
            "lines": [line.as_json() for line in self.lines],
            "deductions": [line.as_json() for line in self.deductions],
            "withheld": [line.as_json() for line in self.withheld],
            "gross": _digits(self.gross),
            "service_pay": _digits(self.service_pay),
            "insurance": _digits(self.insurance),
            "bonus_apart": _digits(self.bonus_apart),
            "bonus_tax": _digits(self.bonus_tax),
            "tax": _digits(self.tax),
            "net": _digits(self.net),
            "normal_hours": _digits(self.normal_hours),
            "days": self.days,
            "month_days": self.month_days,
            "left_out": self.left_out,
            "leave": None if self.leave is None else self.leave.as_json(),
            "rest": None if self.rest is None else self.rest.as_json(),
            "year": None if self.year is None else self.year.as_json(),
            "missing_months": [str(month) for month in self.missing_months],
            "warnings": [warning.text(translate) for warning in self.warnings],
        }

    def as_text(self, translate: Translate = untranslated) -> str:
        """The statement as a table for a terminal: item, quantity, rate, amount."""
        blank = ("", "")
        rows = [
            *(line.cells() for line in self.lines),
            *(line.cells("-") for line in self.deductions),
            (Message("gross").text(translate), *blank, f"{self.gross:f}"),
            *(line.cells("-") for line in self.withheld),
            (Message("net").text(translate), *blank, f"{self.net:f}"),
        ]
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        table = [
            item
            + " " * (widths[0] - _width(item))
            + "".join(
                "  " + " " * (width - _width(cell)) + cell
                for cell, width in zip(cells, widths[1:], strict=True)
            )
            for item, *cells in rows
        ]
        notes = (*(() if self.year is None else (self.year.summed_up(),)), *self.warnings)
        return "\n".join([*table, *(note.text(translate) for note in notes)])


def _width(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
