"""An import reads a file in a process of its own, asks, and writes everything or nothing."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from kefu_docs.diagnostics.errors import SheetError, UsageError
from kefu_docs.pipeline.import_sheets import prepare_import
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.sheet_reader import sheets_of
from kefu_docs.store.several_files import publish_all
from tests.support.builds import SAMPLE_DATA, copy_sample


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """The sample."""
    copy_sample(tmp_path)
    return Settings(
        tmp_path / "data", tmp_path / "templates", tmp_path / "build", dt.date(2026, 4, 30)
    )


def csv_of(folder: Path, text: str) -> Path:
    """A CSV file as WPS writes it in China."""
    path = folder / "花名册.csv"
    path.write_bytes(text.encode("gb18030"))
    return path


def test_nothing_is_written_before_somebody_says_so(project: Settings, tmp_path: Path) -> None:
    """Preparing looks only; writing changes the record by one line."""
    prepared = prepare_import(project, csv_of(tmp_path, "工号,手机\nE001,19900000099\n"), None)
    file = project.data / "employees/E001.yaml"
    file.chmod(0o640)
    before = file.read_bytes()
    assert before == (SAMPLE_DATA / "employees/E001.yaml").read_bytes()
    prepared.write()
    assert file.read_bytes() == before.replace(b"19900000001", b"19900000099")
    assert file.stat().st_mode & 0o777 == 0o640


def test_unknown_headings_are_proposed_once(project: Settings, tmp_path: Path) -> None:
    """imports.yaml gets a key for each; a file that is there is the user's."""
    roster = csv_of(tmp_path, "工号,手机,星座\nE001,,狮子\n")
    path = prepare_import(project, roster, None).write_mapping()
    assert path == project.data / "imports.yaml"
    text = path.read_text("utf-8")
    assert "employees:\n  headings:\n    星座:\n" in text
    assert prepare_import(project, roster, None).write_mapping() is None
    path.write_text(text.replace("星座:", "星座: skip"), "utf-8")
    assert prepare_import(project, roster, None).proposal.notes == []
    path.write_text(text.replace("星座:", "星座: mobil"), "utf-8")
    with pytest.raises(SheetError, match="did you mean 'mobile'"):
        prepare_import(project, roster, None)


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    """The first is put back; one that is new is removed."""
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_bytes(b"old")
    blocked = tmp_path / "folder"
    blocked.mkdir()
    (blocked / "x").write_bytes(b"")
    with pytest.raises(OSError, match="directory"):
        publish_all({first: b"new", second: b"new", blocked: b"new"})
    assert first.read_bytes() == b"old"
    assert not second.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "folder"]


def test_a_cell_in_the_last_corner_is_no_reason_to_die(tmp_path: Path) -> None:
    """The library would ask for the memory of 17 thousand million cells."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write(0, 0, "工号")
        page.write(1_048_575, 16_383, "x")
    path = tmp_path / "大.xlsx"
    path.write_bytes(stream.getvalue())
    assert zipfile.is_zipfile(path)
    with pytest.raises(SheetError, match="too much memory"):
        sheets_of(path)


def test_what_is_no_file_and_no_month_is_told(project: Settings, tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(UsageError, match="cannot be read"):
        prepare_import(project, tmp_path / "无.xlsx", None)
    with pytest.raises(UsageError, match="is not a month"):
        prepare_import(project, csv_of(tmp_path, "工号,手机\n"), "2026-13")


def test_a_pipe_and_a_folder_are_no_files(tmp_path: Path) -> None:
    """Nobody waits for what never ends."""
    os.mkfifo(tmp_path / "a.xlsx")
    for name in ("a.xlsx", "."):
        with pytest.raises(UsageError, match="is not a file"):
            sheets_of(tmp_path / name)
