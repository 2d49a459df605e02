"""Where outputs are written: below the build folder, whatever their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.diagnostics.errors import MachineError, OutputNameError
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.output_files import OutputFiles
from kefu_docs.pipeline.output_path import output_path
from kefu_docs.store import Store

BUILD = Path("/project/build")


@given(st.text() | st.lists(st.sampled_from(["..", ".", "", "a", "CON"])).map("/".join))
def test_an_output_lies_below_the_build_folder(name: str) -> None:
    """Or its name is refused."""
    try:
        path = output_path(BUILD, name)
    except OutputNameError:
        return
    assert path.resolve().is_relative_to(BUILD)
    assert path != BUILD


def test_a_name_that_leads_outside_writes_nothing(tmp_path: Path) -> None:
    """Even where nothing before has refused it."""
    (tmp_path / "data").mkdir()
    record = tmp_path / "data" / "company.pdf"
    record.write_bytes(b"mine")
    with Store(tmp_path / "store") as store:
        files = OutputFiles(tmp_path / "build", store, Outcome([]))
        with pytest.raises(OutputNameError, match=r"'packets/\.\./\.\./data/company\.pdf'"):
            files.ensure("packets/../../data/company.pdf", "digest", lambda: b"new")
    assert record.read_bytes() == b"mine"


def test_a_folder_in_the_place_of_an_output_is_that_outputs(tmp_path: Path) -> None:
    """It is told by name before anything waits for the disk; the others are written."""
    build = tmp_path / "build"
    (build / "contracts/E001.pdf").mkdir(parents=True)
    (build / "summaries").write_text("a file where a folder is to be")
    with Store(tmp_path / "store") as store:
        files = OutputFiles(build, store, Outcome([]))
        for name, told in (
            ("contracts/E001.pdf", r"contracts/E001\.pdf: a folder stands where this file"),
            ("summaries/2026-04/E001.pdf", "build/summaries: a file stands where this folder"),
        ):
            with pytest.raises(MachineError, match=told):
                files.ensure(name, "digest", lambda: b"new")
        files.ensure("contracts/E002.pdf", "digest", lambda: b"new")
        files.flush()
    assert (build / "contracts/E002.pdf").read_bytes() == b"new"


def test_a_link_that_leads_nowhere_stops_what_lies_behind_it(tmp_path: Path) -> None:
    """As to a disk that is not there: told as that, and the other outputs are written."""
    build = tmp_path / "build"
    build.mkdir()
    (build / "packets").symlink_to(tmp_path / "disk")
    (build / "E001.pdf").symlink_to("E001.pdf")
    with Store(tmp_path / "store") as store:
        files = OutputFiles(build, store, Outcome([]))
        with pytest.raises(MachineError, match=r"build/packets is a link that leads nowhere"):
            files.ensure("packets/a.pdf", "digest", lambda: b"new")
        for name in ("contracts/E001.pdf", "E001.pdf"):
            files.ensure(name, "digest", lambda: b"new")
        (tmp_path / "disk").mkdir()
        files.ensure("packets/a.pdf", "digest", lambda: b"new")
        files.flush()
    assert (build / "E001.pdf").read_bytes() == (tmp_path / "disk/a.pdf").read_bytes() == b"new"
