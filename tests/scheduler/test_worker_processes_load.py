"""The processes that finish documents: what they load stays with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.people import write_people
from kefu_docs.fonts import FontSet
from kefu_docs.scheduler.worker_pool import finishers, perform
from tests.support.builds import SAMPLE_TEMPLATES


def test_a_task_is_done_by_its_name(fonts: FontSet) -> None:
    """In a process of its own; a PDF that is none is not understood."""
    with finishers(1, fonts) as processes:
        assert processes.submit(perform, "read_settings", b"no PDF", [], fonts).result() is None


def test_the_main_process_loads_no_library_for_pdfs(tmp_path: Path) -> None:
    """Not even when it builds; that it builds shows that others do."""
    write_people(tmp_path / "data", 1)
    program = f"""
import datetime, sys
from pathlib import Path
from kefu_docs.pipeline.run import build_contracts
from kefu_docs.pipeline.settings import Settings
from tests.support.builds import SAMPLE_TEMPLATES
work, templates = Path({str(tmp_path)!r}), Path({str(SAMPLE_TEMPLATES)!r})
on = datetime.date(2026, 4, 30)
build_contracts(Settings(work / "data", templates, work / "build", on), [])
print({{"pikepdf", "pypdfium2"}} & sys.modules.keys())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (tmp_path / "build/contracts/P00001.pdf").is_file()
    assert done.stdout == "set()\n"
