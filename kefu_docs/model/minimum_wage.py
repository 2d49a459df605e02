"""The user's own minimum wages (minimum_wage.yaml), which take the place of the shipped ones."""

from __future__ import annotations

from pydantic import RootModel

from kefu_docs.model.scalars import Count, Day, Frozen, Money, Text


class MinimumWage(Frozen):
    """The minimum wage of a place, in yuan a month, Decimal, and since when it is in force."""

    province: Text
    city: Text | None = None
    tier: Count = 1
    monthly: Money
    effective_from: Day | None = None
    source: Text = "minimum_wage.yaml"
    confidence: Text = "entered by the user"


class MinimumWages(RootModel[tuple[MinimumWage, ...]], frozen=True):
    """The file: a list."""
