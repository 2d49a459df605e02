"""A worker that does not start, and the slot of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.convert.engine import EngineDiedError
from kefu_docs.convert.kit_engine import KitWorker
from kefu_docs.convert.profile_slot import Slot
from tests.support.builds import closed_fonts
from tests.support.confinements import best
from tests.support.word import line


def test_a_library_that_does_not_load_is_reported(tmp_path: Path) -> None:
    """A worker whose library does not load ends; the error is what the worker printed last."""
    library = tmp_path / "libmergedlo.so"
    library.write_bytes(b"not a library")
    worker = KitWorker(library, Slot(tmp_path), closed_fonts(tmp_path), best())
    with pytest.raises(EngineDiedError, match=r"ended unexpectedly; it printed “.*libmergedlo\.so"):
        worker.convert(line("甲"), 60)
    worker.close()
    worker.release()


def test_a_slot_in_use_is_not_shared(tmp_path: Path) -> None:
    """Two builds at once take two profiles; a freed slot is taken again, its temp folder empty."""
    first, second = Slot(tmp_path), Slot(tmp_path)
    assert [first.folder.name, second.folder.name] == ["slot-0", "slot-1"]
    (first.temp / "leftover").touch()
    first.release()
    again = Slot(tmp_path)
    assert again.folder == first.folder
    assert list(again.temp.iterdir()) == []
    again.release()
    second.release()
