"""Numbers of identity papers: their form, what they tell of the holder, and what they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.printable import hidden
from kefu_docs.model import Employee, Record
from kefu_docs.rules import id_types, numbers
from kefu_docs.rules.calendar_terms import age_on
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule

_GB_11643 = Message("GB 11643-1999 (居民身份证号码)")
_OLDEST = 120
"""Years that nobody in work has lived."""


def _id_numbers(case: Case) -> Iterator[tuple[str, Record[Employee], str]]:
    """Every number that tells something of its holder."""
    for employee, record in case.dataset.employees.items():
        if number := id_types.telling_number(record.value):
            yield employee, record, number


def _id_format(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        person = record.value
        if not id_types.has_form(person):
            message = Message(
                "the ID number {number!r} is not that of a {type}: {form}",
                {
                    "number": hidden(person.id_number),
                    "type": person.id_type,
                    "form": id_types.FORMS[person.id_type].words,
                },
            )
            if _SCIENTIFIC.fullmatch(person.id_number):
                message = Message(
                    "Excel made a number such as {number} of the ID number and lost its last "
                    "digits; write all of it from the card",
                    {"number": "3.3E+17"},
                )
            is_eighteen = person.id_type != id_types.PERMANENT and id_types.tells(person.id_type)
            place = (numbers.first_wrong(person.id_number),) if is_eighteen else ()
            yield Finding(record.at("id_number", *place), message, employee)


# What Excel shows and saves of long figures in a cell that is not formatted as text.
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+")


def _id_date(case: Case) -> Iterator[Finding]:
    for employee, record, number in _id_numbers(case):
        born = numbers.birth_date(number)
        if born is None or born >= case.on or age_on(born, case.on) > _OLDEST:
            message = Message(
                "digits 7 to 14 of the ID number {number!r}, the birth date, "
                "are no day on which somebody in work was born",
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
        if id_types.has_place(record.value.id_type, number):
            continue
        values: dict[str, object] = {"number": number, "code": number[:2]}
        message = Message(
            "the ID number {number!r} begins with {code!r}, which is no province", values
        )
        if record.value.id_type == id_types.PERMANENT:
            message = Message(
                "the ID number {number!r} has no province behind its 9 but {code!r}",
                {**values, "code": number[1:3]},
            )
        elif id_types.has_place(id_types.PERMANENT, number):
            message = Message(
                "the ID number {number!r} begins with 9, as that of a permanent residence card: "
                "write id_type: {type}",
                {**values, "type": id_types.PERMANENT},
            )
        elif record.value.id_type == id_types.RESIDENCE:
            message = Message(
                "the number {number!r} of a 港澳台居民居住证 begins with 81, 82 or 83, "
                "not {code!r}",
                values,
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


def _birth_date_missing(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        person = record.value
        tells = id_types.telling_number(person) is not None
        if person.birth_date is None and not tells and id_types.has_form(person):
            message = Message(
                "the number of a {type} does not tell the birth date: write birth_date",
                {"type": person.id_type},
            )
            yield Finding(record.at("id_number"), message, employee)


def _birth_date_wrong(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        person = record.value
        if (written := person.birth_date) is None:
            continue
        number = id_types.telling_number(person)
        told = numbers.birth_date(number) if number else None
        if told and told != written:
            message = Message(
                "the birth date is {written}, but digits 7 to 14 of the ID number say another",
                {"written": written},
            )
            yield Finding(record.at("birth_date"), message, employee)
        elif written >= case.on or age_on(written, case.on) > _OLDEST:
            message = Message("nobody in work was born on {written}", {"written": written})
            yield Finding(record.at("birth_date"), message, employee)


RULES: tuple[Rule, ...] = tuple(
    Rule(slug, Severity.ERROR, basis, rationale, check)
    for slug, basis, rationale, check in (
        (
            "id-number-format",
            Message("GB 11643-1999; ICAO Doc 9303 (the form of each id_type)"),
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
                "GB 11643-1999, GB/T 2260 (行政区划代码); a permanent residence card has a 9, "
                "then the province"
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
            "birth-date-missing",
            Message("劳动法 15, 58; 国务院关于渐进式延迟法定退休年龄的办法 (what hangs on age)"),
            Message(
                "Passports and travel permits do not tell a birth date, which rules on age need."
            ),
            _birth_date_missing,
        ),
        (
            "birth-date-wrong",
            _GB_11643,
            Message("A birth date agrees with the ID number and is a day of the past."),
            _birth_date_wrong,
        ),
    )
)
