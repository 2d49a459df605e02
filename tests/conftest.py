"""What all tests share: golden files, the sample built once, LibreOffice, and who may start it."""

from __future__ import annotations

import contextlib
import datetime as dt
import difflib
import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from kefu_docs.convert.pool import Pool
from kefu_docs.fonts import FontSet, find_fonts
from kefu_docs.pipeline import office_habits
from kefu_docs.pipeline.settings import Settings
from kefu_docs.scheduler.layout_habits import USUAL, Habits, probes
from kefu_docs.scheduler.messages import Workplace
from kefu_docs.scheduler.tasks import shown_habits
from tests.support.builds import (
    GOLDEN,
    Golden,
    Office,
    SampleBuild,
    build_packets,
    copy_sample,
    office_with,
)
from tests.support.slow_tests import SlowTestsWriter, slow_tests

# A test that fails on a busy machine alone tells nothing.
hypothesis.settings.register_profile("untimed", deadline=None)
# make test-fast asks whether a law holds at all; make test tries it in full and shrinks what fails.
hypothesis.settings.register_profile(
    "fast",
    deadline=None,
    max_examples=5,
    database=None,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
)
hypothesis.settings.load_profile("untimed")

# What builds find out about this machine stays in their own folders: tests count how often.
os.environ["XDG_CACHE_HOME"] = "/dev/null/cache"

# The command line takes its language when it is imported, which the tests do after this.
os.environ["LC_ALL"] = "C.UTF-8"


OFFICE_FIXTURES = {"office", "sample_build"}
"""Fixtures that start LibreOffice."""


@pytest.fixture(autouse=True, scope="session")
def _habits_are_known() -> Iterator[None]:
    """Builds do not probe LibreOffice, so that tests can count conversions.

    tests/pipeline/test_office_habits.py does, and holds what is assumed here against what it sees.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office_habits, "known_habits", lambda *_: USUAL)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, `--write-slow` and `--sweep`."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/ anew from what the program gives, instead of comparing",
    )
    parser.addoption(
        "--write-slow", action="store_true", help="write tests/slow_tests.txt anew, by measuring"
    )
    parser.addoption(
        "--sweep",
        nargs="?",
        const="1/1",
        metavar="PART",
        help="let every call of the system fail, not some by seed; 2/3: the second of three parts",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers; refuse the option in CI: there a golden file is a promise, not a record."""
    config.addinivalue_line("markers", "office: starts LibreOffice or Java; not in make test-fast")
    config.addinivalue_line("markers", "slow: takes long or waits; not in make test-fast")
    if config.getoption("--write-slow"):
        if config.getoption("numprocesses"):
            raise pytest.UsageError("--write-slow measures in one process: leave out -n")
        config.pluginmanager.register(SlowTestsWriter())
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is not for CI")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use LibreOffice through a fixture, and those measured as slow."""
    slow = slow_tests()
    for item in items:
        if item.nodeid in slow:
            item.add_marker("slow")
        if isinstance(item, pytest.Function) and OFFICE_FIXTURES.intersection(item.fixturenames):
            item.add_marker("office")


def pytest_collection_finish() -> None:
    """Leave what collecting made out of garbage collection: a seventh of the processor's time."""
    gc.freeze()


@pytest.fixture(autouse=True)
def libreoffice_is_for_marked_tests(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test that is not marked `office` and starts LibreOffice all the same fails."""

    def refused(*_: object) -> None:
        pytest.fail("this test starts LibreOffice: mark it with pytest.mark.office")

    if request.node.get_closest_marker("office") is None:
        monkeypatch.setattr(Pool, "__init__", refused)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with tests/golden/<name>: `golden("packets/outline.txt", text)`.

    Texts end in one line feed in the file, whatever the program gives.
    """
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        actual = text.rstrip("\n") + "\n"
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
            return
        if not path.exists():
            pytest.fail(f"tests/golden/{name} does not exist; make it with --update-golden")
        expected = path.read_text(encoding="utf-8")
        if actual != expected:
            lines = difflib.unified_diff(
                expected.splitlines(), actual.splitlines(), f"golden/{name}", "actual", lineterm=""
            )
            pytest.fail("\n".join(lines), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory) -> SampleBuild:
    """Build every document and packet of the sample, once for all tests, which leave it as it is.

    The folders are named as a user names them: paths in findings and in the manifest are relative.
    """
    root = tmp_path_factory.mktemp("sample")
    copy_sample(root)
    settings = Settings(
        Path("data"), Path("templates"), Path("build"), dt.date(2026, 4, 30), jobs=2
    )
    with contextlib.chdir(root):
        outcome = build_packets(settings)
    assert outcome.exit_code == 0
    return SampleBuild(root, settings, outcome)


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The font set of this machine."""
    return find_fonts(None)


@pytest.fixture(scope="session")
def office(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Convert a docx to what LibreOffice makes of it, by one process for all tests."""
    with office_with(fonts, tmp_path_factory.mktemp("office")) as convert:
        yield convert


@pytest.fixture(scope="session")
def habits(office: Office, fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Habits:
    """How LibreOffice lays out on this machine."""
    return shown_habits(Workplace(fonts, tmp_path_factory.mktemp("habits")), *map(office, probes()))
