"""What scripts/setup asks apt for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WRITER = "libreoffice-writer-nogui"
NEW = "4:26.2.5.2-0ubuntu0.26.04.1~bpo24.04.1"
OLD = "4:24.2.7-0ubuntu0.24.04.7"
LATE = f"{NEW} | http://archive.example/ubuntu noble-backports/universe"
USUAL = f"{OLD} | http://archive.example/ubuntu noble-updates/universe"

APT_CACHE = """#!/bin/sh
case $1 in
    policy) printf '%s:\\n  Installed: (none)\\n  Candidate: %s\\n' "$2" "$CANDIDATE" ;;
    madison) printf '%s' "$LISTED" ;;
esac
"""


@pytest.mark.parametrize(
    ("candidate", "listed", "wanted", "option"),
    [
        (OLD, [LATE, USUAL], WRITER, "-t noble-backports\n"),
        (OLD, [LATE, USUAL], "libreoffice-calc-nogui", ""),  # beside what is there already
        (OLD, [USUAL], WRITER, ""),
        (NEW, [LATE, USUAL], WRITER, ""),
        ("4:7.4.7-1+deb12u5", [LATE], WRITER, ""),
        ("(none)", [], WRITER, ""),
    ],
)
def test_libreoffice_comes_from_backports_where_the_usual_one_is_24_2(
    tmp_path: Path, candidate: str, listed: list[str], wanted: str, option: str
) -> None:
    """Its glyphs stand on no grid. Where apt knows no other, nothing is asked for."""
    (tmp_path / "apt-cache").write_text(APT_CACHE)
    (tmp_path / "apt-cache").chmod(0o755)
    madison = "".join(f"{WRITER} | {line} amd64 Packages\n" for line in listed)
    script = """
        eval "$(sed -n '/^from_backports() {/,/^}/p' scripts/setup)"
        from_backports fonts-noto-cjk "$@"
    """
    told = subprocess.run(
        ["sh", "-c", script, "setup", wanted],
        cwd=ROOT,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "CANDIDATE": candidate, "LISTED": madison},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (told.stdout, told.stderr) == (option, "")
