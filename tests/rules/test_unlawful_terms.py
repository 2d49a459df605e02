"""Terms that do not hold: in contracts and in records, and sentences that are about others."""

from __future__ import annotations

import pytest

from kefu_docs.rules import run_rules
from kefu_docs.rules.contract_text import plain_text
from kefu_docs.rules.unlawful_terms import BY_RULE, unlawful_terms
from tests.support.builds import ROOT
from tests.support.rule_dataset import Changes, case_of, changed
from tests.support.rule_examples import C1, M1, TEXT


def _rules(text: str, *, is_contract: bool = False) -> list[str]:
    plain = plain_text(text)
    return [
        rule
        for rule, term in BY_RULE.items()
        if list(unlawful_terms(term, plain, is_contract=is_contract))
    ]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("insurance-waived", "乙方自愿不参加社会保险，由此产生的后果自负。"),
        ("insurance-waived", "社保由乙方自行缴纳。"),
        ("insurance-waived", "甲方以医保补助代替社会保险。"),
        ("insurance-waived", "社会保险费折算成现金随工资发放。"),
        ("deposit-agreed", "员工入职须交纳保证金５００元。"),
        ("deposit-agreed", "离职时归还工服，押金200元。"),
        ("papers-kept", "入职后身份证原件上交，甲方扣押身份证至离职。"),
        ("papers-kept", "公司收取员工毕业证。"),
        ("papers-kept", "乙方身份证由公司统一保管。"),
        ("fine-agreed", "乙方旷工一天处以罚款100元。"),
        ("damages-agreed", "乙方未满一年离职，赔偿甲方违约金一个月工资。"),
        ("noncompete-text", "乙方两年内不得到有竞争关系的单位工作。"),
        ("service-term-text", "乙方承诺服务期内辞职的，赔偿5000元。"),
        ("deposit-agreed", "乙方入职不满一年离职的，扣除工服押金。"),
        ("deposit-agreed", "甲方不得收取押金，但收取工服保证金200元。"),
        ("insurance-waived", "乙方放弃社会保险，由甲方购买商业保险。"),
        ("automatic-renewal", "合同期满双方无异议的，合同自动顺延。"),
        ("insurance-waived", "乙方同意甲方不为其缴纳社会保险。"),
        ("insurance-waived", "甲方每月发放补贴300元，不再缴纳社会保险。"),
        ("insurance-waived", "社保由员工自行缴纳，公司给予补贴。"),
        ("deposit-agreed", "工服押金从首月工资扣。"),
        ("papers-kept", "乙方身份证原件由公司保管。"),
        ("papers-kept", "乙方毕业证押在公司。"),
        ("fine-agreed", "乙方迟到一次扣50元。"),
        ("fine-agreed", "乙方违规乐捐20元。"),
        ("damages-agreed", "乙方提前离职的，赔偿甲方一个月工资。"),
        ("noncompete-text", "乙方离职后不得从事竞争业务。"),
        ("injury-disclaimed", "乙方在工作中发生工伤，甲方概不负责。"),
        ("injury-disclaimed", "乙方上班期间受伤的，责任自负。"),
        ("injury-disclaimed", "发生意外伤害与公司无关。"),
        ("marriage-barred", "乙方承诺两年内不得结婚、怀孕。"),
        ("marriage-barred", "乙方怀孕的，视为自动离职。"),
        ("marriage-barred", "合同期内乙方结婚的甲方有权解除合同。"),
    ],
)
def test_a_term_is_found_in_a_contract(rule: str, text: str) -> None:
    """Each wording that does not hold, by its rule and by no other."""
    assert _rules(text, is_contract=True) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "乙方不得放弃社会保险。",
        "甲乙双方依法参加社会保险，乙方个人应当缴纳的部分由甲方代扣代缴；本项补助不替代社会保险。",
        "甲方不得扣押乙方的居民身份证和其他证件，不得要求乙方提供担保。",
        "甲方为员工购买商业医疗保险，不代替社会保险。",
        "乙方提交身份证复印件。",
        "乙方违反竞业限制约定的，按照约定支付违约金，甲方按月支付经济补偿。",
        "在职期间不得到有竞争关系的单位工作。",
        "甲乙双方可以另行约定竞业限制。",
        "竞业限制期限内甲方按月给予经济补偿。乙方违反竞业限制的，支付违约金。",
        "乙方违反前款约定的，应当向甲方支付违约金。",
        "离职时上交工作证件和门禁卡。",
        "乙方身份证复印件由公司统一保管。",
        "甲方收取乙方身份证明材料复印件。",
        "乙方在孕期、产期、哺乳期的，合同期限自动延续至情形消失。",
        "甲方不缴纳社会保险费的，乙方可以解除本合同。",
        "因乙方违法被行政机关处以罚款的，由乙方自行承担。",
        "期满自动终止。",
        "乙方离职后甲方不再为其缴纳社会保险。",
        "甲方已退还入职时收取的押金。",
        "有投诉且扣减奖励的，奖励100元。",
        "乙方旷工的，扣当日工资。",
        "乙方离职给甲方造成损失的，依法赔偿。",
        "乙方因工受伤的，甲方依法申报工伤并承担费用。",
        "工伤概不负责的约定无效。",
        "乙方非因工受伤的，医疗费由乙方承担。",
        "甲方不得因乙方结婚、怀孕、生育降低工资或者解除合同。",
        "不得约定限制女职工结婚、生育的内容。",
        "乙方怀孕、哺乳期间，甲方不得解除合同。",
    ],
)
def test_what_the_law_asks_for_is_no_finding(text: str) -> None:
    """A sentence that forbids what it names, or gives what is due for it."""
    assert _rules(text, is_contract=True) == []


