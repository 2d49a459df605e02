"""What the law changes on a day, for the sample's shop."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kefu_docs.pipeline.law_changes import LawChanges, law_changes
from kefu_docs.pipeline.queries import check_records
from kefu_docs.pipeline.settings import Settings
from tests.support.builds import copy_sample
from tests.support.records import edit

OLD = "330106196512010014"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The sample, in which E002 was born in 1965 and retires in March 2026."""
    root = tmp_path_factory.mktemp("shop")
    copy_sample(root)
    edit(root / "data/employees/E002.yaml", "330282199811173611", OLD)
    return Settings(root / "data", root / "templates", root / "build", dt.date(2026, 4, 30))


def _on(settings: Settings, day: str) -> LawChanges:
    return law_changes(settings, dt.date.fromisoformat(day))


def test_a_day_on_which_the_law_stays(settings: Settings) -> None:
    """Contracts that end sooner by a day are no change of the law."""
    assert _on(settings, "2026-12-20") == LawChanges((), (), ())


def test_rules_for_workers_past_the_retirement_age_begin(settings: Settings) -> None:
    """The day says which law begins, and whom it concerns."""
    changes = _on(settings, "2026-07-01")
    told = [law.text() for law in changes.laws]
    assert any("人社部令第56号" in law for law in told)
    assert any(law.startswith("the rule paid-past-retirement begins") for law in told)


def test_a_raised_minimum_wage_is_told_with_what_falls_under_it(settings: Settings) -> None:
    """From 1 January 2026 on Zhejiang's is 2660, and pay below it is told with that figure."""
    changes = _on(settings, "2026-01-01")
    assert any("the minimum wage of 浙江 is 2660.00" in law.text() for law in changes.laws)
    assert any("2660.00" in d.message.text() for d in changes.come)


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Nothing is known of what the law changes for it."""
    copy_sample(tmp_path)
    edit(tmp_path / "data/employees/E002.yaml", "kind: labor", "kind: labour")
    shop = Settings(
        tmp_path / "data", tmp_path / "templates", tmp_path / "build", dt.date(2026, 4, 30)
    )
    assert [d.rule for d in _on(shop, "2026-12-20").unread] == ["record-value"]


def test_as_of_a_day_its_law_is_asked(settings: Settings) -> None:
    """Before 2025 a man retired at 60, on 1 December 2025; since then by the gradual schedule."""
    for law, day in ((dt.date(2024, 12, 31), "2025-12-01"), (dt.date(2026, 4, 30), "2026-03-01")):
        found = check_records(replace(settings, on=law, law=law))
        told = [d.message.text() for d in found if "retirement" in d.rule]
        assert any(day in text for text in told), told


def test_the_findings_of_one_day_are_not_those_of_another(
    settings: Settings, tmp_path: Path
) -> None:
    """What was kept for today is not given for another day's law."""
    today = check_records(settings)
    then = check_records(replace(settings, on=dt.date(2024, 12, 31), law=dt.date(2024, 12, 31)))
    assert today != then
    assert check_records(settings) == today
