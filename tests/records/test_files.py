"""Files of a data folder that are not read: each is told, and none stops the others."""

from __future__ import annotations

import builtins
import os
import shutil
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from kefu_docs.diagnostics import as_json, as_text
from kefu_docs.diagnostics.excerpt import excerpt
from kefu_docs.records import load_dataset
from tests.support.builds import SAMPLE_DATA


def findings(root: Path) -> list[str]:
    """What is said of the files in a data folder, without its path."""
    found = load_dataset(root)[1]
    return [as_text(d).removeprefix(f"{root.as_posix()}/") for d in found]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A sound data folder of one's own."""
    root = tmp_path / "data"
    shutil.copytree(SAMPLE_DATA, root)
    assert findings(root) == []
    return root


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("employees/E006.yaml.txt", "this file is not read; rename it to E006.yaml"),
        ("employees/E006.yml", "this file is not read; rename it to E006.yaml"),
        ("employees/E006.YAML", "this file is not read; rename it to E006.yaml"),
        ("employees/E006.yaml.bak", "this file is not read; rename it to E006.yaml"),
        ("employees/E006.json", "this file is not read; records are text files that end in .yaml"),
        ("employees/E006.docx", "this file is not read; records are text files that end in .yaml"),
        ("花名册.xlsx", "this file is not read; records are text files that end in .yaml"),
        ("months/2026-04/E001.xls", "this file is not read; records are text files that end"),
        ("E006.yaml", "this file is not read; people belong in employees/"),
        ("employee/E006.yaml", "this file is not read; people belong in employees/"),
        ("employees/新人/E006.yaml", "this file is not read; people belong in employees/"),
        ("months/E001.yaml", "this file is not read; people belong in employees/"),
        ("packet.yaml", "this file is not read; rename it to packets.yaml"),
        ("document.yml", "this file is not read; rename it to documents.yaml"),
        ("最低工资.yaml", "this file is not read; rename it to minimum_wage.yaml"),
        ("minimum-wage.yaml", "this file is not read; rename it to minimum_wage.yaml"),
        ("别的.yaml", "this file is not read; people belong in employees/"),
    ],
)
def test_a_file_that_looks_like_a_record_is_told(data: Path, name: str, message: str) -> None:
    """A warning with the name it should have, or the folder it belongs in."""
    path = data / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    path.with_name("packets.yaml").unlink(missing_ok=True)  # what it would be renamed to
    (finding,) = findings(data)
    assert finding.startswith(f"{name}:1:1: warning: {message}")
    assert finding.endswith("[file-name]")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("employees/E002（1）.yaml", "this looks like a copy of E002.yaml; delete it, or"),
        ("employees/E002 - 副本.yaml", "this looks like a copy of E002.yaml; delete it, or"),
        ("employees/E002 copy.yaml", "this looks like a copy of E002.yaml; delete it, or"),
        ("employees/ E006.yaml", "this file is not read; rename it to E006.yaml"),
        ("employees/E006，.yaml", "a record's file name is its id: letters, digits, - and _ only"),
        ("months/2026-04/团队.yaml", "this file is not read, but team.yaml beside it is"),
        ("months/2026-04/Team.yaml", "this file is not read, but team.yaml beside it is"),
        ("months/2026年5月", "a month's folder is named YYYY-MM; rename it to 2026-05"),
        ("months/2026－5", "a month's folder is named YYYY-MM; rename it to 2026-05"),
        ("months/五月", "a month's folder is named YYYY-MM, such as 2026-04"),
    ],
)
def test_a_name_that_is_no_id_is_told_with_the_right_one(
    data: Path, name: str, message: str
) -> None:
    """An error, without the first line of a file that is not read."""
    path = data / name
    if path.suffix:
        path.write_bytes(b"x: 1")
    else:
        path.mkdir()
    (finding,) = findings(data)
    assert finding.startswith(f"{name}:1:1: error: {message}")
    assert excerpt(load_dataset(data)[1][0].location) == ()


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("employees/E001.yaml.bak", "E001.yaml"),
        ("employees/E001.yml", "E001.yaml"),
        ("employees/ E001.yaml", "E001.yaml"),
        ("company.yml", "company.yaml"),
    ],
)
def test_nobody_is_told_to_rename_a_file_over_another(data: Path, name: str, right: str) -> None:
    """A backup that takes the record's name would be the record."""
    (data / name).write_bytes(b"x: 1")
    (data / name).with_name(right).touch()
    told = [finding for finding in findings(data) if finding.startswith(f"{name}:")]
    assert [finding.partition(": ")[2].partition(": ")[2] for finding in told] == [
        f"this file is not read, but {right} beside it is; keep one of them [file-name]"
    ]


