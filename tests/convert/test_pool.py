"""Real conversions, and what happens when the office process is killed, hangs or is interrupted."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from pypdf import PdfReader

from kefu_docs.convert import kit_engine
from kefu_docs.convert.pool import Pool
from kefu_docs.convert.worker.warmup_document import page
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.fonts import find_fonts
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.render.word.docx_zip import stored
from tests.support.builds import ROOT, closed_fonts
from tests.support.confinements import best
from tests.support.office_processes import office_processes, wait_for_end
from tests.support.pdf import font_programs, text_of
from tests.support.word import line

pytestmark = pytest.mark.office

ENGINES: tuple[Literal["kit", "soffice"], ...] = ("kit", "soffice")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder shared by the module, so that profiles are warm."""
    folder = tmp_path_factory.mktemp("convert")
    closed_fonts(folder)
    return folder


@pytest.fixture(autouse=True)
def nothing_left(folder: Path) -> Iterator[None]:
    """After every test: no office process, no temp folder; LibreOffice drew no test pictures."""
    yield
    assert office_processes(folder) == []
    assert list(folder.glob("slot-*/temp")) == []
    assert list(folder.glob("slot-*/profile/user/GraphicsRenderTests.log")) == []


def pool(
    folder: Path, engine: Literal["kit", "soffice"] = "kit", jobs: int = 1, limit: float = 60
) -> Pool:
    """Make a pool that gives every document `limit` seconds."""
    return Pool(jobs, engine, folder / "fonts.conf", folder, best(), lambda _: limit)


@pytest.mark.parametrize("engine", ENGINES)
def test_text_arrives_in_the_closed_fonts(folder: Path, engine: Literal["kit", "soffice"]) -> None:
    """宋体 becomes Noto Serif with Chinese shapes, a rare ideograph Hanazono, on both engines."""
    with pool(folder, engine) as office:
        pdf = office.submit(line("骨䶮\U0002a6d6", bookmark="start")).result()
    assert text_of(pdf) == "骨䶮\U0002a6d6"
    fonts = font_programs(pdf)
    assert [name[:12] for name in sorted(fonts)] == ["HanaMinB", "NotoSerifCJK"]
    # The faces of all regions share one CFF program and its name; the glyph of 骨 tells them apart.
    (serif,) = faces(find_fonts(None))["NotoSerifCJKsc-Regular"]
    (code,) = (code for code, text in serif.texts.items() if text == "骨")
    assert b"/cid%d put" % code in fonts[max(fonts)]
    reader = PdfReader(io.BytesIO(pdf))
    assert "/start" in reader.named_destinations
    assert "/StructTreeRoot" not in reader.root_object


def test_a_worker_begins_with_a_document(folder: Path) -> None:
    """What it converts before it is ready is one that can be converted."""
    with pool(folder) as office:
        assert text_of(office.submit(page()).result()) == "一"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bad_document_stops_no_other(folder: Path, engine: Literal["kit", "soffice"]) -> None:
    """Text, a broken archive and broken XML are refused; what follows is converted."""
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    with pool(folder, engine) as office:
        bad = map(office.submit, (b"hello", line("半")[:900], broken.getvalue()))
        errors = [type(future.exception()) for future in bad]
        assert text_of(office.submit(line("好")).result()) == "好"
    assert errors == [ConversionError] * 3


@pytest.mark.parametrize("engine", ENGINES)
def test_a_document_that_takes_too_long_is_given_up(
    folder: Path, engine: Literal["kit", "soffice"]
) -> None:
    """It is tried twice, then reported; the others go on in fresh processes."""
    slow = line("慢")
    limit = {slow: 0.001}
    with Pool(
        1, engine, folder / "fonts.conf", folder, best(), lambda d: limit.get(d, 60.0)
    ) as office:
        given_up, *others = map(office.submit, (slow, line("甲"), line("乙")))
        with pytest.raises(ConversionError, match="failed twice: LibreOffice gave no answer"):
            given_up.result()
        assert [text_of(other.result()) for other in others] == ["甲", "乙"]


