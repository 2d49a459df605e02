"""Documents and their kinds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kefu_docs.model import Document, Month, PersonMonth
from kefu_docs.model.document_kind import MONTHLY_PACKETS
from kefu_docs.records import shipped_kinds
from tests.support.rule_dataset import MONTH

KINDS = shipped_kinds()
DOCUMENT = Document(
    name="contracts/E001-2",
    title="劳动合同",
    person="张晓宇",
    employee="E001",
    month=Month(2026, 3),
    date=dt.date(2026, 3, 1),
    keywords=(),
    inputs=(),
    kind=KINDS["contract_labor"],
)


def test_a_monthly_document_has_its_month_on_its_page_labels() -> None:
    """The kind says so, whatever the document is called."""
    assert DOCUMENT.page_label == "E001-2"
    assert replace(DOCUMENT, kind=KINDS["summary"]).page_label == "E001-2-2026-03"
    assert replace(DOCUMENT, name="elsewhere/team", kind=KINDS["team"]).page_label == "team-2026-03"


def test_the_packets_of_a_month_are_folders_that_packets_can_choose() -> None:
    """packets.yaml chooses by folder; the kinds that are bound by month lie in one of that name."""
    built_in = (kind for kind in KINDS.values() if not kind.is_own and kind.subject != "packet")
    bound = {kind.folder for kind in built_in}
    assert bound == set(MONTHLY_PACKETS)


def test_the_days_of_a_month_are_its_period_or_all_of_it() -> None:
    """First and last day, both included."""
    values = {**MONTH, "sales": "0", "reviews": {"neutral": "0", "negative": "0"}}
    whole = PersonMonth.model_validate(values)
    assert whole.days(Month(2028, 2)) == (dt.date(2028, 2, 1), dt.date(2028, 2, 29))
    period = {"from": "2028-02-03", "to": "2028-02-10"}
    part = PersonMonth.model_validate({**values, "period": period})
    assert part.days(Month(2028, 2)) == (dt.date(2028, 2, 3), dt.date(2028, 2, 10))
