"""Where a person is registered: 户籍地址 begins with a province that exists."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.wage_table import SHIPPED

# Each of the mainland's has a minimum wage; the others are named in GB/T 2260.
PROVINCES = frozenset((*(entry.province for entry in SHIPPED), "香港", "澳门", "台湾"))


def _province(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        if record.value.household is None:
            continue
        written = record.value.household.province
        if not written.startswith(tuple(PROVINCES)):
            name = written.removesuffix("省").removesuffix("市")
            message = Message(
                "{province!r} is no province of China{hint}",
                {"province": written, "hint": did_you_mean(name, PROVINCES)},
            )
            yield Finding(record.at("household", "province"), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "household-province",
        Severity.WARNING,
        Message("GB/T 2260 (中华人民共和国行政区划代码)"),
        Message("A contract prints the registered address, which begins with the province."),
        _province,
        acknowledgeable=True,
    ),
)
