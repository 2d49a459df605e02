"""The user's own minimum wages (minimum_wage.yaml), which take the place of the shipped ones."""

from __future__ import annotations

from pydantic import Field, RootModel

from kefu_docs.model.scalars import Count, Day, Frozen, Money, Text


class MinimumWage(Frozen):
    """The minimum wage of a place, in yuan a month, Decimal, and since when it is in force."""

    province: Text = Field(description="省份", examples=["浙江"])
    city: Text | None = Field(None, description="城市，该市另有标准时写", examples=["深圳"])
    tier: Count = Field(1, description="档次，不写为1", examples=[2])
    monthly: Money = Field(description="月最低工资（元）", examples=[2660])
    effective_from: Day | None = Field(None, description="自何日起施行", examples=["2026-01-01"])
    source: Text = Field(
        "minimum_wage.yaml", description="出处", examples=["浙江省人力资源和社会保障厅"]
    )
    confidence: Text = Field("entered by the user", description="可靠程度", examples=["官网公布"])


class MinimumWages(RootModel[tuple[MinimumWage, ...]], frozen=True):
    """The file: a list."""
