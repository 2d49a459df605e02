"""Outputs are read once, and again when their size or time has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.output_digests import Outputs
from kefu_docs.pipeline.output_files import OutputFiles
from kefu_docs.store import Store

OLD = hashlib.sha256(b"old").hexdigest()
NEW = hashlib.sha256(b"new").hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store(tmp_path / "store") as made:
        yield made


def written(build: Path, data: bytes, time: int = 0) -> None:
    """Write an output, changed at a time that is given in nanoseconds."""
    build.mkdir(exist_ok=True)
    (build / "a.pdf").write_bytes(data)
    os.utime(build / "a.pdf", ns=(time, time))


def test_what_is_known_is_not_read_again(tmp_path: Path, store: Store) -> None:
    """A file with the size and time it had is not read again, not even by a later run."""
    written(tmp_path, b"old")
    outputs = Outputs(tmp_path, store)
    assert outputs.digest("a.pdf") == OLD
    outputs.keep()
    written(tmp_path, b"new")
    assert Outputs(tmp_path, store).digest("a.pdf") == OLD
    written(tmp_path, b"new", time=1)
    assert Outputs(tmp_path, store).digest("a.pdf") == NEW


def test_a_file_of_another_size_is_read(tmp_path: Path, store: Store) -> None:
    """A file whose size changed is read, whatever its time says."""
    written(tmp_path, b"older")
    outputs = Outputs(tmp_path, store)
    outputs.digest("a.pdf")
    written(tmp_path, b"new")
    assert outputs.digest("a.pdf") == NEW


def test_what_was_written_is_known(tmp_path: Path, store: Store) -> None:
    """The digest of a file that was just written is known without reading it."""
    written(tmp_path, b"new")
    outputs = Outputs(tmp_path, store)
    outputs.wrote("a.pdf", OLD)
    assert outputs.digest("a.pdf") == OLD


def test_a_missing_file_has_no_digest(tmp_path: Path, store: Store) -> None:
    """A file that is gone has no digest, whether it was known or not."""
    written(tmp_path, b"old")
    outputs = Outputs(tmp_path, store)
    assert outputs.digests(["a.pdf", "b.pdf"]) == [OLD, ""]
    (tmp_path / "a.pdf").unlink()
    outputs.wrote("b.pdf", NEW)
    assert outputs.digests(["a.pdf", "b.pdf"]) == ["", ""]


def test_what_is_no_regular_file_is_not_read(tmp_path: Path, store: Store) -> None:
    """A pipe would wait for a writer, and a device has no end; a build replaces either."""
    os.mkfifo(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").symlink_to("/dev/zero")
    assert Outputs(tmp_path, store).digests(["a.pdf", "b.pdf"]) == ["", ""]
    files = OutputFiles(tmp_path, store, Outcome([]))
    for name in ("a.pdf", "b.pdf"):
        files.ensure(name, "digest", lambda: b"new")
    files.flush()
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes() == b"new"
