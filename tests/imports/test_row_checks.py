"""Rows that cannot be taken are refused, each with its cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kefu_docs.excel.cells import RawValue
from kefu_docs.excel.error_cells import UNCOMPUTED
from tests.support.rosters import NEW, proposal, refused, table

BROKEN: list[tuple[str, dict[str, RawValue], str]] = [
    ("an ID number as a number", {"身份证号": 1.10105194912310e17}, "C2: 110105********0000 is a"),
    ("in scientific notation", {"身份证号": "1.10105E+17"}, "C2: 1.10105E+17 is a number of which"),
    ("with a wrong digit", {"身份证号": "110105194912310029"}, "C2: '110105********0029' does not"),
    ("of 15 digits", {"身份证号": "110105491231002"}, "C2: '110105*****1002' is not an ID"),
    (
        "born on no day",
        {"身份证号": "110105194913310028"},
        "C2: '110105********0028' holds no date",
    ),
    ("masked", {"身份证号": "110105********002X"}, "C2: '110105********002X' is masked"),
    ("an error in a cell", {"手机": "#N/A"}, "D2: the cell holds the error #N/A"),
    ("a day that is none", {"入职日期": "2026-02-30"}, "E2: '2026-02-30' is not a date: February"),
    ("a day in words", {"入职日期": "上个月"}, "E2: '上个月' is not a date"),
    ("an address in one piece", {"户籍地址": "某地"}, "F2: '某地' cannot be taken apart"),
    ("a count in words", {"每周休息天数": "两三天"}, "Q2: '两三天' is not a count"),
    ("parts of a fen", {"月劳务报酬": 3000.005}, "U2: 3000.005 has parts of a fen"),
    ("a choice that is none", {"合同类型": "兼职"}, "J2: '兼职' is none of 劳动合同、聘用合同"),
    ("a true or false", {"现住址": True}, "G2: the cell holds true or false"),
    ("a date in a text", {"现住址": dt.date(2026, 1, 1)}, "G2: 2026-01-01 is"),
    ("an id that is no name of a file", {"工号": "E/9"}, "A2: 'E/9' is no id"),
    (
        "somebody else's ID number",
        {"工号": "E001", "身份证号": "330282199811173611"},
        "A2: the row",
    ),
    ("a name missing", {"姓名": ""}, "B2: 姓名 is missing"),
    ("a mobile number too short", {"手机": "1990000007"}, "D2: a mobile number has 11 digits"),
    ("a postcode too long", {"邮编": "3100131"}, "H2: '3100131' is not a postcode"),
    ("another gender than the ID number's", {"性别": "男"}, "V2: the gender is 男, but"),
    ("a formula nobody computed", {"现住址": UNCOMPUTED}, "G2: the formula was never computed"),
    ("a control character", {"现住址": "杭\x07州"}, "G2: the cell holds the control character"),
    ("a broken number as id", {"工号": 9.5}, "A2: 9.5 is no whole number"),
    ("neither id nor ID number", {"身份证号": "", "工号": ""}, "C2: the row has neither id"),
    ("half a contract", {"薪酬方案": ""}, "T2: 薪酬方案 is missing"),
]


@pytest.mark.parametrize(
    ("change", "expected"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN]
)
def test_a_broken_roster_is_refused_with_its_cell(
    data: Path, change: dict[str, RawValue], expected: str
) -> None:
    """Each cell that cannot be taken is named with what is wrong with it; nobody else gets in."""
    row = {**NEW, "月劳务报酬": "", **change}
    lines = refused(proposal(data, table(row)))
    assert any(line.startswith(f"花名册.xlsx!员工!{expected}") for line in lines), lines


def test_the_same_person_twice_is_refused(data: Path) -> None:
    """By id once and by ID number once: which row is right nobody can tell."""
    found = proposal(
        data,
        table({"工号": "E001", "身份证号": ""}, {"工号": "", "身份证号": "330106199503080024"}),
    )
    assert refused(found) == [
        "花名册.xlsx!员工!B3: the same person stands in 花名册.xlsx!员工!A2 already"
    ]


def test_two_new_people_with_one_id_number_are_refused(data: Path) -> None:
    """They would be one person with two records."""
    found = proposal(data, table({**NEW, "工号": "E101"}, {**NEW, "工号": "E102"}))
    (line,) = refused(found)
    assert line.endswith("the same person stands in 花名册.xlsx!员工!A2 already")
