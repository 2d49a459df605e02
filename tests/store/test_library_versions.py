"""Versions of libraries are those that importlib.metadata tells, found without loading it."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path

import pytest

from kefu_docs.store import library_versions
from kefu_docs.store.library_versions import library_version


def test_versions_are_those_that_the_libraries_tell() -> None:
    """Every installed library, by the name that it calls itself."""
    installed = {d.metadata["Name"] for d in distributions()}
    assert "pikepdf" in installed
    assert {name: library_version(name) for name in installed} == {n: version(n) for n in installed}


def test_a_name_may_be_spelled_otherwise() -> None:
    """The folder of ruamel.yaml may be called ruamel_yaml: to pip the two are the same."""
    assert library_version("Ruamel_YAML") == version("ruamel.yaml")


def test_of_two_the_first_on_the_path_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the one that an import finds."""
    (tmp_path / "pikepdf-0.1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path / "nowhere"), str(tmp_path), *sys.path])
    library_versions._installed.cache_clear()
    assert library_version("pikepdf") == "0.1"
    library_versions._installed.cache_clear()


def test_a_library_that_is_not_there_is_an_error() -> None:
    """As with importlib.metadata, which is asked before anything is said to be missing."""
    with pytest.raises(PackageNotFoundError):
        library_version("no-such-library")