@pytest.mark.parametrize("employee", ["E002", "E003", "E004", "E005"])
def test_the_current_wordings_agree_on_nothing_unlawful(employee: str) -> None:
    """The golden texts of the sample's contracts."""
    text = (ROOT / "tests" / "golden" / "contracts" / f"{employee}.txt").read_text("utf-8")
    assert _rules(text, is_contract=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "顾客要求退还押金300元，已联系快递公司。",
        "快递延误一单，平台罚款50元，员工已申诉。",
        "核对顾客提供的身份证号，收取证件照片。",
        "本月同行业竞争激烈，不得松懈。",
        "店铺保证金不足，已由财务缴纳保证金1000元。",
        "服务期间保持微笑。",
    ],
)
def test_what_is_about_customers_is_not(text: str) -> None:
    """A summary tells of deposits, fines and papers of others."""
    assert _rules(text) == []


def test_a_term_in_a_record_is_found_at_its_place() -> None:
    """In a duty, which the contract prints too, and in a summary: once each."""
    duty = "员工入职交纳工服押金300元。"
    changes: Changes = {
        f"{C1}.duties.0": duty,
        TEXT: f"3、{duty}",
        f"{M1}:summary": {
            "title": "总结",
            "sections": [{"paragraphs": ["新人入职时收取押金200元。"]}],
        },
    }
    case = case_of(changed(changes))
    found = [d for d in run_rules(case) if d.rule == "deposit-agreed"]
    person, month = case.dataset.employees["E001"], case_of(changed(changes)).dataset.months
    assert [d.location for d in found] == [
        person.places["contract", "duties", 0],
        next(iter(month.values()))["E001"].places["summary", "sections", 0, "paragraphs", 0],
    ]


@pytest.mark.parametrize(
    ("key", "group", "text"),
    [
        ("noncompete", {"months": "12", "pay": "3000"}, "乙方离职后不得从事同行业工作。"),
        ("training", {"cost": "5000", "until": "2027-02-28"}, "乙方的服务期为2年。"),
    ],
)
def test_what_is_on_record_is_judged_there(key: str, group: dict[str, str], text: str) -> None:
    """The record says months and pay, or the cost, which the text's sentence need not repeat."""
    rule = {"noncompete": "noncompete-text", "training": "service-term-text"}[key]
    for changes, count in (({}, 1), ({f"{C1}.{key}": group}, 0)):
        found = [d for d in run_rules(case_of(changed({TEXT: text, **changes}))) if d.rule == rule]
        assert len(found) == count


def test_the_original_wording_has_findings_of_its_own() -> None:
    """Its passages are told by void-passage."""
    changes = {TEXT: "60天内不得进入同行业工作。", f"{C1}.wording": "original"}
    assert "noncompete-text" not in {d.rule for d in run_rules(case_of(changed(changes)))}
