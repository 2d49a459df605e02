"""The worker's frames and its slot."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_samples import closed_fonts, word

from kefu_docs.convert.frames import Kind, read_frame, write_frame
from kefu_docs.convert.kitworker import KitWorker
from kefu_docs.convert.process import EngineDiedError
from kefu_docs.convert.slot import Slot


@given(st.lists(st.tuples(st.sampled_from(Kind), st.binary())))
def test_frames_come_back_as_sent(frames: list[tuple[Kind, bytes]]) -> None:
    """Any payload, empty ones too, in order."""
    stream = io.BytesIO()
    for kind, payload in frames:
        write_frame(stream, kind, payload)
    stream.seek(0)
    assert [read_frame(stream) for _ in frames] == frames


@given(st.binary(min_size=1), st.data())
def test_half_a_frame_is_the_end(payload: bytes, data: st.DataObject) -> None:
    """A worker that dies while answering is told from one that answers."""
    stream = io.BytesIO()
    write_frame(stream, Kind.PDF, payload)
    whole = stream.getvalue()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(whole[:cut]))


def test_a_library_that_does_not_load_is_reported(tmp_path: Path) -> None:
    """The reason is what the worker printed last."""
    library = tmp_path / "libmergedlo.so"
    library.write_bytes(b"not a library")
    worker = KitWorker(library, Slot(tmp_path), closed_fonts(tmp_path))
    with pytest.raises(EngineDiedError, match=r"ended unexpectedly: .*libmergedlo\.so"):
        worker.convert(word("甲"), 60)
    worker.close()
    worker.release()


def test_a_slot_in_use_is_not_shared(tmp_path: Path) -> None:
    """Two builds at once take two profiles; a freed slot is taken again, its profile kept."""
    first, second = Slot(tmp_path), Slot(tmp_path)
    assert [first.folder.name, second.folder.name] == ["slot-0", "slot-1"]
    first.profile.mkdir()
    (first.temp / "leftover").touch()
    first.release()
    again = Slot(tmp_path)
    assert again.folder == first.folder
    assert again.profile.is_dir()
    assert list(again.temp.iterdir()) == []
    again.release()
    second.release()
