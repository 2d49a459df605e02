"""ID numbers, credit codes and telephone numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.rules import numbers

VALID_IDS = (
    "11010519491231002X",
    "440524188001010014",
    "330106199503080024",
    "320581200002290133",
)
first_digits = st.from_regex(r"[1-9][0-9]{16}", fullmatch=True)
credit_bodies = st.text(numbers.CREDIT_ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("number", VALID_IDS)
def test_valid_ids(number: str) -> None:
    """Form, check digit and birth date of the known valid numbers."""
    assert numbers.ID_FORMAT.fullmatch(number)
    assert numbers.id_check_character(number) == number[-1]
    assert numbers.birth_date(number) is not None


def test_what_an_id_says() -> None:
    """Gender from digit 17, the leap day from digits 7-14, no 29 February in 2001."""
    assert [numbers.gender_of(number) for number in VALID_IDS] == ["女", "男", "女", "男"]
    assert numbers.birth_date("320581200002290133") == dt.date(2000, 2, 29)
    assert numbers.birth_date("320581200102290133") is None
    assert numbers.birth_date("320581999912310133") is None


@pytest.mark.parametrize(
    "number", ["3301061995030800２4", "030106199503080024", "33010619950308002"]
)
def test_ids_of_another_form(number: str) -> None:
    """Full-width digits, a leading 0 and 17 digits are refused."""
    assert not numbers.ID_FORMAT.fullmatch(number)


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("33010619950308O024", 14),
        ("1101051949123100XX", 16),
        ("01010519491231002X", 0),
        ("33010619950308002", 0),
    ],
)
def test_the_first_wrong_character_of_an_id(number: str, place: int) -> None:
    """An X is right at the end alone; where each character may stand, the number begins wrong."""
    assert numbers.first_wrong(number) == place


@given(first_digits, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_an_id_is_found(body: str, place: int, shift: int) -> None:
    """MOD 11-2 finds every single wrong digit."""
    digit = str((int(body[place]) + shift) % 10)
    wrong = body[:place] + digit + body[place + 1 :]
    assert numbers.id_check_character(wrong) != numbers.id_check_character(body)


@given(first_digits, st.integers(0, 15))
def test_swapped_neighbours_of_an_id_are_found(body: str, place: int) -> None:
    """MOD 11-2 finds every swap of two different neighbours."""
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    same = numbers.id_check_character(swapped) == numbers.id_check_character(body)
    assert same == (swapped == body)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("91330106MA27WP3L06", True),
        ("91350100M000100Y43", True),
        ("91350100M000100Y44", False),
    ],
)
def test_credit_codes(code: str, right: bool) -> None:
    """Known codes; Z is no character of a code at all."""
    assert numbers.CREDIT_FORMAT.fullmatch(code)
    assert (numbers.credit_check_character(code) == code[-1]) is right
    assert not numbers.CREDIT_FORMAT.fullmatch("91350100M000100Y4Z")


@given(credit_bodies, st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_character_of_a_credit_code_is_found(body: str, place: int, shift: int) -> None:
    """The weights are units mod 31, so no single wrong character passes."""
    alphabet = numbers.CREDIT_ALPHABET
    character = alphabet[(alphabet.index(body[place]) + shift) % 31]
    wrong = body[:place] + character + body[place + 1 :]
    assert numbers.credit_check_character(wrong) != numbers.credit_check_character(body)


@pytest.mark.parametrize(
    ("number", "mobile", "landline"),
    [
        ("19900000001", True, False),
        ("+86 199-0000-0001", True, False),
        ("12900000001", False, False),
        ("1990000000", False, False),
        ("0571-80000016", False, True),
        ("01080000016", False, True),
        ("571-80000016", False, False),
        ("0571-800000", False, False),
        ("0571-80000016-801", False, True),
        ("0571-80000016-8012345", False, False),
    ],
)
def test_telephone_numbers(number: str, mobile: bool, landline: bool) -> None:
    """Mobile numbers with and without +86, landlines with their area code."""
    assert numbers.is_mobile(number) is mobile
    assert numbers.is_landline(number) is landline


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("400-123-4567", True),
        ("4001234567", True),
        ("800-8208888", True),
        ("400 123 4567", True),
        ("４００－１２３－４５６７", True),
        ("0571-80000016-801", True),
        ("19900000001", True),
        ("400-123-456", False),
        ("500-123-4567", False),
    ],
)
def test_a_firm_has_numbers_of_its_own(number: str, right: bool) -> None:
    """400 and 800 numbers, landlines with an extension, mobiles."""
    assert numbers.is_company_phone(number) is right


@pytest.mark.parametrize("code", ["000000", "001000", "31001", "3100133"])
def test_no_postcodes(code: str) -> None:
    """Six digits, of which the first two are a province."""
    assert numbers.is_postcode("010010")
    assert not numbers.is_postcode(code)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("91330106MA27WP3L06", True),
        ("11100000000013127D", True),
        ("000000000000000000", False),
        ("91990106MA27WP3L06", False),
        ("9133A106MA27WP3L06", False),
    ],
)
def test_a_credit_code_names_a_place(code: str, right: bool) -> None:
    """Characters 3 to 8 are a county's code, or 100000 for the whole country."""
    assert numbers.has_registering_place(code) is right


def test_provinces() -> None:
    """31 provinces, and 71, 81, 82 and 83 for Taiwan, Hong Kong and Macao."""
    assert len(numbers.PROVINCES) == 35
    assert {"11", "33", "54", "65", "71", "83"} <= numbers.PROVINCES
    assert not {"16", "24", "38", "47", "55", "66", "91"} & numbers.PROVINCES
