"""What `doctor` tells of a machine that is well, and of one that is not."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kefu_docs.cli.commands import main
from kefu_docs.convert.confinement import Confinement
from kefu_docs.convert.probe import Office
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError, MissingToolError
from kefu_docs.pipeline import doctor
from kefu_docs.pipeline.doctor import Symptom, confinement_lines, examine, exit_code
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.store import Store
from tests.support.confinements import WAYS, best, confined_by, without_bubblewrap


def settings(folder: Path) -> Settings:
    """A project without records; nothing of them is looked at."""
    return Settings(folder / "data", folder / "templates", folder / "build", dt.date(2026, 4, 30))


def texts(found: list[Symptom]) -> list[str]:
    """What is told."""
    return [symptom.message.text() for symptom in found]


@pytest.mark.office
def test_a_machine_that_is_well_is_told_as_such(tmp_path: Path) -> None:
    """Versions, fonts, store and disk are told; the exit code is that of the confinement."""
    found = list(examine(settings(tmp_path)))
    told = "\n".join(texts(found))
    for words in (
        "kefu-docs 0.",
        "Python 3.",
        "pikepdf ",
        "LibreOffice ",
        "engine ",
        "NotoSerifCJK",
    ):
        assert words in told
    assert f"{tmp_path / 'build/.store'} can be written" in told
    assert "test page: converted with engine " in told
    assert "GiB are free" in told
    assert exit_code(found) == exit_code(list(confinement_lines(best())))


def test_what_is_in_force_is_told_for_each_way_to_confine() -> None:
    """What shuts network and files off is well; anything less is amiss, with the next step."""
    ways = {
        "by bubblewrap": Confinement("/usr/bin/bwrap"),
        "by namespaces and Landlock": Confinement(namespaces=True, landlock=True),
        "files are not shut off": Confinement(namespaces=True),
        "the network is not shut off in full": Confinement(landlock=True),
        "is not confined: its settings alone": Confinement(),
    }
    codes = []
    for words, confinement in ways.items():
        first, *_ = confinement_lines(confinement)
        assert words in first.message.text()
        assert bool(first.hint) == bool(first.exit_code)
        codes.append(first.exit_code)
    assert codes == [0, 0, 1, 1, 1]


def test_the_kernels_refusal_is_told_in_its_words() -> None:
    """Why nothing stronger is in force: not installed, or what was said by who refused it."""
    refused = (
        ("bubblewrap", "not installed"),
        ("namespaces", "Operation not permitted"),
        ("landlock", "Function not implemented"),
    )
    told = texts(list(confinement_lines(Confinement(refused=refused))))
    assert told[-3:] == [
        "not in force: bubblewrap, which is not installed",
        "not in force: namespaces, refused with “Operation not permitted”",
        "not in force: landlock, refused with “Function not implemented”",
    ]


@pytest.mark.office
@pytest.mark.parametrize("way", WAYS)
def test_what_this_machine_refuses_is_told(way: str) -> None:
    """Where the kernel forbids a way that other tests would try, `doctor` says so."""
    machine = best() if way == "bubblewrap" else without_bubblewrap()
    told = texts(list(confinement_lines(machine)))
    is_told = any(line.startswith(f"not in force: {way}") for line in told)
    assert is_told == (confined_by(way) is None)


def test_a_missing_office_is_exit_code_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is told all the same, and the next step with what is missing."""

    def nothing() -> None:
        raise MissingToolError(Message("LibreOffice is not installed"), Message("Install it"))

    monkeypatch.setattr(doctor, "find_office", nothing)
    found = list(examine(settings(tmp_path)))
    (missing,) = (s for s in found if s.message.text() == "LibreOffice is not installed")
    assert missing.hint is not None
    assert exit_code(found) == 3
    assert any("can be written" in text for text in texts(found))


@pytest.mark.parametrize(
    ("broken", "hint"),
    [({"kit"}, "Use --engine soffice"), ({"kit", "soffice"}, "apt install --reinstall")],
)
def test_a_page_that_fails_is_told_with_what_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: set[str], hint: str
) -> None:
    """The other engine where that one works, else LibreOffice installed anew."""

    def tried(given: Settings, *_: object) -> float:
        if given.engine in broken:
            raise ConversionError(Message("it crashed"))
        return 0.1

    monkeypatch.setattr(doctor, "try_a_page", tried)
    given = replace(settings(tmp_path), engine="kit")
    monkeypatch.setattr(Toolchain, "found", lambda *_: None)
    monkeypatch.setattr(doctor, "find_office", lambda: Office(Path("soffice"), Path("lo")))
    (told,) = doctor._trial(Store(tmp_path), given)
    assert told.message.text() == "the test page failed with engine kit: it crashed"
    assert told.hint is not None
    assert hint in told.hint.text()
    assert told.exit_code == ConversionError.exit_code


def test_a_full_disk_and_a_closed_folder_are_amiss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has a next step; the exit code is 1."""
    (tmp_path / "build").write_text("a file where the folder should be")
    full = shutil._ntuple_diskusage(100, 100, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    store, room = doctor._store(tmp_path / "build/.store"), doctor._room(tmp_path / "build")
    assert "cannot be written" in store.message.text()
    assert room.message.text().startswith("0.0 GiB are free")
    assert exit_code([store, room]) == 1
    assert store.hint
    assert room.hint


def test_the_command_marks_what_is_amiss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that asks for something begins with a word, and its hint follows."""
    amiss = Symptom(Message("the sky falls"), 1, Message("Hold it up"))
    monkeypatch.setattr(doctor, "examine", lambda _: iter([Symptom(Message("fine")), amiss]))
    result = CliRunner().invoke(main, ["--build", str(tmp_path), "doctor"])
    assert result.exit_code == 1
    first, second, third = result.output.splitlines()
    assert first == "fine"
    assert "the sky falls" in second
    assert len(second) > len("the sky falls")
    assert third.endswith("Hold it up")