@pytest.mark.parametrize(
    ("name", "right"), [("员工", "employees"), ("Months", "months"), ("薪酬", "pay")]
)
def test_a_folder_of_records_of_another_name_is_told_once(
    data: Path, name: str, right: str
) -> None:
    """Not each file in it, of which there may be thousands."""
    (data / right).rename(data / name)
    found = [line for line in findings(data) if name in line]
    assert found == [
        f"{name}:1:1: warning: this folder is not read; rename it to {right} [file-name]"
    ]


@pytest.mark.parametrize("begins", [b"PK\3\4", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"{\\rtf1"])
def test_a_file_of_word_that_is_called_a_record_is_told(data: Path, begins: bytes) -> None:
    """And not shown, as it is no text."""
    (data / "employees/E002.yaml").write_bytes(begins + bytes(range(256)))
    (finding,) = load_dataset(data)[1]
    assert as_text(finding).endswith("Notepad or VS Code [yaml-encoding]")
    assert excerpt(finding.location) == ()


@pytest.mark.parametrize(
    "name",
    [
        "employees/attachments/E001-劳动合同.docx",
        "employees/~$E001.docx",
        "employees/.E001.yaml.swp",
        ".git/config.yaml",
        "说明.txt",
        "employees/照片.jpg",
    ],
)
def test_a_file_that_is_nothing_of_ours_is_left_alone(data: Path, name: str) -> None:
    """Beside attachments, of an editor or of git."""
    path = data / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    assert findings(data) == []


@pytest.mark.parametrize("name", ["e001", "Ｅ００１"])
def test_ids_that_are_told_apart_by_letters_alone_are_an_error(data: Path, name: str) -> None:
    """Their documents would be one file on Windows and macOS."""
    shutil.copy(data / "employees/E001.yaml", data / f"employees/{name}.yaml")
    found = [line for line in findings(data) if "[file-name]" in line]
    assert len(found) == 1
    assert found[0].startswith(f"employees/{name}.yaml:1:1: error: the id differs from E001 in")


def test_what_is_no_file_is_told_and_not_waited_for(data: Path) -> None:
    """A pipe would hang whoever reads it; a folder and a broken link have nothing to read."""
    os.mkfifo(data / "employees/E007.yaml")
    (data / "employees/E008.yaml").mkdir()
    (data / "employees/E009.yaml").symlink_to("nowhere")
    found = findings(data)
    assert [line.partition(":")[0] for line in found] == [
        f"employees/E00{number}.yaml" for number in (7, 8, 9)
    ]
    assert all(line.endswith("[file-unreadable]") for line in found)
    assert "link that leads nowhere; make what it leads to available" in found[2]


@pytest.mark.parametrize(
    "name", ["company.yaml", "packets.yaml", "documents.yaml", "employees", "months/2026-04"]
)
def test_a_link_to_a_disk_that_is_not_there_is_no_deleted_record(data: Path, name: str) -> None:
    """It is an error, so that nothing is taken for gone; a finding more may be what follows."""
    path = data / name
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    path.symlink_to("nowhere")
    (found,) = (line for line in findings(data) if line.startswith(f"{name}:"))
    assert "error: this is a link that leads nowhere" in found
    assert found.endswith("[file-unreadable]")


