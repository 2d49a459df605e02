"""Deposits in what a month's record tells: whose they are."""

from __future__ import annotations

import pytest

from kefu_docs.rules.contract_text import plain_text
from kefu_docs.rules.unlawful_terms import BY_RULE, unlawful_terms


def _words(text: str) -> list[str]:
    return list(unlawful_terms(BY_RULE["deposit-agreed"], plain_text(text), is_account=True))


@pytest.mark.parametrize(
    "text",
    [
        "本月新入职的小李按公司规定交了500元押金。",
        "新员工入职须缴纳工作服押金200元。",
        "从本月工资中扣押金300元，离职时退还。",
        "押金已从工资中扣除。",
        "财务从我提成里预留了500元保证金。",
        "把当月奖金的一半留作保证金。",
        "入职满三个月后退还押金。",
        "离职未满一年，押金不退。",
        "辞职的小刘押金没有退，因为没做满三个月。",
        "主管向每名客服收取手机押金300元。",
        "收到新入职客服小王押金300元。",
        "因客户投诉，公司扣了我的保证金100元。",
        "客户差评一个，扣客服保证金20元。",
        "由于我迟到，店长扣了我50元押金。",
        "扣发保证金100元，月底考核合格返还。",
        "公司规定员工不交押金不能上岗。",
        "实习生报到时交定金200元，做满一个月返还。",
        "员工须提供担保方可上岗。",
        "给新来的两位同事办理了入职，收押金各300元。",
        "工牌丢失不退押金。",
    ],
)
def test_a_deposit_that_a_worker_pays_is_told(text: str) -> None:
    """By its name, who pays it, the pay it is held back from, or what it hangs on."""
    assert _words(text)


@pytest.mark.parametrize(
    "text",
    [
        "客户咨询押金问题较多。",
        "新人最常答错的是租赁押金怎么退，我整理了流程教大家。",
        "本人逐条回复“押金什么时候退”的评价。",
        "“不退押金”的差评由我和同事逐条回复。",
        "本人处理押金扣除争议30起。",
        "加班三天处理收取押金的咨询。",
        "用户支付押金后，员工须在5分钟内确认。",
        "学员交押金后，由我在工作期间开通课程。",
        "汉服租赁押金200元一套，新人报错了价，已更正。",
        "试用装押金9.9元，签收后返还。",
        "本人退还押金时多退了20元，已向主管报告。",
        "我及时提交押金退还申请。",
        "每天和同事交流押金问题的处理办法。",
        "员工培训：预售定金不退的规则。",
        "店铺保证金由同事缴纳并登记。",
        "公司参加双十一，交了活动保证金两万元。",
        "给员工讲“提供担保交易”的含义。",
        "客服押金话术由我和同事整理。",
        "本公司不收员工押金。",
        "公司已经退还了此前收取的员工押金。",
    ],
)
def test_a_deposit_of_customers_or_of_the_shop_is_none(text: str) -> None:
    """Also where the sentence names colleagues, overtime or training."""
    assert _words(text) == []
