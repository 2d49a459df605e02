"""Damage to what is kept between builds costs time and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from kefu_docs.pipeline.settings import Settings
from tests.support.builds import SampleBuild, build_packets


def outputs(build: Path) -> dict[str, bytes]:
    """Every published file by its path."""
    files = (file for file in build.rglob("*") if file.is_file() and ".store" not in file.parts)
    return {file.relative_to(build).as_posix(): file.read_bytes() for file in files}


def flip(file: Path) -> None:
    """Change one byte in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


def truncate(file: Path) -> None:
    """Leave the first half."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(file: Path) -> None:
    """Leave nothing."""
    file.write_bytes(b"")


def be_a_folder(file: Path) -> None:
    """Put a folder in its place."""
    file.unlink()
    file.mkdir()


def be_another(file: Path) -> None:
    """Put another object's bytes in its place."""
    others = sorted(file.parents[1].rglob("*.pdf"))
    file.write_bytes(next(other for other in others if other != file).read_bytes())


DAMAGES = (flip, truncate, empty, be_a_folder, be_another)


def test_damaged_objects_are_made_again(settings: Settings, sample_build: SampleBuild) -> None:
    """With all published PDFs gone and every stored one damaged, the same bytes come out."""
    stored = sorted((settings.store / "objects").rglob("*.pdf"))
    assert len(stored) > len(DAMAGES)
    for file, damage in zip(stored, cycle(DAMAGES), strict=False):
        damage(file)
    for file in settings.build.rglob("*.pdf"):
        if ".store" not in file.parts:
            file.unlink()
    outcome = build_packets(settings)
    assert outcome.failures == []
    assert outputs(settings.build) == outputs(sample_build.build)


CHANGES = (
    "text = '[]'",
    "text = 'no JSON'",
    "text = 5",
    "text = (SELECT text FROM facts AS other ORDER BY key LIMIT 1)",
    "digest = x'00'",
)


def test_changed_facts_are_found_out_again(settings: Settings, sample_build: SampleBuild) -> None:
    """Facts that hold something else than was written are as good as none."""
    with closing(sqlite3.connect(settings.store / "facts.sqlite3")) as facts, facts:
        for number, change in enumerate(CHANGES):
            rows = f"rowid % {len(CHANGES)} = {number}"
            facts.execute(f"UPDATE facts SET {change} WHERE {rows}")  # noqa: S608
    outcome = build_packets(settings)
    assert outcome.exit_code == 0
    assert outputs(settings.build) == outputs(sample_build.build)


@pytest.mark.parametrize("content", ["", "[]", "no JSON", '{"version": 1}', "\udcff"], ids=repr)
def test_a_damaged_manifest_is_written_again(
    settings: Settings, sample_build: SampleBuild, content: str
) -> None:
    """Whatever stands in it, the next build writes the manifest of an undisturbed one."""
    manifest = settings.build / "manifest.json"
    manifest.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert build_packets(settings).exit_code == 0
    assert outputs(settings.build) == outputs(sample_build.build)


@pytest.mark.parametrize("path", ["../data/company.yaml", "../templates/summary.docx", "notes.pdf"])
def test_nothing_is_deleted_that_the_build_did_not_write(settings: Settings, path: str) -> None:
    """A manifest that names a file of the user's does not make the next build delete it."""
    kept = settings.build / path
    if not kept.exists():
        kept.write_bytes(b"mine")
    manifest = settings.build / "manifest.json"
    text = manifest.read_text("utf-8")
    assert '"path": "contracts/E001.docx"' in text
    manifest.write_text(text.replace('"path": "contracts/E001.docx"', f'"path": "{path}"'), "utf-8")
    outcome = build_packets(replace(settings))
    assert outcome.removed == []
    assert kept.exists()
