"""One person and their contract or contracts (employees/<id>.yaml)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kefu_docs.model.document_values import AskedDocuments
from kefu_docs.model.scalars import (
    AccountNumber,
    Code,
    Count,
    Day,
    FileBelowData,
    Free,
    Frozen,
    Line,
    Money,
    Phone,
    Rate,
    Reason,
    Text,
    TimeOfDay,
    YesNo,
)

Path = tuple[str | int, ...]
IdType = Literal[
    "居民身份证",
    "港澳台居民居住证",
    "外国人永久居留身份证",
    "护照",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
]
"""The paper that an ID number is the number of."""


class Household(Frozen):
    """户籍地址."""

    province: Line = Field(description="户籍省份", examples=["浙江省"])
    county: Line = Field(description="户籍市县", examples=["杭州市西湖区"])
    street: Line = Field(description="户籍街道", examples=["蒋村街道"])
    village: Line | None = Field(None, description="户籍村（社区）", examples=["登新村"])


class HoursApproval(Frozen):
    """The labor office's approval of 综合计算 or 不定时 hours: its number, and its last day."""

    number: Line = Field(description="批准文号", examples=["杭人社特〔2026〕12号"])
    until: Day = Field(description="有效期最后一天")


class Hours(Frozen):
    """工作时间和休息休假; `system` is 标准, 综合计算 or 不定时."""

    starts: TimeOfDay = Field(description="上班时间")
    ends: TimeOfDay = Field(description="下班时间", examples=["17:30"])
    rest_days_per_week: Count = Field(description="每周休息天数", examples=[2])
    system: Literal["standard", "comprehensive", "flexible"] = Field(description="工时制")
    approval: HoursApproval | None = Field(None, description="特殊工时审批")


class Noncompete(Frozen):
    """竞业限制 after the contract: how many months, for how many yuan a month."""

    months: Count = Field(description="竞业限制月数", examples=[12])
    pay: Money = Field(description="竞业限制每月补偿")


class Training(Frozen):
    """专项培训: what it cost the employer, yuan, and the last day of the service term, 服务期."""

    cost: Money = Field(description="培训费用")
    until: Day = Field(description="服务期最后一天")


class CommissionTier(Frozen):
    """A band of sales, from `from` yuan up to the next tier, and its marginal rate."""

    from_: Money = Field(description="起点", alias="from")
    rate: Rate = Field(description="比例")


class Commission(Frozen):
    """提成: one rate on all sales, or marginal tiers."""

    rate: Rate | None = Field(None, description="提成比例", examples=[0.01])
    tiers: tuple[CommissionTier, ...] = Field(
        (),
        description="提成分档",
        examples=[[{"from": 0, "rate": 0.01}, {"from": 20000, "rate": 0.02}]],
    )

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.rate is None) == (not self.tiers):
            raise PydanticCustomError("commission_form", "commission takes either rate or tiers")
        return self


class ServicePay(Frozen):
    """劳务报酬; amounts in yuan a month, Decimal."""

    monthly: Money = Field(description="月劳务报酬")
    probation_monthly: Money | None = Field(None, description="试用期月劳务报酬")
    pay_day: Count = Field(description="每月发薪日", examples=[15])
    commission: Commission = Field(description="提成：rate 或 tiers")
    assessment_document: Line | None = Field(
        None, description="考核办法", examples=["客服考核办法"]
    )


