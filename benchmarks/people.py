"""Synthetic people for the benchmarks: lawful records in which nobody real stands.

The names are counted by the sexagenary cycle, the numbers check themselves, and no two people share
one.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from random import Random

from benchmarks import free_text

_SAMPLE = Path(__file__).parents[1] / "kefu_docs" / "sample"
SAMPLE, TEMPLATES = _SAMPLE / "data", _SAMPLE / "templates"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_FIRST_BIRTH = dt.date(1980, 1, 1)
_BIRTHS = 8000
"""Days of birth that people are spread over; all are of age in 2026 and none is near retirement."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

_EMPLOYEE = """\
name: {name}
gender: {gender}
id_number: {id_number}
household: {{province: 浙江省, county: 杭州市西湖区, street: 蒋村街道}}
residence: 浙江省杭州市西湖区禾屿路{number}号
postcode: 310013
mobile: {mobile}
hired_on: 2026-04-01
contract:
  kind: labor
  number: HY-LD-{number:05}
  signed_on: 2026-03-28
  starts_on: 2026-04-01
  ends_on: 2029-03-31
  workplace: 浙江省杭州市西湖区禾屿路18号3幢501室
  hours: {{starts: "09:00", ends: "17:00", rest_days_per_week: 2, system: standard}}
  position: 客服工作人员
  duties:
    - 通过旺旺接待顾客，做好售前导购、售中跟单和售后服务。
    - 跟进中评、差评和投诉，及时联系顾客解决。
    - 核对发件信息，发现延误件和大笔错写及时处理。
    - 维护微商和淘宝老客户。
  pay_scheme: standard
"""
_MONTH = """\
sales: {sales}.00
tickets: {{delay_caught: 12, misroute_caught: 30, dispatched: {dispatched}, regulars: 420}}
complaints: none
reviews: {{neutral: 1, negative: 0}}
attendance: {{rest_days: 1, absent_days: 0, late: 0}}
insurance: 505.26
summary:
  title: 淘宝客服工作总结
  sections:
    - paragraphs:
        - 本月共接待顾客{dispatched}人次，售前导购、售中跟单和售后服务都已完成，没有遗留的投诉。
        - 延误件和大笔错写都在发件前发现，及时告知了顾客，并与快递公司确认了新的送达时间。
  next_month:
    task: 40000.00
    goal: 50000.00
    items:
      - 把中差评放在首要位置。
"""


def write_people(
    data: Path,
    count: int,
    months: Iterable[str] = (),
    *,
    varied: bool = False,
    first: int = 1,
) -> None:
    """Write `count` people under labor contracts, P00001 and so on, into the data folder `data`.

    Company and pay schemes are the sample's; everybody has a record of each of the `months`
    (YYYY-MM, 2026-04 the first that a contract covers). `first` is the number to begin with. Where
    `varied` is set, addresses, duties and summaries are free text of any length, the same for the
    same number (:mod:`.free_text`).
    """
    folders = [data / "employees", *(data / "months" / month for month in months)]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLE / "company.yaml", data)
    shutil.copytree(SAMPLE / "pay", data / "pay", dirs_exist_ok=True)
    for number in range(first, first + count):
        file = f"P{number:05}.yaml"
        employee = _employee(number)
        month = _MONTH.format(sales=30000 + number, dispatched=3000 + number % 1000)
        if varied:
            random = Random(number)  # noqa: S311 - the same text for the same number
            employee = _with_free_text(employee, random)
            month = _month_of_free_text(month, random)
        (folders[0] / file).write_text(employee, encoding="utf-8")
        for folder in folders[1:]:
            (folder / file).write_text(month, encoding="utf-8")


def _with_free_text(employee: str, random: Random) -> str:
    """Another address and other duties, the rest as it is."""
    duties = "".join(
        f"    - {json.dumps(d, ensure_ascii=False)}\n" for d in free_text.duties(random)
    )
    employee = re.sub("residence: .*", f"residence: {free_text.address(random)}", employee)
    return re.sub("(?<=  duties:\n)(?:    - .*\n)+", duties, employee)


def _month_of_free_text(month: str, random: Random) -> str:
    """Other numbers and sections of any length."""
    written = json.dumps(list(free_text.sections(random)), ensure_ascii=False)
    for pattern, choices in (
        ("neutral: 1, negative: 0", ("neutral: 0, negative: 0", "neutral: 3, negative: 2")),
        ("complaints: none", ("complaints: none", "complaints: with_fine")),
        ("absent_days: 0, late: 0", ("absent_days: 0, late: 0", "absent_days: 2, late: 1")),
        ("insurance: .*\n", ("insurance: 505.26\n", "")),
        (
            "    items:\n.*\n",
            ("    items: [提升转化, 减少差评]\n", "", "    items: [把中差评放在首要位置]\n"),
        ),
    ):
        month = re.sub(pattern, random.choice(choices), month)
    return re.sub(r"(?<=  sections:)(?:\n    .*)+", f" {written}", month)


def _employee(number: int) -> str:
    cycle = f"{_STEMS[number % 10]}{_BRANCHES[number % 12]}"
    born = _FIRST_BIRTH + dt.timedelta(days=number % _BIRTHS)
    digits = f"330106{born:%Y%m%d}{number // _BIRTHS:02}{number % 2}"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]
    return _EMPLOYEE.format(
        number=number,
        name=_SURNAMES[number // 60 % len(_SURNAMES)] + cycle,
        gender="男" if number % 2 else "女",
        id_number=digits + check,
        mobile=f"199{number:08}",
    )
