"""For every rule a data folder that keeps it, mostly only just, and one that does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from kefu_docs.model import Month
from kefu_docs.model.statement import AnnualLeave, Rest, Statement, StatementLine, YearToDate
from tests.support.records import HOURS, PERSON
from tests.support.rule_dataset import GONE, LABOR, MONTH, SERVICE, TODAY, Changes

D = Decimal
E1, E2 = "employees/E001.yaml", "employees/E002.yaml"
C1, C2 = f"{E1}:contract", f"{E2}:contract"
M1, TEAM = "months/2026-04/E001.yaml", "months/2026-04/team.yaml"
PAY = "pay/standard.yaml"
TIERS = f"{C2}.pay.commission"


@dataclass(frozen=True)
class Example:
    """Changes that keep the rule, changes that break it, and where it is then found broken.

    `on` is the day it is judged on: the rule may rest on a law that is younger than the records;
    `kept_on` is the day of the first changes, where it is another.
    """

    passing: Changes
    failing: Changes
    at: str
    on: dt.date = TODAY
    kept_on: dt.date | None = None


def _one(place: str, passing: object, failing: object) -> Example:
    """The rule looks at one value and points at it."""
    return Example({place: passing}, {place: failing}, place)


def _terms(*spans: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [
        {k: v for k, v in {**LABOR, "number": f"L-{i}", "starts_on": a, "ends_on": b}.items() if v}
        for i, (a, b) in enumerate(spans)
    ]


def _hours(place: str, passing: dict[str, Any], failing: dict[str, Any]) -> Example:
    return Example(
        {f"{C1}.hours": {**HOURS, **passing}},
        {f"{C1}.hours": {**HOURS, **failing}},
        f"{C1}.hours{place}",
    )


def _year(allowance: str) -> YearToDate:
    """A year without income, so that taxable is what the allowance leaves."""
    return YearToDate(1, D(0), D(0), D(0), -D(allowance), D(0))


def _overtime(passing: dict[str, str], failing: dict[str, str], at: str) -> Example:
    place = f"{M1}:overtime"
    return Example({place: passing}, {place: failing}, f"{place}{at}")


def _contracts(passing: object, failing: object, at: str) -> Example:
    return Example(
        {C1: GONE, f"{E1}:contracts": passing}, {C1: GONE, f"{E1}:contracts": failing}, at
    )


REST = Rest(weekly=9, holidays=1, own=1, is_calendar_known=True, statutory=1)
"""April's days off at two a week."""


def amount(item: str, yuan: str) -> StatementLine:
    """A line of a statement that has only an amount."""
    return StatementLine(item, None, "", None, Decimal(yuan))


def pays(yuan: str, *deductions: StatementLine) -> Statement:
    """A whole month of a labor contract that pays so much before deductions."""
    gross = Decimal(yuan) - sum(line.amount for line in deductions)
    return Statement(
        lines=(amount("基本工资", yuan),),
        deductions=deductions,
        withheld=(),
        gross=gross,
        insurance=Decimal(0),
        tax=Decimal(0),
        net=gross,
        normal_hours=Decimal(yuan),
        days=30,
        month_days=30,
        left_out=0,
        year=None,
        missing_months=(),
        warnings=(),
        rest=REST,
    )


def taken(yuan: str, of: str) -> Changes:
    """A deduction for damage from a month's pay."""
    deduction = {"reason": "赔偿", "amount": yuan}
    return {f"{M1}:deductions": [deduction], PAID: pays(of)}


