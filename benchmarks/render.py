"""Labor contracts per second, by docxtpl and by Template: `python -m benchmarks.render`."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from benchmarks.people import TEMPLATES
from kefu_docs.model import Company, Employee, PayScheme
from kefu_docs.render import Template, contract_context
from kefu_docs.zh import FILTERS

TEMPLATE = TEMPLATES / "contract_labor.docx"
SECONDS = 3.0

COMPANY = Company.model_validate(
    {
        "name": "杭州禾屿电子商务有限公司",
        "credit_code": "91330106MA27WP3L06",
        "address": "浙江省杭州市西湖区禾屿路18号3幢501室",
        "legal_representative": "沈嘉禾",
        "region": {"province": "浙江"},
    }
)
EMPLOYEE = Employee.model_validate(
    {
        "name": "张晓宇",
        "gender": "女",
        "id_number": "330106199503080024",
        "household": {"province": "浙江省", "county": "杭州市西湖区", "street": "蒋村街道"},
        "residence": "浙江省杭州市西湖区禾屿路66号2幢302室",
        "postcode": "310013",
        "mobile": "19900000001",
        "hired_on": "2024-03-01",
        "contract": {
            "kind": "labor",
            "number": "HY-LD-2026-001",
            "signed_on": "2026-02-27",
            "starts_on": "2026-03-01",
            "ends_on": "2027-02-28",
            "workplace": "浙江省杭州市西湖区禾屿路18号3幢501室",
            "hours": {
                "starts": "09:00",
                "ends": "17:00",
                "rest_days_per_week": "2",
                "system": "standard",
            },
            "duties": ["通过旺旺接待顾客。", "跟进中评、差评和投诉。", "核对发件信息。"],
            "pay_scheme": "sample",
        },
    }
)
SCHEME = PayScheme.model_validate(
    {
        "base": "2700",
        "seniority": {"per_year": "50"},
        "full_attendance": "200",
        "medical_subsidy": "100",
        "piece_rates": {"delay_caught": "10", "misroute_caught": "2", "dispatched": "0.1"},
        "service_star": {"without_fine": "300", "with_fine": "100", "no_complaint": "300"},
        "regulars_per_order": "0.5",
        "paid_rest_days": ["1", "2", "3", "4"],
    }
)


def per_second(make: Callable[[], object]) -> float:
    """Call `make` for some seconds; calls per second, the first one not counted."""
    make()
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        make()
        count += 1
    return count / (time.perf_counter() - start)


def main() -> None:
    """Print both rates and their ratio."""
    data = TEMPLATE.read_bytes()
    contract = next(EMPLOYEE.all_contracts())[1]
    context = contract_context(COMPANY, EMPLOYEE, contract, SCHEME)
    template = Template(TEMPLATE.name, data)

    def by_docxtpl() -> None:
        compiler = SandboxedEnvironment(undefined=StrictUndefined)
        compiler.filters.update(FILTERS)
        document = DocxTemplate(io.BytesIO(data))
        document.render(dict(context), compiler, autoescape=True)
        document.save(io.BytesIO())

    theirs, ours = per_second(by_docxtpl), per_second(lambda: template.render(context))
    sys.stdout.write(
        f"docxtpl   {theirs:8.1f} documents/s ({1000 / theirs:.2f} ms)\n"
        f"Template  {ours:8.1f} documents/s ({1000 / ours:.2f} ms)\n"
        f"ratio     {ours / theirs:8.1f}\n"
    )


if __name__ == "__main__":
    main()
