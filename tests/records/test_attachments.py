"""Attachments as files: where they may lie, what they may be, and where a fault is reported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.diagnostics.errors import AttachmentError
from kefu_docs.model import Dataset, Record
from kefu_docs.model.attachment import MOST_BYTES, AttachmentKind, AttachmentNote
from kefu_docs.records import attachment_findings, load_dataset, read_attachments
from tests.support.builds import copy_sample

NAMED = "attachments/E004-入职须知签收单.pdf"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample's records, to change."""
    copy_sample(tmp_path)
    return tmp_path / "data"


def named(data: Path, name: str) -> Dataset:
    """E004's record alone, with this attachment."""
    dataset, _ = load_dataset(data)
    record = dataset.employees["E004"]
    value = record.value.model_copy(update={"attachments": (name,)})
    return replace(dataset, employees={"E004": Record(record.file, value, record.places)})


def found(data: Path, name: str, *notes: AttachmentNote) -> list[Diagnostic]:
    """What is found where E004's attachment is called `name`, and `notes` are said of its bytes."""
    return list(attachment_findings(named(data, name), lambda _: notes))


def rules(data: Path, name: str) -> list[str]:
    """The ids of what is found of an attachment that would be sound."""
    return [diagnostic.rule for diagnostic in found(data, name)]


def test_what_is_said_of_a_pdf_stands_at_its_place_in_the_record(data: Path) -> None:
    """With the path from where the command was run."""
    note = AttachmentNote(AttachmentKind.SIGNED, Message("is signed"))
    (diagnostic,) = found(data, NAMED, note)
    file = (data / "employees/E004.yaml").as_posix()
    assert str(diagnostic.location) == f"{file}:12:5"
    assert (
        diagnostic.message.text() == f"the attachment {data.as_posix()}/employees/{NAMED} is signed"
    )
    assert diagnostic.rule == "attachment-signed"


def test_a_sound_file_is_read_with_its_name(data: Path) -> None:
    """Its bytes are what the packet gets."""
    record = load_dataset(data)[0].employees["E004"]
    (attachment,) = read_attachments(record)
    assert attachment == (Path(NAMED).name, (data / "employees" / NAMED).read_bytes())


def test_a_file_outside_the_data_folder_is_not_read(data: Path) -> None:
    """Whether the path leads out, or a link below the folder does; a link inside is followed."""
    outside = data.parent / "secret.pdf"
    outside.write_bytes(b"%PDF-1.7")
    assert rules(data, "../../secret.pdf") == ["attachment-outside"]
    assert rules(data, str(outside)) == ["attachment-outside"]
    link = data / "employees/attachments/link.pdf"
    link.symlink_to(outside)
    assert rules(data, "attachments/link.pdf") == ["attachment-outside"]
    link.unlink()
    link.symlink_to(data / "employees" / NAMED)
    assert rules(data, "attachments/link.pdf") == []


@pytest.mark.parametrize("kind", ["pipe", "folder", "circle"])
def test_what_is_no_file_is_a_finding(data: Path, kind: str) -> None:
    """A pipe to which nobody writes does not hold the command."""
    path = data / "employees/attachments/odd.pdf"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(path)
    assert rules(data, "attachments/odd.pdf") == ["attachment-unreadable"]


def test_a_device_is_not_read(data: Path) -> None:
    """It lies outside, as a link shows."""
    (data / "employees/attachments/zero.pdf").symlink_to("/dev/zero")
    assert rules(data, "attachments/zero.pdf") == ["attachment-outside"]


def test_a_file_that_is_not_there_is_a_finding(data: Path) -> None:
    """And an error where a packet asks for it all the same."""
    assert rules(data, "attachments/none.pdf") == ["attachment-missing"]
    with pytest.raises(AttachmentError, match=r"none\.pdf does not exist"):
        read_attachments(named(data, "attachments/none.pdf").employees["E004"])


@pytest.mark.parametrize("name", ["a" * 300 + ".pdf", "\0.pdf", "\udcff.pdf"])
def test_a_name_that_no_file_can_have_is_a_finding(data: Path, name: str) -> None:
    """Too long, with a zero byte, or with half a UTF-16 pair; it can be printed all the same."""
    (diagnostic,) = found(data, name)
    assert diagnostic.rule == "attachment-unreadable"
    assert diagnostic.message.text().encode()


def test_a_file_that_is_too_large_is_not_read(data: Path) -> None:
    """The limit is stated."""
    with (data / "employees/attachments/big.pdf").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    (diagnostic,) = found(data, "attachments/big.pdf")
    assert diagnostic.rule == "attachment-too-large"
    assert diagnostic.message.text().endswith("has 50 MB; at most 50 are bound")
