"""Files below build/: which are there."""

from __future__ import annotations

from pathlib import Path

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
