"""A dataset of one person with given contracts, as text."""

from __future__ import annotations

from kefu_docs.model import Dataset, Employee, Record

LABOR = {
    "kind": "labor",
    "number": "L-1",
    "signed_on": "2026-02-27",
    "starts_on": "2026-03-01",
    "workplace": "杭州市西湖区禾屿路18号",
    "hours": {"starts": "09:00", "ends": "17:00", "rest_days_per_week": "2", "system": "standard"},
    "duties": ["接待顾客"],
    "pay_scheme": "standard",
}
PERSON = {
    "name": "张晓宇",
    "gender": "女",
    "id_number": "330106199503080024",
    "household": {"province": "浙江省", "county": "杭州市西湖区", "street": "蒋村街道"},
    "residence": "杭州市西湖区禾屿路66号",
    "postcode": "310013",
    "mobile": "19900000001",
}


def dataset_of(*contracts: dict[str, str], hired_on: str = "2024-03-01") -> Dataset:
    """Employee E001 with these contracts; each gives what differs from an open-ended one."""
    full = [{**LABOR, **contract} for contract in contracts]
    person = Employee.model_validate({**PERSON, "hired_on": hired_on, "contracts": full})
    return Dataset(company=None, employees={"E001": Record("employees/E001.yaml", person, {})})
