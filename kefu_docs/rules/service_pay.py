"""Service pay (劳务报酬) of a month: what the payer needs from the tax office.

By the VAT law (增值税法 23, in force since 2026-01-01; 国务院令第826号) a person who works for pay
by the occasion is under its threshold below 1,000 yuan a time or day: 财政部 税务总局公告2026年
第10号, to 2027-12-31, with the procedure in 国家税务总局公告2026年第4号. From there on it is no
trade on a small scale (企业所得税税前扣除凭证管理办法 9, 公告2018年第28号): the payer can
deduct what is paid with an invoice alone, which the tax office writes for the person (代开).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.pay_month import paid_months
from kefu_docs.rules.rule import Rule

_THRESHOLD = Decimal(1000)
_SINCE, _UNTIL = dt.date(2026, 1, 1), dt.date(2027, 12, 31)


def _invoice(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        if statement.service_pay >= _THRESHOLD and _SINCE <= month.last <= _UNTIL:
            message = Message(
                "{pay:.2f} yuan of service pay reach the {threshold} a payment from which VAT is "
                "due: the person has the tax office write an invoice (代开发票)",
                {"pay": statement.service_pay, "threshold": _THRESHOLD},
            )
            yield Finding(record.at(), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "service-invoice",
        Severity.NOTICE,
        Message("增值税法 23; 财政部 税务总局公告2026年第10号; 国家税务总局公告2018年第28号, 9"),
        Message("From 1,000 yuan a payment on, service pay is deducted with an invoice alone."),
        _invoice,
        looks_at="statements",
        since=_SINCE,
        until=_UNTIL,
    ),
)
