"""`make soak`, with few documents and few kills."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.builds import ROOT


@pytest.mark.office
def test_nothing_is_lost_while_processes_are_killed(tmp_path: Path) -> None:
    """Two people's documents: three processes are killed, and the bytes are those without."""
    arguments = ["8", "--kills", "3", "--folder", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.soak", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lost: 0 []\ndifferent: 0 []\n" in done.stdout
    assert (tmp_path / "memory.svg").read_text().startswith("<svg")
