"""What people write for a date, an amount or a number is read where it has one reading only."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.diagnostics import Severity, as_text
from kefu_docs.model import Employee, PacketSpecs, PersonMonth, ServiceContract
from kefu_docs.records.decode import decode
from kefu_docs.records.normal_forms import standard_form
from tests.records.test_slips import MONTH, PERSON

READ = {
    "day": {
        "2026-4-1 2026/4/1 2026.4.1 2026。4。1 20260401 2026年4月1日 2026年04月01号 "
        "２０２６－０４－０１ "
        "2026—4—1 “2026-04-01” ٢٠٢٦-٠٤-٠١": "2026-04-01"
    },
    "month": {
        "2026-1 2026年1月": "2026-01",
        "2026-4 2026/04 2026.4 2026年4月 2026年4月份 202604 ２０２６-０４": "2026-04",
    },
    "time": {
        "9:00 09：00 9点 9点整 9点钟 09:00:00 上午9点 早上9:00 9:00AM": "09:00",
        "9点半 9点30分 9时30分 ９：３０": "09:30",
        "18点 下午6点 晚上6:00 6:00pm 傍晚6点": "18:00",
        "13点 中午1点 下午1点 下午13:00 1:00pm": "13:00",
        "凌晨1点 早上1点 上午1:00": "01:00",
        "中午12点 下午12:00 12:00PM": "12:00",
    },
    "money": {
        "2,800 2，800 2800元 ￥2800 ¥2,800 人民币2800元整 2800块 ２８００ ٢٨٠٠": "2800",
        "2.8千 0.28万": "2800",
        "2800。50 2,800.50元 2800.500 2800.5000": "2800.50",
        "1,234,567.00": "1234567.00",
    },
    "decimal": {"5% ５％ 百分之5 0.05": "0.05", ".05": "0.05", "5‰": "0.005", "-3%": "-0.03"},
    "count": {"3个 3.0 ３ 3天 3次 ٣": "3", "1,234 1，234 1234单": "1234", "15号 15日": "15"},
    "yes_no": {"Yes true Y 是 √ ✓ 对": "yes", "NO false n 否 × 不是": "no"},
    "code": {"33010619950308002x ３３０１０６１９９５０３０８００２Ｘ": "33010619950308002X"},
}
# Two readings, or none: a comma for a point, thousands by points, midnight, which year.
UNREAD = {
    "day": "2026-02-30 26/4/1 4/1/2026 2026/13/1 今天 2026 45748",
    "month": "2026-13 2026-00 4月 26-4",
    "time": "9.30 9.5 9:75 24:00 晚上12点 12am 25点 9 900 "
    "晚上1点 晚上2:30 中午9点 上午13点 凌晨13:00 晚上6:00am 傍晚1点",
    "money": "2800,5 28,00 2.800 -5 两千八 2,80,0 2800.005 12345678901 2800.005元 3000² ① 3½",
    "decimal": "0,05 5 个 %5 五",
    "count": "3.5 三 2.800 -3 3个半 3² ③",
    "yes_no": "也许 1 无",
    "code": "33-0106 三三 31001³",
}


@pytest.mark.parametrize("kind", READ)
def test_what_has_one_reading_is_read(kind: str) -> None:
    """Dates, times, amounts, shares, counts and codes as people type them."""
    for written, meant in READ[kind].items():
        for form in written.split(" "):
            assert standard_form(kind, form) == meant, form


@pytest.mark.parametrize("kind", UNREAD)
def test_what_has_two_readings_is_not(kind: str) -> None:
    """What is not certain stays an error for the writer to settle."""
    for form in UNREAD[kind].split(" "):
        if form not in ("5", "个"):
            assert standard_form(kind, form) is None, form


@given(
    day=st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31)),
    form=st.sampled_from(
        ["{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0} 年 {1:02} 月 {2:02} 日"]
    ),
    wide=st.booleans(),
)
def test_every_day_is_read_in_every_form(day: dt.date, form: str, wide: bool) -> None:
    """A day comes back whatever parts its numbers, in digits of either width."""
    written = form.format(day.year, day.month, day.day)
    if wide:
        written = written.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789/."})
    assert standard_form("day", written) == day.isoformat()


@given(
    fen=st.integers(0, 10**12 - 1),
    before=st.sampled_from(["", "¥", "￥", "人民币"]),
    after=st.sampled_from(["", "元", " 元"]),
)
def test_every_amount_is_read_with_separators(fen: int, before: str, after: str) -> None:
    """Thousands parted, a currency before and behind: the same amount."""
    amount = Decimal(fen).scaleb(-2)
    meant = standard_form("money", f"{before}{amount:,.2f}{after}")
    assert meant is not None
    assert Decimal(meant) == amount


@given(kind=st.sampled_from(sorted(READ)), text=st.text(max_size=12))
def test_a_standard_form_is_its_own(kind: str, text: str) -> None:
    """Whatever is read at all is, once rewritten, read as itself."""
    meant = standard_form(kind, text)
    assert meant is None or standard_form(kind, meant) == meant


def test_a_value_of_another_form_is_read_and_told() -> None:
    """sales: ３６,５２０.50元 is 36520.50; the notice shows the form to write."""
    decoded = decode("m.yaml", MONTH.replace("36520.50", "３６,５２０.50元").encode(), PersonMonth)
    assert decoded.record is not None
    assert decoded.record.value.sales == Decimal("36520.50")
    assert [as_text(d) for d in decoded.diagnostics] == [
        "m.yaml:1:8: notice: '３６,５２０.50元' is read as 36520.50, the standard form [value-form]"
    ]
    assert decoded.tree is None  # so that the notice is given each time


def test_several_values_are_read_at_once() -> None:
    """As if the standard forms were written; a later check of the model sees these."""
    other = PERSON.replace("starts_on: 2026-03-01", "starts_on: 2026/3/1")
    other = other.replace("starts: 09:00", "starts: 9：00").replace("rate: 0.02", "rate: 2%")
    other = other.replace("0024", "００2x").replace("010010", "０１００１０")
    decoded = decode("e.yaml", other.encode(), Employee)
    plain = decode("e.yaml", PERSON.replace("0024", "002X").encode(), Employee)
    assert decoded.record is not None
    assert plain.record is not None
    assert decoded.record.value == plain.record.value
    assert {(d.rule, d.severity) for d in decoded.diagnostics} == {("value-form", Severity.NOTICE)}
    assert [d.location.line for d in decoded.diagnostics] == [3, 6, 13, 16, 24]


def test_digits_of_other_scripts_do_not_pass_silently() -> None:
    """Python reads ٣ and ３ as digits; a record tells that it does."""
    decoded = decode("m.yaml", MONTH.replace("neutral: 2", "neutral: ٢").encode(), PersonMonth)
    assert [d.rule for d in decoded.diagnostics] == ["value-form"]


def test_texts_are_never_changed() -> None:
    """A date, an amount or a full-width digit in a text is the writer's own."""
    written = "２０２６/3/1 起，月薪 2,800元，x"
    decoded = decode("e.yaml", PERSON.replace("role: 客服", f"role: {written}").encode(), Employee)
    assert decoded.diagnostics == ()
    assert decoded.record is not None
    contract = decoded.record.value.contract
    assert isinstance(contract, ServiceContract)
    assert contract.role == written


