"""The employer (company.yaml)."""

from __future__ import annotations

from pydantic import Field

from kefu_docs.model.document_values import AskedDocuments
from kefu_docs.model.scalars import Code, Count, Free, Frozen, Money, Phone, Text


class Region(Frozen):
    """Where the work is done: it selects the minimum wage.

    `average_wage` is the local average a month of the year before, yuan, for severance pay.
    """

    province: Text
    city: Text | None = None
    tier: Count = 1
    average_wage: Money | None = None


class Company(Frozen):
    """The employer, 甲方."""

    name: Text
    credit_code: Code
    address: Text
    legal_representative: Text
    agent: Text | None = None
    phone: Phone | None = None
    region: Region
    documents: AskedDocuments = Field(default_factory=AskedDocuments)
    extra: dict[Text, Free] = Field(default_factory=dict)
