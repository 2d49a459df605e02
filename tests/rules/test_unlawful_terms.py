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
        ("insurance-waived", "本人自愿放弃缴纳社会保险，后果自负。"),
        ("insurance-waived", "员工同意公司不予缴纳社保。"),
        ("insurance-waived", "甲方每月给付乙方社保补贴500元，乙方不再要求甲方缴纳社会保险。"),
        ("insurance-waived", "试用期内不缴纳社会保险。"),
        ("insurance-waived", "社保自转正之日起缴纳。"),
        ("insurance-waived", "乙方自行缴纳社会保险，甲方不承担任何费用。"),
        ("insurance-waived", "乙方应得工资中已包含社会保险费，甲方不再另行缴纳。"),
        ("insurance-waived", "五险一金折算为现金发给乙方。"),
        ("insurance-waived", "本人承诺不要求公司为本人购买社保。"),
        ("insurance-waived", "单位应缴纳的社会保险费由劳动者承担。"),
        ("deposit-agreed", "甲方收取押金500元。"),
        ("deposit-agreed", "员工离职时不退还押金。"),
        ("deposit-agreed", "未满一年离职的，押金不予退还。"),
        ("deposit-agreed", "入职时缴工牌押金100元。"),
        ("deposit-agreed", "乙方提供一名担保人作为担保。"),
        ("deposit-agreed", "首月工资作为押金，离职时返还。"),
        ("deposit-agreed", "甲方从乙方工资中每月扣除200元作为保证金。"),
        ("deposit-agreed", "乙方应当预交培训押金1000元。"),
        ("papers-kept", "入职后身份证交公司保管。"),
        ("papers-kept", "毕业证原件暂存人事部，离职时归还。"),
        ("papers-kept", "乙方将身份证原件交由甲方代管。"),
        ("papers-kept", "甲方扣留乙方身份证、毕业证。"),
        ("papers-kept", "员工须将学历证书原件抵押在公司。"),
        ("fine-agreed", "迟到一次罚50元。"),
        ("fine-agreed", "员工早退的，公司罚款20元。"),
        ("fine-agreed", "每旷工一天，罚三天工资。"),
        ("fine-agreed", "乙方违反规定的，甲方有权对乙方罚款。"),
        ("fine-agreed", "一次差评扣罚10元，员工不得异议。"),
        ("fine-agreed", "迟到10分钟以内扣30元。"),
        ("fine-agreed", "员工被投诉的，处罚金100元。"),
        ("damages-agreed", "乙方提前解除合同的，应支付违约金3000元。"),
        ("damages-agreed", "乙方合同期内辞职的，须向公司支付违约金。"),
        ("damages-agreed", "员工未提前三十日通知离职的，赔偿公司一个月工资。"),
        ("damages-agreed", "乙方擅自离职的，扣发当月工资作为违约金。"),
        ("damages-agreed", "违约方向对方支付违约金5000元，乙方离职视为违约。"),
        ("noncompete-text", "乙方离职后两年内不得从事与甲方相同的业务。"),
        ("noncompete-text", "员工离职后一年内不得到同类企业任职。"),
        ("noncompete-text", "乙方离职后不得自营与甲方竞争的网店。"),
        ("noncompete-text", "本人离职后三年内不在同行业就业。"),
        ("service-term-text", "乙方须为甲方服务满三年，否则赔偿5000元。"),
        ("service-term-text", "乙方服务期为3年。"),
        ("automatic-renewal", "本合同到期后自动续签一年。"),
        ("automatic-renewal", "期满前双方均未提出异议的，本合同自动延续一年，员工无须另签。"),
        ("automatic-renewal", "合同到期未续签的，乙方继续工作视为同意续签一年。"),
        ("injury-disclaimed", "乙方上下班途中发生交通事故，公司不承担责任。"),
        ("injury-disclaimed", "乙方在工作期间发生的一切人身伤害，甲方不负任何责任。"),
        ("injury-disclaimed", "实习生工作中受伤，由本人负全部责任。"),
        ("injury-disclaimed", "乙方因工作原因患病、伤亡的，一切费用自理。"),
        ("injury-disclaimed", "员工加班猝死的，公司不承担赔偿责任。"),
        ("marriage-barred", "女员工入职两年内不得怀孕。"),
        ("marriage-barred", "乙方承诺合同期内不生育。"),
        ("marriage-barred", "乙方在合同期内怀孕的，应主动辞职。"),
        ("marriage-barred", "女员工怀孕的，公司可以调岗降薪。"),
        ("marriage-barred", "本人保证三年内不结婚不生育。"),
        ("wages-forfeited", "乙方未办理交接离职的，甲方不支付最后一个月工资。"),
        ("wages-forfeited", "员工自离的，当月工资不予发放。"),
        ("wages-forfeited", "乙方未提前三十天通知离职的，扣除当月全部工资。"),
        ("wages-forfeited", "试用期三天内离职的，不发工资。"),
        ("wages-forfeited", "工资压一个月发放，离职满60日后结清。"),
        ("deposit-agreed", "押金条遗失的，押金不退。"),
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
        "甲方依法为乙方缴纳社会保险，个人缴纳部分由甲方代扣代缴。",
        "员工不得以任何方式放弃社会保险。",
        "乙方离职后由新单位缴纳社会保险。",
        "社会保险由甲方按当地规定办理，自用工之日起三十日内申报。",
        "乙方为退休返聘人员，已享受养老保险待遇，甲方为其缴纳工伤保险。",
        "实习期间不建立劳动关系，甲方不缴纳社会保险，为乙方购买实习责任保险和意外伤害险。",
        "乙方为非全日制用工，社会保险由乙方以灵活就业人员身份缴纳，甲方缴纳工伤保险。",
        "甲方不收取押金、保证金。",
        "甲方不得以任何名义向乙方收取财物、押金或者担保。",
        "离职时公司退还押金。",
        "工作服免费发放，不收服装费。",
        "甲方已于2026年3月1日将此前收取的押金全部退还乙方。",
        "甲方不得扣押乙方身份证。",
        "乙方提交身份证、毕业证原件供核对，核对后当场退还。",
        "甲方核对毕业证原件后留存复印件。",
        "乙方应出示身份证，甲方不得扣押。",
        "离职时交还工作证、门禁卡、工服。",
        "工牌遗失的，按成本价补办。",
        "甲方不实行罚款。",
        "员工手册不得设罚款。",
        "迟到早退的，按照实际缺勤时间不计发工资。",
        "旷工期间不发工资。",
        "因乙方原因给甲方造成损失的，依法承担赔偿责任，每月扣除部分不超过当月工资的20%。",
        "乙方违反服务期约定的，违约金不超过服务期尚未履行部分所应分摊的培训费用。",
        "乙方违反保密义务给甲方造成损失的，应当赔偿损失。",
        "除培训服务期和竞业限制外，不约定由乙方承担的违约金。",
        "乙方离职应当提前三十日书面通知甲方。",
        "乙方不负竞业限制义务。",
        "本协议不约定竞业限制。",
        "乙方离职后可以从事同行业工作。",
        "乙方在职期间不得在同行业兼职。",
        "甲方为乙方提供专项培训费用的，双方另行订立服务期协议。",
        "合同期满，双方协商一致可以续订。",
        "本合同期满不自动续订。",
        "合同期满乙方仍在工作的，双方应当在一个月内续订书面合同。",
        "乙方因工受伤的，甲方依法申报工伤认定，承担依法应由其承担的费用。",
        "乙方上下班途中发生非本人主要责任的交通事故，依法认定工伤。",
        "甲方不得以约定免除工伤责任。",
        "女职工在孕期、产期、哺乳期，甲方不得解除合同。",
        "乙方结婚、生育依法享受婚假、产假。",
        "甲方不因乙方结婚、怀孕、生育降低工资。",
        "乙方休产假前应提前告知甲方。",
        "甲方在办结离职手续时一次付清乙方工资。",
        "乙方未办理交接的，甲方仍应按时支付工资。",
        "甲方每月10日前支付上月工资。",
        "病假工资不低于最低工资标准的80%。",
        "员工辞职的，工资结算至最后工作日。",
        "收到罚款通知的，转交财务处理。",
        "甲方应当向乙方支付经济补偿。",
        "乙方收取顾客押金应当开具收据。",
        "甲方应自用工之日起三十日内为乙方办理社会保险登记。",
        "社会保险费中个人应缴部分由乙方承担，甲方代扣代缴。",
        "乙方要求放弃社会保险的，甲方不予同意。",
        "本公司招聘不收取任何押金、服装费、培训费。",
        "工服丢失的，员工按进价赔偿。",
        "公司代员工办理居住证，办理完毕后身份证当日归还。",
        "面试时请携带身份证、毕业证原件和复印件，原件当场退回。",
        "客服因操作失误致平台罚款的，先由公司承担，查明责任后按制度处理。",
        "迟到三次以上的，当月全勤奖不予发放。",
        "旷工一天扣除一天工资。",
        "乙方违反竞业限制约定的，违约金为已付补偿的两倍。",
        "保密期限内乙方泄露商业秘密的，依法赔偿损失。",
        "乙方解除合同的，不支付违约金。",
        "离职后，甲方不限制乙方到同行业单位工作。",
        "甲方出资送乙方参加专业技术培训的，服务期为两年，违约金不超过培训费用。",
        "期满前30日甲方书面征求乙方续签意向。",
        "乙方发生工伤的，停工留薪期内工资福利不变。",
        "乙方因第三人侵权受伤的，可以向侵权人主张赔偿。",
        "甲方按国家规定保障女职工孕期、产期、哺乳期权益。",
        "结婚、生育的员工享受相应假期。",
        "员工离职时，公司在办结手续当日结清全部工资。",
        "工资次月10日发放，遇节假日提前。",
        "甲方代扣个人所得税后发放当月工资。",
        "未提前通知离职的，不影响工资结算。",
        "员工未打卡的，经核实后补发当日工资。",
    ],
)
def test_what_the_law_asks_for_is_no_finding(text: str) -> None:
    """A sentence that forbids what it names, or gives what is due for it."""
    assert _rules(text, is_contract=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "甲方____收取押金500元。",
        "离职时不退还押金",
        "迟到一次罚50元。",
        "本合同到期后自动续签一年。",
        "社保自转正之日起缴纳。",
        "违反本制度的，每次罚50至100元。",
    ],
)
def test_it_is_found_in_other_papers_that_name_the_employment(text: str) -> None:
    """Of the parties one may be left out, as in rules of the house and in agreements."""
    assert len(_rules(text)) == 1


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


def test_an_account_tells_of_customers_deposits_and_other_values_of_a_month_do_not() -> None:
    """What HR's own documents and templates are given may be agreed on there, as in papers."""
    text = "新人学会了收取押金的办法。"
    summary = {"title": "总结", "sections": [{"paragraphs": [text]}]}
    case = case_of(changed({f"{M1}:summary": summary, f"{M1}:extra": {"约定": text}}))
    record = next(iter(case.dataset.months.values()))["E001"]
    found = [d.location for d in run_rules(case) if d.rule == "deposit-agreed"]
    assert found == [record.places["extra", "约定"]]


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