def test_what_is_in_the_place_of_a_declaration_is_told(data: Path) -> None:
    """A folder or a pipe, too: without it packets of one's own would be taken for deleted."""
    (data / "packets.yaml").unlink(missing_ok=True)
    os.mkfifo(data / "packets.yaml")
    os.mkfifo(data / "documents.yaml")
    found = [line for line in findings(data) if "no file that can be read" in line]
    assert [line.partition(":")[0] for line in found] == ["documents.yaml", "packets.yaml"]


def test_a_name_that_is_not_utf_8_is_a_finding(data: Path) -> None:
    """From a disk of an older system; it can be printed and written as JSON."""
    name = os.fsdecode("员工".encode("gbk"))
    (data / "employees" / f"{name}.yaml").write_bytes(b"x")
    (data / "months" / name).mkdir()
    found = load_dataset(data)[1]
    assert [d.rule for d in found] == ["file-name", "file-name"]
    assert as_json(found).encode("utf-8")


@pytest.mark.parametrize("folder", ["employees", "months", "months/2026-04", "pay"])
def test_a_folder_that_cannot_be_read_is_a_finding(
    data: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the others are read; root may read everything, so the system's answer is played."""
    scandir = os.scandir

    def refusing(path: str | Path) -> object:
        if Path(path) == data / folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    dataset, found = load_dataset(data)
    assert dataset.company is not None
    (finding,) = [as_text(d) for d in found if d.rule == "file-unreadable"]
    assert f"{folder}:1:1: error: the folder cannot be read: Permission denied" in finding


def test_a_file_that_cannot_be_read_is_a_finding(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other people are read."""
    opened = builtins.open

    def refusing(path: str, mode: str) -> BinaryIO:
        if path.endswith("employees/E002.yaml"):
            raise PermissionError(13, "Permission denied", path)
        return cast(BinaryIO, opened(path, mode))

    monkeypatch.setattr(builtins, "open", refusing)
    (finding,) = findings(data)
    assert finding.startswith("employees/E002.yaml:1:1: error: the file cannot be read")


@pytest.mark.parametrize("name", ["NUL", "员" * 67, "Team"])
def test_an_id_that_cannot_be_a_file_elsewhere_is_told(data: Path, name: str) -> None:
    """A device of Windows, more than 200 bytes, or the team's own name in other letters."""
    shutil.copy(data / "employees/E002.yaml", data / f"employees/{name}.yaml")
    (finding,) = findings(data)
    assert finding.startswith(f"employees/{name}.yaml:1:1: error: ")
    assert finding.endswith("[file-name]")


def test_a_month_in_other_digits_is_no_second_folder_of_it(data: Path) -> None:
    """Digits of full width read like the others, and would replace the month's records."""
    (data / "months/２０２６-04").mkdir()
    dataset, found = load_dataset(data)
    assert [d.rule for d in found] == ["file-name"]
    assert all(dataset.months.values())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("证明.doc", "this template is not read; open it in Word and save it as 证明.docx"),
        ("证明.dotx", "this template is not read; open it in Word and save it as 证明.docx"),
        ("证明.wps", "this template is not read; open it in Word and save it as 证明.docx"),
        ("证明.DOCX", "this file is not read; rename it to 证明.docx"),
        ("summary - 副本.docx", "this looks like a copy of summary.docx, which is printed instead"),
        ("summary(1).docx", "this looks like a copy of summary.docx, which is printed instead"),
        ("~$summary.docx", ""),
        ("印章.png", ""),
        ("保密协议（新）.docx", ""),
    ],
)
def test_a_template_that_is_not_printed_is_told(
    data: Path, tmp_path: Path, name: str, message: str
) -> None:
    """With what to do; what lies there besides, and a kind of its own, is left alone."""
    templates = tmp_path / "templates"
    templates.mkdir()
    for each in (name, "summary.docx"):
        (templates / each).write_bytes(b"x")
    found = [as_text(d) for d in load_dataset(data, templates=templates)[1]]
    start = f"{templates.as_posix()}/{name}:1:1: warning: {message}"
    assert bool(found) == bool(message)
    assert all(line.startswith(start) for line in found)
