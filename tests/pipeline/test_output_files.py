"""Files below build/: which are there, who writes them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from kefu_docs.pipeline import output_files
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.output_files import OutputFiles
from kefu_docs.store import Store


def test_of_many_names_those_are_told_that_have_a_file(tmp_path: Path) -> None:
    """A link to a file has; a folder, a link to nowhere, a folder that cannot be: none."""
    build = tmp_path / "build"
    (build / "contracts").mkdir(parents=True)
    for name in ("index.html", "contracts/E001.pdf"):
        (build / name).write_bytes(b"x")
    (build / "contracts/E002.pdf").mkdir()
    (build / "contracts/E003.pdf").symlink_to("E001.pdf")
    (build / "contracts/E004.pdf").symlink_to("E009.pdf")
    names = [
        "index.html",
        *(f"contracts/E00{number}.pdf" for number in range(6)),
        "x/E001.pdf",
        "x\0/E001.pdf",
    ]
    with Store(tmp_path / "store") as store:
        files = OutputFiles(build, store, Outcome([]))
        assert files.present(names) == {name for name in names if files.has(name)}
        files.write("contracts/E005.pdf", ["x"])
        assert files.present(names) == {
            *("index.html", "contracts/E001.pdf", "contracts/E003.pdf", "contracts/E005.pdf")
        }


@pytest.mark.parametrize(
    ("late", "in_threads"),
    [((), 0), (range(99), 10), ((0, 2, 5, 6), 0), (range(4, 99), 2)],
)
def test_files_are_handed_to_threads_where_the_disk_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: Sequence[int], in_threads: int
) -> None:
    """One late file says nothing of the disk. All are there, and noted in their order."""
    clock = [0.0]
    writers: list[threading.Thread] = []

    def publish(path: Path, data: bytes, *, durable: bool) -> bool:
        assert durable
        clock[0] += 0.005 if len(writers) in late else 0.0002
        writers.append(threading.current_thread())
        path.write_bytes(data)
        return True

    monkeypatch.setattr(output_files, "publish", publish)
    monkeypatch.setattr(output_files, "monotonic", lambda: clock[0])
    names = [f"E{number:03}.pdf" for number in range(12)]
    with Store(tmp_path / "store") as store:
        outcome = Outcome([])
        files = OutputFiles(tmp_path, store, outcome)
        for name in names:
            files.write(name, [name])
        files.flush()
        assert outcome.written == names
        assert all((tmp_path / name).read_text() == name for name in names)
    assert sum(thread is not threading.main_thread() for thread in writers) == in_threads
