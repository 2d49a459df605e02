"""Papers that prove who somebody is: the forms of their numbers, and what these tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kefu_docs.model import Employee
from kefu_docs.rules import RULES, numbers, run_rules
from kefu_docs.rules.id_types import FORMS, born_on, has_form, telling_number
from tests.support import records
from tests.support.rule_dataset import GONE, case_of, changed

E1, E2 = "employees/E001.yaml", "employees/E002.yaml"
ABROAD, MACAO, TAIWAN = "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证"
SETTLED, PERMANENT = "港澳台居民居住证", "外国人永久居留身份证"


def checked(first: str) -> str:
    """The number with its check character."""
    return first + numbers.id_check_character(first)


def person(id_type: str, id_number: str, **changes: Any) -> Employee:
    """A woman with this paper."""
    return records.employee(records.labor(), id_type=id_type, id_number=id_number, **changes)


def found(**changes: Any) -> list[str]:
    """The rules on identity that E001 breaks with these values."""
    data = changed({f"{E1}:{key}": value for key, value in changes.items()})
    about = ("id-number", "birth-date", "household", "age-under")
    return [d.rule for d in run_rules(case_of(data)) if d.rule.startswith(about)]


def test_every_type_has_a_form() -> None:
    """What the record may say is known to the rules."""
    assert set(FORMS) == set(Employee.model_fields["id_type"].annotation.__args__)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("id_type", "number", "is_one"),
    [
        (SETTLED, checked("81000019950308002"), True),
        (PERMANENT, checked("93384019950308002"), True),
        (PERMANENT, "USA110098123002", True),
        (PERMANENT, "US1110098123002", False),
        (PERMANENT, "330106199503080024", False),
        (ABROAD, "E12345678", True),
        (ABROAD, "123456789", True),
        (ABROAD, "ABCDEFGH", False),
        (ABROAD, "E1234567890", False),
        (MACAO, "H12345678", True),
        (MACAO, "M1234567801", True),
        (MACAO, "A12345678", False),
        (TAIWAN, "12345678", True),
        (TAIWAN, "1234567801(B)", True),
        (TAIWAN, "1234567", False),
        ("居民身份证", "330106950308002", False),
    ],
)
def test_forms(id_type: str, number: str, is_one: bool) -> None:
    """Each paper's numbers; the 15 digits of an old ID number are none of today."""
    assert has_form(person(id_type, number)) is is_one


@pytest.mark.parametrize(
    ("id_type", "number"),
    [
        (SETTLED, checked("83000019950308002")),
        (PERMANENT, checked("93384019950308002")),
        (ABROAD, "E12345678"),
        (MACAO, "H12345678"),
        (TAIWAN, "12345678"),
        (PERMANENT, "USA110098123002"),
    ],
)
def test_people_from_elsewhere_are_clean(id_type: str, number: str) -> None:
    """No household is asked for, and a birth date where the number tells none."""
    tells = telling_number(person(id_type, number)) is not None
    born = {} if tells else {"birth_date": "1995-03-08"}
    assert found(id_type=id_type, id_number=number, household=GONE, **born) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"id_number": checked("33010618500308002")}, "id-number-date"),
        ({"id_number": checked("99999919950308002")}, "id-number-province"),
        ({"id_number": checked("93384019950308002")}, "id-number-province"),
        (
            {"id_type": PERMANENT, "id_number": checked("91084019950308002")},
            "id-number-province",
        ),
        (
            {"id_type": SETTLED, "id_number": "330106199503080024"},
            "id-number-province",
        ),
        ({"id_type": ABROAD, "id_number": "E1"}, "id-number-format"),
        ({"id_type": MACAO, "id_number": "H12345678"}, "birth-date-missing"),
        (
            {"id_type": MACAO, "id_number": "H12345678", "birth_date": "1900-01-01"},
            "birth-date-wrong",
        ),
        ({"birth_date": "1995-03-09"}, "birth-date-wrong"),
    ],
)
def test_what_is_told(changes: dict[str, str], rule: str) -> None:
    """The one rule that each of these breaks."""
    assert found(**changes) == [rule]


