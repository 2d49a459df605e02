"""A build in which nothing changed does nothing; one in which anything changed does."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.model import Dataset
from kefu_docs.pipeline import build, rest_of_build, rule_case
from kefu_docs.pipeline.check import findings
from kefu_docs.pipeline.pay_of_person import statements_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import load_dataset
from kefu_docs.render.word.docx_zip import beginning, completed, read_parts
from kefu_docs.store import Store
from tests.support.builds import SampleBuild, build_packets


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows with every time the records are checked."""
    made: list[object] = []

    def noted(*given: Any, **how: Any) -> object:
        made.append(given)
        return findings(*given, **how)

    monkeypatch.setattr(rest_of_build, "findings", noted)
    return made


def test_nothing_changed_is_answered_from_digests(
    settings: Settings, sample_build: SampleBuild, checks: list[object]
) -> None:
    """A build in which nothing changed gives the same findings and documents, and reads no
    record.
    """
    outcome = build_packets(settings)
    assert checks == []
    assert outcome.written == []
    assert outcome.exit_code == 0
    assert sorted(outcome.built) == sorted(sample_build.outcome.built)
    assert outcome.diagnostics == sample_build.outcome.diagnostics


def test_file_times_mean_nothing(settings: Settings, checks: list[object]) -> None:
    """New times on all files, as after a checkout, cause no check and no build."""
    for path in (*settings.data.rglob("*.yaml"), *settings.build.glob("contracts/*")):
        path.touch()
    build_packets(settings)
    assert checks == []


def touched(path: str) -> Callable[[Settings], None]:
    """Add a line to a file."""

    def change(_: Settings) -> None:
        with Path(path).open("ab") as file:
            file.write(b"\n")

    change.__name__ = path
    return change


def a_new_record(settings: Settings) -> None:
    """A file more."""
    shutil.copy(settings.data / "employees/E001.yaml", settings.data / "employees/E009.yaml")


def an_empty_month(settings: Settings) -> None:
    """A month's folder in which there is nothing yet."""
    (settings.data / "months/2026-05").mkdir()


def a_missing_output(settings: Settings) -> None:
    """A PDF that somebody deleted."""
    (settings.build / "contracts/E001.pdf").unlink()


@pytest.mark.parametrize(
    "change",
    [
        touched("data/employees/E001.yaml"),
        touched("build/contracts/E002.docx"),
        touched("build/packets/employee-E001.pdf"),
        touched("build/index.html"),
        touched("build/manifest.json"),
        a_new_record,
        an_empty_month,
        a_missing_output,
    ],
    ids=lambda change: change.__name__,
)
def test_whatever_changed_is_looked_at(
    settings: Settings, checks: list[object], change: Callable[[Settings], None]
) -> None:
    """A change of any input or output is noticed."""
    change(settings)
    build_packets(settings)
    assert len(checks) == 1


def test_another_day_is_another_run(settings: Settings, checks: list[object]) -> None:
    """Notices count from the day, so that on another day the records are checked again."""
    build_packets(dataclasses.replace(settings, on=settings.on.replace(day=1)))
    assert len(checks) == 1


def test_a_run_that_a_record_stopped_is_remembered(
    settings: Settings, checks: list[object]
) -> None:
    """Its findings and what they stop are said again, without looking at the records."""
    record = settings.data / "employees/E003.yaml"
    record.write_text(record.read_text("utf-8").replace("gender: 男", "gender: 女"), "utf-8")
    first, again = build_packets(settings), build_packets(settings)
    assert len(checks) == 1
    assert first.exit_code == again.exit_code == 1
    assert again.diagnostics == first.diagnostics
    assert again.blocked == first.blocked != {}


