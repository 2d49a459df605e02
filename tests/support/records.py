"""Valid records, as a user's YAML holds them, and folders of them.

Each function gives the smallest valid record of its kind with what is to differ from it; what is
given as a mapping is laid over the record's own group.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kefu_docs.model import Company, Employee, Month, PayScheme, PersonMonth, TeamMonth

Raw = dict[str, Any]
APRIL = Month(2026, 4)

HOURS = {"starts": "09:00", "ends": "17:00", "rest_days_per_week": "2", "system": "standard"}
COMPANY: Raw = {
    "name": "杭州禾屿电子商务有限公司",
    "credit_code": "91330106MA27WP3L06",
    "address": "杭州市西湖区禾屿路18号",
    "legal_representative": "沈嘉禾",
    "region": {"province": "浙江"},
}
PAY_SCHEME: Raw = {
    "base": "800.00",
    "seniority": {"per_year": "50.00"},
    "full_attendance": "200.00",
    "medical_subsidy": "100.00",
    "piece_rates": {"delay_caught": "10.00", "misroute_caught": "2.00", "dispatched": "0.10"},
    "service_star": {"without_fine": "300", "with_fine": "100", "no_complaint": "300"},
    "regulars_per_order": "0.50",
    "paid_rest_days": ["1", "2", "3", "4"],
}
"""The pay system of the first contract sample."""
TERMS: Raw = {
    "number": "HY-2026-001",
    "signed_on": "2026-02-27",
    "starts_on": "2026-03-01",
    "ends_on": "2027-02-28",
    "workplace": "杭州市西湖区禾屿路18号",
    "hours": HOURS,
}
"""What both kinds of contract have."""
LABOR: Raw = {**TERMS, "kind": "labor", "duties": ["接待顾客"], "pay_scheme": "standard"}
SERVICE: Raw = {
    **TERMS,
    "kind": "service",
    "role": "售前客服",
    "pay": {"monthly": "3000.00", "pay_day": "10", "commission": {"rate": "0.01"}},
}
PERSON: Raw = {
    "name": "张晓宇",
    "gender": "女",
    "id_number": "330106199503080024",
    "household": {"province": "浙江省", "county": "杭州市西湖区", "street": "蒋村街道"},
    "residence": "杭州市西湖区禾屿路66号",
    "postcode": "310013",
    "mobile": "19900000001",
    "hired_on": "2026-03-01",
}
"""A person without a contract, which every record of a person needs."""
MONTH: Raw = {
    "sales": "0",
    "tickets": {"delay_caught": "0", "misroute_caught": "0", "dispatched": "0", "regulars": "0"},
    "complaints": "none",
    "reviews": {"neutral": "0", "negative": "0"},
    "attendance": {"rest_days": "0", "absent_days": "0", "late": "0"},
    "summary": {"title": "工作总结", "sections": [{"paragraphs": ["已完成。"]}]},
}
TEAM: Raw = {
    "per_head": {"task": "20000", "goal": "30000"},
    "next_month": {
        "per_head": {"task": "40000", "goal": "50000"},
        "assessment_on": "2026-05-07",
    },
}
PROJECT: dict[str, Raw] = {
    "company.yaml": COMPANY,
    "pay/standard.yaml": PAY_SCHEME,
    "employees/E001.yaml": {**PERSON, "contract": LABOR},
    "months/2026-04/E001.yaml": MONTH,
    "months/2026-04/team.yaml": TEAM,
}
"""The files of the smallest data folder: one person under a labor contract, one month."""


def changed(record: Mapping[str, Any], changes: Mapping[str, Any]) -> Raw:
    """The record with the changes; a group given as a mapping keeps the keys it does not name."""
    return dict(record) | {
        key: {**record[key], **value}
        if isinstance(value, Mapping) and isinstance(record.get(key), Mapping)
        else value
        for key, value in changes.items()
    }


def company(**changes: Any) -> Company:
    """An employer in Zhejiang."""
    return Company.model_validate(changed(COMPANY, changes))


def pay_scheme(**changes: Any) -> PayScheme:
    """The pay system of the first contract sample."""
    return PayScheme.model_validate(changed(PAY_SCHEME, changes))


def labor(**changes: Any) -> Raw:
    """A labor contract of a year; a change to None takes a key out."""
    return _without_none(changed(LABOR, changes))


def service(**changes: Any) -> Raw:
    """A service contract of a year at 3000.00 a month; a change to None takes a key out."""
    return _without_none(changed(SERVICE, changes))


def _without_none(record: Raw) -> Raw:
    return {key: value for key, value in record.items() if value is not None}


def employee(*contracts: Mapping[str, Any], **changes: Any) -> Employee:
    """A person with these contracts."""
    terms = {"contract": contracts[0]} if len(contracts) == 1 else {"contracts": list(contracts)}
    return Employee.model_validate(changed(PERSON, changes) | terms)


def person_month(**changes: Any) -> PersonMonth:
    """A month without sales, tickets, complaints, rest or absence."""
    return PersonMonth.model_validate(changed(MONTH, changes))


def team_month(**changes: Any) -> TeamMonth:
    """A team's month that has nothing but its aims."""
    return TeamMonth.model_validate(changed(TEAM, changes))


def write_project(data: Path, files: Mapping[str, Any]) -> Path:
    """Write records below a folder, each under its file's name, and give the folder."""
    for name, record in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML; and every scalar of YAML is text until its field decodes it.
        path.write_text(json.dumps(record, ensure_ascii=False, indent=2), encoding="utf-8")
    return data


def edit(file: Path, old: str, new: str) -> None:
    """Replace text of a file, which must be there."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
