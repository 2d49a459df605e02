"""What the last report has and no record asks for any more is deleted, and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kefu_docs.pipeline.build_report import without_orphans
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.output_files import OutputFiles
from kefu_docs.report import Report, ReportEntry
from kefu_docs.store import Store

DIGEST = hashlib.sha256(b"%PDF").hexdigest()


def report(*paths: str) -> Report:
    """A report of these files, all of the same bytes."""
    about = "contract", "合同", "E001", "", DIGEST, 4, {"rendering": "1"}
    return Report(tuple(ReportEntry(path, *about) for path in paths))


def test_a_name_of_other_case_is_no_file_of_its_own(tmp_path: Path) -> None:
    """On macOS and Windows it is the file of the new name, which is what was built."""
    (tmp_path / "contracts").mkdir()
    for name in ("contracts/E001.pdf", "contracts/E002.pdf"):
        (tmp_path / name).write_bytes(b"%PDF")
    (tmp_path / "Contracts").symlink_to("contracts")  # as such a file system finds it
    before = report("Contracts/E001.pdf", "Contracts/E002.pdf")
    with Store(tmp_path / ".store") as store:
        outcome = Outcome([])
        files = OutputFiles(tmp_path, store, outcome)
        left = without_orphans(files, before, report("contracts/E001.pdf"), outcome)
    assert left.entries == ()
    assert outcome.removed == ["Contracts/E002.pdf"]
    assert [path.name for path in (tmp_path / "contracts").iterdir()] == ["E001.pdf"]
