"""Summaries of free text of any length come out of the sample's template, none refused."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from benchmarks.people import write_people
from kefu_docs.pipeline import office_habits
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


@pytest.mark.office
@pytest.mark.parametrize(("first", "count"), [(40, COUNT), (50, 1)])
def test_the_pay_table_is_signed_on_its_last_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int, count: int
) -> None:
    """Number 50, which LibreOffice reads as OpenDocument where many are built, as docx by itself.

    LibreOffice 25.2 put the signatures of either on a page by themselves. The build looks what this
    one does, where others in the tests take it as known.
    """
    monkeypatch.setattr(office_habits, "known_habits", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    write_people(Path("data"), count, ["2026-04"], varied=True, first=first)
    shutil.copytree(SAMPLE_TEMPLATES, "templates")
    settings = Settings(Path("data"), Path("templates"), Path("build"), dt.date(2026, 5, 1))
    assert run(settings, BuildRequest("summaries", month="2026-04")).exit_code == 0
    with pypdfium2.PdfDocument("build/summaries/2026-04/P00050.pdf") as document:
        last = "".join(document[len(document) - 1].get_textpage().get_text_range().split())
    assert "实发合计" in last
    assert "总结人" in last
