"""Templates made for the tests, and one record of each kind."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document

from kefu_docs.model import Company, Employee, PayScheme, PersonMonth, ServiceContract, TeamMonth

COMPANY = Company.model_validate(
    {
        "name": "杭州禾屿电子商务有限公司",
        "credit_code": "91330106MA27WP3L06",
        "address": "浙江省杭州市西湖区禾屿路18号3幢501室",
        "legal_representative": "沈嘉禾",
        "region": {"province": "浙江"},
    }
)

_PERSON = {
    "name": "张晓宇",
    "gender": "女",
    "id_number": "330106199503080024",
    "household": {"province": "浙江省", "county": "杭州市西湖区", "street": "蒋村街道"},
    "residence": "浙江省杭州市西湖区禾屿路66号2幢302室",
    "postcode": "310013",
    "mobile": "19900000001",
    "hired_on": "2024-03-01",
}

_TERM = {
    "number": "HY-2026-001",
    "signed_on": "2026-02-27",
    "starts_on": "2026-03-01",
    "ends_on": "2027-02-28",
    "workplace": "浙江省杭州市西湖区禾屿路18号3幢501室",
    "hours": {"starts": "09:00", "ends": "17:00", "rest_days_per_week": "2", "system": "standard"},
}

LABOR = Employee.model_validate(
    {
        **_PERSON,
        "contract": {**_TERM, "kind": "labor", "duties": ["接待顾客"], "pay_scheme": "sample"},
    }
)

_PAY = {"monthly": "4000", "pay_day": "15", "commission": {"rate": "0.01"}}

SERVICE = ServiceContract.model_validate({**_TERM, "kind": "service", "role": "主管", "pay": _PAY})

SCHEME = PayScheme.model_validate(
    {
        "base": "800",
        "seniority": {"per_year": "50"},
        "full_attendance": "200",
        "medical_subsidy": "100",
        "piece_rates": {"delay_caught": "10", "misroute_caught": "2", "dispatched": "0.1"},
        "service_star": {"without_fine": "300", "with_fine": "100", "no_complaint": "300"},
        "regulars_per_order": "0.5",
        "paid_rest_days": ["1", "2", "3", "4"],
    }
)

TEAM = TeamMonth.model_validate(
    {
        "per_head": {"task": "100", "goal": "200"},
        "next_month": {"per_head": {"task": "100", "goal": "200"}, "assessment_on": "2026-05-31"},
    }
)


def person_month(sales: str, neutral: int = 0, negative: int = 0) -> PersonMonth:
    """A month with these sales in yuan and these reviews."""
    return PersonMonth.model_validate(
        {
            "sales": sales,
            "tickets": dict.fromkeys(
                ("delay_caught", "misroute_caught", "dispatched", "regulars"), "0"
            ),
            "complaints": "none",
            "reviews": {"neutral": str(neutral), "negative": str(negative)},
            "attendance": {"rest_days": "0", "absent_days": "0", "late": "0"},
            "summary": {"title": "工作总结", "sections": [{"paragraphs": ["接待顾客。"]}]},
        }
    )


def made(write: Callable[[Document], object]) -> bytes:
    """A docx with what `write` puts into an empty document."""
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraphs(*texts: str) -> bytes:
    """A docx with one paragraph per text."""
    return made(lambda document: [document.add_paragraph(text) for text in texts])