TOGETHER = {"amount": "36000", "taxed": "with_wages"}
APART = {"amount": "36000", "taxed": "apart"}
NOTHING = {"sales": "0", "reviews": {"neutral": "0", "negative": "0"}}
MAY = "months/2026-05/E001.yaml"
PAID, TEXT = "statements/2026-04/E001", "texts/E001/0"
FIRST, SECOND = ("2024-03-01", "2025-02-28"), ("2025-03-01", "2026-02-28")
THIRD = ("2026-03-01", "2027-02-28")
RENEWAL = {**LABOR, "number": "L-2", "starts_on": "2027-03-01", "ends_on": "2028-02-29"}
EMPTY_MONTH = {**MONTH, "sales": "0", "reviews": {"neutral": "0", "negative": "0"}}
RETIRED_HE = {  # born on 1 January 1964
    f"{E2}:id_number": "320581196401010136",
    "months/2026-07/E002.yaml": EMPTY_MONTH,
}
RETIRED_IN_JUNE = {f"{E1}:id_number": "330106197512010024", f"{C1}.ends_on": GONE}
ENDED_IN_APRIL = {f"{C1}.ends_on": "2026-04-29"}
TO_29_MAY = {"from": "2026-05-01", "to": "2026-05-29"}
SHENZHEN = {"company.yaml:region": {"province": "广东", "city": "深圳"}}
HALF = {"from": "2026-04-16", "to": "2026-04-30"}
# Each mandatory term of E001's contract, and no more.
STATED = """杭州禾屿电子商务有限公司 杭州市西湖区禾屿路18号 沈嘉禾 张晓宇 杭州市西湖区禾屿路66号
330106199503080024 2026年3月1日 二〇二七年二月二十八日 客服工作人员 接待顾客 2660.00
工作时间 休息 社会保险 劳动保护 劳动条件 职业危害防护"""

