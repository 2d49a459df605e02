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
candidate=$CANDIDATE
[ "$2" != libreoffice-common ] || candidate=$THERE
case $1 in
    policy) printf '%s:\\n  Installed: (none)\\n  Candidate: %s\\n' "$2" "$candidate" ;;
    madison) printf '%s' "$LISTED" ;;
esac
"""


def asked_of_apt(folder: Path, candidate: str, there: str, listed: list[str], wanted: str) -> str:
    """The option that set-up gives apt-get, as sh prints it."""
    (folder / "apt-cache").write_text(APT_CACHE)
    (folder / "apt-cache").chmod(0o755)
    script = """
        eval "$(sed -n '/^candidate() {/,/^}/p; /^from_backports() {/,/^}/p' scripts/setup)"
        from_backports fonts-noto-cjk "$@"
    """
    madison = "".join(f"{WRITER} | {line} amd64 Packages\n" for line in listed)
    versions = {"CANDIDATE": candidate, "THERE": there, "LISTED": madison}
    told = subprocess.run(
        ["sh", "-c", script, "setup", wanted],
        cwd=ROOT,
        env={"PATH": f"{folder}:/usr/bin:/bin", **versions},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr == ""
    return told.stdout


@pytest.mark.parametrize(
    ("candidate", "listed", "option"),
    [
        (OLD, [LATE, USUAL], "-t noble-backports\n"),
        (OLD, [USUAL], ""),
        (NEW, [LATE, USUAL], ""),
        ("4:7.4.7-1+deb12u5", [LATE], ""),
        ("(none)", [], ""),
    ],
)
def test_libreoffice_comes_from_backports_where_the_usual_one_is_24_2(
    tmp_path: Path, candidate: str, listed: list[str], option: str
) -> None:
    """Its glyphs stand on no grid. Where apt knows no other, nothing is asked for."""
    assert asked_of_apt(tmp_path, candidate, candidate, listed, WRITER) == option


@pytest.mark.parametrize(("there", "option"), [(NEW, "-t noble-backports\n"), (OLD, "")])
def test_calc_is_of_the_version_of_the_writer_that_is_there(
    tmp_path: Path, there: str, option: str
) -> None:
    """`make test` adds Calc to what `make packets` installed; another version conflicts with it."""
    assert asked_of_apt(tmp_path, OLD, there, [LATE, USUAL], "libreoffice-calc-nogui") == option
