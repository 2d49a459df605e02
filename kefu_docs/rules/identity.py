"""The employer's credit code, and the numbers that the parties are reached by."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.printable import hidden
from kefu_docs.model import Employee, Record
from kefu_docs.rules import numbers
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule

_GB_32100 = Message("GB 32100-2015 (统一社会信用代码)")


def _people(case: Case) -> Iterator[tuple[str, Record[Employee]]]:
    yield from case.dataset.employees.items()


def _credit_code_format(case: Case) -> Iterator[Finding]:
    company = case.dataset.company
    if company is None:
        return
    code = company.value.credit_code
    if not numbers.CREDIT_FORMAT.fullmatch(code):
        message = Message(
            "{code!r} is not a unified social credit code: it has 18 characters, digits and "
            "capital letters without I, O, S, V and Z",
            {"code": code},
        )
        yield Finding(company.at("credit_code"), message)
    elif not numbers.has_registering_place(code):
        message = Message(
            "{code!r} is not a unified social credit code: its characters 3 to 8 are no place of "
            "registration",
            {"code": code},
        )
        yield Finding(company.at("credit_code"), message)


def _credit_code_check(case: Case) -> Iterator[Finding]:
    company = case.dataset.company
    if company is None or not numbers.CREDIT_FORMAT.fullmatch(company.value.credit_code):
        return
    code = company.value.credit_code
    expected = numbers.credit_check_character(code)
    if code[-1] != expected:
        message = Message(
            "the check character of {code!r} should be {expected!r}",
            {"code": code, "expected": expected},
        )
        yield Finding(company.at("credit_code", 17), message)


def _mobile(case: Case) -> Iterator[Finding]:
    for employee, record in _people(case):
        if not numbers.is_mobile(record.value.mobile):
            message = Message(
                "{number!r} is not a mobile number: it has 11 digits and begins with 13 to 19",
                {"number": hidden(record.value.mobile)},
            )
            yield Finding(record.at("mobile"), message, employee)


def _phone(case: Case) -> Iterator[Finding]:
    for employee, record in _people(case):
        number = record.value.phone
        if number and not (numbers.is_landline(number) or numbers.is_mobile(number)):
            message = Message(
                "{number!r} is not a telephone number: write area code and number, such as "
                "0571-88888888, or a mobile number",
                {"number": hidden(number)},
            )
            yield Finding(record.at("phone"), message, employee)
    company = case.dataset.company
    number = company.value.phone if company else None
    if company and number and not numbers.is_company_phone(number):
        message = Message(
            "{number!r} is not a telephone number: write area code and number, such as "
            "0571-88888888, with an extension 0571-88888888-801, a 400 or 800 number, or a "
            "mobile number",
            {"number": hidden(number)},
        )
        yield Finding(company.at("phone"), message)


def _postcode(case: Case) -> Iterator[Finding]:
    for employee, record in _people(case):
        code = record.value.postcode
        if code is not None and not numbers.is_postcode(code):
            message = Message(
                "{code!r} is not a postcode: it has six digits, and not 00 in front", {"code": code}
            )
            yield Finding(record.at("postcode"), message, employee)


RULES: tuple[Rule, ...] = tuple(
    Rule(slug, Severity.ERROR, basis, rationale, check)
    for slug, basis, rationale, check in (
        (
            "credit-code-format",
            _GB_32100,
            Message("A code of another form cannot be a credit code and identifies no employer."),
            _credit_code_format,
        ),
        (
            "credit-code-check",
            _GB_32100,
            Message("The last character is computed from the others and shows a mistyped one."),
            _credit_code_check,
        ),
        (
            "mobile-format",
            Message("电信网编号计划 (mobile numbers: 11 digits, 13 to 19)"),
            Message(
                "A contract is served by telephone, so the number must be one that can be called."
            ),
            _mobile,
        ),
        (
            "phone-format",
            Message(
                "电信网编号计划 (area code with leading 0, 7 or 8 digits; 400 and 800 numbers)"
            ),
            Message("A number that cannot be called is worse in a contract than a blank."),
            _phone,
        ),
        (
            "postcode-format",
            Message("邮政编码 (six digits)"),
            Message("Notices under the contract are posted to this address."),
            _postcode,
        ),
    )
)
