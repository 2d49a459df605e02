"""The employer (company.yaml) and its pay schemes (pay/<scheme>.yaml)."""

from __future__ import annotations

from pydantic import Field

from kefu_docs.model.document_values import AskedDocuments
from kefu_docs.model.scalars import Code, Count, Free, Frozen, Money, Phone, Text


class Region(Frozen):
    """Where the work is done, as far as it selects the minimum wage."""

    province: Text
    city: Text | None = None
    tier: Count = 1


class Company(Frozen):
    """The employer, 甲方."""

    name: Text
    credit_code: Code
    address: Text
    legal_representative: Text
    agent: Text | None = None
    phone: Phone | None = None
    region: Region
    documents: AskedDocuments = Field(default_factory=AskedDocuments, exclude=True)
    extra: dict[Text, Free] = Field(default_factory=dict)


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


class PayScheme(Frozen):
    """The pay system of the labor contract, clause 四. Amounts in yuan, Decimal.

    `pay_day` is the day of the month after on which wages are paid.
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
