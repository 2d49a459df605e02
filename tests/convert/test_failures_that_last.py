"""Which conversions that fail would fail again, so that they are remembered like results."""

from __future__ import annotations

import os
import pickle
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from kefu_docs.convert.confinement import Confinement
from kefu_docs.convert.engine import EngineDiedError, OfficeGroup, crashed, pipes_of, refused
from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError
from tests.support.builds import closed_fonts
from tests.support.word import line


class Dying:
    """An engine that dies each time, by faults of its own or otherwise."""

    def __init__(self, crashes: Sequence[bool]) -> None:
        self.crashes = list(crashes)

    def launch(self) -> None:
        """See Engine."""

    def warm(self) -> None:
        """See Engine."""

    def convert(self, docx: bytes, timeout: float) -> bytes:
        """See Engine."""
        del docx, timeout
        raise EngineDiedError(Message("it ended"), crashed=self.crashes.pop(0))

    def rest(self) -> None:
        """See Engine."""

    def close(self) -> None:
        """See Engine."""

    def release(self) -> None:
        """See Engine."""


def failure(folder: Path, engine: Dying, docx: bytes) -> ConversionError:
    """How a conversion by this engine fails, as it comes out of another process."""
    pool = Pool(1, "auto", folder / "fonts.conf", folder, Confinement())
    pool._idle.put(engine)
    with pytest.raises(ConversionError) as error:
        pool._convert(docx)
    told: ConversionError = pickle.loads(pickle.dumps(error.value))  # noqa: S301
    return told


@pytest.mark.office
@pytest.mark.parametrize(
    ("crashes", "lasts"),
    [((True, True), True), ((True, False), False), ((False, True), False), ((False,) * 2, False)],
)
def test_a_crash_lasts_where_it_comes_each_time(
    tmp_path: Path, crashes: Sequence[bool], lasts: bool
) -> None:
    """A document that crashes LibreOffice twice does so again; a killed process may be chance."""
    assert failure(tmp_path, Dying(crashes), line("一")).lasts is lasts


class Unstarted(Dying):
    """An engine whose process does not start."""

    def launch(self) -> None:
        """See Engine."""
        raise EngineDiedError(Message("LibreOffice does not start"))


@pytest.mark.office
def test_an_office_that_does_not_start_is_told_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each document fails with the reason; the build goes on to its report."""
    for engine in ("KitWorker", "Soffice"):
        monkeypatch.setattr(f"kefu_docs.convert.pool.{engine}", lambda *_: Unstarted((False,) * 2))
    settings = closed_fonts(tmp_path), tmp_path, Confinement()
    with Pool(1, "auto", *settings) as office, pytest.raises(ConversionError, match="failed twice"):
        office.submit(line("一")).result()


@pytest.mark.office
def test_what_is_no_word_file_lasts(tmp_path: Path) -> None:
    """It is seen from the bytes alone."""
    assert failure(tmp_path, Dying(()), b"no Word file").lasts


def test_a_file_that_libreoffice_does_not_open_lasts() -> None:
    """It says so of the document; what else it says may be of the disk."""
    assert refused("loadComponentFromURL returned an empty reference").lasts
    assert not refused("0xc10").lasts
    assert not refused("").lasts


@pytest.mark.parametrize(
    ("end", "is_fault"),
    [
        ("kill -SEGV $$", True),
        ("kill -ABRT $$", True),
        ("kill -KILL $$", False),
        ("kill -TERM $$", False),
        ("exit 139", True),  # as bubblewrap tells of SIGSEGV
        ("exit 1", False),
        ("sleep 60", False),  # it closed its pipes and goes on
    ],
)
def test_the_status_tells_faults_of_its_own(
    end: str, is_fault: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system ends what takes its memory with SIGKILL, which is no fault of the document."""
    monkeypatch.setattr("kefu_docs.convert.engine._ENDING_SECONDS", 5.0 if is_fault else 0.2)
    command = ["/bin/sh", "-c", f"exec <&- >&-; {end}"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        reading, writing = os.pipe()
        group = OfficeGroup(process, reading)
        threading.Thread(target=pipes_of(process)[1].read).start()
        assert crashed(group.status()) is is_fault
        os.close(writing)
        group.end()
