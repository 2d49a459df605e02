"""What no text may agree on: how such terms are worded, and what excuses a sentence.

A text is looked at sentence by sentence. A sentence is passed over where it forbids what it names
(不得收取押金), or where it is about customers: only one that names the worker or the employment
counts, and a contract's sentences always do. What an account of a month's work tells of deposits is
read by :mod:`.deposit_accounts`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.rules.deposit_accounts import deposits_told

_SENTENCES = late(r"[^。；;\n]+")
_WORKER = late(
    "甲方|乙方|员工|职工|劳动者|本人|新人|入职|离职|在职|试用|工资|工服|工装|工牌|同事|实习生"
    "|迟到|早退|旷工|加班|转正|首月|本制度|工作期间|上班|本合同|合同(?:到|期)期?满?"
)
_OTHERS = late("顾客|客户|买家|平台|快递|物流|供应商|商家|店铺|消保|运费")
# What is forbidden right before is not agreed on; 不满 and 未满 count time and forbid nothing.
# What was given back was wrong, and is mended.
_FORBIDS = late(
    "(?:不(?!满|足|到|慎)|没(?!收)|未(?!满|提前|按|办|经|续)|已(?:全部)?(?:退还|退回|清退))[^，,。]{0,8}$"
    "|(?:不得|不准|不允许|不应|禁止|严禁|无权)[^，,。]{0,20}$"
)
_PAPERS = "(?:身份证|毕业证|学历证|学位证|资格证|(?<!工作)证件)"
_HARM = (
    "(?:工伤|伤亡|伤残|受伤|意外(?:伤害|事故)?|(?:安全|交通)事故|人身(?:伤害|损害)|猝死|死亡|伤病"
    "|生老病死)"
)
_EMPLOYER = "(?:甲方|公司|单位|店铺|店里|店长|人事部?)"
_NOT_MORE = "不(?:再|予|另行)*"
_INSURANCE = "(?:社会保险|社保|五险|养老保险|医疗保险|医保|工伤保险|失业保险)"


class UnlawfulTerm(Struct, frozen=True):
    """A kind of term that does not hold: how it is worded, the article, what excuses a sentence.

    `words` are those of which a sentence has one at least: most texts are done with by them.
    `unless` in the sentence, or `settled` anywhere in the text, says that it is agreed lawfully.
    `told` gives the places and words in which a sentence of an account tells of it, where these are
    not known by their wording and by whom the sentence names.
    """

    rule: str
    words: str
    wording: re.Pattern[str]
    article: str
    unless: re.Pattern[str] | None = None
    settled: re.Pattern[str] | None = None
    told: Callable[[str], Iterator[tuple[int, str]]] | None = None

    def found_in(self, sentence: str, *, is_account: bool) -> str | None:
        """The words of a sentence that agree on it, None where nothing does."""
        if self.unless and self.unless.search(sentence):
            return None
        found = self.told(sentence) if is_account and self.told else self._worded(sentence)
        allowed = (words for at, words in found if not _FORBIDS.search(sentence, 0, at))
        return next(allowed, None)

    def _worded(self, sentence: str) -> Iterator[tuple[int, str]]:
        return ((found.start(), found[0]) for found in self.wording.finditer(sentence))


TERMS: tuple[UnlawfulTerm, ...] = (
    UnlawfulTerm(
        "insurance-waived",
        "社会保险 社保 五险 养老保险 医疗保险 医保 工伤保险 失业保险",
        late(
            "(?:放弃|自愿不|不愿意?|无需|无须|不再?要求"
            f"|{_NOT_MORE}(?:参加|缴纳?|交纳?|购买|办理))[^。，,]{{0,12}}{_INSURANCE}"
            f"|不再?(?:为|给|替)[^。，,]{{1,6}}(?:参加|缴|交|购买|买|办理|上)[^。，,]{{0,4}}{_INSURANCE}"
            f"|{_INSURANCE}[^。，,]{{0,10}}(?:折现|折算[成为]?现金|折合?为?现金|以现金|现金支付|随工资发放|"
            "并入工资|自行(?:缴|交|参加|购买|承担|办理|解决))"
            f"|{_INSURANCE}费?自?[^。，,]{{0,4}}转正[^。，,]{{0,6}}(?:缴|交|参加|购买|办理)"
            f"|(?:乙方|员工|本人|劳动者)自行(?:缴|交|参加|购买|承担|办理)[^。，,]{{0,4}}{_INSURANCE}"
            f"|(?:工资|报酬|薪资|薪酬)[^。，,不]{{0,6}}(?:包含|包括|含)(?:(?!个人)[^。，,]){{0,8}}{_INSURANCE}"
            f"|{_INSURANCE}(?:(?!个人|以)[^。，,]){{0,8}}由(?:乙方|员工|本人|劳动者)(?:全部|个人)?(?:承担|负担)"
            f"|(?:补贴|补助|津贴|现金)[^。，,不]{{0,6}}(?:代替|替代|抵作|折抵)[^。，,]{{0,6}}{_INSURANCE}"
        ),
        "社会保险法 58, 60, 法释〔2025〕12号 19",
        late(
            "个人(?:应当?)?(?:缴纳|承担)?的?部分|非全日制|灵活就业|退休|不建立劳动关系|实习|不予(?:同意|认可)|可以解除|有权解除|未依法|补缴|离职(?:后|当月|次月)|停保"
        ),
    ),
    UnlawfulTerm(
        "deposit-agreed",
        "押金 保证金 风险金 服装费 担保 定金",
        late(
            "(?:收取?|交纳?|缴纳?|支付|交付|扣留|扣除|扣|预扣|上交|提供)[^。，,]{0,10}"
            "(?:押金|保证金|抵押金|风险金|服装费|担保)|(?:押金|风险抵押金)[^。，,]{0,8}[0-9百千]+元"
            "|(?:押金|风险金|服装费)从[^。，,]{0,10}扣"
            "|(?:不(?:予|再)?(?:退还?|返还|退回)|没收)[^。，,退]{0,4}(?:押金|保证金|风险金|服装费)"
            "|(?:押金|保证金|风险金|服装费)(?:一律|均|概)?(?:不(?:予|再)?(?:退|返)|没收)"
            "|作为[^。，,]{0,4}(?:押金|保证金|风险金)"
        ),
        "劳动合同法 9, 84",
        late(
            "农民工|工资保证金|(?:顾客|客户|买家|消费者)的?(?:押金|保证金)"
            "|已[^。]{0,40}(?:退还|退回|清退)"
        ),
        told=deposits_told,
    ),
    UnlawfulTerm(
        "papers-kept",
        "身份证 毕业证 学历证 学位证 资格证 证件",
        late(
            "(?:扣押|扣留|收取|收存|收缴|抵押|代为保管|统一保管|上交)[^。，,]{0,10}"
            f"{_PAPERS}(?!明|的?复印|的?扫描|号)"
            f"|{_PAPERS}(?!明|的?复印|的?扫描|号)[^。，,]{{0,8}}(?:扣押|扣留|代为保管|统一保管|抵押|收缴|上交"
            f"|代管|押在|压在|(?:交|留|暂存|存放)[由给于在]?{_EMPLOYER}|由(?:甲方|公司|单位|店铺|店里|店长)(?:代为|统一)?保管)"
        ),
        "劳动合同法 9, 84",
    ),
    UnlawfulTerm(
        "fine-agreed",
        "罚 扣 乐捐",
        late(
            "(?:处以?|给予|每次|一律|予以|并)[^。，,]{0,6}(?:罚款|罚金)|(?:罚款|罚金)[^。，,奖]{0,6}[0-9百千]+元?"
            "|扣罚|(?<!处)罚[^。，,款金奖]{0,4}[0-9一二两三四五六七八九十百千]+(?:元|天|日|倍)"
            "|(?:有权|可以?)[^。，,]{0,6}(?:罚款|罚金)|(?:员工|乙方|本人)(?:(?!不|无|手册)[^。，,奖]){0,10}罚款(?!通知|单)"
            "|(?:迟到|早退|旷工|违纪|违规)[^。，,]{0,10}(?:乐捐|扣款?[^。，,奖]{0,4}[0-9百千]+元)"
        ),
        "劳动合同法 4, 国务院令第516号",
        late("行政|公安|机关|法院|平台|第三方|交通违"),
    ),
    UnlawfulTerm(
        "damages-agreed",
        "违约金 离职 辞职",
        late(
            "(?:乙方|员工|本人|劳动者)[^。]{0,30}(?<!不)(?:支付|承担|赔偿|缴纳)[^。]{0,12}违约金|违约金由乙方"
            "|违约方[^。]{0,12}支付[^。]{0,8}违约金|(?:扣发|扣除|扣留|不发)[^。]{0,10}作为违约金"
            "|(?:离职|辞职)[^。]{0,10}赔偿(?:甲方|公司|单位)?[^。，,损]{0,8}(?:工资|[0-9百千万]+元)"
        ),
        "劳动合同法 22, 23, 25",
        late(
            "服务期|培训|竞业|保密|秘密|前款|上述|甲方(?:应当?|须|需)?(?:向乙方)?(?:支付|承担)违约金|甲方逾期"
        ),
    ),
    UnlawfulTerm(
        "noncompete-text",
        "同行 同类 相同 类似 相似 竞争 竞业",
        late(
            "不得[^。]{0,16}(?:同行业|同类业务|同类行业|竞争(?:关系|对手|单位|业务))|竞业(?:限制|禁止)"
            "|(?:离职|离岗|解除|终止)[^。]{0,12}(?:不得|不能|不可|不在|不到|不从事|不自营)[^。]{0,16}"
            "(?:相同|相似|类似|同类|同行|竞争)[^。，,]{0,6}(?:业务|企业|单位|公司|业|店铺|网店|工作)"
        ),
        "劳动合同法 23, 24, 法释〔2025〕12号 13",
        late("补偿|在职期间|另行|可以约定|除[^。]{0,16}竞业"),
        late("竞业[^。]{0,60}补偿|补偿[^。]{0,60}竞业"),
    ),
    UnlawfulTerm(
        "service-term-text",
        "服务期 服务满 服务不 服务至",
        late(
            "服务期(?:限)?[^。]{0,10}[0-9一二三四五]+(?:年|个月)|服务期(?:内|未满)[^。]{0,12}(?:赔|违约)"
            "|服务(?:满|不(?:少|低)于|至少)[^。，,]{0,6}(?:年|月)[^。]{0,10}(?:否则|赔|违约)"
        ),
        "劳动合同法 22",
        late("培训"),
        late("专项培训|专业技术培训"),
    ),
    UnlawfulTerm(
        "automatic-renewal",
        "自动 视为",
        late(
            "自动(?:续延|延续|续订|续签|顺延|延期|延长)|(?:到期|到满|期满|届满)[^。]{0,20}视为(?:同意)?续[订签]"
        ),
        "法释〔2025〕12号 10",
        late("医疗期|孕期|产期|哺乳|情形消失|服务期"),  # 劳动合同法 45: it must go on
    ),
    UnlawfulTerm(
        "injury-disclaimed",
        "工伤 伤亡 伤残 受伤 意外 事故 人身 猝死 死亡 伤病 生老病死",
        late(
            f"{_HARM}[^。]{{0,24}}(?:概不|一律不|均不|不(?:负|承担|予))[^。，,]{{0,8}}"
            "(?:负责|承担|责任|赔偿)"
            f"|{_HARM}[^。]{{0,24}}(?:与(?:甲方|公司|单位|店铺)无关|(?:责任|后果|风险)?自负|费用自理"
            "|(?:乙方|员工|本人|劳动者)自行(?:承担|负责)|由(?:乙方|员工|本人)(?:自行)?(?:承担|负))"
        ),
        "民法典 506, 劳动合同法 26, 工伤保险条例 2",
        late("无效|非因工|非工作|下班后|第三人|公司财产|甲方财产|本人(?:负有?)?主要责任"),
    ),
    UnlawfulTerm(
        "marriage-barred",
        "结婚 怀孕 生育 婚育",
        late(
            "(?:不得|不准|禁止|不允许|不能|承诺不|保证不|自愿不|暂不)"
            "(?!因|以|将|对|限制|规定|约定|要求|询问|歧视)[^。，,因]{0,10}(?:结婚|怀孕|生育|婚育)"
            "|(?:承诺|保证|同意)[^。，,]{0,10}不(?:得|再)?(?:结婚|怀孕|生育)"
            "|(?:结婚|怀孕|生育|婚育)[^。不]{0,10}(?:降薪|降低工资|降级|调岗|予以辞退)"
            "|(?:结婚|怀孕|生育|婚育)[^。，,不]{0,10}(?:视为(?:自动)?(?:离职|辞职)|自动(?:离职|辞职)"
            "|(?:甲方|公司|单位|店铺)(?:有权|可以?)(?:解除|辞退|开除)|予以辞退|必须(?:离职|辞职))"
            "|(?:结婚|怀孕|生育|婚育)的?[，,](?:视为|自动|应当?主动|必须)(?:自动)?(?:离职|辞职)"
        ),
        "妇女权益保障法 44, 就业促进法 27",
        late("无效|甲方不得|公司不得|单位不得|不因|经[^。]{0,6}(?:申请|协商|同意)"),
    ),
    UnlawfulTerm(
        "wages-forfeited",
        "工资",
        late(
            "(?:不予?(?:支付|发放|结算|计发|发)|拒付|扣发|扣除|扣留|没收|不再(?:支付|发放))"
            "(?:(?!不超过)[^。，,后]){0,8}(?:最后|当月|剩余|未发|全部|一个月|末月|上月)[^。，,的]{0,6}工资(?!的)"
            "|(?:当月|最后[^。，,]{0,4}|剩余|全部|未结|未发)的?工资[^。，,]{0,4}不(?:予|再)?(?:支付|发放|结算|发)"
            "|(?:离职|自离|辞职)[^。]{0,10}不(?:予|再)?(?:发|支付|结算)[^。，,]{0,4}工资"
            "|(?:工资|薪资)[^。，,]{0,4}[压押][^。，,]{0,3}月"
            "|工资[^。]{0,16}(?:离职|离岗)[^。，,前]{0,6}[0-9]+(?:日|天|个月)[^。，,内]{0,3}(?:结清|付清|支付|发放)"
        ),
        "工资支付暂行规定 9, 15",
        late("无效|作为违约金|住房|公积金|个人所得税"),
    ),
)


BY_RULE = {term.rule: term for term in TERMS}


@lru_cache(maxsize=4)
def _sentences(text: str) -> list[str]:
    """The sentences; every term asks for those of the same text."""
    return _SENTENCES.findall(text)


def unlawful_terms(
    term: UnlawfulTerm, text: str, *, is_contract: bool = False, is_account: bool = False
) -> Iterator[str]:
    """The words in which a text agrees on what does not hold, each once.

    A contract is about the worker throughout; an account of a month's work is about customers.
    """
    needed = term.words.split()
    if not any(word in text for word in needed) or (term.settled and term.settled.search(text)):
        return
    for_any = is_contract or (is_account and term.told is not None)
    said = (_words_in(term.rule, s, for_any, is_account) for s in _sentences(text))
    yield from dict.fromkeys(words for words in said if words)


@lru_cache(maxsize=4096)
def _words_in(rule: str, sentence: str, for_any: bool, is_account: bool) -> str | None:
    """The words of a sentence that agree on it; most sentences stand in many contracts.

    `for_any` says that it need not name the worker.
    """
    term = BY_RULE[rule]
    if not any(word in sentence for word in term.words.split()):
        return None
    if not for_any and (not _WORKER.search(sentence) or _OTHERS.search(sentence)):
        return None
    return term.found_in(sentence, is_account=is_account)
