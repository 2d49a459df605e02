"""The contract templates against the sample texts they carry.

Expected texts are made from tests/data/source_texts.txt by the tables of wording_tables alone:
what is mended, which blanks are filled, which passages the wording `current` replaces. Space is
not compared.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from kefu_docs.model import Company, Employee, LaborContract, PayScheme, Rendered, ServiceContract
from kefu_docs.render import Template, contract_context, text_of
from tests.support import records
from tests.support.builds import ROOT, SAMPLE_TEMPLATES
from tests.support.wording_records import COMPANY, LABOR, PAY, PERSON, SCHEME, SERVICE
from tests.support.wording_tables import (
    LABOR_BLANKS,
    LABOR_MENDS,
    LABOR_REPLACED,
    SERVICE_BLANKS,
    SERVICE_MENDS,
    SERVICE_REPLACED,
    Table,
)

SOURCE = (ROOT / "tests" / "data" / "source_texts.txt").read_text("utf-8")
TEMPLATES = SAMPLE_TEMPLATES
WIDE = str.maketrans(",:();", "，：（）；")
LABOR_TEMPLATE = Template("labor", (TEMPLATES / "contract_labor.docx").read_bytes())
SERVICE_TEMPLATE = Template("service", (TEMPLATES / "contract_service.docx").read_bytes())


def changed(text: str, table: Table) -> str:
    """Apply a table; each of its fragments must occur, and once only."""
    for old, new in table:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def compact(text: str) -> str:
    """Drop every space, keep the lines."""
    return "\n".join("".join(line.split()) for line in text.strip().splitlines())


def sample(number: int) -> str:
    """Give sample `number` without its heading line and signature block."""
    text = SOURCE.split(f"淘宝客服合同范本{number}\n")[1].split("淘宝客服合同范本")[0]
    return re.split(r"\n(?:甲方:_+乙方|甲 方:)", text)[0] + "\n"


def labor_sample() -> str:
    """Sample 1, mended and filled."""
    return changed(changed(sample(1), LABOR_MENDS).translate(WIDE), LABOR_BLANKS).strip()


def service_sample() -> str:
    """Samples 2 and 3, mended and filled."""
    stray = changed(sample(2), (("保守义务的.商业秘密", "保守义务的商业秘密"),))
    mended = compact(changed(stray, SERVICE_MENDS).translate(WIDE))
    return changed(mended, SERVICE_BLANKS)


def labor(
    wording: str, scheme: PayScheme = SCHEME, company: Company = COMPANY, **more: object
) -> Rendered:
    """Render the labor contract with `more` in its record."""
    contract = LaborContract.model_validate({**LABOR, "wording": wording, **more})
    person = Employee.model_validate({**PERSON, "contract": LABOR})
    return LABOR_TEMPLATE.render(contract_context(company, person, contract, scheme))


def service(
    wording: str,
    person: dict[str, object] | None = None,
    company: Company = COMPANY,
    **more: object,
) -> Rendered:
    """Render the service contract; `person` adds to the employee, `more` to the contract."""
    contract = ServiceContract.model_validate({**SERVICE, "wording": wording, **more})
    employee = Employee.model_validate({**PERSON, **(person or {}), "contract": SERVICE})
    return SERVICE_TEMPLATE.render(contract_context(company, employee, contract, None))


def clauses(rendered: Rendered) -> list[str]:
    """Give the lines between the title and the signature block."""
    lines = compact(text_of(rendered.docx)).splitlines()
    return lines[lines.index("甲方：禾屿") : lines.index("甲方（盖章）：乙方（签字）：")]


def test_labor_original_is_sample_1_clause_by_clause() -> None:
    """Sample 1 with its mends and filled blanks is the whole contract."""
    assert clauses(labor("original")) == labor_sample().splitlines()


def test_service_original_is_sample_2_clause_by_clause() -> None:
    """Sample 2 with its mends and filled blanks is the whole contract."""
    assert clauses(service("original")) == service_sample().splitlines()


def test_samples_2_and_3_are_one_text() -> None:
    """Without the stray characters the two samples are equal, so one template serves both."""
    second = changed(sample(2), (("保守义务的.商业秘密", "保守义务的商业秘密"),))
    third = changed(sample(3), (("协议的`约定", "协议的约定"),))
    assert compact(second) == compact(third)


def test_labor_current_replaces_the_listed_passages_and_nothing_else() -> None:
    """The original with each row of the table replaced is the whole contract."""
    expected = changed(labor_sample() + "\n", LABOR_REPLACED)
    assert clauses(labor("current")) == expected.splitlines()


def test_service_current_replaces_the_listed_passages_and_nothing_else() -> None:
    """The original with each row of the table replaced is the whole contract."""
    expected = changed(service_sample(), SERVICE_REPLACED)
    assert clauses(service("current")) == expected.splitlines()


@pytest.mark.parametrize(
    "passage",
    [
        *("罚款", "或业主", "60天", "扣除", "离职协议书", "培训赔偿", "不再另行计发", "规则制度"),
        *("约定的合同终止条件", "或者安排补休", "扣减奖励奖励"),
    ],
)
def test_labor_current_keeps_nothing_of_a_void_passage(passage: str) -> None:
    """No word of a void passage is left."""
    assert passage not in text_of(labor("current").docx)


@pytest.mark.parametrize("passage", ["民法通则", "中华人民共和国合同法"])
def test_service_current_cites_no_repealed_statute(passage: str) -> None:
    """Neither statute repealed on 2021-01-01 is named."""
    assert passage not in text_of(service("current").docx)


@pytest.mark.parametrize("wording", ["original", "current"])
def test_titles(wording: str) -> None:
    """The titles are the same in both wordings."""
    assert text_of(labor(wording).docx).splitlines()[:2] == ["劳动合同", "淘宝客服岗位"]
    assert text_of(service(wording).docx).splitlines()[0] == "聘用合同"


@pytest.mark.parametrize("wording", ["original", "current"])
def test_an_open_ended_labor_contract_says_so(wording: str) -> None:
    """Without an end the term is 无固定期限."""
    lines = clauses(labor(wording, ends_on=None, probation_ends_on=None))
    assert "本合同自2026年3月1日起为无固定期限。" in lines


def test_the_figures_are_the_pay_scheme_s() -> None:
    """No figure of clause 四 is part of the template."""
    other = PayScheme.model_validate(
        {
            **SCHEME.model_dump(mode="json"),
            "base": "2700",
            "seniority": {"per_year": "62.50"},
            "paid_rest_days": ["2", "3", "4", "5"],
        }
    )
    text = "\n".join(clauses(labor("original", other)))
    assert "（一）基本工资2700元/月" in text
    assert "工资另加62.5元作为工龄奖" in text
    assert "1、工龄达到1年，每年加62.5元。" in text
    assert re.findall(r"(\d)天/月", text) == ["2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("system", "printed"),
    [
        ("standard", "标准工时制"),
        ("comprehensive", "综合计算工时工作制"),
        ("flexible", "不定时工作制"),
    ],
)
def test_the_hours_system_is_named(system: str, printed: str) -> None:
    """Each system of hours has the name it has in law (劳部发〔1994〕503号)."""
    hours = {"starts": "09:00", "ends": "17:30", "rest_days_per_week": "2", "system": system}
    assert f"甲方实行{printed}，" in text_of(labor("current", hours=hours).docx)


def test_a_household_that_names_its_units_is_printed_as_it_is() -> None:
    """省（市） and its like are not printed behind a value that already ends in one."""
    household = {"province": "浙江省", "county": "杭州市西湖区", "street": "蒋村街道"}
    lines = text_of(service("original", {"household": household}).docx).splitlines()
    blank = "　" * 6
    assert f"户籍所在地：浙江省杭州市西湖区蒋村街道{blank}村" in lines


def test_unfilled_optional_blanks_are_underlined_blanks() -> None:
    """Each optional blank is left as wide space in an underlined run."""
    pay = {key: value for key, value in PAY.items() if key != "probation_monthly"}
    company = COMPANY.model_copy(update={"agent": None})
    docx = service("original", {"phone": None}, company, probation_ends_on=None, pay=pay).docx
    text = text_of(docx)
    for before, after in (
        ("其中试用期至", "止。"),
        ("联系电话：", "\t"),
        ("劳务报酬为", "元/月。"),
    ):
        assert re.search(f"{before}　{{6,8}}{after}", text), before
    assert re.search("^代理人：　+\t代理人：　+$", text, re.MULTILINE)
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        body = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    blanks = [run for run in re.findall("<w:r>.*?</w:r>", body) if re.search("　{6}", run)]
    assert len(blanks) == 6
    assert all('<w:rStyle w:val="FilledIn"/>' in run for run in blanks)
    assert re.search('w:styleId="FilledIn".*?<w:u w:val="single"/>', styles)


@pytest.mark.parametrize("wording", ["original", "current"])
def test_the_signature_block_is_a_table_of_two_columns(wording: str) -> None:
    """甲方 and who signs for it on the left, 乙方 on the right, both dates are the record's."""
    signed, agent = "日期：2026年2月27日", "代理人：顾明远"
    rows = [line.split("\t") for line in text_of(labor(wording).docx).splitlines() if "\t" in line]
    assert [row[0] for row in rows] == ["甲方（盖章）：", "禾屿", agent, signed]
    assert [row[1].strip("　") for row in rows] == ["乙方（签字）：", "", "", signed]
    rows = [line.split("\t") for line in text_of(service(wording).docx).splitlines()[-4:]]
    assert [row[0] for row in rows] == ["甲方（盖章）：", "禾屿", "代理人：顾明远", signed]


