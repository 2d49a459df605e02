"""Files that records name are read below data/ alone; what is wrong is told where it is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kefu_docs.diagnostics import Severity
from kefu_docs.diagnostics.errors import DataFileError
from kefu_docs.model.scalars import DataPath
from kefu_docs.records import (
    data_file,
    data_file_findings,
    load_dataset,
    named_files,
    named_templates,
)
from tests.support.builds import copy_sample


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    """Read when it is asked for; the same bytes under two names are one value."""
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"x")
    one, other = (data_file(tmp_path, DataPath(name)) for name in ("a.png", "b.png"))
    assert one == other
    assert one.read() == b"x"
    assert one.name.endswith("/a.png")


def test_a_file_that_changed_meanwhile_is_not_printed(tmp_path: Path) -> None:
    """A document is known by the digest, so that it would be kept with another picture in it."""
    (tmp_path / "a.png").write_bytes(b"x")
    file = data_file(tmp_path, DataPath("a.png"))
    (tmp_path / "a.png").write_bytes(b"y")
    with pytest.raises(DataFileError, match=r"a\.png changed while") as told:
        file.read()
    assert not told.value.lasts


def test_what_is_no_file_below_the_folder_is_not_read(tmp_path: Path) -> None:
    """Neither a folder, a pipe, a link that leads out, nor what is not there or too large."""
    folder = tmp_path / "data"
    (folder / "photos").mkdir(parents=True)
    os.mkfifo(folder / "pipe.png")
    (tmp_path / "secret.png").write_bytes(b"x")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    with (folder / "large.png").open("wb") as large:
        large.truncate(30_000_001)
    told = {
        "photos": "is not a file",
        "pipe.png": "is not a file",
        "link.png": "does not lie in the data folder",
        "none.png": "does not exist",
        "large.png": "has 30 MB; it may have 30",
        "a" * 300: "cannot be read",
        "\udc80": "is not text",
    }
    for name, reason in told.items():
        with pytest.raises(DataFileError, match=reason):
            data_file(folder, DataPath(name))


@pytest.mark.parametrize("path", ["/etc/passwd", "../a.png", "photos/../../a", r"\\host\a", "C:/a"])
def test_a_path_that_leads_out_is_an_error_of_the_record(tmp_path: Path, path: str) -> None:
    """At its line, before anything is read."""
    copy_sample(tmp_path)
    data = tmp_path / "data"
    person = data / "employees/E002.yaml"
    person.write_text(person.read_text("utf-8") + f"photo: '{path}'\n", "utf-8")
    _, diagnostics = load_dataset(data)
    (found,) = [d for d in diagnostics if "photos/E001.jpg" in d.message.text()]
    assert found.severity is Severity.ERROR
    assert found.location.file.endswith("E002.yaml")


def test_a_photo_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    """The contract, which does not print it, is made."""
    copy_sample(tmp_path)
    data = tmp_path / "data"
    person = data / "employees/E002.yaml"
    person.write_text(person.read_text("utf-8") + "photo: photos/E002.jpg\n", "utf-8")
    dataset, _ = load_dataset(data)
    (found,) = data_file_findings(named_files(dataset))
    assert (found.severity, found.rule) == (Severity.WARNING, "file-unread")
    assert found.location.line == len(person.read_text("utf-8").splitlines())
    (data / "photos").mkdir()
    (data / "photos/E002.jpg").write_bytes(b"x")
    assert list(data_file_findings(named_files(dataset))) == []


def test_a_file_of_the_templates_is_named_by_their_folder(tmp_path: Path) -> None:
    """Wherever that folder is; a file of that path in data/ goes before it."""
    data, templates = tmp_path / "data", tmp_path / "forms"
    for folder in (data / "templates", templates / "附件"):
        folder.mkdir(parents=True)
    (templates / "附件/须知.docx").write_bytes(b"of the templates")
    path = DataPath("templates/附件/须知.docx")
    found = data_file(data, path, templates.as_posix())
    assert (found.name, found.read()) == (
        (templates / "附件/须知.docx").as_posix(),
        b"of the templates",
    )
    with pytest.raises(DataFileError, match="does not exist"):
        data_file(data, path)
    (data / "templates/附件").mkdir()
    (data / path).write_bytes(b"of the records")
    assert data_file(data, path, templates.as_posix()).read() == b"of the records"


def test_a_missing_file_of_the_templates_is_a_warning(tmp_path: Path) -> None:
    """Told by the path where it was looked for."""
    copy_sample(tmp_path)
    data = tmp_path / "data"
    person = data / "employees/E002.yaml"
    person.write_text(person.read_text("utf-8") + "photo: templates/印章.png\n", "utf-8")
    dataset, _ = load_dataset(data, templates=tmp_path / "templates")
    (found,) = data_file_findings(named_files(dataset))
    assert (tmp_path / "templates/印章.png").as_posix() in found.message.text()
    assert list(named_templates(dataset)) == ["印章.png"]
    (tmp_path / "templates/印章.png").write_bytes(b"x")
    assert list(data_file_findings(named_files(dataset))) == []
