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
    call = Call[None]("kefu_docs.layout_reuse.tasks", "read_typeset", (b"no PDF", []))
    with WorkerProcesses(1, Workplace(fonts, tmp_path)) as processes:
        assert processes.submit(call).result() is None


BUILD = """
import datetime, sys
from pathlib import Path
from kefu_docs.pipeline.run import run
from kefu_docs.pipeline.settings import BuildRequest, Settings
work, templates = Path({work!r}), Path({templates!r})
on = datetime.date(2026, 4, 30)
run(Settings(work / "data", templates, work / "build", on), BuildRequest("contracts"))
print(sorted({libraries!r} & sys.modules.keys()))
"""


def loaded_by_a_build(work: Path, *libraries: str) -> str:
    """Build in a process of its own: the list of those of the libraries that it has loaded."""
    values = {"work": str(work), "templates": str(SAMPLE_TEMPLATES), "libraries": {*libraries}}
    command = [sys.executable, "-c", BUILD.format(**values)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (work / "build/contracts/P00001.pdf").is_file()
    return done.stdout.strip()


@pytest.mark.office
def test_the_main_process_loads_what_it_needs(tmp_path: Path) -> None:
    """A build of contracts loads no pikepdf, PDFium, XlsxWriter; one with nothing to do no model.

    To load pydantic takes half as long again as to find that nothing changed.
    """
    write_people(tmp_path / "data", 1)
    assert (
        loaded_by_a_build(tmp_path, "pikepdf", "pypdfium2", "pydantic", "xlsxwriter")
        == "['pydantic']"
    )
    assert loaded_by_a_build(tmp_path, "jinja2", "lxml", "pikepdf", "pydantic", "ruamel") == "[]"
