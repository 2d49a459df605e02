"""What GitHub runs: where, with which caches, and what it keeps."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
BUILDING = ("packets", "test")


def job(name: str) -> dict[str, Any]:
    """The one job of a workflow."""
    workflow = YAML(typ="safe").load(ROOT / ".github" / "workflows" / f"{name}.yml")
    (found,) = workflow["jobs"].values()
    return dict(found)


def steps(name: str, action: str) -> list[dict[str, Any]]:
    """A workflow's steps that use an action, by the beginning of its name."""
    return [s for s in job(name)["steps"] if str(s.get("uses", "")).startswith(action)]


def test_tests_and_packets_run_on_ubuntu_24_04() -> None:
    """Whose LibreOffice is another than the Debians'."""
    assert job("packets")["runs-on"] == "ubuntu-24.04"
    assert "ubuntu-24.04" in [each["os"] for each in job("test")["strategy"]["matrix"]["include"]]
    assert job("test")["steps"][-1] == {"run": "make test"}


@pytest.mark.parametrize("name", BUILDING)
def test_what_apt_and_pip_download_is_cached(name: str) -> None:
    """By what is installed: the lock files, and the script that names the packages."""
    (python,) = steps(name, "actions/setup-python@")
    assert python["with"]["cache"] == "pip"
    (apt,) = steps(name, "actions/cache@")
    folder = job(name)["env"]["KEFU_APT_CACHE"]
    assert apt["with"]["path"].replace("~", "/home/runner") == f"{folder}/*.deb"
    assert "hashFiles('scripts/setup')" in apt["with"]["key"]


def test_apt_keeps_what_it_downloads_in_the_folder_that_is_named(tmp_path: Path) -> None:
    """Without one it is asked as ever."""
    script = """
        as_root() { printf '%s ' "$@"; }
        eval "$(sed -n '/^apt() {/,/^}/p' scripts/setup)"
        apt install fonts 2>&1
    """
    folder = tmp_path / "kept"
    for environment, options in (
        ({}, ""),
        ({"KEFU_APT_CACHE": str(folder)}, f"-o Dir::Cache::archives={folder} "),
    ):
        told = subprocess.run(
            ["sh", "-c", script],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        assert (
            told.stdout == f"env DEBIAN_FRONTEND=noninteractive apt-get -q {options}install fonts "
        )
    assert (folder / "partial").is_dir()


def test_the_store_is_cached_only_where_the_repository_asks_for_it() -> None:
    """It holds every document; where it is wanted it is saved after a failure, too."""
    (restored,), (saved,) = (
        steps("packets", "actions/cache/restore@"),
        steps("packets", "actions/cache/save@"),
    )
    assert restored["if"] == "vars.KEFU_CACHE_STORE"
    assert "always() && vars.KEFU_CACHE_STORE" in saved["if"]
    assert restored["with"]["path"] == saved["with"]["path"] == "build/.store"


def test_the_artifact_holds_what_its_page_links() -> None:
    """All of build/ but the store, whatever failed."""
    (kept,) = steps("packets", "actions/upload-artifact@")
    paths = [line.partition("#")[0].strip() for line in kept["with"]["path"].splitlines()]
    assert "build" in paths
    assert [p for p in paths if p.startswith("!")] == ["!build/.store"]
    assert kept["if"] == "always()"
