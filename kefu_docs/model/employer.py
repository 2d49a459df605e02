"""The employer (company.yaml)."""

from __future__ import annotations

from pydantic import Field

from kefu_docs.model.document_values import AskedDocuments
from kefu_docs.model.scalars import Code, Count, Free, Frozen, Line, Money, Phone, Text


class Region(Frozen):
    """Where the work is done: it selects the minimum wage.

    `average_wage` is the local average a month of the year before, yuan, for severance pay.
    """

    province: Line = Field(description="省份，用来查最低工资", examples=["浙江"])
    city: Line | None = Field(None, description="城市，该市另有标准时写", examples=["杭州"])
    tier: Count = Field(1, description="最低工资的档次，不写为1", examples=[1])
    average_wage: Money | None = Field(
        None, description="当地上年度职工月平均工资（元），经济补偿封顶用", examples=[8500]
    )


class Company(Frozen):
    """The employer, 甲方."""

    name: Line = Field(description="甲方名称，同营业执照", examples=["杭州禾屿电子商务有限公司"])
    credit_code: Code = Field(description="统一社会信用代码，18位", examples=["91330106MA27WP3L06"])
    address: Line = Field(description="住所", examples=["浙江省杭州市西湖区禾屿路18号"])
    legal_representative: Text = Field(description="法定代表人或者主要负责人", examples=["沈禾"])
    agent: Text | None = Field(None, description="代理人，由他人签字时写", examples=["周屿"])
    phone: Phone | None = Field(None, description="电话", examples=["0571-88880000"])
    region: Region = Field(description="工作所在地")
    documents: AskedDocuments = Field(
        default_factory=AskedDocuments, description="甲方的文件：种类 → 内容"
    )
    extra: dict[Text, Free] = Field(default_factory=dict, description="模板用的其他值")
