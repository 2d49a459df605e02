"""One record of each kind, to print templates with."""

from __future__ import annotations

from kefu_docs.model import PersonMonth, ServiceContract
from tests.support import records

COMPANY = records.company(address="浙江省杭州市西湖区禾屿路18号3幢501室")
LABOR = records.employee(
    records.labor(workplace="浙江省杭州市西湖区禾屿路18号3幢501室", pay_scheme="sample"),
    residence="浙江省杭州市西湖区禾屿路66号2幢302室",
    hired_on="2024-03-01",
)
SERVICE = ServiceContract.model_validate(
    records.service(role="主管", pay={"monthly": "4000", "pay_day": "15"})
)
SCHEME = records.pay_scheme()
TEAM = records.team_month(
    per_head={"task": "100", "goal": "200"},
    next_month={"per_head": {"task": "100", "goal": "200"}, "assessment_on": "2026-05-31"},
)


def person_month(sales: str, neutral: int = 0, negative: int = 0) -> PersonMonth:
    """A month with these sales in yuan and these reviews."""
    reviews = {"neutral": str(neutral), "negative": str(negative)}
    return records.person_month(sales=sales, reviews=reviews)
