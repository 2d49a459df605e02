"""Which minimum wage holds for a place on a day: the shipped rows under the user's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kefu_docs.diagnostics import Message
from kefu_docs.model import Dataset, Region
from kefu_docs.rules.minimum_wages import NET_OF_INSURANCE, ROWS, WageRow

_CONFIDENCE: Mapping[str, Message] = {
    m.pattern: m
    for m in (
        Message("two-sources"),
        Message("one-source"),
        Message("low"),
        Message("entered by the user"),
    )
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

    @property
    def is_net_of_insurance(self) -> bool:
        """Whether the worker's own share of insurance is not part of it (上海, 北京)."""
        return self.province in NET_OF_INSURANCE

    def values(self) -> dict[str, object]:
        """What a message says of it: place, minimum, since, confidence, source."""
        return {
            "place": self.city or self.province,
            "minimum": self.monthly,
            "since": self.effective_from or "?",
            "confidence": self.confidence,
            "source": self.source,
        }


def _entries(row: WageRow) -> Iterator[WageEntry]:
    province, _, city = row.place.partition("/")
    since = dt.date.fromisoformat(row.since) if row.since else None
    for tier, monthly in enumerate(row.tiers, 1):
        if monthly:
            yield WageEntry(
                province,
                city or None,
                tier,
                Decimal(monthly),
                since,
                row.source,
                _CONFIDENCE[row.confidence],
            )


SHIPPED: tuple[WageEntry, ...] = tuple(entry for row in ROWS for entry in _entries(row))


PROVINCES = frozenset(entry.province for entry in SHIPPED)
"""The provinces as the table has them, without 省, 市 or 自治区."""


def province_of(written: str) -> str:
    """The province as the table has it: 浙江 of 浙江省; what is written where it has none."""
    return next((name for name in PROVINCES if written.startswith(name)), written)


def wages_of(dataset: Dataset) -> tuple[WageEntry, ...]:
    """The table that holds for these records: the shipped one under the user's own entries."""
    if dataset.minimum_wages is None:
        return SHIPPED
    return overridden_by(
        WageEntry(
            province_of(w.province),
            w.city and w.city.removesuffix("市"),
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
