"""The locks hold what pyproject.toml asks for, with digests, so that set-up installs that alone."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.builds import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
OF_SETUP = [
    *PROJECT["dependencies"],
    *(asked for name in ("build", "cluster", "object-store") for asked in EXTRAS[name]),
]
LOCKS = {
    "requirements.lock": OF_SETUP,
    "requirements-test.lock": [*OF_SETUP, *EXTRAS["test"]],
}


def locked(name: str) -> dict[str, tuple[str, int]]:
    """The version of each package in a lock, and how many files of it are allowed."""
    entries = re.split(r"\n(?=[A-Za-z])", (ROOT / name).read_text("utf-8"))
    found: dict[str, tuple[str, int]] = {}
    for entry in entries:
        if pinned := re.match(r"([\w.\-\[\],]+)==([^ ;]+)", entry):
            package = canonicalize_name(pinned[1].partition("[")[0])
            found[package] = pinned[2], len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(name: str) -> None:
    """Each dependency is pinned to a version in its range; `make lock` was run after a change."""
    versions = locked(name)
    for requirement in map(Requirement, LOCKS[name]):
        version, _ = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_file_of_a_lock_has_a_digest(name: str) -> None:
    """And no lock names the place that its files come from: any mirror serves the same bytes."""
    versions = locked(name)
    assert len(versions) >= len(LOCKS[name])
    assert all(digests for _, digests in versions.values())
    assert "://" not in (ROOT / name).read_text("utf-8")
