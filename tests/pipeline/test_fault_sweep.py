"""Whichever call of the system fails, nothing is half, nothing is lost, and building again heals.

As databases are tested: SQLite, "How SQLite Is Tested", 3.2 (I/O error testing). LibreOffice's
answers are recorded but for a few builds.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kefu_docs.diagnostics.machine_faults import machine_error
from kefu_docs.fonts import FontSet
from kefu_docs.pipeline import forgetting, toolchain
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.scheduler.messages import Workplace
from kefu_docs.scheduler.tasks import open_fonts
from kefu_docs.store import Store
from kefu_docs.store.leftovers import is_half_written
from tests.support.builds import Office, SampleBuild, build_packets, office_with
from tests.support.confinements import best
from tests.support.failing_calls import FailingCalls
from tests.support.recorded_office import RecordedOffice

ERRORS = (errno.ENOSPC, None, errno.EIO, errno.EACCES, errno.EINTR)
"""What a call fails with; None where the process is killed at it."""
POINTS, POINTS_OF_ALL, SEED = 14, 5, 20260401
"""How many points `make test` takes, and by which seed; `make sweep` takes all."""
POINTS_OF_LIBREOFFICE = 20
"""So many of the builds that start LibreOffice, in `make sweep`; `make test` takes one."""
REPORT = {"index.html", "manifest.json"}
Bytes = dict[str, bytes]


@dataclass(frozen=True)
class Change:
    """A project that is to be built: the outputs of before, those to come."""

    project: Path
    settings: Settings
    before: Bytes
    after: Bytes


def outputs(build: Path) -> Bytes:
    """Every published file by its path."""
    files = (file for file in build.rglob("*") if file.is_file() and ".store" not in file.parts)
    return {file.relative_to(build).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def recorded(
    office: Office, fonts: FontSet, tmp_path_factory: pytest.TempPathFactory
) -> RecordedOffice:
    """LibreOffice's answers; a forked process cannot ask the one of this, and starts another."""
    own = os.getpid()

    def asked() -> Office:
        if os.getpid() == own:
            return office
        return office_with(fonts, tmp_path_factory.mktemp("forked")).__enter__()

    return RecordedOffice(asked)


@pytest.fixture(scope="module")
def change(
    sample_build: SampleBuild, recorded: RecordedOffice, tmp_path_factory: pytest.TempPathFactory
) -> Change:
    """Another phone number: a contract, packets, the manifest and the page are to be written.

    The store has their PDFs.
    """
    project = tmp_path_factory.mktemp("sweep") / "project"
    shutil.copytree(sample_build.root, project)
    settings = sample_build.settings
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        patch.setattr(Toolchain, "pool", lambda *_: recorded)
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


@pytest.fixture(scope="module")
def beginning(
    sample_build: SampleBuild, fonts: FontSet, tmp_path_factory: pytest.TempPathFactory
) -> Change:
    """Nothing is built, and the store knows the machine alone.

    Finishing processes, which are forked, have libraries and fonts open already: hundreds start.
    """
    open_fonts(Workplace(fonts, Path()))
    project = tmp_path_factory.mktemp("sweep") / "beginning"
    shutil.copytree(sample_build.root, project)
    settings = sample_build.settings
    build = project / settings.build
    for path in build.iterdir():
        if path.name != ".store":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    with Store(build / ".store") as store:
        store.forget_unused(forgetting.ABOUT_PEOPLE, 0.0)
    return Change(project, settings, {}, outputs(sample_build.build))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every point has a folder of its own; the machine is tried for confinement once."""
    (tmp_path / "begin").mkdir()
    monkeypatch.chdir(tmp_path / "begin")
    monkeypatch.setattr(toolchain, "find_confinement", lambda *_: best())


@pytest.fixture
def with_recording(recorded: RecordedOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice's answers are recorded."""
    monkeypatch.setattr(Toolchain, "pool", lambda *_: recorded)


def again(change: Change, number: int) -> None:
    """Go into a copy of the project of one's own."""
    folder = Path.cwd().parent / f"point-{number}"
    shutil.copytree(change.project, folder, ignore=shutil.ignore_patterns("slot-*"))
    os.chdir(folder)


def clear() -> None:
    """Take the copy away, of which a sweep makes hundreds."""
    folder = Path.cwd()
    os.chdir(folder.parent / "begin")
    shutil.rmtree(folder, ignore_errors=True)


