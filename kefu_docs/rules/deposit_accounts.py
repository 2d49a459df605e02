"""Deposits of workers as an account of a month's work tells of them, among those of customers.

Whoever serves customers answers for their deposits (租赁押金怎么退, 预售定金不退) in the very words
in which an employer's would be agreed on. So a sentence must tell whose deposit it is: by its
name (工服押金), by who pays it (新人须交押金) or the pay it is held back from (从工资中扣押金).
Where it says nothing of customers, or of what one does about their deposits, a word on the
employment is enough (入职时交押金, 迟到扣押金).
"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics.late_pattern import late

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙胡朱郭何林罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘袁董余叶苏魏吕丁沈姚卢汪崔陆廖"
)
_WORKER = (
    "(?:员工|职工|职员|店员|组员|劳动者|乙方|本人|新人|同事|实习生|学徒|兼职人员|客服(?:人员|专员|部)?"
    f"|小[{_SURNAMES}]|(?:^|[，,])(?:本月|上月)?我(?!们)|新(?:进|来|招))"
)
# Who is served, and what one does about their deposits but pay one.
_SERVICE = (
    "客[户人]|顾客|买[家方]|卖家|用户|会员|消费者|对方|租|店铺|平台|[：:“”「」]|无|免"
    "|代[为他]|帮|复|答|处理|解[释决说]|说明|讲|告[知诉]|提[醒交]|[问询催审查学教跟遇]|(?<!考)核|负责|整理|熟悉"
    "|接[待到单]|引导|协助|反映|演示|发现|培训(?!期间|时|前|押金|保证金)"
)
_WORDS = f"(?:(?!{_SERVICE}|[不没未收])[^。，,])"
# Shops, platforms and customers have deposits, too: they are named after them, or what is let.
_SUM = "(?<![店铺台宝猫动赁租拍户客家者保])(?:押金|保证金|抵押金|风险金|服装费)"
_PAYS = "(?:(?<!提)[交缴](?![接流易互代待货])|预付|支付|付(?!款)|押(?!金)|提供|承担)"
_PAY = "(?:工资|薪资|薪水|底薪|提成|奖金)"
_NAME = (
    "(?:工服|工装|工作服|制服|工牌|工卡|工作手机|入职|离职|上岗|岗位|员工|职工|同事|组员|新人|客服|实习|培训"
    "|宿舍|考勤|绩效|风险)"
)
_TELLING = late(
    f"{_NAME}的?(?:服装)?(?:押金|保证金|抵押金)(?!话术|类|问题|咨询|相关|模板|规则|工单)"
    f"|(?:本人的?|扣了?我的){_SUM}"
    f"|{_WORKER}{_WORDS}{{0,14}}{_PAYS}{_WORDS}{{0,12}}(?:{_SUM}|定金|担保(?!交易|服务))"
    f"|(?:[向从给对跟]|收[到取]?了?){_WORDS}{{0,4}}{_WORKER}{_WORDS}{{0,6}}[收扣]?取?{_WORDS}{{0,8}}{_SUM}"
    f"|扣{_WORDS}{{0,2}}{_WORKER}{_WORDS}{{0,3}}{_SUM}"
    f"|(?:{_PAY}{_WORDS}{{0,10}}(?:扣|押(?!金)|留?作)|[扣留]{_WORDS}{{0,6}}{_PAY}){_WORDS}{{0,10}}{_SUM}"
    f"|{_SUM}已?从{_WORDS}{{0,6}}{_PAY}"
    f"|[不没未]有?交[^。，,]{{0,4}}{_SUM}[^。]{{0,8}}(?:录用|上岗|入职)"
    f"|(?:离职|辞职|[做干职]满){_WORDS}{{0,10}}退还?{_WORDS}{{0,2}}{_SUM}"
)
_EMPLOYED = late(
    f"员工|职工|店员|组员|劳动者|实习生|新(?:进|来|招)|{_PAY}|入职|离职|辞职|自离|报到|上岗|到岗|试用期|试岗|转正"
    "|公司(?:规定|要求|收|扣|不)|[组店]长|工[服装牌]|制服|着装|工作服|领[取电手工耳]|扣发|迟到|早退|旷工|违纪|差评|未完成|没完成|[做干]满"
)
_SERVED = late(
    f"{_SERVICE}|订单|工单|话术|快捷|登记|退款|[商产]品|预售|申请|流程|到账|承诺|归还|[取收发退签][件货收]"
)
_MOVED = late(
    f"(?:[交缴付扣收留签]|押(?!金)|不(?:予|再)?退)[^。，,]{{0,10}}{_SUM}"
    f"|{_SUM}[^。]{{0,10}}(?:[交缴付扣收押归]|[不没未][^。，,]{{0,2}}[退返])"
)


def deposits_told(sentence: str) -> Iterator[tuple[int, str]]:
    """Where a sentence tells of a deposit that a worker pays, and in which words."""
    for found in _TELLING.finditer(sentence):
        yield found.start(), found[0]
    if _EMPLOYED.search(sentence) and not _SERVED.search(sentence):
        for found in _MOVED.finditer(sentence):
            yield found.start(), found[0]