def test_a_month_of_a_packet_is_read() -> None:
    """2026/4 in packets.yaml is 2026-04."""
    text = "packets:\n  a:\n    title: t\n    months: [2026/4, 2026-05]\n"
    decoded = decode("packets.yaml", text.encode(), PacketSpecs)
    assert decoded.record is not None
    assert decoded.record.value.packets["a"].months == ("2026-04", "2026-05")


def test_a_month_that_no_year_has_is_told() -> None:
    """2026/13 is no month; the finding says why."""
    text = "packets:\n  a:\n    title: t\n    months: [2026/13]\n"
    decoded = decode("packets.yaml", text.encode(), PacketSpecs)
    assert [d.message.text() for d in decoded.diagnostics] == [
        "'2026/13' is not a month: no year has a month 13; write YYYY-MM"
    ]


def test_what_a_model_checks_is_checked_of_the_value_read() -> None:
    """Two faults, one of them readable: the other is told beside the notice."""
    other = PERSON.replace("2026-03-01\ncontract", "2026/3/1\ncontract")
    decoded = decode(
        "e.yaml", other.replace("monthly: 4200.00", "monthly: 4200,5").encode(), Employee
    )
    assert decoded.record is None
    assert [d.rule for d in decoded.diagnostics] == ["record-value", "value-form"]
