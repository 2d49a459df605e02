"""The monthly minimum wages that ship with the package, yuan, by place and tier.

Looked up in November 2026. Each row says which tables it rests on and how sure it is:
`two-sources` where two agree, `one-source` where one was found, `low` where it is known, but no
table could be read. Rows of before 2025 are there for months on record. A raise of later in 2026 is
not in here; a user's own minimum_wage.yaml takes the place of what is said of a place.
"""

from __future__ import annotations

from typing import NamedTuple

from kefu_docs.diagnostics import Message

_LIST = Message("public tables quoting the labour ministry's list of 2026-01-01")
_OVERVIEW = Message("an overview of 2025-12-09 of the provinces that raised theirs on 2025-12-01")
_DECEMBER = Message("the list of 2026-01-01 and an overview of 2025-12-09")
_SPRING = Message("the list of 2026-01-01, and news of spring 2025 on the date")
_NEWS = Message("news agencies on the provinces' notices")
_KNOWN = Message("known from the notice, which could not be read again")


class WageRow(NamedTuple):
    """A place's wages by tier, the first tier first; `since` is empty where it is not known."""

    place: str
    tiers: tuple[int, ...]
    since: str
    confidence: str
    source: Message


ROWS: tuple[WageRow, ...] = (
    WageRow("上海", (2740,), "2025-07-01", "two-sources", _LIST),
    WageRow("江苏", (2660,), "2026-01-01", "two-sources", _LIST),
    WageRow("浙江", (2660,), "2026-01-01", "one-source", _LIST),
    WageRow("北京", (2540,), "2025-09-01", "two-sources", _LIST),
    WageRow("广东/深圳", (2520,), "2025-03-01", "two-sources", _LIST),
    WageRow("广东", (2500,), "2025-03-01", "two-sources", _LIST),
    WageRow("天津", (2510,), "", "one-source", _LIST),
    WageRow("山东", (2400,), "", "one-source", _LIST),
    WageRow("湖北", (2400,), "2025-12-01", "two-sources", _LIST),
    WageRow("河北", (2380,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("内蒙古", (2380,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("陕西", (2376,), "2026-01-01", "one-source", _LIST),
    WageRow("西藏", (2360,), "", "one-source", _LIST),
    WageRow("河南", (2350,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("重庆", (2330,), "2025-01-01", "one-source", _SPRING),
    WageRow("四川", (2330,), "2025-01-01", "two-sources", _LIST),
    WageRow("安徽", (2320,), "2025-09-01", "one-source", _LIST),
    WageRow("黑龙江", (2270,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("福建", (2265,), "2025-04-01", "one-source", _LIST),
    WageRow("海南", (2250,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("江西", (2240,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("宁夏", (2235,), "", "one-source", _LIST),
    WageRow("辽宁", (2230,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("吉林", (2230,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("湖南", (2200,), "2025-09-01", "one-source", _LIST),
    WageRow("广西", (2200,), "", "one-source", _LIST),
    WageRow("甘肃", (2200,), "2025-12-01", "two-sources", _DECEMBER),
    WageRow("云南", (2170,), "", "one-source", _LIST),
    WageRow("山西", (2150,), "2025-01-01", "one-source", _SPRING),
    WageRow("贵州", (2130,), "2025-02-01", "one-source", _SPRING),
    WageRow("青海", (2080,), "2025-05-01", "one-source", _SPRING),
    # A page that quotes the list of 2026-01-01 calls Qinghai's 2080 the lowest first tier.
    WageRow("新疆", (2070,), "2025-01-01", "low", _SPRING),
    # Lower tiers. 0 stands for a tier that another row has, or none of these does.
    WageRow("江苏", (0, 2430), "2026-01-01", "one-source", _LIST),
    WageRow("河北", (0, 2230, 2080), "2025-12-01", "one-source", _OVERVIEW),
    WageRow("内蒙古", (0, 2310, 2250), "2025-12-01", "one-source", _OVERVIEW),
    WageRow("黑龙江", (0, 2010, 1910), "2025-12-01", "one-source", _OVERVIEW),
    WageRow("吉林", (0, 2020, 1870), "2025-12-01", "one-source", _OVERVIEW),
    WageRow("河南", (0, 2150, 2000), "2025-12-01", "one-source", _OVERVIEW),
    WageRow("辽宁", (0, 2080, 1930), "2025-12-01", "one-source", _OVERVIEW),
    WageRow("甘肃", (0, 2130, 2080), "2025-12-01", "one-source", _OVERVIEW),
    WageRow("海南", (0, 2070), "2025-12-01", "one-source", _OVERVIEW),
    WageRow("江西", (0, 2090, 1950), "2025-12-01", "one-source", _OVERVIEW),
    # What was in force before, for months on record.
    WageRow("浙江", (2490, 2260, 2010), "2024-01-01", "one-source", _NEWS),
    WageRow("辽宁", (2100, 1900, 1700), "2024-05-01", "one-source", _NEWS),
    WageRow("广东/深圳", (2360,), "2021-12-01", "two-sources", _NEWS),
    WageRow("广东", (2300, 1900, 1720, 1620), "2021-12-01", "one-source", _NEWS),
    WageRow("上海", (2690,), "2023-07-01", "low", _KNOWN),
    WageRow("北京", (2420,), "2023-09-01", "low", _KNOWN),
    WageRow("江苏", (2490, 2260, 2010), "2024-01-01", "low", _KNOWN),
    WageRow("湖北", (2210,), "2024-02-01", "low", _KNOWN),
    WageRow("安徽", (2060,), "2023-03-01", "low", _KNOWN),
    WageRow("河北", (2200,), "2023-01-01", "low", _KNOWN),
    WageRow("河南", (2100,), "2024-01-01", "low", _KNOWN),
    WageRow("江西", (2000,), "2024-04-01", "low", _KNOWN),
    WageRow("海南", (2010,), "2023-12-01", "low", _KNOWN),
    WageRow("陕西", (2160,), "2023-05-01", "low", _KNOWN),
    WageRow("青海", (1880,), "2023-02-01", "low", _KNOWN),
)
NET_OF_INSURANCE = frozenset({"上海", "北京"})
"""Where the minimum is what is left after the worker's own share of insurance and housing fund."""
