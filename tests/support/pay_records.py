"""Records for the pay tests, written as a user's YAML would hold them."""

from __future__ import annotations

from typing import Any

from kefu_docs.model import Employee, Month, PayScheme, PersonMonth

APRIL = Month(2026, 4)


def scheme(**changed: Any) -> PayScheme:
    """The pay system of sample 1."""
    return PayScheme.model_validate(
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
            "service_star": {
                "without_fine": "300.00",
                "with_fine": "100.00",
                "no_complaint": "300.00",
            },
            "regulars_per_order": "0.50",
            "paid_rest_days": ["1", "2", "3", "4"],
        }
        | changed
    )


def labor(starts_on: str = "2020-01-01", ends_on: str | None = None, **changed: Any) -> Any:
    """A labor contract on the scheme `sample`."""
    return (
        _contract(starts_on, ends_on)
        | {"kind": "labor", "duties": ["接待顾客"], "pay_scheme": "sample"}
        | changed
    )


def service(
    starts_on: str = "2020-01-01", ends_on: str = "2029-12-31", *, pay: Any, **changed: Any
) -> Any:
    """A service contract; `pay` adds to 3000.00 a month and 1% of sales."""
    terms = {"monthly": "3000.00", "pay_day": "10", "commission": {"rate": "0.01"}} | pay
    return (
        _contract(starts_on, ends_on) | {"kind": "service", "role": "客服", "pay": terms} | changed
    )


def _contract(starts_on: str, ends_on: str | None) -> dict[str, Any]:
    contract = {
        "number": f"KF-{starts_on}",
        "signed_on": starts_on,
        "starts_on": starts_on,
        "workplace": "杭州市",
        "hours": {
            "starts": "09:00",
            "ends": "18:00",
            "rest_days_per_week": "1",
            "system": "standard",
        },
    }
    return contract if ends_on is None else contract | {"ends_on": ends_on}


def employee(hired_on: str, *contracts: Any) -> Employee:
    """A person with `contracts`."""
    return Employee.model_validate(
        {
            "name": "陈晓雯",
            "gender": "女",
            "id_number": "330106199503080024",
            "household": {"province": "浙江省", "county": "西湖区", "street": "文新街道"},
            "residence": "杭州市西湖区",
            "postcode": "310012",
            "mobile": "13800000000",
            "hired_on": hired_on,
            "contracts": list(contracts),
        }
    )


def person_month(**changed: Any) -> PersonMonth:
    """A month without sales, tickets, complaints, rest or absence."""
    attendance = {"rest_days": "0", "absent_days": "0", "late": "0"}
    tickets = {"delay_caught": "0", "misroute_caught": "0", "dispatched": "0", "regulars": "0"}
    return PersonMonth.model_validate(
        {
            "sales": "0",
            "complaints": "none",
            "reviews": {"neutral": "0", "negative": "0"},
            "summary": {"title": "工作总结", "sections": [{"paragraphs": ["已完成。"]}]},
        }
        | changed
        | {
            "attendance": attendance | changed.get("attendance", {}),
            "tickets": tickets | changed.get("tickets", {}),
        }
    )
