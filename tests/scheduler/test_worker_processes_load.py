"""The processes that finish documents: what they load stays with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.people import write_people
from kefu_docs.fonts import FontSet
from kefu_docs.scheduler.messages import Call, Workplace
from kefu_docs.scheduler.worker_pool import WorkerProcesses
from tests.support.builds import SAMPLE_TEMPLATES


def test_a_call_names_what_a_worker_loads(fonts: FontSet, tmp_path: Path) -> None:
    """A worker loads the module a call names; what is no PDF is not understood as a sheet."""
    call = Call[None]("kefu_docs.layout_reuse.tasks", "read_paragraphs", (b"no PDF", []))
    with WorkerProcesses(1, Workplace(fonts, tmp_path)) as processes:
        assert processes.submit(call).result() is None


@pytest.mark.office
def test_the_main_process_loads_no_library_for_pdfs(tmp_path: Path) -> None:
    """After a whole build the main process has loaded neither pikepdf nor PDFium."""
    write_people(tmp_path / "data", 1)
    program = f"""
import datetime, sys
from pathlib import Path

import pytest

import pytest
from kefu_docs.pipeline.run import run
from kefu_docs.pipeline.settings import BuildRequest, Settings
work, templates = Path({str(tmp_path)!r}), Path({str(SAMPLE_TEMPLATES)!r})
on = datetime.date(2026, 4, 30)
run(Settings(work / "data", templates, work / "build", on), BuildRequest("contracts"))
print({{"pikepdf", "pypdfium2"}} & sys.modules.keys())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (tmp_path / "build/contracts/P00001.pdf").is_file()
    assert done.stdout == "set()\n"
