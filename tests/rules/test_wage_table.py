"""Which minimum wage applies."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kefu_docs.diagnostics import Message
from kefu_docs.model import Dataset, MinimumWages, Record, Region
from kefu_docs.rules.wage_table import SHIPPED, WageEntry, lookup, overridden_by, wages_of

DAY = dt.date(2026, 4, 30)


def _region(province: str, city: str | None = None, tier: str = "1") -> Region:
    return Region.model_validate({"province": province, "city": city or "无名", "tier": tier})


def _entry(monthly: int, since: str | None, city: str | None = None) -> WageEntry:
    day = dt.date.fromisoformat(since) if since else None
    return WageEntry("浙江", city, 1, Decimal(monthly), day, "公告", "two-sources")


@pytest.mark.parametrize(
    ("province", "city", "monthly"),
    [
        ("浙江", "杭州", 2660),
        ("浙江省", "杭州市", 2660),
        ("内蒙古自治区", None, 2380),
        ("广东", "深圳", 2520),
        ("广东省", "广州市", 2500),
        ("广东", None, 2500),
    ],
)
def test_the_city_before_the_province(province: str, city: str | None, monthly: int) -> None:
    """Names with and without 省, 市, 自治区."""
    entry = lookup(SHIPPED, _region(province, city), DAY)
    assert entry is not None
    assert entry.monthly == monthly


def test_nothing_known() -> None:
    """No such province, another tier, or a day before the first entry."""
    assert lookup(SHIPPED, _region("火星"), DAY) is None
    assert lookup(SHIPPED, _region("浙江", tier="4"), DAY) is None
    assert lookup(SHIPPED, _region("浙江"), dt.date(2023, 12, 31)) is None


@pytest.mark.parametrize(
    ("province", "city", "tier", "day", "monthly"),
    [
        ("浙江", None, "1", "2025-12-31", 2490),
        ("浙江", None, "1", "2026-01-01", 2660),
        ("浙江", None, "3", "2024-06-30", 2010),
        ("河北", None, "2", "2025-12-01", 2230),
        ("甘肃", None, "3", "2026-04-30", 2080),
        ("广东", "深圳", "1", "2025-02-28", 2360),
        ("广东", "佛山", "2", "2024-12-31", 1900),
        ("上海", None, "1", "2025-06-30", 2690),
        ("山东", None, "1", "2020-01-01", 2400),  # since when is not known
    ],
)
def test_the_tier_and_the_day(
    province: str, city: str | None, tier: str, day: str, monthly: int
) -> None:
    """Lower tiers have rows of their own, and months before a raise those of before."""
    entry = lookup(SHIPPED, _region(province, city, tier), dt.date.fromisoformat(day))
    assert entry is not None
    assert entry.monthly == monthly


def test_a_place_has_one_wage_on_a_day() -> None:
    """No two rows of a place and tier begin on one day, and none without a date is shadowed."""
    begins = [(entry.place, entry.effective_from) for entry in SHIPPED]
    assert len(set(begins)) == len(begins)
    undated = {entry.place for entry in SHIPPED if entry.effective_from is None}
    assert not undated & {entry.place for entry in SHIPPED if entry.effective_from is not None}


def test_every_row_says_what_it_rests_on() -> None:
    """A source and how sure it is, from a list of words."""
    for entry in SHIPPED:
        assert isinstance(entry.confidence, Message)
        assert entry.confidence.pattern in {"two-sources", "one-source", "low"}
        assert isinstance(entry.source, Message)


@pytest.mark.parametrize(
    ("day", "monthly"), [("2025-12-31", 1), ("2026-01-01", 2), ("2026-07-01", 3)]
)
def test_the_latest_in_force(day: str, monthly: int) -> None:
    """In force from its first day on; one without a date is the oldest."""
    table = (_entry(3, "2026-07-01"), _entry(1, None), _entry(2, "2026-01-01"))
    entry = lookup(table, _region("浙江"), dt.date.fromisoformat(day))
    assert entry is not None
    assert entry.monthly == monthly


def test_the_users_file_overrides_the_table() -> None:
    """Source and confidence are what the file says, or that it is the user's."""
    rows = [
        {"province": "浙江", "city": "杭州", "monthly": "2900", "effective_from": "2026-07-01"},
        {"province": "天津", "monthly": "2600", "source": "公报", "confidence": "two-sources"},
    ]
    file = Record("minimum_wage.yaml", MinimumWages.model_validate(rows), {})
    table = wages_of(Dataset(company=None, minimum_wages=file))
    hangzhou = lookup(table, _region("浙江", "杭州"), dt.date(2026, 7, 1))
    before = lookup(table, _region("浙江", "杭州"), dt.date(2026, 6, 30))
    tianjin = lookup(table, _region("天津"), DAY)
    assert hangzhou is not None
    assert before is not None
    assert tianjin is not None
    wages = [entry.monthly for entry in (hangzhou, before, tianjin)]
    assert wages == [Decimal(2900), Decimal(2660), Decimal(2600)]
    assert str(hangzhou.values()["source"]) == "minimum_wage.yaml"
    assert [w.confidence for w in (hangzhou, tianjin)] == [
        Message("entered by the user"),
        Message("two-sources"),
    ]
    assert tianjin.values()["source"] == "公报"


def test_a_place_may_be_written_in_full() -> None:
    """浙江省 and 杭州市 are 浙江 and 杭州, as in company.yaml: else the entry held nowhere."""
    rows = [{"province": "浙江省", "city": "杭州市", "monthly": "2900"}]
    file = Record("minimum_wage.yaml", MinimumWages.model_validate(rows), {})
    table = wages_of(Dataset(company=None, minimum_wages=file))
    for region in (_region("浙江", "杭州"), _region("浙江省", "杭州市")):
        found = lookup(table, region, DAY)
        assert found is not None
        assert found.monthly == Decimal(2900)


def test_own_entries_replace_the_shipped_of_their_place() -> None:
    """A tier of 浙江 is the user's alone, all others stay."""
    table = overridden_by([_entry(3000, "2027-01-01")])
    first = [e.monthly for e in table if e.place == ("浙江", None, 1)]
    assert first == [3000]
    assert len(table) == len(SHIPPED) - 1
    assert len({entry.province for entry in SHIPPED}) == 31