class BaseContract(Frozen):
    """What both kinds of contract have.

    `continues_service`: service before it counts, with another entity of the group or before a
    gap, because it is so agreed.
    """

    number: Line = Field(description="合同编号", examples=["HY-2026-009"])
    wording: Literal["current", "original"] = Field("current", description="合同文本")
    signed_on: Day = Field(description="签订日期")
    starts_on: Day = Field(description="合同开始日期")
    ends_on: Day | None = Field(None, description="合同结束日期")
    probation_ends_on: Day | None = Field(None, description="试用期结束日期")
    workplace: Line = Field(description="工作地点", examples=["杭州市西湖区禾屿路18号"])
    hours: Hours = Field(description="工作时间和休息休假")
    continues_service: YesNo = Field(False, description="此前工龄合并计算")
    noncompete: Noncompete | None = Field(None, description="竞业限制")
    training: Training | None = Field(None, description="培训服务期")
    documents: AskedDocuments = Field(
        default_factory=AskedDocuments, description="合同的文件：种类 → 内容"
    )
    extra: dict[Text, Free] = Field(default_factory=dict, description="模板用的其他值")

    def covers(self, day: dt.date) -> bool:
        """Whether the contract is in force on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class LaborContract(BaseContract):
    """劳动合同, sample 1. Without `ends_on` it is open-ended, 无固定期限."""

    kind: Literal["labor"] = Field(description="合同类型")
    position: Line = Field("客服工作人员", description="岗位", examples=["客服主管"])
    duties: tuple[Text, ...] = Field(
        description="工作内容", min_length=1, examples=[["接待顾客咨询", "处理退换货"]]
    )
    pay_scheme: Text = Field(description="薪酬方案", examples=["standard"])


class ServiceContract(BaseContract):
    """聘用合同, samples 2 and 3."""

    kind: Literal["service"] = Field(description="合同类型")
    ends_on: Day = Field(description="合同结束日期")
    role: Line = Field(description="担任工作", examples=["售前客服"])
    pay: ServicePay = Field(description="劳务报酬")


Contract = Annotated[LaborContract | ServiceContract, Field(discriminator="kind")]


class Leaving(Frozen):
    """Why somebody left (离职), by which article, and when notice was given."""

    reason: Literal["resignation", "agreement", "expiry", "dismissal", "retirement", "death"] = (
        Field(description="离职原因")
    )
    article: Line | None = Field(
        None, description="离职依据条文", examples=["劳动合同法第三十六条"]
    )
    notice_on: Day | None = Field(None, description="通知日期")


class BankAccount(Frozen):
    """Where pay goes; only the file for the bank shows it."""

    bank: Line = Field(description="开户银行", examples=["中国工商银行"])
    number: AccountNumber = Field(description="银行账号", examples=["6222000000000000"])


class Employee(Frozen):
    """A person of the team; `contract` and `contracts` are two ways to write one list.

    Somebody taken from a roster may have no contract yet and no address; what prints them waits.
    `birth_date` is there where the ID number does not tell it, `household` where there is one: who
    comes from Hong Kong, Macao, Taiwan or abroad has none.
    `left_on` is the last day of work of somebody who left; contracts keep their written term.
    """

    name: Text = Field(description="姓名", examples=["张三"])
    gender: Literal["男", "女"] = Field(description="性别")
    birth_date: Day | None = Field(None, description="出生日期")
    id_type: IdType = Field("居民身份证", description="证件类型")
    id_number: Code = Field(description="身份证号", examples=["330106199901010021"])
    household: Household | None = Field(None, description="户籍地址")
    residence: Line | None = Field(None, description="现住址", examples=["杭州市西湖区禾屿路66号"])
    postcode: Code | None = Field(None, description="邮编", examples=["310013"])
    phone: Phone | None = Field(None, description="固定电话", examples=["0571-88880000"])
    mobile: Phone = Field(description="手机", examples=["19900000000"])
    hired_on: Day = Field(description="入职日期")
    worked_since: Day | None = Field(None, description="参加工作日期")
    withholding: Literal["standard", "first_job", "under_60000", "student"] = Field(
        "standard", description="个税预扣方式"
    )
    left_on: Day | None = Field(None, description="离职日期")
    leaving: Leaving | None = Field(None, description="离职原因和依据")
    bank_account: BankAccount | None = Field(None, description="工资账户，只用于银行代发")
    photo: FileBelowData | None = Field(None, description="照片", examples=["photos/E001.jpg"])
    attachments: tuple[Text, ...] = Field(
        (), description="附件（PDF）", examples=[["attachments/E001-学历证书.pdf"]]
    )
    acknowledged: dict[Text, Reason] = Field(
        default_factory=dict,
        description="知悉的提示：规则 → 理由",
        examples=[{"minimum-wage": "样本原文"}],
    )
    documents: AskedDocuments = Field(
        default_factory=AskedDocuments, description="此人的文件：种类 → 内容"
    )
    extra: dict[Text, Free] = Field(default_factory=dict, description="模板用的其他值")
    contract: Contract | None = Field(None, description="合同")
    contracts: tuple[Contract, ...] = Field((), description="各份合同，有续签时写")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if self.contract is not None and self.contracts:
            raise PydanticCustomError(
                "contract_form", "write either contract, or contracts with one entry per renewal"
            )
        return self

    @property
    def missing_address(self) -> tuple[str, ...]:
        """The keys that a contract prints and that nobody has written yet."""
        # Who comes from elsewhere is registered nowhere.
        is_registered = self.id_type == "居民身份证"
        values = {
            "household": self.household if is_registered else (),
            "residence": self.residence,
            "postcode": self.postcode,
        }
        return tuple(key for key, value in values.items() if value is None)

    def all_contracts(self) -> Iterator[tuple[Path, LaborContract | ServiceContract]]:
        """Each contract with its path in the record, in the order written."""
        if self.contract is not None:
            yield ("contract",), self.contract
        for index, contract in enumerate(self.contracts):
            yield ("contracts", index), contract

    def contracts_in(self, first: dt.date, last: dt.date) -> list[LaborContract | ServiceContract]:
        """The contracts in force on any day from `first` to `last`, in the order written.

        None is in force after the person left.
        """
        until = last if self.left_on is None else min(last, self.left_on)
        if until < first:
            return []
        return [
            c
            for _, c in self.all_contracts()
            if c.starts_on <= until and (c.ends_on is None or c.ends_on >= first)
        ]

    def last_day(self, contract: BaseContract) -> dt.date | None:
        """The day a contract ends in fact: its last day or that of leaving; None is open-ended."""
        ends = (contract.ends_on, self.left_on)
        return min((day for day in ends if day is not None), default=None)