def exit_code(settings: Settings) -> int:
    """What the command would end with."""
    try:
        return build_packets(settings).exit_code
    except OSError as error:
        return machine_error(error).exit_code


def exit_code_of_a_process(settings: Settings, calls: FailingCalls) -> int:
    """The same of another process; it is negative where that was killed."""
    process = os.fork()
    if process == 0:
        calls.in_this_process()
        with calls.counted():
            os._exit(exit_code(settings))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def disturbed(change: Change, number: int) -> tuple[int, bool]:
    """Build while a call fails; give the exit code, and whether the build came that far."""
    code = ERRORS[number % len(ERRORS)]
    if code is None:
        ended = exit_code_of_a_process(change.settings, FailingCalls(Path.cwd(), number))
        return ended, ended == -signal.SIGKILL
    calls = FailingCalls(Path.cwd(), number, OSError(code, os.strerror(code)))
    with calls.counted():
        ended = exit_code(change.settings)
    return ended, calls.count >= number


def check_point(change: Change, number: int) -> bool:
    """Let a call fail and look at what is left; whether the build came that far."""
    again(change, number)
    build = change.settings.build
    ended, is_reached = disturbed(change, number)
    left = outputs(build)
    if ended < 0:  # what it was writing is cleared by the next build
        left = {name: data for name, data in left.items() if not is_half_written(name)}
    # 1: a record or a template could not be read, which stops its documents.
    assert ended in {0, 1, 74, -signal.SIGKILL}, number
    if ended == 0:  # what failed is not needed
        assert left == change.after, number
    assert change.before.keys() <= left.keys() <= change.after.keys(), number
    for name, data in left.items():
        assert data in {change.before.get(name), change.after[name]} or (
            name in REPORT and is_whole(data)
        ), (number, name)
    assert exit_code(change.settings) == 0, number
    assert outputs(build) == change.after, number
    return is_reached


def is_whole(report: bytes) -> bool:
    """Whether a report, which may tell what was not built, is no half file."""
    return report.rstrip().endswith(b"</html>") or bool(json.loads(report))


def some(change: Change, points: int) -> Iterator[int]:
    """The numbers of some calls by the seed, of all that a build makes which nothing disturbs."""
    again(change, 0)
    calls = FailingCalls(Path.cwd())
    with calls.counted():
        assert exit_code(change.settings) == 0
    assert outputs(change.settings.build) == change.after
    yield from random.Random(SEED).sample(range(1, calls.count), points)  # noqa: S311 - a test's choice


def check_all(check: Callable[[int], bool], part: str) -> None:
    """Check every point of a part until the build comes through untouched; tell all that fail."""
    first, step = map(int, part.split("/"))
    failed: dict[int, str] = {}
    number = first
    while True:
        try:
            is_reached = check(number)
        except AssertionError as error:  # the others are looked at all the same
            failed[number], is_reached = str(error)[:2000], True
        clear()
        if not is_reached:
            break
        number += step
    print(f"{(number - first) // step} points, up to {number}; failed: {sorted(failed)}")
    assert not failed, "\n".join(f"{point}: {reason}" for point, reason in failed.items())
    assert number >= 20


@pytest.mark.usefixtures("with_recording")
def test_a_build_survives_the_failure_of_any_call(
    change: Change, request: pytest.FixtureRequest
) -> None:
    """Each point is a build of its own: the exit code is right, each file is the old or the new."""
    if part := request.config.getoption("--sweep"):
        check_all(lambda number: check_point(change, number), part)
        return
    for number in some(change, POINTS):
        check_point(change, number)


@pytest.mark.usefixtures("with_recording")
def test_a_first_build_survives_the_failure_of_any_call(
    beginning: Change, request: pytest.FixtureRequest
) -> None:
    """Among them those that start finishing processes, and messages to and from them."""
    if part := request.config.getoption("--sweep"):
        check_all(lambda number: check_point(beginning, number), part)
        return
    for number in some(beginning, POINTS_OF_ALL):
        check_point(beginning, number)


def test_a_build_survives_what_befalls_libreoffice(
    beginning: Change, request: pytest.FixtureRequest
) -> None:
    """Processes that do not start, messages that do not arrive; its folder that is not made."""
    is_sweep = request.config.getoption("--sweep")
    for number in some(beginning, POINTS_OF_LIBREOFFICE if is_sweep else 1):
        check_point(beginning, number)
