"""The records the wording tests fill the contracts with; wording_tables names their values."""

from __future__ import annotations

from tests.support import records

COMPANY = records.company(name="禾屿", address="杭州市禾屿路18号", agent="顾明远")
SCHEME = records.pay_scheme(service_star={"no_complaint": "350.00"})
TERMS: records.Raw = {
    "number": "HY-001",
    "probation_ends_on": "2026-03-31",
    "workplace": "禾屿路18号3幢",
    "hours": {"ends": "17:30"},
}
LABOR = records.labor(**TERMS, duties=["接待顾客。", "回访老客户。"], pay_scheme="sample")
PAY: records.Raw = {
    "monthly": "3000.00",
    "probation_monthly": "2700.50",
    "pay_day": "10",
    "commission": {"rate": "0.015"},
    "assessment_document": "《绩效考核办法》",
}
SERVICE = records.service(**TERMS, ends_on="2027-08-31", pay=PAY)
PERSON = records.changed(
    records.PERSON,
    {
        "household": {"province": "浙江", "county": "西湖", "street": "蒋村", "village": "云城"},
        "residence": "禾屿路66号",
        "phone": "0571-80000021",
    },
)
