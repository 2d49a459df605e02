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

COUNT, FIRST = 60, 340
"""Among them number 376, whose last table ends at a page's foot; 362's pay table breaks there."""


@pytest.mark.office
def test_no_summary_of_free_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever on its page a summary ends.

    Where the paragraph behind the last table has a height, number 376 has a blank page and is
    refused; `test_closing_paragraph` goes through the places one by one. LibreOffice 25.2 leaves
    out the rows of 362's pay table unless it is given a smaller page.
    """
    monkeypatch.chdir(tmp_path)
    write_people(Path("data"), COUNT, ["2026-04"], varied=True, first=FIRST)
    shutil.copytree(SAMPLE_TEMPLATES, "templates")
    settings = Settings(Path("data"), Path("templates"), Path("build"), dt.date(2026, 5, 1))
    outcome = run(settings, BuildRequest("summaries", month="2026-04"))
    assert not outcome.failures
    assert outcome.exit_code == 0
    assert len(list(Path("build/summaries/2026-04").glob("P*.pdf"))) == COUNT