@pytest.mark.parametrize("wording", ["original", "current"])
def test_an_employer_without_an_agent_has_no_line_for_one(wording: str) -> None:
    """The labor sample has no such line, so that none is left blank."""
    company = COMPANY.model_copy(update={"agent": None})
    assert "代理人" not in text_of(labor(wording, company=company).docx)


@pytest.mark.parametrize("wording", ["original", "current"])
def test_what_the_scheme_does_not_pay_is_not_promised(wording: str) -> None:
    """No 另加零元 and no 奖0元: the clause keeps its number and says 不设."""
    scheme = records.pay_scheme(
        seniority={"per_year": "0"}, full_attendance="0.00", medical_subsidy="0"
    )
    lines = clauses(labor(wording, scheme))
    assert {"（二）工龄工资：不设", "（三）满勤奖：不设", "（四）医保补助：不设"} <= set(lines)
    text = "\n".join(lines)
    assert "工龄奖" not in text
    assert "零元" not in text
    assert "以此类推" not in text
    assert "不替代社会保险" not in text


@pytest.mark.parametrize(
    ("unpaid", "printed"),
    [
        (
            ("no_complaint",),
            ["1、有投诉但未扣减奖励的，奖励300元", "2、有投诉且扣减奖励的，奖励100元"],
        ),
        (("without_fine",), ["1、无投诉的，奖励350元", "2、有投诉且扣减奖励的，奖励100元"]),
        (("without_fine", "with_fine"), ["1、无投诉的，奖励350元"]),
        (("no_complaint", "without_fine"), ["1、有投诉且扣减奖励的，奖励100元"]),
        (("no_complaint", "without_fine", "with_fine"), []),
    ],
)
def test_each_prize_that_is_paid_is_printed(unpaid: tuple[str, ...], printed: list[str]) -> None:
    """The tiers of 服务明星奖 are numbered through, whichever of them the scheme has."""
    prizes = {"no_complaint": "350"} | dict.fromkeys(unpaid, "0")
    lines = clauses(labor("current", records.pay_scheme(service_star=prizes)))
    assert [line for line in lines if "投诉" in line] == printed
    assert ("（六）服务明星奖：不设" in lines) == (not printed)


