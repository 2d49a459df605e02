"""The digest of the program changes with its source and its libraries, and with nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import requires
from pathlib import Path

import pytest

from kefu_docs.store import program, program_digest


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package, which the digest is taken of."""
    copy = tmp_path / "elsewhere" / "kefu_docs"
    shutil.copytree(program._PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(program, "_PACKAGE", copy)
    program_digest.cache_clear()
    yield copy
    program_digest.cache_clear()


def digest_after(change: Callable[[], object]) -> str:
    """The digest of a process that starts after the change."""
    change()
    program_digest.cache_clear()
    return program_digest()


def test_where_the_program_is_installed_does_not_count(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digest is the same in another folder, with a file more, and with a sample changed.

    The sample's records and templates are inputs of the documents made from them, as a user's are.
    """
    copied = program_digest()
    assert digest_after((source / "notes.txt").touch) == copied
    for file in ("data/company.yaml", "templates/summary.docx"):
        assert digest_after(partial((source / "sample" / file).write_bytes, b"other")) == copied
    other = shutil.copytree(source, source.parent / "other")
    assert digest_after(lambda: monkeypatch.setattr(program, "_PACKAGE", other)) == copied


def test_changed_kinds_of_the_package_count(source: Path) -> None:
    """They say which documents there are, what these are called and what dates them."""
    before = program_digest()
    (kinds,) = source.rglob("shipped_kinds.yaml")
    assert digest_after(partial(kinds.write_text, "{}")) != before


def test_a_changed_module_counts(source: Path) -> None:
    """A comment is enough: what it means is not looked into."""
    before = program_digest()
    module = source / "zh" / "amounts.py"
    assert (
        digest_after(lambda: module.write_text(module.read_text("utf-8") + "#", "utf-8")) != before
    )


@pytest.mark.parametrize("name", ["srgb.icc", "index.html.j2", "kefu_docs.mo"])
def test_changed_data_of_the_package_count(source: Path, name: str) -> None:
    """The colour profile goes into every PDF; the page is made from its template, in Chinese."""
    before = program_digest()
    (data,) = source.rglob(name)
    assert digest_after(lambda: data.write_bytes(data.read_bytes() + b"\0")) != before


def test_every_library_that_makes_bytes_counts() -> None:
    """Each that the package needs but the command line's, the proof's and the readers' own."""
    others = {"click", "docxtpl-lint", "icalendar", "pypdfium2", "python-calamine", "rich"}
    others |= {"ruamel-yaml-clib"}
    needed = {_name(line) for line in requires("kefu-docs") or () if "extra ==" not in line}
    assert needed - others == set(map(_name, program._LIBRARIES)) - {"lxml", "python-docx"}


def _name(requirement: str) -> str:
    return re.sub("[._]", "-", re.split(r"[\[<>=!;~ ]", requirement)[0]).lower()


def test_another_version_of_a_library_counts(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may print the same template otherwise."""
    before = program_digest()
    assert (
        digest_after(lambda: monkeypatch.setattr(program, "library_version", lambda _: "0"))
        != before
    )
