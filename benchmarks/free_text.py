"""Free text as people write it into their summaries, of any length, grown by a seed.

Everything is made up of the phrases below; nobody wrote it of a real shop.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_WHO = ("本月", "我", "客服组", "新同事", "值班的两位同事", "下半月起，我们", "大促期间", "老客户")
_DID = (
    "接待顾客{n}人次",
    "处理延误件{n}件，全部在当天联系了顾客",
    "核对了{n}个订单的地址和大笔",
    "把常见问题整理成{n}条快捷回复",
    "跟进售后单{n}个，其中{m}个已经退款",
    "发现{n}处商品标题写错，已请运营修改",
    "和快递公司核对了{n}票丢件，赔付{m}.50元",
    "学习了“千牛”的新功能，并写了{n}页笔记",
    "回访微信老客户{n}位，复购率约{m}%",
    "对照Excel表逐条检查了VIP订单，用时{n}小时{m}分",
)
_MORE = (
    "，没有遗留的投诉",
    "，比上个月多了一些",
    "；顾客的评价（尤其是晚班）还要再看",
    "，但“催件”的话术还不够自然",
    "，原因是仓库在4月{m}日搬了一次",
    "——这一点要向小组长请教",
    "",
    "",
)
_END = "。。。。！；"
_HEADINGS = ("工作内容", "问题与改进", "客户沟通", "学习心得", "售后处理", "团队协作")
_DUTIES = (
    "接待顾客，做好售前导购、售中跟单和售后服务",
    "跟进中评、差评和投诉，及时联系顾客解决",
    "核对发件信息，发现延误件和大笔错写及时处理",
    "维护微商和淘宝老客户",
    "整理快捷回复，每周更新一次，并向新同事说明每一条适用的情形和不适用的情形",
    "配合仓库盘点",
)
_STREETS = ("禾屿路", "创业园区科技大道", "文一西路", "人民南路一段", "滨江新城观澜湾")


def sentence(random: Random) -> str:
    """One sentence, 8 to some 50 characters long."""
    text = random.choice(_WHO) + random.choice(_DID) + random.choice(_MORE)
    return text.format(n=random.randint(1, 3000), m=random.randint(1, 28)) + random.choice(_END)


def paragraph(random: Random) -> str:
    """A paragraph; most are of some sentences, a few fill most of a page."""
    length = min(40, 1 + int(random.expovariate(0.3)))
    return "".join(sentence(random) for _ in range(length))


def sections(random: Random) -> Iterator[dict[str, object]]:
    """The sections of a summary as records hold them: a heading, paragraphs or items."""
    for heading in random.sample(_HEADINGS, random.randint(1, 4)):
        section: dict[str, object] = {"heading": heading} if random.random() < 0.8 else {}
        if random.random() < 0.7:
            section["paragraphs"] = [paragraph(random) for _ in range(random.randint(1, 4))]
        else:
            section["items"] = [sentence(random) for _ in range(random.choice((1, 3, 8, 20)))]
        yield section


def duties(random: Random) -> list[str]:
    """Duties of a contract: between one and all there are."""
    return random.sample(_DUTIES, random.randint(1, len(_DUTIES)))


def address(random: Random) -> str:
    """An address, short or as long as those of new quarters are."""
    house = f"{random.choice(_STREETS)}{random.randint(1, 1999)}号"
    rest = ("", f"{random.randint(1, 60)}幢{random.randint(101, 3302)}室", "东区（原二期）3单元")
    return f"浙江省杭州市西湖区{house}{random.choice(rest)}"
