"""Whichever call of the system fails, nothing is half, nothing is lost, and building again heals.

As databases are tested: SQLite, "How SQLite Is Tested", 3.2 (I/O error testing).
"""

from __future__ import annotations

import errno
import os
import random
import shutil
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from kefu_docs.diagnostics.machine_faults import machine_error
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import Toolchain
from tests.support.builds import SampleBuild, build_packets
from tests.support.failing_calls import FailingCalls

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
POINTS, SEED = 16, 20260401
"""How many points `make test` takes, and by which seed; `make sweep` takes all."""
Bytes = dict[str, bytes]


@dataclass(frozen=True)
class Change:
    """A project whose record changed since it was built: the outputs of before, those to come.

    The store has all PDFs already, as a recording of LibreOffice would.
    """

    project: Path
    settings: Settings
    before: Bytes
    after: Bytes


def outputs(build: Path) -> Bytes:
    """Every published file by its path."""
    files = (file for file in build.rglob("*") if file.is_file() and ".store" not in file.parts)
    return {file.relative_to(build).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def change(sample_build: SampleBuild, tmp_path_factory: pytest.TempPathFactory) -> Change:
    """Another phone number: a contract, packets, the manifest and the page are to be written."""
    project = tmp_path_factory.mktemp("sweep") / "project"
    shutil.copytree(sample_build.root, project)
    settings = sample_build.settings
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        record = settings.data / "employees/E002.yaml"
        before = outputs(settings.build)
        record.write_text(record.read_text("utf-8").replace("mobile: 199", "mobile: 198"), "utf-8")
        build_packets(settings)
        after = outputs(settings.build)
        for name in before:
            shutil.copy2(sample_build.build / name, settings.build / name)
        (settings.build / "index.html").unlink()  # else there is no file that is new
        before.pop("index.html")
        assert len({n for n in after if after[n] != before.get(n)}) >= 6
    return Change(project, settings, before, after)


@pytest.fixture
def fresh(change: Change, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Change:
    """The project as it was, without LibreOffice."""
    monkeypatch.setattr(Toolchain, "pool", lambda *_: nullcontext(None))
    monkeypatch.chdir(tmp_path)
    return change


def again(change: Change, number: int) -> None:
    """Go into a copy of the project of one's own."""
    folder = Path.cwd().parent / f"point-{number}"
    shutil.copytree(change.project, folder, ignore=shutil.ignore_patterns("convert"))
    os.chdir(folder)


def exit_code(settings: Settings) -> int:
    """What the command would end with."""
    try:
        return build_packets(settings).exit_code
    except OSError as error:
        return machine_error(error).exit_code


def check_point(change: Change, number: int) -> bool:
    """Let a call fail and look at what is left; whether the build came that far."""
    again(change, number)
    build = change.settings.build
    code = ERRORS[number % len(ERRORS)]
    calls = FailingCalls(build, number, OSError(code, os.strerror(code)))
    with calls.counted():
        ended = exit_code(change.settings)
    left = outputs(build)
    assert ended in {0, 74}, number
    if ended == 0:  # what failed is not needed
        assert left == change.after, number
    assert change.before.keys() <= left.keys() <= change.after.keys(), number
    for name, data in left.items():
        assert data in {change.before.get(name), change.after[name]}, (number, name)
    assert exit_code(change.settings) == 0, number
    assert outputs(build) == change.after, number
    return calls.count >= number


def test_a_build_survives_the_failure_of_any_call(
    fresh: Change, request: pytest.FixtureRequest
) -> None:
    """Each point is a build of its own: the exit code is right, each file is the old or the new."""
    if request.config.getoption("--sweep"):
        last = next(number for number in count(1) if not check_point(fresh, number)) - 1
        assert last >= 20
        return
    again(fresh, 0)
    calls = FailingCalls(fresh.settings.build)
    with calls.counted():
        assert exit_code(fresh.settings) == 0
    assert outputs(fresh.settings.build) == fresh.after
    for number in random.Random(SEED).sample(range(1, calls.count + 1), POINTS):  # noqa: S311 - a test's choice
        assert check_point(fresh, number)
