"""Documents and their kinds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import get_args

from kefu_docs.model import CONTRACT, KINDS, SUMMARY, TEAM, Document, Month, PersonMonth
from kefu_docs.model.document_kind import Folder
from tests.support.rule_dataset import MONTH

DOCUMENT = Document(
    name="contracts/E001-2",
    template="contract_labor",
    title="劳动合同",
    person="张晓宇",
    employee="E001",
    month=Month(2026, 3),
    date=dt.date(2026, 3, 1),
    keywords=(),
    inputs=(),
    kind=CONTRACT,
)


def test_a_monthly_document_has_its_month_on_its_page_labels() -> None:
    """The kind says so, whatever the document is called."""
    assert DOCUMENT.page_label == "E001-2"
    assert replace(DOCUMENT, kind=SUMMARY).page_label == "E001-2-2026-03"
    assert replace(DOCUMENT, name="elsewhere/team", kind=TEAM).page_label == "team-2026-03"


def test_kinds_have_names_of_their_own_and_folders_that_packets_can_choose() -> None:
    """packets.yaml chooses by the folders of the kinds that are bound by month."""
    assert all(kind.name == name for name, kind in KINDS.items())
    bound = {kind.folder for kind in KINDS.values() if kind.packet_title}
    assert bound == set(get_args(Folder))


def test_the_days_of_a_month_are_its_period_or_all_of_it() -> None:
    """First and last day, both included."""
    values = {**MONTH, "sales": "0", "reviews": {"neutral": "0", "negative": "0"}}
    whole = PersonMonth.model_validate(values)
    assert whole.days(Month(2028, 2)) == (dt.date(2028, 2, 1), dt.date(2028, 2, 29))
    period = {"from": "2028-02-03", "to": "2028-02-10"}
    part = PersonMonth.model_validate({**values, "period": period})
    assert part.days(Month(2028, 2)) == (dt.date(2028, 2, 3), dt.date(2028, 2, 10))
