"""A renewal is added to the record; what was written of the earlier contracts stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.pipeline.renewal import OPEN_ENDED, Renewal
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import load_dataset
from tests.support.builds import copy_sample


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """The sample."""
    copy_sample(tmp_path)
    return Settings(
        tmp_path / "data", tmp_path / "templates", tmp_path / "build", dt.date(2026, 4, 30)
    )


def test_the_day_after_and_the_same_term_are_proposed(project: Settings) -> None:
    """Number and signature nobody can know."""
    assert Renewal(project, "E002").proposed() == {
        "number": "",
        "signed_on": "",
        "starts_on": "2028-04-01",
        "ends_on": "2030-03-31",
    }


def test_a_renewal_becomes_the_next_contract(project: Settings) -> None:
    """Once from `contract`, once more in the list: only lines are added, or moved to the right."""
    file = project.data / "employees/E002.yaml"
    before = [line.strip() for line in file.read_text("utf-8").splitlines()]
    for number, ends in (("N2", "2030-03-31"), ("N3", OPEN_ENDED)):
        renewal = Renewal(project, "陈䶮")
        answers = {**renewal.proposed(), "number": number, "signed_on": "2028-03-01"}
        renewal.write({**answers, "ends_on": ends})
    lines = [line.strip().removeprefix("- ") for line in file.read_text("utf-8").splitlines()]
    kept = [line.removeprefix("- ") for line in before if line != "contract:"]
    assert [line for line in lines if line in kept][: len(kept)] == kept
    contracts = [
        c for _, c in load_dataset(project.data)[0].employees["E002"].value.all_contracts()
    ]
    assert [c.number for c in contracts] == ["HY-LD-2026-002", "N2", "N3"]
    assert [str(c.ends_on) for c in contracts] == ["2028-03-31", "2030-03-31", "None"]
    assert [c.probation_ends_on for c in contracts[1:]] == [None, None]
    assert contracts[1].hours == contracts[0].hours


def test_a_renewal_that_is_not_sound_is_not_written(project: Settings) -> None:
    """The record stays as it is."""
    file = project.data / "employees/E003.yaml"
    before = file.read_bytes()
    renewal = Renewal(project, "E003")
    with pytest.raises(UsageError, match="is not a date"):
        renewal.write({**renewal.proposed(), "number": "N2", "signed_on": "morgen"})
    assert file.read_bytes() == before