def test_a_full_disk_is_not_the_documents_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever LibreOffice says when it cannot write."""
    monkeypatch.setattr("kefu_docs.convert.pool.ROOM", 1 << 62)
    with pool(folder) as office:
        broken = office.submit(stored({"word/document.xml": b"no Word document"}))
        with pytest.raises(OSError, match="No space left on device"):
            broken.result()


def test_a_worker_killed_in_mid_document_is_replaced(folder: Path) -> None:
    """The worker is held, so that it dies with the document in hand; the document still comes."""
    with pool(folder) as office:
        assert text_of(office.submit(line("前")).result()) == "前"
        (worker,) = office_processes(folder)
        os.kill(worker, signal.SIGSTOP)
        killer = threading.Timer(0.3, os.kill, (worker, signal.SIGKILL))
        killer.start()
        assert text_of(office.submit(line("后")).result()) == "后"
        killer.join()
        assert worker not in office_processes(folder)


def test_a_hung_worker_is_replaced(folder: Path) -> None:
    """A stopped process answers nothing: it is killed after the limit and the document retried."""
    with pool(folder, limit=10.0) as office:
        office.submit(line("前")).result()
        (worker,) = office_processes(folder)
        os.kill(worker, signal.SIGSTOP)
        # More than a pipe holds, so that sending hangs as well.
        answer = office.submit(line("后", ballast=200_000))
        assert text_of(answer.result()) == "后"
        assert worker not in office_processes(folder)


@pytest.mark.parametrize("limit", ["RECYCLE_DOCUMENTS", "RECYCLE_BYTES"])
def test_a_worker_is_recycled(folder: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """By count and by memory: at a limit of one, every document has a process of its own."""
    monkeypatch.setattr(kit_engine, limit, 1)
    with pool(folder) as office:
        for text in ("第一份", "第二份"):
            assert text_of(office.submit(line(text)).result()) == text
        assert office_processes(folder) == []


def test_more_engines_are_started_when_they_are_asked_for(folder: Path) -> None:
    """One is there from the beginning; there are never more than jobs."""
    with pool(folder, jobs=2) as office:
        office.submit(line("一")).result()
        assert (office.started, len(office_processes(folder))) == (1, 1)
        for _ in range(3):
            office.start_another()
        assert office.started == 2
        while len(office_processes(folder)) < 2:
            threading.Event().wait(0.01)
        both = [office.submit(line(text)) for text in "二三"]
        assert [text_of(future.result()) for future in both] == ["二", "三"]


def test_an_engine_that_rests_leaves_nothing_and_starts_again(folder: Path) -> None:
    """A document that comes all the same is converted; what was there of the one before is gone."""
    with pool(folder) as office:
        for text in "一二":
            assert text_of(office.submit(line(text)).result()) == text
            office.rest()
            wait_for_end(folder)
            while any((folder / "slot-0" / name).exists() for name in ("temp", "profile", "cache")):
                threading.Event().wait(0.01)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_interruption_ends_everything(folder: Path, engine: Literal["kit", "soffice"]) -> None:
    """Ctrl-C while documents are under way: `nothing_left` looks at what remains."""

    def interrupted(office: Pool) -> None:
        office.start_another()
        for text in "零一":
            office.submit(line(text))
        while not office_processes(folder):
            threading.Event().wait(0.01)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), pool(folder, engine, jobs=2) as office:
        interrupted(office)


def test_workers_end_with_a_killed_program(tmp_path: Path) -> None:
    """Workers of a program that was killed end by themselves."""
    program = f"""
import os, signal
from pathlib import Path
from tests.support.word import line
from kefu_docs.convert.pool import Pool
from tests.support.builds import closed_fonts
from tests.support.confinements import best
folder = Path({str(tmp_path)!r})
with Pool(1, "kit", closed_fonts(folder), folder, best()) as pool:
    pool.submit(line("甲")).result()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "slot-0" / "profile").is_dir()
    assert wait_for_end(tmp_path) == []
