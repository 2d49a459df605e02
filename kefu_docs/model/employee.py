"""One person and their contract or contracts (employees/<id>.yaml)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kefu_docs.model.scalars import Code, Count, Day, Frozen, Money, Phone, Rate, Text, TimeOfDay

Path = tuple[str | int, ...]


class Household(Frozen):
    """户籍地址."""

    province: Text
    county: Text
    street: Text
    village: Text | None = None


class Hours(Frozen):
    """工作时间和休息休假; `system` is 标准, 综合计算 or 不定时."""

    starts: TimeOfDay
    ends: TimeOfDay
    rest_days_per_week: Count
    system: Literal["standard", "comprehensive", "flexible"]


class CommissionTier(Frozen):
    """A band of sales, from `from` yuan up to the next tier, and its marginal rate."""

    from_: Money = Field(alias="from")
    rate: Rate


class Commission(Frozen):
    """提成: one rate on all sales, or marginal tiers."""

    rate: Rate | None = None
    tiers: tuple[CommissionTier, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.rate is None) == (not self.tiers):
            raise PydanticCustomError("commission_form", "commission takes either rate or tiers")
        return self


class ServicePay(Frozen):
    """劳务报酬; amounts in yuan a month, Decimal."""

    monthly: Money
    probation_monthly: Money | None = None
    pay_day: Count
    commission: Commission
    assessment_document: Text | None = None


class BaseContract(Frozen):
    """What both kinds of contract have."""

    number: Text
    wording: Literal["current", "original"] = "current"
    signed_on: Day
    starts_on: Day
    ends_on: Day | None = None
    probation_ends_on: Day | None = None
    workplace: Text
    hours: Hours

    def covers(self, day: dt.date) -> bool:
        """Whether the contract is in force on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class LaborContract(BaseContract):
    """劳动合同, sample 1. Without `ends_on` it is open-ended, 无固定期限."""

    kind: Literal["labor"]
    position: Text = "客服工作人员"
    duties: tuple[Text, ...] = Field(min_length=1)
    pay_scheme: Text


class ServiceContract(BaseContract):
    """聘用合同, samples 2 and 3."""

    kind: Literal["service"]
    ends_on: Day
    role: Text
    pay: ServicePay


Contract = Annotated[LaborContract | ServiceContract, Field(discriminator="kind")]


class Employee(Frozen):
    """A person of the team; `contract` and `contracts` are two ways to write one list."""

    name: Text
    gender: Literal["男", "女"]
    id_number: Code
    household: Household
    residence: Text
    postcode: Code
    phone: Phone | None = None
    mobile: Phone
    hired_on: Day
    attachments: tuple[Text, ...] = ()
    acknowledged: dict[Text, Text] = Field(default_factory=dict)
    contract: Contract | None = None
    contracts: tuple[Contract, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.contract is None) == (not self.contracts):
            raise PydanticCustomError(
                "contract_form", "write either contract, or contracts with one entry per renewal"
            )
        return self

    def all_contracts(self) -> Iterator[tuple[Path, LaborContract | ServiceContract]]:
        """Each contract with its path in the record, in the order written."""
        if self.contract is not None:
            yield ("contract",), self.contract
        for index, contract in enumerate(self.contracts):
            yield ("contracts", index), contract

    def contracts_in(self, first: dt.date, last: dt.date) -> list[LaborContract | ServiceContract]:
        """The contracts in force on any day from `first` to `last`, in the order written."""
        return [
            c
            for _, c in self.all_contracts()
            if c.starts_on <= last and (c.ends_on is None or c.ends_on >= first)
        ]
