"""The numbers of people and firms: what their digits mean and how they check themselves."""

from __future__ import annotations

import datetime as dt
import re

from kefu_docs.model.scalars import bare_phone

ID_FORMAT = re.compile(r"[1-9][0-9]{16}[0-9X]")
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_FORMAT = re.compile(f"[{CREDIT_ALPHABET}]{{18}}")
PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for code in codes
)

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]{1,6})?")
_SERVICE_NUMBER = re.compile(r"[48]00[0-9]{7}")
_POSTCODE = re.compile(r"(?!00)[0-9]{6}")  # the first two digits are a province
# Characters 3 to 8, GB/T 2260; 100000 is the whole country.
_REGISTERED_IN = re.compile(r"..[0-9]{6}")


def id_check_character(number: str) -> str:
    """The 18th character that the first 17 digits ask for (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(d) * w for d, w in zip(number[:17], _ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def birth_date(number: str) -> dt.date | None:
    """The date in digits 7-14 of an 18-character number, None where nobody can be born then."""
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if 1800 <= born.year < 2200 else None


def gender_of(number: str) -> str:
    """男 where digit 17 is odd, 女 where it is even (GB 11643-1999)."""
    return "男" if int(number[16]) % 2 else "女"


def credit_check_character(code: str) -> str:
    """The 18th character that the first 17 ask for (GB 32100-2015)."""
    total = sum(
        CREDIT_ALPHABET.index(character) * pow(3, place, 31)
        for place, character in enumerate(code[:17])
    )
    return CREDIT_ALPHABET[-total % 31]


def has_registering_place(code: str) -> bool:
    """Whether a credit code names the place of its registration, by province (GB 32100-2015)."""
    return _REGISTERED_IN.match(code) is not None and code[2:4] in PROVINCES | {"10"}


def is_mobile(number: str) -> bool:
    """Whether it is a mobile number of mainland China, written as :data:`Phone` gives it."""
    return _MOBILE.fullmatch(bare_phone(number)) is not None


def is_landline(number: str) -> bool:
    """Whether it is a landline number with its area code, and perhaps an extension behind -."""
    return _LANDLINE.fullmatch(bare_phone(number)) is not None


def first_wrong(number: str) -> int:
    """Where the first character stands that no ID number has there, counted from 0."""
    for place, character in enumerate(number):
        if character not in "0123456789" and (place, character) != (17, "X"):
            return place
    return 0


def is_company_phone(number: str) -> bool:
    """Whether it is a number of a firm: 400 and 800 numbers, too, with hyphens anywhere."""
    bare = bare_phone(number)
    service = _SERVICE_NUMBER.fullmatch(bare.replace("-", "")) is not None
    return service or is_landline(number) or is_mobile(number)


def is_postcode(code: str) -> bool:
    """Whether it is a postcode: six digits, of which the first two are not 00."""
    return _POSTCODE.fullmatch(code) is not None
