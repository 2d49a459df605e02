"""The terms a labor contract states (LCL 17): in the record, and in the text printed from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Dataset, LaborContract
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.contract_text import plain_text
from kefu_docs.rules.rule import Rule, text_rule
from kefu_docs.zh import date, formal_date, plain

# What people type where they mean to fill something in later.
_PLACEHOLDER = re.compile(
    r"[\s_＿\-—–.…·?？/／xX×*]+|待定|待填|待补|暂无|无|TBD|N/A", re.IGNORECASE
)


def _words(agreement: Agreement) -> Iterator[tuple[str | Decimal, tuple[str | int, ...]]]:
    """The mandatory terms a person's record states in words, each with its path in the record."""
    person, contract, path = agreement.record.value, agreement.contract, agreement.path
    yield person.name, ("name",)
    yield person.id_number, ("id_number",)
    if person.residence is not None:
        yield person.residence, ("residence",)
    yield contract.workplace, (*path, "workplace")
    if isinstance(contract, LaborContract):
        yield contract.position, (*path, "position")
        yield from ((duty, (*path, "duties", i)) for i, duty in enumerate(contract.duties))
    else:
        yield contract.role, (*path, "role")
        yield contract.pay.monthly, (*path, "pay", "monthly")


def _mandatory_terms(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        if agreement.contract.wording == "current":
            for value, path in _words(agreement):
                if message := _says_nothing(value):
                    yield Finding(agreement.record.at(*path), message, agreement.employee)
    if company := case.dataset.company:
        for key in ("name", "address", "legal_representative"):
            if message := _says_nothing(getattr(company.value, key)):
                yield Finding(company.at(key), message)
    labor = (a.contract for a in case.agreements if isinstance(a.contract, LaborContract))
    used = {contract.pay_scheme for contract in labor if contract.wording == "current"}
    for name, scheme in case.dataset.pay_schemes.items():
        if name in used and (message := _says_nothing(scheme.value.base)):
            yield Finding(scheme.at("base"), message)


def _says_nothing(value: str | Decimal) -> Message | None:
    if value == 0 or (isinstance(value, str) and _PLACEHOLDER.fullmatch(value.strip())):
        return Message(
            "{value} says nothing, but the contract must state this: write what is agreed",
            {"value": repr(str(value))},
        )
    return None


# The terms that no value fills: any of the words says that the text has the term.
_CLAUSES: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (Message("hours of work"), ("工作时间",)),
    (Message("rest and leave"), ("休息", "休假")),
    (Message("social insurance"), ("社会保险",)),
    (Message("labor protection"), ("劳动保护",)),
    (Message("working conditions"), ("劳动条件",)),
    (Message("protection from occupational hazards"), ("职业危害防护", "职业危害", "职业病")),
)


def _terms(dataset: Dataset, agreement: Agreement) -> Iterator[tuple[Message, tuple[str, ...]]]:
    """What LCL 17 asks a labor contract to state, each with the ways it may be written."""
    person, contract, company = agreement.record.value, agreement.contract, dataset.company
    if company is not None:
        yield Message("the employer's name"), (company.value.name,)
        yield Message("the employer's address"), (company.value.address,)
        yield Message("the legal representative"), (company.value.legal_representative,)
    yield Message("the worker's name"), (person.name,)
    if person.residence is not None:
        yield Message("the worker's address"), (person.residence,)
    yield Message("the worker's ID number"), (person.id_number,)
    starts, ends = contract.starts_on, contract.ends_on
    yield Message("the first day"), (date(starts), formal_date(starts))
    yield Message("the term"), (date(ends), formal_date(ends)) if ends else ("无固定期限",)
    yield Message("the workplace"), (contract.workplace,)
    if isinstance(contract, LaborContract):
        yield Message("the position"), (contract.position,)
        yield from ((Message("the duties"), (duty,)) for duty in contract.duties)
        if scheme := dataset.pay_schemes.get(contract.pay_scheme):
            yield Message("the base pay"), (plain(scheme.value.on(starts).base),)
    yield from _CLAUSES


def _unstated(dataset: Dataset, agreement: Agreement, written: str) -> Iterator[Message]:
    contract = agreement.contract
    if contract.wording != "current" or not isinstance(contract, LaborContract):
        return
    for what, ways in _terms(dataset, agreement):
        if not any(way in written or plain_text(way) in written for way in ways):
            yield Message(
                "the text does not state {what} (“{way}”), which a labor contract must: put "
                "it back into the template",
                {"what": what, "way": ways[0]},
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "mandatory-term",
        Severity.ERROR,
        Message("劳动合同法 17"),
        Message(
            "A contract states the parties, the work, its place and its pay; a placeholder states "
            "nothing."
        ),
        _mandatory_terms,
        acknowledgeable=True,
        across=True,  # the base pay of a scheme counts where a contract names it
    ),
    text_rule(
        "mandatory-term-text",
        Severity.ERROR,
        Message("劳动合同法 17"),
        Message("A term that the record has and the template lost is missing from the contract."),
        _unstated,
    ),
)
