"""Batches as OpenDocument: the same bytes as by docx, or else the docx way."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from benchmarks.people import write_people
from kefu_docs.convert.engine import ToSave
from kefu_docs.convert.pool import Pool
from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.fonts import FontSet
from kefu_docs.pipeline.settings import Settings
from kefu_docs.render.composing.odf_batch import as_odf
from kefu_docs.render.composing.odf_blocks import DocumentBlocks
from kefu_docs.render.composing.odf_pattern import Pattern
from kefu_docs.scheduler import odf_lane, sampled_template
from kefu_docs.scheduler.batch import Batches
from kefu_docs.scheduler.layout_habits import Habits
from tests.support.builds import SAMPLE_TEMPLATES, build_summaries
from tests.support.kinds import works
from tests.support.word import UNDERLINED, paragraph, run, word

pytestmark = pytest.mark.office

PEOPLE = 20
FLAT = b"<?xml"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """All that LibreOffice is given."""
    submit = Pool.submit
    documents: list[bytes] = []

    def noted(self: Pool, docx: bytes) -> Future[bytes]:
        documents.append(docx)
        return submit(self, docx)

    monkeypatch.setattr(Pool, "submit", noted)
    return documents


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As few documents as here are worth samples."""
    monkeypatch.setattr(sampled_template, "LEAST", PEOPLE)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty people whose summaries are free text."""
    folder = tmp_path_factory.mktemp("shop") / "data"
    write_people(folder, PEOPLE, ["2026-04"], varied=True)
    return folder


def built(data: Path, folder: Path) -> dict[str, bytes]:
    """Everybody's PDF."""
    on = dt.date(2026, 4, 30)
    settings = Settings(data, SAMPLE_TEMPLATES, folder, on, jobs=1)
    outcome = build_summaries(settings, "2026-04")
    assert not outcome.failures
    return {file.stem: file.read_bytes() for file in folder.glob("summaries/*/P*.pdf")}


@pytest.fixture(scope="module")
def by_docx(data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everybody's PDF where LibreOffice reads docx alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(odf_lane, "MOST_SAMPLES", 0)
        return built(data, tmp_path_factory.mktemp("docx"))


def test_documents_come_out_of_opendocument_as_out_of_docx(
    data: Path, by_docx: dict[str, bytes], given: list[bytes], tmp_path: Path
) -> None:
    """Samples are converted in both ways, the others as OpenDocument: all bytes are the same."""
    assert built(data, tmp_path) == by_docx
    assert len(by_docx) == PEOPLE
    flat = [document for document in given if document.startswith(FLAT)]
    assert len(flat) >= 2
    for document in flat:
        common, _, automatic = document.partition(b"<office:automatic-styles>")
        assert b'svg:font-family="notoserifcjksc"' in common
        # Were they common styles, contextual spacing would depend on who stands in the samples.
        assert b'<style:style style:name="k' in automatic
        assert b'<style:style style:name="k' not in common


def pasted(data: Path, folder: Path, end: str, people: int = PEOPLE) -> Path:
    """The same, but all paragraphs of so many people end in something."""
    copy = folder / "pasted"
    shutil.copytree(data, copy)
    for number in range(1, people + 1):
        file = copy / f"months/2026-04/P{number:05}.yaml"
        text = file.read_text("utf-8")
        file.write_text(re.sub(r'(?<=[。！；])"', lambda quote: end + quote[0], text), "utf-8")
    return copy


def both_ways(
    data: Path, given: list[bytes], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, bytes], dict[str, bytes], int]:
    """Everybody's PDF by docx alone and otherwise, and how many files were OpenDocument then."""
    with monkeypatch.context() as patch:
        patch.setattr(odf_lane, "MOST_SAMPLES", 0)
        by_docx = built(data, folder / "docx")
    given.clear()
    return by_docx, built(data, folder / "odf"), sum(d.startswith(FLAT) for d in given)


def test_blanks_at_ends_come_out_as_out_of_docx(
    data: Path, given: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text that is pasted ends in blanks: it is OpenDocument, too."""
    data = pasted(data, tmp_path, " \u3000  ")
    by_docx, by_odf, count = both_ways(data, given, tmp_path, monkeypatch)
    assert by_odf == by_docx
    assert count >= 2


def test_a_document_with_line_breaks_keeps_no_other_from_opendocument(
    data: Path, given: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes the docx way alone, although it is the first."""
    data = pasted(data, tmp_path, "\\n另起一行", 1)
    by_docx, by_odf, count = both_ways(data, given, tmp_path, monkeypatch)
    assert by_odf == by_docx
    assert count >= 2


UNDERLINED_STYLE = (
    '<w:style w:type="character" w:styleId="Line"><w:name w:val="Line"/>'
    '<w:rPr><w:u w:val="single"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("look", "grid", "count"),
    [
        (UNDERLINED, TWIP, PEOPLE),
        ('<w:rStyle w:val="Line"/>', TWIP, PEOPLE),
        ("", TWIP, 1),
        (UNDERLINED, TENTH, 1),
    ],
)
def test_underlined_text_is_left_to_docx_on_twips(
    fonts: FontSet, look: str, grid: int, count: int
) -> None:
    """LibreOffice 25.2 drew five lines of 64 longer from OpenDocument, by 0.02 points."""
    template = word(paragraph(run("{{ a }}", look)), styles=UNDERLINED_STYLE)
    jobs = works(fonts, template, [{"a": f"第{n}条 VIP"} for n in range(PEOPLE)])
    lane = odf_lane.OdfBatches(Batches(lambda: Habits(grid, composes=True)))
    assert len(lane.offer(jobs, PEOPLE).returned) == count


def test_a_pattern_that_draws_otherwise_is_not_used(
    data: Path,
    by_docx: dict[str, bytes],
    given: list[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Were a text larger in the OpenDocument, the samples would tell, and docx are converted."""

    def larger(pattern: Pattern, documents: Sequence[DocumentBlocks]) -> bytes:
        xml = as_odf(pattern, documents)
        assert b'fo:line-height="0.3335in"' in xml
        return xml.replace(b'fo:line-height="0.3335in"', b'fo:line-height="0.4in"')

    monkeypatch.setattr(odf_lane, "as_odf", larger)
    assert built(data, tmp_path) == by_docx
    assert sum(document.startswith(FLAT) for document in given) == 1


def test_what_cannot_be_read_is_converted_as_docx(
    data: Path,
    by_docx: dict[str, bytes],
    given: list[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """LibreOffice refuses all that is no docx: every document is built all the same."""
    monkeypatch.setattr(odf_lane, "as_odf", lambda *_: b"<?xml <office:document broken")
    assert built(data, tmp_path) == by_docx
    assert sum(document.startswith(FLAT) for document in given) >= 1


def test_a_later_build_takes_no_samples(
    data: Path, by_docx: dict[str, bytes], given: list[bytes], tmp_path: Path
) -> None:
    """The pattern is kept in the store: all documents are one OpenDocument, with the same bytes.

    What lacks a mark follows as docx on smaller pages, by version.
    """
    built(data, tmp_path)
    for file in [*tmp_path.glob("summaries/**/*.pdf"), *tmp_path.glob(".store/objects/*/*.pdf")]:
        file.unlink()
    (tmp_path / "manifest.json").unlink()
    given.clear()
    assert built(data, tmp_path) == by_docx
    assert [document.startswith(FLAT) for document in given[:2]] in ([True], [True, False])
    assert not any(isinstance(document, ToSave) for document in given)
