"""What no text may agree on: how such terms are worded, and what excuses a sentence.

A text is looked at sentence by sentence. A sentence is passed over where it forbids what it names
(不得收取押金), or where it is about customers: only one that names the worker or the employment
counts, and a contract's sentences always do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SENTENCES = re.compile(r"[^。；;\n]+")
_WORKER = re.compile("乙方|员工|劳动者|本人|新人|入职|离职|在职|试用|工资|工服|工装|工牌|同事")
_OTHERS = re.compile("顾客|客户|买家|平台|快递|物流|供应商|商家|店铺|消保|运费")
# What is forbidden right before is not agreed on; 不满 and 未满 count time and forbid nothing.
# What was given back was wrong, and is mended.
_FORBIDS = re.compile(
    "(?:不(?!满|足|到|慎)|禁止|严禁|无权|没|未(?!满)|已(?:全部)?(?:退还|退回|清退))[^，,。]{0,8}$"
)
_PAPERS = "(?:身份证|毕业证|学历证|学位证|资格证|(?<!工作)证件)"
_HARM = "(?:工伤|伤亡|伤残|受伤|意外(?:伤害|事故)?|安全事故|伤病|生老病死)"
_INSURANCE = "(?:社会保险|社保|五险|养老保险|医疗保险|医保|工伤保险|失业保险)"


@dataclass(frozen=True)
class UnlawfulTerm:
    """A kind of term that does not hold: how it is worded, the article, what excuses a sentence.

    `words` are those of which a sentence has one at least: most texts are done with by them.
    `unless` in the sentence, or `settled` anywhere in the text, says that it is agreed lawfully.
    """

    rule: str
    words: str
    wording: re.Pattern[str]
    article: str
    unless: re.Pattern[str] | None = None
    settled: re.Pattern[str] | None = None

    def found_in(self, sentence: str) -> str | None:
        """The words of a sentence that agree on it, None where nothing does."""
        if self.unless and self.unless.search(sentence):
            return None
        for found in self.wording.finditer(sentence):
            if not _FORBIDS.search(sentence, 0, found.start()):
                return found[0]
        return None


TERMS: tuple[UnlawfulTerm, ...] = (
    UnlawfulTerm(
        "insurance-waived",
        "社会保险 社保 五险 养老保险 医疗保险 医保 工伤保险 失业保险",
        re.compile(
            f"(?:放弃|自愿不|无需|无须|不要求|不再?(?:参加|缴纳?|交纳?|购买|办理))[^。，,]{{0,12}}{_INSURANCE}"
            f"|不再?(?:为|给|替)[^。，,]{{1,6}}(?:参加|缴|交|购买|买|办理|上)[^。，,]{{0,4}}{_INSURANCE}"
            f"|{_INSURANCE}[^。，,]{{0,10}}(?:折现|折算成?现金|折合现金|以现金|现金支付|随工资发放|"
            "并入工资|自行(?:缴|交|参加|购买|承担|办理|解决))"
            f"|(?:补贴|补助|津贴|现金)[^。，,不]{{0,6}}(?:代替|替代|抵作|折抵)[^。，,]{{0,6}}{_INSURANCE}"
        ),
        "社会保险法 58, 60, 法释〔2025〕12号 19",
        re.compile(
            "个人(?:应当?)?(?:缴纳|承担)的?部分|可以解除|有权解除|未依法|补缴|离职(?:后|当月|次月)|停保"
        ),
    ),
    UnlawfulTerm(
        "deposit-agreed",
        "押金 保证金 风险金 服装费 担保",
        re.compile(
            "(?:收取?|交纳?|缴纳?|支付|交付|扣留|扣除|扣|预扣|上交|提供)[^。，,]{0,10}"
            "(?:押金|保证金|抵押金|风险金|服装费|担保)|(?:押金|风险抵押金)[^。，,]{0,8}[0-9百千]+元"
            "|(?:押金|风险金|服装费)从[^。，,]{0,10}扣"
        ),
        "劳动合同法 9, 84",
        re.compile("农民工|工资保证金"),
    ),
    UnlawfulTerm(
        "papers-kept",
        "身份证 毕业证 学历证 学位证 资格证 证件",
        re.compile(
            "(?:扣押|扣留|收取|收存|收缴|抵押|代为保管|统一保管|上交)[^。，,]{0,10}"
            f"{_PAPERS}(?!明|的?复印|的?扫描|号)"
            f"|{_PAPERS}(?!明|的?复印|的?扫描|号)[^。，,]{{0,8}}(?:扣押|扣留|代为保管|统一保管|抵押|收缴|上交"
            "|押在|压在|由(?:甲方|公司|单位|店铺|店里|店长)(?:代为|统一)?保管)"
        ),
        "劳动合同法 9, 84",
    ),
    UnlawfulTerm(
        "fine-agreed",
        "罚款 罚金 扣罚 扣 乐捐",
        re.compile(
            "(?:处以?|给予|每次|一律|予以|并)[^。，,]{0,6}(?:罚款|罚金)|(?:罚款|罚金)[^。，,奖]{0,6}[0-9百千]+元?"
            "|扣罚|(?:迟到|早退|旷工|违纪|违规)[^。，,]{0,10}(?:乐捐|扣款?[^。，,奖]{0,4}[0-9百千]+元)"
        ),
        "劳动合同法 4, 国务院令第516号",
        re.compile("行政|公安|机关|法院|平台|第三方"),
    ),
    UnlawfulTerm(
        "damages-agreed",
        "违约金 离职 辞职",
        re.compile(
            "乙方[^。]{0,30}(?:支付|承担|赔偿|缴纳)[^。]{0,12}违约金|违约金由乙方"
            "|(?:离职|辞职)[^。]{0,10}赔偿(?:甲方|公司|单位)?[^。，,损]{0,8}(?:工资|[0-9百千万]+元)"
        ),
        "劳动合同法 22, 23, 25",
        re.compile("服务期|培训|竞业|保密|秘密|前款|上述"),
    ),
    UnlawfulTerm(
        "noncompete-text",
        "同行业 同类业务 同类行业 竞争 竞业",
        re.compile(
            "不得[^。]{0,16}(?:同行业|同类业务|同类行业|竞争(?:关系|对手|单位|业务))|竞业(?:限制|禁止)"
        ),
        "劳动合同法 23, 24, 法释〔2025〕12号 13",
        re.compile("补偿|在职期间|另行|可以约定"),
        re.compile("竞业[^。]{0,60}补偿|补偿[^。]{0,60}竞业"),
    ),
    UnlawfulTerm(
        "service-term-text",
        "服务期",
        re.compile(
            "服务期(?:限)?[^。]{0,10}[0-9一二三四五]+(?:年|个月)|服务期(?:内|未满)[^。]{0,12}(?:赔|违约)"
        ),
        "劳动合同法 22",
        re.compile("培训"),
        re.compile("专项培训|专业技术培训"),
    ),
    UnlawfulTerm(
        "automatic-renewal",
        "自动 视为续订",
        re.compile("自动(?:续延|延续|续订|续签|顺延|延期|延长)|(?:到|期)满[^。]{0,12}视为续订"),
        "法释〔2025〕12号 10",
        re.compile("医疗期|孕期|产期|哺乳|情形消失|服务期"),  # 劳动合同法 45: it must go on
    ),
    UnlawfulTerm(
        "injury-disclaimed",
        "工伤 伤亡 伤残 受伤 意外 事故 伤病 生老病死",
        re.compile(
            f"{_HARM}[^。]{{0,24}}(?:概不|一律不|均不|不(?:负|承担|予))[^。，,]{{0,8}}"
            "(?:负责|承担|责任|赔偿)"
            f"|{_HARM}[^。]{{0,24}}(?:与(?:甲方|公司|单位|店铺)无关|(?:责任|后果|风险)?自负"
            "|(?:乙方|员工|本人|劳动者)自行(?:承担|负责)|由(?:乙方|员工|本人)(?:自行)?承担)"
        ),
        "民法典 506, 劳动合同法 26, 工伤保险条例 2",
        re.compile("无效|非因工|非工作|下班后|第三人|公司财产|甲方财产"),
    ),
    UnlawfulTerm(
        "marriage-barred",
        "结婚 怀孕 生育 婚育",
        re.compile(
            "(?:不得|不准|禁止|不允许|不能|承诺不|保证不|自愿不|暂不)"
            "(?!因|以|将|对|限制|规定|约定|要求|询问|歧视)[^。，,因]{0,10}(?:结婚|怀孕|生育|婚育)"
            "|(?:结婚|怀孕|生育|婚育)[^。，,不]{0,10}(?:视为(?:自动)?(?:离职|辞职)|自动(?:离职|辞职)"
            "|(?:甲方|公司|单位|店铺)(?:有权|可以?)(?:解除|辞退|开除)|予以辞退|必须(?:离职|辞职))"
            "|(?:结婚|怀孕|生育|婚育)的?[，,](?:视为|自动|应当?主动|必须)(?:自动)?(?:离职|辞职)"
        ),
        "妇女权益保障法 44, 就业促进法 27",
        re.compile("无效|甲方不得|公司不得|单位不得|不因"),
    ),
)


BY_RULE = {term.rule: term for term in TERMS}


@lru_cache(maxsize=4)
def _sentences(text: str) -> list[str]:
    """The sentences; every term asks for those of the same text."""
    return _SENTENCES.findall(text)


def unlawful_terms(term: UnlawfulTerm, text: str, *, is_contract: bool = False) -> Iterator[str]:
    """The words in which a text agrees on what does not hold, each once."""
    needed = term.words.split()
    if not any(word in text for word in needed) or (term.settled and term.settled.search(text)):
        return
    said = (_words_in(term.rule, s, is_contract=is_contract) for s in _sentences(text))
    yield from dict.fromkeys(words for words in said if words)


@lru_cache(maxsize=4096)
def _words_in(rule: str, sentence: str, *, is_contract: bool) -> str | None:
    """The words of a sentence that agree on it; most sentences stand in many contracts."""
    term = BY_RULE[rule]
    if not any(word in sentence for word in term.words.split()):
        return None
    if not is_contract and (not _WORKER.search(sentence) or _OTHERS.search(sentence)):
        return None
    return term.found_in(sentence)
