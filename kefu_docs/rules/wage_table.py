"""The monthly minimum wages that ship with the package.

First tiers, yuan a month. Compiled in November 2026 from public tables that quote the list of the
Ministry of Human Resources and Social Security of 2026-01-01. `two-sources` means that two tables
agree, `one-source` that a single table was found. Changes of later in 2026 are not in here; a
user's own minimum_wage.yaml takes their place (:func:`overridden_by`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kefu_docs.diagnostics import Message
from kefu_docs.model import Dataset, Region

_SOURCE = Message("public tables quoting the labour ministry's list of 2026-01-01")
_CONFIDENCE: Mapping[str, Message] = {
    m.pattern: m
    for m in (Message("one-source"), Message("two-sources"), Message("entered by the user"))
}


@dataclass(frozen=True)
class WageEntry:
    """The minimum wage of a place: yuan a month, since when (None: not known), and how sure.

    A Message, whose values are a mapping, has no hash of its own.
    """

    province: str
    city: str | None
    tier: int
    monthly: Decimal
    effective_from: dt.date | None
    source: str | Message = field(hash=False)
    confidence: str | Message = field(hash=False)

    @property
    def place(self) -> tuple[str, str | None, int]:
        """What the entry is for."""
        return self.province, self.city, self.tier

    def values(self) -> dict[str, object]:
        """What a message says of it: place, minimum, since, confidence, source."""
        return {
            "place": self.city or self.province,
            "minimum": self.monthly,
            "since": self.effective_from or "?",
            "confidence": self.confidence,
            "source": self.source,
        }


def _entry(place: str, monthly: int, effective_from: str | None, confidence: str) -> WageEntry:
    province, _, city = place.partition("/")
    since = dt.date.fromisoformat(effective_from) if effective_from else None
    return WageEntry(
        province, city or None, 1, Decimal(monthly), since, _SOURCE, _CONFIDENCE[confidence]
    )


SHIPPED: tuple[WageEntry, ...] = tuple(
    _entry(*row)
    for row in (
        ("上海", 2740, "2025-07-01", "two-sources"),
        ("江苏", 2660, "2026-01-01", "two-sources"),
        ("浙江", 2660, "2026-01-01", "one-source"),
        ("北京", 2540, "2025-09-01", "two-sources"),
        ("广东/深圳", 2520, "2025-03-01", "two-sources"),
        ("广东", 2500, "2025-03-01", "two-sources"),
        ("天津", 2510, None, "one-source"),
        ("山东", 2400, None, "one-source"),
        ("湖北", 2400, "2025-12-01", "two-sources"),
        ("河北", 2380, None, "one-source"),
        ("内蒙古", 2380, None, "one-source"),
        ("陕西", 2376, "2026-01-01", "one-source"),
        ("西藏", 2360, None, "one-source"),
        ("河南", 2350, None, "one-source"),
        ("重庆", 2330, None, "one-source"),
        ("四川", 2330, "2025-01-01", "two-sources"),
        ("安徽", 2320, "2025-09-01", "one-source"),
        ("黑龙江", 2270, None, "one-source"),
        ("福建", 2265, "2025-04-01", "one-source"),
        ("海南", 2250, "2025-12-01", "one-source"),
        ("江西", 2240, "2025-12-01", "one-source"),
        ("宁夏", 2235, None, "one-source"),
        ("辽宁", 2230, None, "one-source"),
        ("吉林", 2230, None, "one-source"),
        ("湖南", 2200, "2025-09-01", "one-source"),
        ("广西", 2200, None, "one-source"),
        ("甘肃", 2200, None, "one-source"),
        ("云南", 2170, None, "one-source"),
        ("山西", 2150, None, "one-source"),
        ("贵州", 2130, None, "one-source"),
        ("青海", 2080, None, "one-source"),
        ("新疆", 2070, None, "one-source"),
    )
)


def wages_of(dataset: Dataset) -> tuple[WageEntry, ...]:
    """The table that holds for these records: the shipped one under the user's own entries."""
    if dataset.minimum_wages is None:
        return SHIPPED
    return overridden_by(
        WageEntry(
            w.province,
            w.city,
            w.tier,
            w.monthly,
            w.effective_from,
            w.source,
            _CONFIDENCE.get(w.confidence, w.confidence),
        )
        for w in dataset.minimum_wages.value.root
    )


def overridden_by(entries: Iterable[WageEntry]) -> tuple[WageEntry, ...]:
    """The shipped table, with all that `entries` say about a place instead of the shipped."""
    own = tuple(entries)
    places = {entry.place for entry in own}
    return own + tuple(entry for entry in SHIPPED if entry.place not in places)


def lookup(table: tuple[WageEntry, ...], region: Region, day: dt.date) -> WageEntry | None:
    """The entry in force on `day`: the city's before the province's, the latest one before older.

    Names may carry their 省, 市 or 自治区. An entry without a date is taken as older than any
    with one. None where the table has nothing for that place, tier and day.
    """
    fitting = [
        entry
        for entry in table
        if region.province.startswith(entry.province)
        and entry.tier == region.tier
        and (entry.city is None or (region.city or "").startswith(entry.city))
        and (entry.effective_from is None or entry.effective_from <= day)
    ]
    return max(
        fitting,
        key=lambda e: (e.city is not None, e.effective_from or dt.date.min),
        default=None,
    )