def test_an_edit_during_a_build_is_not_taken_for_what_was_there_before(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build begins with one record and reads another; then the first is written back."""
    record = settings.data / "employees/E003.yaml"
    before = record.read_text("utf-8") + "# a change\n"
    record.write_text(before, "utf-8")

    def edited(*folders: Any) -> object:
        record.write_text(before.replace("mobile: 1", "mobile: 1 # not one"), "utf-8")
        return load_dataset(*folders)

    with monkeypatch.context() as patched:
        patched.setattr(build, "load_dataset", edited)
        assert build_packets(settings).exit_code == 1
    record.write_text(before, "utf-8")
    assert build_packets(settings).exit_code == 0


def test_the_report_of_another_build_is_not_taken_for_ones_own(
    settings: Settings, checks: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that began before an edit may end while this one holds the store to its size."""
    touched("data/employees/E001.yaml")(settings)

    def meanwhile(_: Store) -> int:
        touched("build/manifest.json")(settings)
        return 0

    with monkeypatch.context() as patched:
        patched.setattr(Store, "prune", meanwhile)
        build_packets(settings)
    assert build_packets(settings).written == ["manifest.json"]
    assert len(checks) == 2


@pytest.mark.parametrize("lasts", [False, True])
def test_a_conversion_that_failed_is_tried_again_unless_it_lasts(
    settings: Settings, checks: list[object], monkeypatch: pytest.MonkeyPatch, lasts: bool
) -> None:
    """One that failed by chance may go well the next time; one that fails again is remembered."""

    def refusing(self: Pool, docx: bytes) -> Future[bytes]:
        refused: Future[bytes] = Future()
        error = ConversionError(Message("LibreOffice gave up"))
        error.lasts = lasts
        refused.set_exception(error)
        return refused

    template = settings.templates / "contract_service.docx"
    parts = read_parts(template.read_bytes())
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = body.replace("聘用", "雇用", 1).encode()
    template.write_bytes(completed(beginning({}, ()), parts))
    with monkeypatch.context() as patched:
        patched.setattr(Pool, "submit", refusing)
        first = build_packets(settings)
    assert first.exit_code == 4
    again = build_packets(settings)
    assert [str(f.error) for f in again.failures] == (
        [str(f.error) for f in first.failures] if lasts else []
    )
    assert again.exit_code == (4 if lasts else 0)
    assert len(checks) == (1 if lasts else 2)


def test_a_file_that_cannot_be_read_is_looked_at_and_nothing_else(
    settings: Settings, checks: list[object]
) -> None:
    """As long as it cannot, the build is what it was; then its record is read."""
    record = settings.data / "employees/E003.yaml"
    text = record.read_text("utf-8")
    record.unlink()
    os.mkfifo(record)
    first, again = build_packets(settings), build_packets(settings)
    assert len(checks) == 1
    assert [d.rule for d in again.diagnostics if d.location.file.endswith("E003.yaml")] == [
        "file-unreadable"
    ]
    assert again.diagnostics == [replace(d, unread="") for d in first.diagnostics]
    record.unlink()
    record.write_text(text, "utf-8")
    assert build_packets(settings).exit_code == 0
    assert len(checks) == 2


@pytest.mark.parametrize(
    ("error", "lasts"), [(KeyError("x"), True), (MemoryError(), False), (OSError(5, "x"), False)]
)
def test_a_fault_of_the_program_is_met_again_on_the_same_inputs(
    settings: Settings,
    checks: list[object],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    lasts: bool,
) -> None:
    """One of its own steps is; what memory or a disk had a hand in may go well the next time."""

    def failing(dataset: Dataset, id_: str) -> object:
        if id_ == "E003":
            raise error
        return statements_of(dataset, id_)

    record = settings.data / "employees/E003.yaml"
    record.write_text(record.read_text("utf-8") + "# again\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(rule_case, "statements_of", failing)
        first = build_packets(settings)
    assert first.exit_code == 70
    again = build_packets(settings)
    assert again.exit_code == (70 if lasts else 0)
    assert len(checks) == (1 if lasts else 2)


def test_a_fault_of_the_program_is_told_with_its_log(
    settings: Settings, checks: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file with the traceback was taken away, the fault is looked for anew."""

    def failing(dataset: Dataset, id_: str) -> object:
        raise KeyError(id_)

    record = settings.data / "employees/E003.yaml"
    record.write_text(record.read_text("utf-8") + "# again\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(rule_case, "statements_of", failing)
        build_packets(settings)
        settings.log.unlink()
        assert build_packets(settings).exit_code == 70
        assert settings.log.exists()
    settings.log.unlink()
    assert build_packets(settings).exit_code == 0
    assert len(checks) == 3


def test_an_output_altered_with_its_size_and_time_is_found_when_asked(settings: Settings) -> None:
    """`--verify` reads it again; without, size and time are trusted."""
    build_packets(settings)
    file = settings.build / "contracts" / "E001.pdf"
    whole, state = file.read_bytes(), file.stat()
    file.write_bytes(whole[:-1] + b"x")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert build_packets(settings).written == []
    assert build_packets(dataclasses.replace(settings, verify=True)).written == [
        "contracts/E001.pdf"
    ]
    assert file.read_bytes() == whole
    assert build_packets(dataclasses.replace(settings, verify=True)).written == []