@pytest.mark.parametrize(
    ("commission", "printed"),
    [
        ({"rate": "0.01"}, "+销售达成总额提成，提成比例为1%（"),
        ({"rate": "0"}, "元整）/月。"),
        ({"tiers": [{"from": "0", "rate": "0.02"}]}, "分段计算：全部为2%（"),
        (
            {"tiers": [{"from": "0", "rate": "0.01"}, {"from": "30000", "rate": "0.015"}]},
            "，提成按销售达成总额分段计算：不超过30000元的部分为1%；超过30000元的部分为1.5%（",
        ),
        (
            {
                "tiers": [
                    {"from": "5000", "rate": "0.01"},
                    {"from": "20000", "rate": "0.02"},
                    {"from": "50000.50", "rate": "0.0325"},
                ]
            },
            "：超过5000元至20000元的部分为1%；超过20000元至50000.5元的部分为2%；"
            "超过50000.5元的部分为3.25%（",
        ),
    ],
)
def test_the_commission_that_is_paid_is_printed(commission: object, printed: str) -> None:
    """One rate or each tier, with the sales it is paid on; none where none is paid."""
    lines = clauses(service("current", pay={**PAY, "commission": commission}))
    (line,) = [line for line in lines if line.startswith("1、甲方每月10日前")]
    assert printed in line
    original = clauses(service("original", pay={**PAY, "commission": commission}))
    assert clauses(service("original")) == original