IDENTITY: dict[str, Example] = {
    "id-number-format": _one(f"{E1}:id_number", "11010519491231002X", "11010519491231002"),
    "id-number-date": _one(f"{E1}:id_number", "320581200002290133", "320581200102290133"),
    "id-number-check-digit": _one(f"{E1}:id_number", "330106199503080024", "330106199503080025"),
    "id-number-province": _one(f"{E1}:id_number", "330106199503080024", "180106199503080024"),
    "birth-date-missing": Example(
        {f"{E1}:id_type": "护照", f"{E1}:id_number": "E12345678", f"{E1}:birth_date": "1995-03-08"},
        {f"{E1}:id_type": "护照", f"{E1}:id_number": "E12345678"},
        f"{E1}:id_number",
    ),
    "birth-date-wrong": _one(f"{E1}:birth_date", "1995-03-08", "1995-03-09"),
    "id-number-gender": _one(f"{E1}:gender", "女", "男"),
    "credit-code-format": _one(
        "company.yaml:credit_code", "91350100M000100Y43", "91350100M000100YZ3"
    ),
    "credit-code-check": _one(
        "company.yaml:credit_code", "91350100M000100Y43", "91350100M000100Y44"
    ),
    "mobile-format": _one(f"{E1}:mobile", "+86 199-0000-0001", "12900000001"),
    "phone-format": _one("company.yaml:phone", "0571-80000016", "80000016"),
    "postcode-format": _one(f"{E1}:postcode", "010010", "10010"),
    "name-short": _one(f"{E1}:name", "张宇", "张"),
    "several-lines": _one(f"{E1}:residence", "杭州市西湖区禾屿路66号", "杭州市西湖区\n禾屿路66号"),
    "name-characters": _one(f"{E1}:name", "古丽娜尔·艾山", "张晓宇1"),
    "code-points": _one(f"{E1}:name", "陈䶮", "陈\ue863"),
    "glyph-missing": _one(f"{E1}:residence", "𠀀𪛖号", "\U00031350号"),
    "glyph-variant": _one(f"{M1}:summary.title", "葛城", "葛\U000e0100城"),
    "household-province": _one(f"{E1}:household.province", "浙江", "折江省"),
    "id-number-shared": _one(f"{E1}:id_number", "11010519491231002X", "320581200002290133"),
    "mobile-shared": _one(f"{E1}:mobile", "19900000003", "199 0000 0002"),
    "contract-number-shared": _one(f"{C1}.number", "S-2", "S-1"),
    "id-names-renewal": Example(
        {f"{E1}:contract": GONE, f"{E1}:contracts": [LABOR, RENEWAL]},
        {
            f"{E1}:contract": GONE,
            f"{E1}:contracts": [LABOR, RENEWAL],
            "employees/e001-2.yaml": {
                **PERSON,
                "id_number": "330106199503080200",
                "mobile": "19900000004",
                "contract": {**LABOR, "number": "L-3"},
            },
        },
        "employees/e001-2.yaml",
    ),
    "age-under-16": Example(
        {f"{E1}:id_number": "330106201003010024", f"{E1}:hired_on": "2026-03-01"},
        {f"{E1}:id_number": "330106201003020024"},
        f"{C1}.starts_on",
    ),
    "age-under-18": Example(
        {f"{E1}:id_number": "330106200803010024"},
        {f"{E1}:id_number": "330106200803020024"},
        f"{C1}.starts_on",
    ),
    "age-past-retirement": Example(
        {f"{E1}:id_number": "330106197510020024"},
        {f"{E1}:id_number": "330106197510010024"},
        f"{C1}.starts_on",
    ),
    "term-past-retirement": Example(  # born on 1 October 1976, she retires on 1 September 2027
        {f"{E1}:id_number": "330106197610010024", f"{C1}.ends_on": "2027-08-31"},
        {f"{E1}:id_number": "330106197610010024", f"{C1}.ends_on": "2027-09-01"},
        f"{C1}.ends_on",
    ),
    "paid-past-retirement": Example(
        {**RETIRED_IN_JUNE, "months/2026-06/E001.yaml": EMPTY_MONTH},
        {**RETIRED_IN_JUNE, "months/2026-07/E001.yaml": EMPTY_MONTH},
        f"{C1}.starts_on",
        dt.date(2026, 7, 31),
    ),
}
CONTRACT: dict[str, Example] = {
    "signed-late": _one(f"{C1}.signed_on", "2026-04-01", "2026-04-02"),
    "signed-after-start": _one(f"{C1}.signed_on", "2026-03-01", "2026-03-02"),
    "probation-long": _one(f"{C1}.probation_ends_on", "2026-04-30", "2026-05-01"),
    "probation-pay": _one(f"{C2}.pay.probation_monthly", "2400.00", "2399.99"),
    "mandatory-term": _one(f"{C1}.workplace", "家中", "＿＿＿"),
    "third-fixed-term": _contracts(
        _terms(FIRST, SECOND, ("2026-03-01", None)),
        _terms(FIRST, SECOND, THIRD),
        f"{E1}:contracts.2.ends_on",
    ),
    "contract-missing": Example({}, {f"{E1}:contract": GONE}, f"{E1}:hired_on"),
    "address-missing": Example({}, {f"{E1}:residence": GONE}, f"{E1}:name"),
    "hired-before-contract": _one(f"{E1}:hired_on", "2026-02-01", "2026-01-31"),
    "contract-gap": Example(
        {**ENDED_IN_APRIL, "months/2026-05/E001.yaml": {**EMPTY_MONTH, "period": TO_29_MAY}},
        {**ENDED_IN_APRIL, "months/2026-05/E001.yaml": EMPTY_MONTH},
        f"{C1}.ends_on",
    ),
    "probation-in-renewal": Example(
        {
            C1: GONE,
            f"{E1}:hired_on": "2026-03-01",
            f"{E1}:contracts": [{**LABOR, "probation_ends_on": "2026-03-31"}, RENEWAL],
        },
        {
            C1: GONE,
            f"{E1}:contracts": [LABOR, {**RENEWAL, "probation_ends_on": "2027-03-31"}],
        },
        f"{E1}:contracts.1.probation_ends_on",
    ),
    "noncompete-post": Example(
        {f"{C1}.noncompete": {"months": "12", "pay": "2660"}, f"{C1}.position": "客服主管"},
        {f"{C1}.noncompete": {"months": "12", "pay": "2660"}},
        f"{C1}.noncompete",
    ),
    "noncompete-months": Example(
        {f"{C1}.noncompete": {"months": "24", "pay": "2660"}},
        {f"{C1}.noncompete": {"months": "25", "pay": "2660"}},
        f"{C1}.noncompete.months",
    ),
    "noncompete-pay": Example(
        {f"{C1}.noncompete": {"months": "24", "pay": "2660"}},
        {f"{C1}.noncompete": {"months": "24", "pay": "2659.99"}},
        f"{C1}.noncompete.pay",
    ),
    "training-cost": Example(
        {f"{C1}.training": {"cost": "0.01", "until": "2027-02-28"}},
        {f"{C1}.training": {"cost": "0", "until": "2027-02-28"}},
        f"{C1}.training.cost",
    ),
    "wages-late": Example(
        {**SHENZHEN, "pay/standard.yaml:pay_day": "7", f"{C2}.pay.pay_day": "7"},
        {**SHENZHEN, "pay/standard.yaml:pay_day": "8"},
        f"{C1}.pay_scheme",
    ),
    "scheme-pay-day": _one("pay/standard.yaml:pay_day", "31", "32"),
    "probation-again": _contracts(
        [LABOR, {**RENEWAL, "probation_ends_on": "2027-03-31"}],
        [
            {**LABOR, "probation_ends_on": "2026-03-31"},
            {**RENEWAL, "probation_ends_on": "2027-03-31"},
        ],
        f"{E1}:contracts.1.probation_ends_on",
    ),
    "fixed-term-after-ten-years": Example(
        {f"{E1}:hired_on": "2016-03-02"}, {f"{E1}:hired_on": "2016-03-01"}, f"{C1}.ends_on"
    ),
    "contract-ending": _one(f"{C1}.ends_on", "2026-06-30", "2026-06-29"),
    "probation-ending": _one(f"{C1}.probation_ends_on", "2026-05-08", "2026-05-07"),
    "daily-hours": _hours(".ends", {"ends": "18:00"}, {"ends": "18:01"}),
    "daily-break": _hours(".ends", {"ends": "17:00"}, {"ends": "17:01"}),
    "weekly-hours": _hours(
        "",
        {"ends": "16:20", "rest_days_per_week": "1"},
        {"ends": "16:21", "rest_days_per_week": "1"},
    ),
    "weekly-rest": _hours(
        ".rest_days_per_week",
        {"rest_days_per_week": "1", "system": "comprehensive"},
        {"rest_days_per_week": "0", "system": "flexible"},
    ),
    "weekly-hours-over-forty": _hours(
        "",
        {"ends": "15:40", "rest_days_per_week": "1"},
        {"ends": "15:41", "rest_days_per_week": "1"},
    ),
    "hours-approval": _hours(
        ".system",
        {
            "system": "flexible",
            "approval": {"number": "杭人社特〔2026〕18号", "until": "2026-04-30"},
        },
        {"system": "flexible"},
    ),
    "rest-days": _hours(
        ".rest_days_per_week", {"rest_days_per_week": "6"}, {"rest_days_per_week": "7"}
    ),
    "minimum-wage": Example(
        {"pay/standard.yaml:base": "2660.00"},
        {"pay/standard.yaml:base": "2659.99"},
        f"{C1}.pay_scheme",
    ),
    "probation-minimum-wage": _one(f"{C2}.pay.probation_monthly", "2660.00", "2659.99"),
    "minimum-wage-stale": _one(
        "company.yaml:region",
        {"province": "湖北省", "city": "武汉市"},
        {"province": "广东", "city": "深圳"},
    ),
    "minimum-wage-place": Example(
        {"minimum_wage.yaml": [{"province": "广东省", "monthly": "2500"}]},
        {"minimum_wage.yaml": [{"province": "广冬", "monthly": "2500"}]},
        "minimum_wage.yaml:0.province",
    ),
    "minimum-wage-unknown": _one(
        "company.yaml:region",
        {"province": "浙江", "tier": "1"},
        {"province": "浙江", "tier": "9"},
    ),
    "void-passage": _one(f"{C1}.wording", "current", "original"),
    "service-employee": Example({C2: {**LABOR, "number": "L-2"}}, {C2: SERVICE}, f"{C2}.kind"),
    "service-probation": Example(
        {f"{C1}.probation_ends_on": "2026-03-31"},
        {f"{C2}.probation_ends_on": "2026-02-28"},
        f"{C2}.probation_ends_on",
    ),
}
RECORDS: dict[str, Example] = {
    "contract-dates": _one(f"{C1}.ends_on", "2026-03-01", "2026-02-28"),
    "probation-dates": _one(f"{C1}.probation_ends_on", "2027-02-28", "2027-03-01"),
    "signature-implausible": _one(f"{C1}.signed_on", "2025-09-01", "2025-02-27"),
    "hired-after-start": _one(f"{E1}:hired_on", "2026-03-01", "2026-03-02"),
    "contracts-overlap": _contracts(
        _terms(SECOND, THIRD),
        _terms(("2025-03-01", "2026-03-01"), THIRD),
        f"{E1}:contracts.1.starts_on",
    ),
    "period-dates": Example(
        {f"{M1}:period": {"from": "2026-04-16", "to": "2026-04-30"}},
        {f"{M1}:period": {"from": "2026-04-16", "to": "2026-05-01"}},
        f"{M1}:period.to",
    ),
    "month-without-employee": Example(
        {},
        {"months/2026-04/E003.yaml": EMPTY_MONTH},
        "months/2026-04/E003.yaml",
    ),
    "month-of-person-missing": Example(
        {"months/2026-04/E002.yaml": GONE, f"{C2}.starts_on": "2026-05-01"},
        {"months/2026-04/E002.yaml": GONE},
        f"{E2}:name",
    ),
    "month-without-contract": Example(
        {f"{C1}.starts_on": "2026-04-30"}, {f"{C1}.starts_on": "2026-05-01"}, M1
    ),
    "service-years": Example(
        {f"{E1}:hired_on": "2026-04-30"}, {f"{E1}:hired_on": "2026-05-01"}, M1
    ),
    "leaving-dates": _one(f"{E1}:left_on", "2026-03-01", "2026-01-31"),
    "leaving-day": _one(f"{E1}:left_on", "2026-05-31", "2026-05-30"),
    "leaver-kept": Example(
        {f"{C1}.starts_on": "2024-01-01", f"{E1}:left_on": "2024-04-30"},
        {f"{C1}.starts_on": "2024-01-01", f"{E1}:left_on": "2024-04-29"},
        f"{E1}:left_on",
    ),
    "goal-under-task": _one(f"{TEAM}:next_month.per_head.goal", "40000.00", "39999.99"),
    "total-sales": _one(f"{TEAM}:total_sales", "66520.5", "66520.51"),
    "total-reviews": _one(f"{TEAM}:reviews.negative", "10", "11"),
    "all-exceeded": _one(f"{TEAM}:done.0", "均已超额完成任务。", "均已超额完成目标。"),
    "assignment-owner": _one(f"{TEAM}:assignments.0.owner", "E002", "林海侠"),
    "assessment-day": _one(f"{TEAM}:next_month.assessment_on", "2026-05-31", "2026-06-01"),
    "pay-scheme-unknown": _one(f"{C1}.pay_scheme", "standard", "standart"),
    "packet-names": _one("packets.yaml:packets.spring.months.0", "2026-02", "2026-07"),
    "commission-tiers": Example(
        {TIERS: {"tiers": [{"from": "0", "rate": "0.01"}, {"from": "1", "rate": "0.02"}]}},
        {TIERS: {"tiers": [{"from": "0", "rate": "0.01"}, {"from": "0", "rate": "0.02"}]}},
        f"{TIERS}.tiers.1.from",
    ),
    "scheme-versions": Example(
        {f"{PAY}:versions": [{"from": "2026-01-01"}, {"from": "2026-05-01"}]},
        {f"{PAY}:versions": [{"from": "2026-05-01"}, {"from": "2026-05-01"}]},
        f"{PAY}:versions.1.from",
    ),
    "pay-changed-since-signed": Example(
        {f"{PAY}:versions": [{"from": "2026-03-01", "base": "2700"}]},
        {f"{PAY}:versions": [{"from": "2026-04-30", "base": "2700"}]},
        f"{C1}.pay_scheme",
    ),
    "commission-rate": _one(f"{TIERS}.rate", "0.5", "0.51"),
    "pay-day": _one(f"{C2}.pay.pay_day", "31", "32"),
    "probation-pay-missing": Example(
        {f"{C2}.probation_ends_on": "2026-02-28", f"{C2}.pay.probation_monthly": "2700"},
        {f"{C2}.probation_ends_on": "2026-02-28"},
        f"{C2}.pay",
    ),
    "paid-rest-days": _one("pay/standard.yaml:paid_rest_days.2", "2", "1"),
    "law-table-stale": Example(
        {}, {}, "company.yaml", dt.date(2027, 5, 1), kept_on=dt.date(2027, 4, 30)
    ),
    "acknowledgement-unknown": Example(
        {f"{E2}:acknowledged": {"service-employee": "兼职"}},
        {f"{E2}:acknowledged": {"service-employe": "兼职"}},
        f"{E2}:acknowledged.service-employe",
    ),
    "acknowledgement-refused": Example(
        {f"{E2}:acknowledged": {"service-employee": "兼职"}},
        {f"{E2}:acknowledged": {"mobile-format": "国外"}},
        f"{E2}:acknowledged.mobile-format",
    ),
    "acknowledgement-unused": Example(
        {f"{E2}:acknowledged": {"service-employee": "兼职"}},
        {f"{E1}:acknowledged": {"service-employee": "兼职"}},
        f"{E1}:acknowledged.service-employee",
    ),
}
TERMS: dict[str, Example] = {
    rule: Example({TEXT: lawful}, {TEXT: unlawful}, C1)
    for rule, lawful, unlawful in (
        (
            "insurance-waived",
            "乙方不得放弃社会保险；本项补助不替代社会保险。",
            "乙方自愿放弃缴纳社会保险。",
        ),
        ("deposit-agreed", "甲方不得向乙方收取押金。", "乙方入职时交纳工服押金300元。"),
        ("papers-kept", "乙方提供身份证复印件。", "甲方统一保管乙方身份证。"),
        ("fine-agreed", "甲方不得对乙方罚款；有投诉，未产生罚款。", "迟到每次罚款50元。"),
        (
            "damages-agreed",
            "乙方违反服务期约定的，按约定支付违约金，不超过培训费用。",
            "乙方提前离职的，应支付甲方违约金3000元。",
        ),
        (
            "noncompete-text",
            "乙方不得泄露甲方的商业秘密。",
            "乙方离职后一年内不得从事同行业工作。",
        ),
        (
            "service-term-text",
            "甲方提供专项培训的，服务期为2年。",
            "乙方的服务期为2年。",
        ),
        ("automatic-renewal", "期满可以协商续订。", "合同期满自动续延一年。"),
        (
            "injury-disclaimed",
            "乙方因工受伤的，甲方依法申报工伤。",
            "工作中发生工伤事故，甲方概不负责。",
        ),
        (
            "marriage-barred",
            "甲方不得因乙方结婚、怀孕、生育解除合同。",
            "乙方入职两年内不得结婚。",
        ),
        (
            "wages-forfeited",
            "乙方未办理交接的，甲方仍应按时支付工资。",
            "未办理交接的，甲方不支付最后一个月工资。",
        ),
    )
}
COMPUTED: dict[str, Example] = {
    "minimum-wage-month": Example({PAID: pays("2660.00")}, {PAID: pays("2659.99")}, M1),
    "deductions-fifth": Example(
        taken("1000.00", "5000.00"), taken("1000.01", "5000.00"), f"{M1}:deductions"
    ),
    "deduction-unlawful": Example(
        {f"{M1}:deductions": [{"reason": "借支", "amount": "9", "kind": "advance"}]},
        {f"{M1}:deductions": [{"reason": "工服押金", "amount": "9", "kind": "other"}]},
        f"{M1}:deductions.0.reason",
    ),
    "month-missing": Example(
        {PAID: pays("3000")},
        {PAID: replace(pays("3000"), missing_months=(Month(2026, 2), Month(2026, 3)))},
        M1,
    ),
    "over-age-minimum-wage": Example(
        {**RETIRED_HE, "statements/2026-07/E002": replace(pays("2660"), normal_hours=None)},
        {**RETIRED_HE, "statements/2026-07/E002": replace(pays("2659.99"), normal_hours=None)},
        "months/2026-07/E002.yaml",
        dt.date(2026, 7, 31),
    ),
    "net-below-zero": Example(
        {PAID: replace(pays("0"), net=Decimal(0))},
        {PAID: replace(pays("0"), net=Decimal("-0.01"))},
        M1,
    ),
    "attendance-days": Example(
        {f"{M1}:attendance.absent_days": "29", PAID: pays("3000")},
        {f"{M1}:attendance.absent_days": "30", PAID: pays("3000")},
        f"{M1}:attendance",
    ),
    "rest-days-charged": Example(
        {PAID: pays("3000")},
        {PAID: replace(pays("3000"), rest=replace(REST, charged_days=2, charged=D(248)))},
        f"{M1}:attendance.rest_days",
    ),
    "rest-days-missed": Example(
        {PAID: pays("3000")},
        {PAID: replace(pays("3000"), rest=replace(REST, missed_hours=D(4), owed=D(122)))},
        f"{M1}:attendance.rest_days",
    ),
    "overtime-hours": _overtime({"weekday_hours": "36"}, {"weekday_hours": "36.5"}, ""),
    "time-off-hours": _overtime(
        {"rest_day_hours": "8", "time_off_hours": "8"},
        {"rest_day_hours": "8", "time_off_hours": "8.5"},
        ".time_off_hours",
    ),
    "holiday-hours": Example(
        {f"{M1}:overtime": {"holiday_hours": "24"}, PAID: pays("3000")},
        {f"{M1}:overtime": {"holiday_hours": "24.5"}, PAID: pays("3000")},
        f"{M1}:overtime.holiday_hours",
    ),
    "overtime-without-wages": Example(
        {f"{M1}:overtime": {"weekday_hours": "1"}, PAID: pays("3000")},
        {f"{M1}:overtime": {"weekday_hours": "1"}, PAID: replace(pays("3000"), rest=None)},
        f"{M1}:overtime",
    ),
    "bonus-apart-over": Example(
        {f"{M1}:bonus": APART},
        {"months/2028-01/E001.yaml": {**MONTH, **NOTHING, "bonus": APART}},
        "months/2028-01/E001.yaml:bonus.taxed",
    ),
    "bonus-apart-twice": Example(
        {
            f"{M1}:bonus": APART,
            MAY: {**MONTH, **NOTHING, "bonus": {**APART, "taxed": "with_wages"}},
        },
        {f"{M1}:bonus": APART, MAY: {**MONTH, **NOTHING, "bonus": APART}},
        f"{MAY}:bonus.taxed",
    ),
    "withholding-not-applied": Example(
        {f"{E1}:withholding": "under_60000", PAID: replace(pays("3000"), year=_year("60000"))},
        {f"{E1}:withholding": "under_60000", PAID: replace(pays("3000"), year=_year("5000"))},
        f"{E1}:withholding",
    ),
    "annual-leave-unused": Example(
        {PAID: replace(pays("3000"), leave=AnnualLeave(5, 5, D(0)))},
        {PAID: replace(pays("3000"), leave=AnnualLeave(5, 4, D(276)))},
        f"{M1}:attendance",
    ),
    "sick-pay-rate": _one(f"{PAY}:sick_pay", "1", "60"),
    "sick-pay-missing": Example(
        {f"{M1}:attendance.sick_days": "1", f"{PAY}:sick_pay": "0.6"},
        {f"{M1}:attendance.sick_days": "1"},
        f"{M1}:attendance.sick_days",
    ),
    "service-invoice": Example(
        {PAID: replace(pays("999.99"), service_pay=D("999.99"))},
        {PAID: replace(pays("1000"), service_pay=D(1000))},
        M1,
    ),
    "days-off-unknown": Example(
        {PAID: pays("3000")},
        {PAID: replace(pays("3000"), rest=replace(REST, is_calendar_known=False))},
        f"{M1}:attendance.rest_days",
    ),
    "period-short": Example(
        {f"{M1}:period": HALF, PAID: replace(pays("3000"), days=15)},
        {f"{M1}:period": HALF, PAID: replace(pays("3000"), days=15, left_out=15)},
        f"{M1}:period",
    ),
    "mandatory-term-text": Example({TEXT: STATED}, {TEXT: STATED.replace("社会保险", "社保")}, C1),
    "void-passage-text": Example(
        {TEXT: "服务态度良好，有投诉，未产生罚款。"},
        {TEXT: "乙方需无条件向甲方支付适当的培训赔偿。"},
        C1,
    ),
    "repealed-statute": Example(
        {TEXT: "根据《中华人民共和国劳动合同法》"}, {TEXT: "根据《中华人民共和国合同法》"}, C1
    ),
}
EXAMPLES: dict[str, Example] = {**IDENTITY, **CONTRACT, **RECORDS, **TERMS, **COMPUTED}
