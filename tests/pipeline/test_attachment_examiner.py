"""Attachments are examined in a process of its own: what it does is that attachment's fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from kefu_docs.fonts import FontSet
from kefu_docs.model import Dataset
from kefu_docs.model.attachment import AttachmentKind
from kefu_docs.pipeline import attachment_examiner
from kefu_docs.pipeline.attachment_examiner import examiner
from kefu_docs.store import Store
from tests.support import examiners
from tests.support.builds import SampleBuild, build_packets
from tests.support.pdf import marked_pages

NO_FONTS = FontSet(())
ATTACHMENT = "data/employees/attachments/E004-入职须知签收单.pdf"
HOLDING = {
    f"packets/{name}" for name in ("employee-E004", "contracts-2026-04", "newcomers-2026-spring")
}


@pytest.mark.parametrize("serve", [examiners.crash, examiners.hang])
def test_a_process_that_does_not_answer_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve: Callable[..., None]
) -> None:
    """The attachment is reported, the next one examined, and nothing of it is remembered."""
    pdf = marked_pages("sound")
    with Store(tmp_path) as store, examiner(store, NO_FONTS) as asked:
        with monkeypatch.context() as patch:
            patch.setattr(attachment_examiner, "_serve", serve)
            patch.setattr(attachment_examiner, "_SECONDS", 0.5)
            (note,) = asked.notes(pdf)
        assert note.kind is AttachmentKind.BROKEN
        assert note.message.text().startswith("cannot be read")
        kinds = [n.kind for n in asked.notes(pdf)]
        assert kinds == [AttachmentKind.NOT_ARCHIVAL, AttachmentKind.PAGES]


def test_a_process_that_was_killed_is_replaced_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been for want of memory, which is not the attachment's fault."""
    monkeypatch.setenv("CRASHED", str(tmp_path / "crashed"))
    monkeypatch.setattr(attachment_examiner, "_serve", examiners.crash_once)
    with Store(tmp_path) as store, examiner(store, NO_FONTS) as asked:
        notes = asked.notes(marked_pages("sound"))
    kinds = [n.kind for n in notes]
    assert kinds == [AttachmentKind.NOT_ARCHIVAL, AttachmentKind.PAGES]
    assert (tmp_path / "crashed").exists()


def test_a_process_that_crashed_before_it_was_asked_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is started ahead of the first question, where somebody has attachments."""
    person = SimpleNamespace(value=SimpleNamespace(attachments=("a.pdf",)))
    people = cast(Dataset, SimpleNamespace(employees={"E001": person}))
    with Store(tmp_path) as store, examiner(store, NO_FONTS) as asked:
        with monkeypatch.context() as patch:
            patch.setattr(attachment_examiner, "_serve", examiners.crash)
            asked.start(people)
        kinds = [n.kind for n in asked.notes(marked_pages("sound"))]
    assert kinds == [AttachmentKind.NOT_ARCHIVAL, AttachmentKind.PAGES]


def test_what_was_found_is_remembered_with_its_remedy(tmp_path: Path) -> None:
    """The second time no process is started."""
    pdf = marked_pages("closed", password="secret")  # noqa: S106
    with Store(tmp_path) as store:
        with examiner(store, NO_FONTS) as asked:
            first = asked.notes(pdf)
        with examiner(store, NO_FONTS) as again:
            assert again.notes(pdf) == first
            assert again._process is None
    assert [(n.kind, n.remedy is None) for n in first] == [(AttachmentKind.PROTECTED, False)]


def test_an_attachment_at_fault_stops_the_packets_that_would_hold_it(
    sample_build: SampleBuild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person's contract is built, as is every other packet, and the report is written."""
    root = tmp_path / "project"
    shutil.copytree(sample_build.root, root)
    (root / ATTACHMENT).write_bytes(b"no PDF")
    monkeypatch.chdir(root)
    outcome = build_packets(sample_build.settings)
    assert outcome.exit_code == 1
    assert outcome.failures == []
    assert outcome.blocked == dict.fromkeys(HOLDING, ("data/employees/E004.yaml",))
    assert {"contracts/E004", "packets/employee-E001"} <= set(outcome.built)
    assert [d.location.file for d in outcome.diagnostics if d.rule == "attachment-broken"] == [
        "data/employees/E004.yaml"
    ]