@pytest.mark.parametrize("missing", ["probation_ends_on", "probation_monthly"])
def test_a_service_contract_without_probation_does_not_speak_of_it(missing: str) -> None:
    """Its pay is left out, too, and what follows is numbered on; nothing is signed blank."""
    pay = {key: value for key, value in PAY.items() if key != missing}
    more: dict[str, object] = {"probation_ends_on": None} if missing in SERVICE else {}
    text = "\n".join(clauses(service("current", None, COMPANY, pay=pay, **more)))
    assert ("试用" in text) == (missing == "probation_monthly")
    assert "试用期间" not in text
    assert "\n2、每天工作时间为：" in text


@pytest.mark.parametrize("wording", ["original", "current"])
def test_a_shift_that_ends_on_the_next_day_says_so(wording: str) -> None:
    """22:00 to 06:00 goes past midnight."""
    hours = {"starts": "22:00", "ends": "06:00", "rest_days_per_week": "2", "system": "standard"}
    lines = clauses(service(wording, hours=hours))
    assert any("22:00-次日06:00（" in line for line in lines)
    if wording == "current":
        text = "\n".join(clauses(labor(wording, hours=hours)))
        assert "每日工作时间为22:00至次日06:00，" in text


ABROAD: records.Raw = {"id_type": "护照", "id_number": "E12345678", "birth_date": "1995-03-08"}
SETTLED: records.Raw = {"id_type": "港澳台居民居住证", "id_number": "810000199503080024"}


def heads(person: records.Raw, wording: str = "current") -> tuple[list[str], list[str]]:
    """What either contract says of 乙方, who has no household, in three lines and four."""
    who = {key: value for key, value in PERSON.items() if key != "household"} | person
    employee = Employee.model_validate({**who, "contract": LABOR})
    labor_terms = LaborContract.model_validate({**LABOR, "wording": wording})
    service_terms = ServiceContract.model_validate({**SERVICE, "wording": wording})
    of_labor = clauses(
        LABOR_TEMPLATE.render(contract_context(COMPANY, employee, labor_terms, SCHEME))
    )
    of_service = clauses(
        SERVICE_TEMPLATE.render(contract_context(COMPANY, employee, service_terms, None))
    )
    start = of_labor.index("乙方：张晓宇") + 1
    return of_labor[start : start + 3], of_service[2:6]


def test_the_number_has_the_name_of_its_paper() -> None:
    """A birth date that the number does not tell is printed; no line is left for a household."""
    of_labor, of_service = heads(ABROAD)
    assert of_labor[:2] == ["性别：女出生日期：1995年3月8日", "护照号码：E12345678"]
    assert of_labor[2].startswith("居住地址：")
    assert of_service[0] == "乙方姓名：张晓宇性别：女出生日期：1995年3月8日"
    assert of_service[1] == "护照号码：E12345678"
    assert of_service[2].startswith("居住地：")


def test_a_number_that_tells_the_birth_date_is_printed_alone() -> None:
    """A residence permit of 18 digits; the sample's blank for a household stays in its own text."""
    number = "港澳台居民居住证号码：810000199503080024"
    of_labor, of_service = heads(SETTLED)
    assert of_labor[0] == f"性别：女{number}"
    assert of_service[:2] == ["乙方姓名：张晓宇性别：女", number]
    _, original = heads(SETTLED, "original")
    assert original[2] == "户籍所在地："


@pytest.mark.parametrize("wording", ["original", "current"])
def test_wages_are_paid_on_the_scheme_s_day(wording: str) -> None:
    """The sample's last day of the month stands only where the scheme names no day."""
    text = "\n".join(clauses(labor(wording, records.pay_scheme(pay_day="15"))))
    assert "其支付时间为每月15日支付上月工资。" in text
    assert "月末" not in text
