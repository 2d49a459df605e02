"""Severance as the value of a document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kefu_docs.model import Dataset
from kefu_docs.pipeline.severance import severance_on_leaving
from kefu_docs.records import load_dataset
from tests.support import records


def loaded(folder: Path, **person: object) -> Dataset:
    """The smallest data folder, with changes to its person."""
    files = {**records.PROJECT}
    files["employees/E001.yaml"] = {**files["employees/E001.yaml"], **person}
    return load_dataset(records.write_project(folder, files))[0]


def test_somebody_who_left_has_it(tmp_path: Path) -> None:
    """Counted on the last day; nobody else has any, nor who has no wages on record."""
    found = severance_on_leaving(loaded(tmp_path / "a", left_on="2026-04-30"), "E001")
    assert found is not None
    assert (found.on, str(found.months)) == (dt.date(2026, 4, 30), "0.5")
    assert severance_on_leaving(loaded(tmp_path / "b"), "E001") is None
    assert severance_on_leaving(loaded(tmp_path / "c", left_on="2026-03-15"), "E001") is None
