"""What batches and own fonts rely on is seen in a probe, once for each LibreOffice."""

from __future__ import annotations

import datetime as dt
import io
from concurrent.futures import Future
from pathlib import Path

import pikepdf
import pytest

from benchmarks.people import write_people
from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.finish import ForeignPdfError
from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.fonts import FontSet
from kefu_docs.pipeline import doctor, office_habits
from kefu_docs.pipeline.doctor import examine
from kefu_docs.pipeline.office_habits import told_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.render import start_of
from kefu_docs.scheduler import tasks
from kefu_docs.scheduler.layout_habits import UNKNOWN, USUAL, Habits, probes
from kefu_docs.scheduler.messages import Workplace
from kefu_docs.scheduler.tasks import shown_habits
from tests.support.builds import SAMPLE_TEMPLATES, Office, build_contracts

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def probed(office: Office) -> tuple[bytes, bytes]:
    """The probe's two PDFs."""
    alone, batch = map(office, probes())
    return alone, batch


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Three people with a contract each."""
    write_people(tmp_path / "data", 3)
    return Settings(tmp_path / "data", SAMPLE_TEMPLATES, tmp_path / "build", dt.date(2026, 4, 30))


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every docx that is converted, the probe's among them: nothing is known of LibreOffice."""
    given: list[bytes] = []
    submit = Pool.submit

    def noted(self: Pool, docx: bytes) -> Future[bytes]:
        given.append(docx)
        return submit(self, docx)

    monkeypatch.setattr(Pool, "submit", noted)
    monkeypatch.setattr(office_habits, "known_habits", KNOWN_HABITS)
    return given


KNOWN_HABITS = office_habits.known_habits
"""As it is before the tests' fixture says that all is known."""


def test_this_libreoffice_is_seen_as_its_version_tells(
    probed: tuple[bytes, bytes], fonts: FontSet, tmp_path: Path
) -> None:
    """7.4 on tenths of a point, 25.2 on twips, and both as the program relies on."""
    with pikepdf.open(io.BytesIO(probed[0])) as pdf:
        is_old = "LibreOffice 7.4" in str(pdf.docinfo["/Producer"])
    grid = TENTH if is_old else TWIP
    assert shown_habits(Workplace(fonts, tmp_path), *probed) == Habits(grid, composes=True)


def test_a_batch_that_comes_out_otherwise_is_seen(
    probed: tuple[bytes, bytes], fonts: FontSet, tmp_path: Path
) -> None:
    """One glyph of its last document a point lower; or the marks of its documents missing."""
    with pikepdf.open(io.BytesIO(probed[1])) as pdf:
        page = pdf.pages[-1]
        content = page.Contents.read_bytes()
        place = content.rindex(b" Td ")
        start = content.rindex(b" ", 0, place) + 1
        lower = b"%.1f" % (float(content[start:place]) - 1)
        page.Contents = pdf.make_stream(content[:start] + lower + content[place:])
        moved = io.BytesIO()
        pdf.save(moved)
        del pdf.Root.Dests
        unmarked = io.BytesIO()
        pdf.save(unmarked)
    workplace = Workplace(fonts, tmp_path)
    for batch in moved, unmarked:
        habits = shown_habits(workplace, probed[0], batch.getvalue())
        assert habits.grid > 0
        assert not habits.composes


def test_text_that_is_not_understood_is_seen(
    probed: tuple[bytes, bytes], fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a LibreOffice that writes otherwise; only the grid that text is read on counts."""

    def foreign(*_: object) -> list[bytes]:
        raise ForeignPdfError("a font of another kind")

    monkeypatch.setattr(tasks, "finish_batch", foreign)
    assert shown_habits(Workplace(fonts, tmp_path), *probed) == UNKNOWN


def test_the_probe_is_made_once(settings: Settings, conversions: list[bytes]) -> None:
    """The first build converts it, the second finds in the store what it showed."""
    first = build_contracts(settings, "P00001")
    again = build_contracts(settings, "P00002")
    assert not first.failures
    assert not again.failures
    assert first.told == again.told == []
    wanted = probes()
    assert [docx in wanted for docx in conversions].count(True) == 2
    assert conversions[0] in wanted


@pytest.mark.parametrize("composes", [True, False])
def test_batches_go_by_what_was_seen(
    settings: Settings,
    conversions: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
    composes: bool,
) -> None:
    """Where they cannot be relied on each document is converted alone, and the user is told."""
    monkeypatch.setattr(office_habits, "known_habits", lambda *_: usual_but(composes))
    outcome = build_contracts(settings)
    assert not outcome.failures
    assert any(start_of(0).encode() in docx for docx in conversions) is composes
    assert bool(outcome.told) is not composes


def usual_but(composes: bool) -> Habits:
    """The usual habits, but for this."""
    return USUAL._replace(grid=TWIP if composes else TENTH, composes=composes)


def test_a_probe_that_cannot_be_converted_is_made_again(
    settings: Settings, conversions: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is kept of it; documents are converted by themselves meanwhile."""
    submit = Pool.submit

    def refusing(self: Pool, docx: bytes) -> Future[bytes]:
        if docx not in probes():
            return submit(self, docx)
        refused: Future[bytes] = Future()
        refused.set_exception(ConversionError(Message("LibreOffice gave up")))
        return refused

    monkeypatch.setattr(Pool, "submit", refusing)
    outcome = build_contracts(settings, "P00001")
    assert not outcome.failures
    assert len(outcome.told) == 1
    monkeypatch.setattr(Pool, "submit", submit)
    assert build_contracts(settings, "P00002").told == []


def test_what_is_told() -> None:
    """In plain words, and nothing where all is as usual."""
    assert told_of(Habits(TWIP, composes=True), "LibreOffice 24.2") is None
    slower = told_of(Habits(TWIP, composes=False), "LibreOffice 24.2")
    larger = told_of(UNKNOWN, "LibreOffice 24.2")
    assert slower is not None
    assert larger is not None
    assert "slower" in slower.text()
    assert "larger" in larger.text()


def test_the_doctor_tells_of_a_libreoffice_that_is_slower(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one thing that is amiss, once a build has seen it."""
    assert all("batch" not in found.message.text() for found in examine(settings))
    monkeypatch.setattr(doctor, "known_habits", lambda *_: usual_but(composes=False))
    (slower,) = (found for found in examine(settings) if "batch" in found.message.text())
    assert slower.exit_code == 1
    assert slower.hint is not None
    assert "noble-backports" in slower.hint.text()


def test_habits_are_kept_as_text() -> None:
    """As the store keeps them."""
    for habits in (UNKNOWN, Habits(TWIP, composes=True)):
        assert Habits.read(habits.as_text()) == habits