def test_a_number_that_excel_rounded_is_told_as_such() -> None:
    """The form of an ID number would not tell where the digits went."""
    data = changed({f"{E1}:id_number": "3.30106E+17"})
    (finding,) = (d for d in run_rules(case_of(data)) if d.rule == "id-number-format")
    assert finding.message.text().startswith("Excel made a number such as 3.3E+17")


def test_a_permanent_resident_s_number_says_which_type_to_write() -> None:
    """A 9 in front of the number of an ordinary card."""
    data = changed({f"{E1}:id_number": checked("93384019950308002")})
    (finding,) = (d for d in run_rules(case_of(data)) if d.rule == "id-number-province")
    assert finding.message.text().endswith(f"write id_type: {PERMANENT}")
    data = changed({f"{E1}:id_number": checked("99999919950308002")})
    (finding,) = (d for d in run_rules(case_of(data)) if d.rule == "id-number-province")
    assert finding.message.text().endswith("begins with '99', which is no province")


def test_a_permanent_resident_s_number_says_which_province_is_none() -> None:
    """The province stands behind the 9."""
    number = checked("99999919950308002")
    data = changed({f"{E1}:id_type": PERMANENT, f"{E1}:id_number": number})
    (finding,) = (d for d in run_rules(case_of(data)) if d.rule == "id-number-province")
    assert finding.message.text().endswith("has no province behind its 9 but '99'")


def test_a_residence_permit_says_which_numbers_it_has() -> None:
    """33 is a province, only not one of those it is given for."""
    data = changed({f"{E1}:id_type": SETTLED, f"{E1}:id_number": checked("33010619950308002")})
    (message,) = [
        d.message.text()
        for d in run_rules(case_of(data))
        if d.rule == "id-number-province" and d.location.file == E1
    ]
    assert message.endswith("begins with 81, 82 or 83, not '33'")


def test_age_is_counted_from_the_birth_date_that_is_known() -> None:
    """Of the number, or as it is written where a passport tells none."""
    assert born_on(person("居民身份证", "330106199503080024")) == dt.date(1995, 3, 8)
    assert born_on(person(ABROAD, "E12345678", birth_date="1990-01-31")) == dt.date(1990, 1, 31)
    child = {"id_type": ABROAD, "id_number": "E12345678", "birth_date": "2012-03-08"}
    assert "age-under-16" in found(**child)


def test_a_name_of_one_character_may_be_acknowledged() -> None:
    """It is a name that people have; no other rule on identity can be answered."""
    ones = {rule.id for rule in RULES if rule.acknowledgeable}
    assert "name-short" in ones
    assert "name-characters" not in ones
    data = changed({f"{E1}:name": "张", f"{E1}:acknowledged": {"name-short": "证件如此"}})
    (finding,) = (d for d in run_rules(case_of(data)) if d.rule == "name-short")
    assert finding.severity.name == "NOTICE"


def test_contracts_of_people_from_elsewhere_do_not_wait_for_a_household() -> None:
    """Only a citizen is registered somewhere."""
    home = {key: value for key, value in records.PERSON.items() if key != "household"}
    terms = {**home, "contract": records.labor()}
    abroad = {"id_type": ABROAD, "id_number": "E12345678"}
    assert Employee.model_validate(terms).missing_address == ("household",)
    assert Employee.model_validate(terms | abroad).missing_address == ()


def test_private_numbers_of_other_papers_are_masked() -> None:
    """A passport's number that two people share, and the birth date that an ID number tells."""
    passport = {"id_type": ABROAD, "id_number": "E12345678", "birth_date": "1995-03-08"}
    both = {f"{file}:{key}": value for file in (E1, E2) for key, value in passport.items()}
    shared = [d for d in run_rules(case_of(changed(both))) if d.rule == "id-number-shared"]
    assert len(shared) == 2
    assert not any("E12345678" in d.message.text() for d in shared)
    told = run_rules(case_of(changed({f"{E1}:birth_date": "1995-03-09"})))
    assert not any("1995-03-08" in d.message.text() for d in told)
