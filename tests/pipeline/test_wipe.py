"""A person is taken out of build/ altogether, the others' documents stay, and the rest is said."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kefu_docs.cli.commands import main
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Month
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.wipe import wipe
from kefu_docs.records import load_dataset
from tests.support.records import PROJECT, write_project

APRIL = Month(2026, 4)


def files(build: Path) -> set[str]:
    """Every file below a build folder."""
    return {p.relative_to(build).as_posix() for p in build.rglob("*") if p.is_file()}


def test_nothing_of_a_person_is_left_and_the_others_stay(settings: Settings) -> None:
    """Neither in names of files, nor in the manifest, nor in packets or the team's documents."""
    name = load_dataset(settings.data)[0].employees["E002"].value.name
    before = files(settings.build)
    wiped = wipe(settings, name)  # a person can be named as in every command
    left = files(settings.build)
    assert wiped.employee == "E002"
    assert not [file for file in left if "E002" in file or file.startswith(".store/")]
    manifest = (settings.build / "manifest.json").read_text("utf-8")
    assert name not in manifest
    assert "E002" not in manifest
    held = {f"packets/{p}.pdf" for p in ("summaries-2026-04", "newcomers-2026-spring")}
    held |= {"summaries/2026-04/team.docx", "index.html"}
    assert held <= before - left
    assert held <= set(wiped.removed)
    others = {"contracts/E001.pdf", "summaries/2026-04/E003.docx", "packets/contracts-2026-02.pdf"}
    assert others <= left
    listed = json.loads(manifest)
    assert {entry["path"] for entry in listed["artifacts"] + listed["packets"]} <= left


def test_what_is_left_to_delete_by_hand_is_said(settings: Settings) -> None:
    """The person's records, their attachments, and the records that name them."""
    wiped = wipe(settings, "E002")
    assert {
        "data/employees/E002.yaml",
        "data/months/2026-04/E002.yaml",
        "data/packets.yaml",
    } <= set(wiped.by_hand)
    assert not [file for file in wiped.by_hand if "E001" in file]
    attached = wipe(settings, "E001").by_hand
    records = load_dataset(settings.data)[0].employees["E001"].value
    assert {f"data/employees/{file}" for file in records.attachments} <= set(attached)


def test_the_record_may_be_gone_already(settings: Settings) -> None:
    """The outputs and the store still hold what was made of it."""
    (settings.data / "employees/E002.yaml").unlink()
    wiped = wipe(settings, "E002")
    assert "contracts/E002.pdf" in wiped.removed
    assert ".store" in wiped.removed


def test_a_renewal_is_the_persons_and_a_longer_id_is_not(tmp_path: Path) -> None:
    """Ids that begin alike are other people; without a manifest every packet goes."""
    build = tmp_path / "build"
    names = ("contracts/E1.pdf", "contracts/E1-2.docx", "contracts/E10.pdf", "packets/a.pdf")
    for name in (*names, "summaries/2026-04/e1.pdf", "notes.txt"):
        (build / name).parent.mkdir(parents=True, exist_ok=True)
        (build / name).write_bytes(b"x")
    settings = Settings(tmp_path / "data", tmp_path / "templates", build, APRIL.first)
    wipe(settings, "E1")
    assert files(build) == {"contracts/E10.pdf", "notes.txt"}
    assert wipe(settings, "E1").removed == []


def test_an_id_that_nobody_has_is_told(settings: Settings) -> None:
    """Who mistyped it would think that the person is gone."""
    (told,) = wipe(settings, "E0O2").told
    assert (
        told.text() == "no record and no file bears the id E0O2; look whether it is written right"
    )
    assert wipe(settings, "E002").told == []


@pytest.mark.parametrize("person", ["../data", "", ".", "a/b"])
def test_what_can_be_no_id_is_refused(tmp_path: Path, person: str) -> None:
    """Nothing is deleted for it."""
    settings = Settings(tmp_path / "data", tmp_path, tmp_path / "build", APRIL.first)
    (tmp_path / "build" / ".store").mkdir(parents=True)
    with pytest.raises(UsageError):
        wipe(replace(settings, build=tmp_path / "build"), person)
    assert (tmp_path / "build" / ".store").exists()


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    """What was removed, and what no program can delete."""
    (tmp_path / "build" / "contracts").mkdir(parents=True)
    (tmp_path / "build" / "contracts" / "E001.pdf").write_bytes(b"x")
    folders = ["--data", str(tmp_path / "data"), "--build", str(tmp_path / "build")]
    result = CliRunner().invoke(main, [*folders, "wipe", "E001"])
    assert result.exit_code == 0
    assert f"removed: {tmp_path}/build/contracts/E001.pdf\n" in result.output
    assert "versions in git's history" in result.output


def test_a_document_of_one_s_own_is_known_by_who_else_it_is_not_about(tmp_path: Path) -> None:
    """Its name is as the shop likes: what bears no other person's id may be about this one."""
    data = write_project(
        tmp_path / "data", {**PROJECT, "employees/E002.yaml": PROJECT["employees/E001.yaml"]}
    )
    own = tmp_path / "build/documents/补充协议"
    own.mkdir(parents=True)
    for name in ("HY-2026-001", "E001-2", "E002"):
        (own / f"{name}.pdf").write_bytes(b"")
    settings = Settings(data, tmp_path / "templates", tmp_path / "build", dt.date(2026, 4, 30))
    wipe(settings, "E001")
    assert [path.name for path in own.iterdir()] == ["E002.pdf"]
