"""Who the parties are: numbers that check themselves, and numbers they are reached by."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.printable import hidden
from kefu_docs.model import Employee, Record
from kefu_docs.rules import numbers
from kefu_docs.rules.case import Case, Finding, Spot
from kefu_docs.rules.rule import Rule

_GB_11643 = Message("GB 11643-1999 (居民身份证号码)")
_GB_32100 = Message("GB 32100-2015 (统一社会信用代码)")


def _people(case: Case) -> Iterator[tuple[str, Record[Employee]]]:
    yield from case.dataset.employees.items()


def _id_numbers(case: Case) -> Iterator[tuple[str, Record[Employee], str]]:
    """Every ID number that has the right form."""
    for employee, record in _people(case):
        if numbers.ID_FORMAT.fullmatch(record.value.id_number):
            yield employee, record, record.value.id_number


def _id_format(case: Case) -> Iterator[Finding]:
    for employee, record in _people(case):
        number = record.value.id_number
        if not numbers.ID_FORMAT.fullmatch(number):
            message = Message(
                "{number!r} is not an ID number: it has 18 characters, all digits, of which the "
                "first is not 0 and the last may be a capital X",
                {"number": hidden(number)},
            )
            place = numbers.first_wrong(number)
            yield Finding(record.at("id_number", place), message, employee)


def _id_date(case: Case) -> Iterator[Finding]:
    for employee, record, number in _id_numbers(case):
        born = numbers.birth_date(number)
        if born is None or born >= case.on:
            message = Message(
                "digits 7 to 14 of the ID number {number!r}, the birth date, "
                "are no day of the past",
                {"number": number},
            )
            yield Finding(record.at("id_number", 6), message, employee)


def _id_check_digit(case: Case) -> Iterator[Finding]:
    for employee, record, number in _id_numbers(case):
        expected = numbers.id_check_character(number)
        if number[-1] != expected:
            message = Message(
                "the check digit of {number!r} should be {expected!r}",
                {"number": number, "expected": expected},
            )
            yield Finding(record.at("id_number", 17), message, employee)


def _id_province(case: Case) -> Iterator[Finding]:
    for employee, record, number in _id_numbers(case):
        if number[0] != "9" and number[:2] not in numbers.PROVINCES:
            message = Message(
                "the ID number {number!r} begins with {code!r}, which is no province",
                {"number": number, "code": number[:2]},
            )
            yield Finding(record.at("id_number"), message, employee)


def _id_gender(case: Case) -> Iterator[Finding]:
    for employee, record, number in _id_numbers(case):
        stated, coded = record.value.gender, numbers.gender_of(number)
        if stated != coded:
            message = Message(
                "the gender is {stated}, but digit 17 of the ID number {number!r} says {coded}",
                {"stated": stated, "number": number, "coded": coded},
            )
            yield Finding(record.at("gender"), message, employee)


def _credit_code_format(case: Case) -> Iterator[Finding]:
    company = case.dataset.company
    if company and not numbers.CREDIT_FORMAT.fullmatch(company.value.credit_code):
        message = Message(
            "{code!r} is not a unified social credit code: it has 18 characters, digits and "
            "capital letters without I, O, S, V and Z",
            {"code": company.value.credit_code},
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
    written: list[tuple[str | None, Spot]] = [
        (record.value.phone, Spot(record, ("phone",), employee))
        for employee, record in _people(case)
    ]
    if company := case.dataset.company:
        written.append((company.value.phone, Spot(company, ("phone",))))
    for number, spot in written:
        if number and not (numbers.is_landline(number) or numbers.is_mobile(number)):
            message = Message(
                "{number!r} is not a telephone number: write area code and number, such as "
                "0571-88888888, or a mobile number",
                {"number": hidden(number)},
            )
            yield spot.finding(message)


def _postcode(case: Case) -> Iterator[Finding]:
    for employee, record in _people(case):
        code = record.value.postcode
        if code is not None and not numbers.is_postcode(code):
            message = Message("{code!r} is not a postcode: it has six digits", {"code": code})
            yield Finding(record.at("postcode"), message, employee)


RULES: tuple[Rule, ...] = tuple(
    Rule(slug, Severity.ERROR, basis, rationale, check)
    for slug, basis, rationale, check in (
        (
            "id-number-format",
            _GB_11643,
            Message("A number of another form cannot be an ID number and identifies nobody."),
            _id_format,
        ),
        (
            "id-number-date",
            _GB_11643,
            Message(
                "Digits 7 to 14 are the holder's birth date, so they are a real day of the past."
            ),
            _id_date,
        ),
        (
            "id-number-check-digit",
            _GB_11643,
            Message("The last character is computed from the others and shows a mistyped digit."),
            _id_check_digit,
        ),
        (
            "id-number-province",
            Message(
                "GB 11643-1999, GB/T 2260 (行政区划代码); a leading 9 is a permanent residence card"
            ),
            Message("The first two digits are a province; a retired county code still stands."),
            _id_province,
        ),
        (
            "id-number-gender",
            _GB_11643,
            Message(
                "Digit 17 is odd for men and even for women, so it must agree with the record."
            ),
            _id_gender,
        ),
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
            Message("电信网编号计划 (area code with leading 0, 7 or 8 digits)"),
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
