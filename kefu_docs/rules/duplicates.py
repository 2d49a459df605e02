"""What stands once in all records: no two people, and no two contracts, have it in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.printable import masked_value
from kefu_docs.model import Employee, Path
from kefu_docs.model.path_segment import folded
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule


def _id_key(employee: Employee) -> Iterator[tuple[str, Path]]:
    yield employee.id_number.upper(), ("id_number",)


def _mobile_key(employee: Employee) -> Iterator[tuple[str, Path]]:
    yield employee.mobile, ("mobile",)


def _contract_key(employee: Employee) -> Iterator[tuple[str, Path]]:
    for path, contract in employee.all_contracts():
        yield contract.number, (*path, "number")


def _shared(
    what: Message, keys: Callable[[Employee], Iterator[tuple[str, Path]]]
) -> Callable[[Case], Iterator[Finding]]:
    """Build a check that finds what is written more than once: one finding in each place."""

    def check(case: Case) -> Iterator[Finding]:
        holders: dict[str, list[tuple[str, Path]]] = defaultdict(list)
        for employee, record in case.dataset.employees.items():
            for key, path in keys(record.value):
                holders[key].append((employee, path))
        for key, places in holders.items():
            if len(places) < 2:
                continue
            records = case.dataset.employees
            files = ", ".join(dict.fromkeys(records[employee].file for employee, _ in places))
            # Numbers of other papers than an identity card are known to be private by their key.
            shown = masked_value(str(places[0][1][-1]), key)
            message = Message(
                "the {what} {value!r} stands {count} times, in {files}: "
                "it belongs in one place only",
                {"what": what, "value": shown, "count": len(places), "files": files},
            )
            for employee, path in places:
                yield Finding(records[employee].at(*path), message, employee)

    return check


def _renewal_names(case: Case) -> Iterator[Finding]:
    """Ids that name the file of another person's renewal: E001's second contract is E001-2."""
    ids = {folded(employee): employee for employee in case.dataset.employees}
    for employee, record in case.dataset.employees.items():
        for number, _ in enumerate(record.value.all_contracts(), 1):
            taken = ids.get(folded(f"{employee}-{number}"))
            if taken is not None and number > 1:
                message = Message(
                    "the id {id} names the file of contract {number} of {other}; rename this file",
                    {"id": taken, "number": number, "other": employee},
                )
                yield Finding(case.dataset.employees[taken].at(), message, taken)


_SHARED = tuple(
    Rule(slug, Severity.ERROR, basis, rationale, check, across=True)
    for slug, basis, rationale, check in (
        (
            "id-number-shared",
            Message("GB 11643-1999 (居民身份证号码)"),
            Message(
                "An ID number belongs to one person, so two records with it are a copying slip."
            ),
            _shared(Message("ID number"), _id_key),
        ),
        (
            "mobile-shared",
            Message("电话用户真实身份信息登记规定 (a number is registered to one person)"),
            Message(
                "Two people with one mobile number are a copying slip, and one cannot be reached."
            ),
            _shared(Message("mobile number"), _mobile_key),
        ),
        (
            "contract-number-shared",
            Message("合同编号"),
            Message("A contract is filed by its number, so no two contracts have the same."),
            _shared(Message("contract number"), _contract_key),
        ),
    )
)
RULES: tuple[Rule, ...] = (
    *_SHARED,
    Rule(
        "id-names-renewal",
        Severity.ERROR,
        Message("build/contracts/<id>-<number>"),
        Message("A renewal's file ends in its number, so nobody's id may be that name."),
        _renewal_names,
        across=True,
    ),
)
