"""The records the wording tests fill the contracts with, as a user writes them."""

from __future__ import annotations

from kefu_docs.model import Company, PayScheme

COMPANY = Company.model_validate(
    {
        "name": "禾屿",
        "credit_code": "91330106MA27WP3L06",
        "address": "杭州市禾屿路18号",
        "legal_representative": "沈嘉禾",
        "agent": "顾明远",
        "region": {"province": "浙江"},
    }
)
SCHEME = PayScheme.model_validate(
    {
        "base": "800.00",
        "seniority": {"per_year": "50.00"},
        "full_attendance": "200.00",
        "medical_subsidy": "100.00",
        "piece_rates": {
            "delay_caught": "10.00",
            "misroute_caught": "2.00",
            "dispatched": "0.10",
        },
        "service_star": {"without_fine": "300", "with_fine": "100", "no_complaint": "300"},
        "regulars_per_order": "0.50",
        "paid_rest_days": ["1", "2", "3", "4"],
    }
)
TERMS: dict[str, object] = {
    "number": "HY-001",
    "signed_on": "2026-02-27",
    "starts_on": "2026-03-01",
    "probation_ends_on": "2026-03-31",
    "workplace": "禾屿路18号3幢",
    "hours": {"starts": "09:00", "ends": "17:30", "rest_days_per_week": "2", "system": "standard"},
}
LABOR: dict[str, object] = {
    **TERMS,
    "kind": "labor",
    "ends_on": "2027-02-28",
    "duties": ["接待顾客。", "回访老客户。"],
    "pay_scheme": "sample",
}
PAY: dict[str, object] = {
    "monthly": "3000.00",
    "probation_monthly": "2700.50",
    "pay_day": "10",
    "commission": {"rate": "0.01"},
    "assessment_document": "《绩效考核办法》",
}
SERVICE: dict[str, object] = {
    **TERMS,
    "kind": "service",
    "ends_on": "2027-08-31",
    "role": "售前客服",
    "pay": PAY,
}
PERSON: dict[str, object] = {
    "name": "张晓宇",
    "gender": "女",
    "id_number": "330106199503080024",
    "household": {"province": "浙江", "county": "西湖", "street": "蒋村", "village": "云城"},
    "residence": "禾屿路66号",
    "postcode": "310013",
    "phone": "0571-80000021",
    "mobile": "19900000001",
    "hired_on": "2026-03-01",
}
