"""What two people cannot have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Employee, Path
from kefu_docs.rules import numbers
from kefu_docs.rules.rule import Case, Finding, Rule


def _id_key(employee: Employee) -> Iterator[tuple[str, Path]]:
    yield employee.id_number.upper(), ("id_number",)


def _mobile_key(employee: Employee) -> Iterator[tuple[str, Path]]:
    yield numbers.bare_mobile(employee.mobile), ("mobile",)


def _contract_key(employee: Employee) -> Iterator[tuple[str, Path]]:
    for path, contract in employee.all_contracts():
        yield contract.number, (*path, "number")


def _shared(
    what: Message, keys: Callable[[Employee], Iterator[tuple[str, Path]]]
) -> Callable[[Case], Iterator[Finding]]:
    """Build a check that finds what two people have in common: one finding in each record."""

    def check(case: Case) -> Iterator[Finding]:
        holders: dict[str, dict[str, Path]] = defaultdict(dict)
        for employee, record in case.dataset.employees.items():
            for key, path in keys(record.value):
                holders[key].setdefault(employee, path)
        for key, paths in holders.items():
            if len(paths) < 2:
                continue
            records = {employee: case.dataset.employees[employee] for employee in paths}
            files = ", ".join(record.file for record in records.values())
            message = Message(
                "the {what} {value!r} stands in {files}: each person has their own",
                {"what": what, "value": key, "files": files},
            )
            for employee, path in paths.items():
                yield Finding(records[employee].at(*path), message, employee)

    return check


RULES: tuple[Rule, ...] = tuple(
    Rule(slug, Severity.ERROR, basis, rationale, check)
    for slug, basis, rationale, check in (
        (
            "id-number-shared",
            "GB 11643-1999 (居民身份证号码)",
            "An ID number belongs to one person, so two records with it are a copying slip.",
            _shared(Message("ID number"), _id_key),
        ),
        (
            "mobile-shared",
            "电话用户真实身份信息登记规定 (a number is registered to one person)",
            "Two people with one mobile number are a copying slip, and one cannot be reached.",
            _shared(Message("mobile number"), _mobile_key),
        ),
        (
            "contract-number-shared",
            "合同编号",
            "A contract is filed by its number, so no two contracts have the same.",
            _shared(Message("contract number"), _contract_key),
        ),
    )
)
