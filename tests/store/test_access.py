"""What is written is its owner's alone, or a group's as well; the user's umask counts."""

from __future__ import annotations

import grp
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.store import Store, publish
from kefu_docs.store.access import owner_only
from tests.support.builds import ROOT
from tests.support.pdf import text_pages

GROUP = grp.getgrgid(os.getegid()).gr_name


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """A umask that a user may have set."""
    given: int = request.param
    before = os.umask(given)
    yield given
    os.umask(before)


def mode(path: Path) -> int:
    """The permission bits."""
    return path.stat().st_mode & 0o777


def fill(build: Path) -> None:
    """An output, an object and a fact."""
    publish(build / "contracts" / "E001.pdf", b"x")
    with Store(build / ".store") as store:
        store.put("0" * 64, "pdf", b"x")
        store.keep("kind", "key", "text")


@pytest.mark.parametrize("umask", [0o022, 0o000, 0o077], indirect=True)
def test_outputs_and_store_are_the_owners_alone(tmp_path: Path, umask: int) -> None:
    """Every file and folder, the database among them; the umask comes back afterwards."""
    with owner_only():
        fill(tmp_path / "build")
    made = [tmp_path / "build", *(tmp_path / "build").rglob("*")]
    assert any(path.name == "facts.sqlite3" for path in made)
    assert {mode(path) for path in made} == {0o600, 0o700}
    assert os.umask(umask) == umask


@pytest.mark.parametrize(("umask", "others"), [(0o022, 0o050), (0o077, 0)], indirect=["umask"])
def test_a_group_may_read_what_was_and_what_will_be(
    tmp_path: Path, umask: int, others: int
) -> None:
    """As far as the umask lets a group read anything; it never writes, and others see nothing."""
    build = tmp_path / "build"
    with owner_only():
        fill(build)
    with owner_only() as access:
        access.share(build, GROUP)
        publish(build / "packets" / "all.pdf", b"x")
    assert umask & 0o050 == 0o050 - others
    for path in (build, *build.rglob("*")):
        assert mode(path) == (0o700 if path.is_dir() else 0o600) | others & mode_of_kind(path)
        assert path.stat().st_gid == os.getegid()


def mode_of_kind(path: Path) -> int:
    """What a group may do with such a thing at most."""
    return 0o050 if path.is_dir() else 0o040


def test_a_group_that_is_none_is_told(tmp_path: Path) -> None:
    """Before anything is written."""
    with owner_only() as access, pytest.raises(UsageError, match="no group 'nobody-has-this'"):
        access.share(tmp_path / "build", "nobody-has-this")
    assert not (tmp_path / "build").exists()


def test_pictures_of_pages_are_their_owners(tmp_path: Path) -> None:
    """`make gallery` shows all that is printed, too."""
    (tmp_path / "a.pdf").write_bytes(text_pages(["A"]))
    command = [sys.executable, "-m", "tests.support.gallery", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    made = [tmp_path / "gallery", *(tmp_path / "gallery").iterdir()]
    assert len(made) == 3
    assert not any(path.stat().st_mode & 0o077 for path in made)
