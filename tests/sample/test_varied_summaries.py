"""Summaries of free text of any length come out of the sample's template, none refused."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from benchmarks.people import write_people
from kefu_docs.pipeline.run import run
from kefu_docs.pipeline.settings import BuildRequest, Settings
from tests.support.builds import SAMPLE_TEMPLATES

COUNT = 60


@pytest.mark.office
def test_no_summary_of_free_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever on its page a summary ends. Before the paragraph behind the last table was hidden,
    one in sixty was refused for a blank page; `test_closing_paragraph` shows that for every place.
    """
    monkeypatch.chdir(tmp_path)
    write_people(Path("data"), COUNT, ["2026-04"], varied=True)
    shutil.copytree(SAMPLE_TEMPLATES, "templates")
    settings = Settings(Path("data"), Path("templates"), Path("build"), dt.date(2026, 5, 1))
    outcome = run(settings, BuildRequest("summaries", month="2026-04"))
    assert not outcome.failures
    assert outcome.exit_code == 0
    assert len(list(Path("build/summaries/2026-04").glob("P*.pdf"))) == COUNT
