"""Which records a document is made from: an error in any of them stops it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from kefu_docs.pipeline.settings import Settings
from tests.support.builds import build_contracts, build_summaries, copy_sample

pytestmark = pytest.mark.office


MAY = "data/months/2026-05"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The sample with a May of E002, as the current folder."""
    copy_sample(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path(MAY).mkdir()
    shutil.copy("data/months/2026-04/E002.yaml", MAY)
    return Settings(Path("data"), Path("templates"), Path("build"), dt.date(2026, 5, 31), jobs=1)


def spoil(file: str, key: str) -> None:
    """Give a key of a record a value that cannot be read."""
    path = Path(file)
    lines = path.read_text("utf-8").splitlines()
    spoiled = [f"{key}: none at all" if line.startswith(f"{key}:") else line for line in lines]
    assert spoiled != lines
    path.write_text("\n".join(spoiled), "utf-8")


def test_a_month_waits_for_the_earlier_months_of_its_year(settings: Settings) -> None:
    """The tax of May follows from April, also where April cannot be read."""
    spoil("data/months/2026-04/E002.yaml", "sales")
    outcome = build_summaries(settings, "2026-05", "E002")
    assert outcome.blocked == {"summaries/2026-05/E002": ("data/months/2026-04/E002.yaml",)}


def test_a_contract_and_a_month_wait_for_their_pay_scheme(settings: Settings) -> None:
    """A pay scheme that cannot be read blocks the contract and the month that go by it."""
    spoil("data/pay/standard.yaml", "base")
    contracts = build_contracts(settings, "E002")
    months = build_summaries(settings, "2026-05", "E002")
    file = ("data/pay/standard.yaml",)
    assert contracts.blocked == {"contracts/E002": file}
    assert months.blocked == {"summaries/2026-05/E002": file}
