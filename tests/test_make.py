"""What the README promises, done through make in a clean copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.office


def make(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in the copy as a user would, in English."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "MAKE"))}
    return subprocess.run(
        ["make", *arguments],
        cwd=root,
        env=environ | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that git knows or would take, without the user's own data/ and templates/."""
    root = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    names = filter(os.path.exists, listed.stdout.split("\0"))
    for name in (name for name in names if not name.startswith(("data/", "templates/"))):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(name, root / name)
    return root


def test_two_commands_make_the_packets_and_a_broken_record_is_said(clone: Path) -> None:
    """In a clean copy without data/ and templates/, `make packets` sets up, fills both with
    the sample and builds; a changed record rebuilds its contract, a broken one is told.
    """
    first = make(clone, "packets")
    assert first.returncode == 0, first.stderr
    assert "Making .venv" in first.stderr
    assert (clone / "build/packets/contracts-2026-04.pdf").stat().st_size > 100_000
    assert (clone / "build/index.html").exists()

    record = clone / "data/employees/E002.yaml"
    text = record.read_text("utf-8")
    record.write_text(text.replace("residence: 浙江省", "residence: 江苏省"), "utf-8")
    changed = make(clone, "contracts", "ID=E002")
    assert changed.returncode == 0
    assert "written: contracts/E002.pdf" in changed.stdout
    assert "Making .venv" not in changed.stderr

    before = (clone / "build/contracts/E002.pdf").read_bytes()
    record.write_text(text.replace("gender: 男", "gender: 男性"), "utf-8")
    broken = make(clone, "contracts")
    assert broken.returncode != 0
    assert "data/employees/E002.yaml:4:9: error: '男性' is not allowed" in broken.stderr
    assert (clone / "build/contracts/E002.pdf").read_bytes() == before


def test_help_lists_every_job(clone: Path) -> None:
    """`make help` lists setup, check, contracts, summaries, packets, test and clean."""
    jobs = ["setup", "check", "contracts", "summaries", "packets", "test", "clean"]
    listed = make(clone, "help").stdout
    assert all(f"make {job}" in listed for job in jobs)
