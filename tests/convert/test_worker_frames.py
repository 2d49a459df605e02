"""The frames between the pool and its workers."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.convert.worker.frames import FrameKind, read_frame, write_frame


@given(st.lists(st.tuples(st.sampled_from(FrameKind), st.binary())))
def test_frames_come_back_as_sent(frames: list[tuple[FrameKind, bytes]]) -> None:
    """Any payloads, empty ones too, are read as they were written, in order."""
    stream = io.BytesIO()
    for kind, payload in frames:
        write_frame(stream, kind, payload)
    stream.seek(0)
    assert [read_frame(stream) for _ in frames] == frames


@given(st.binary(min_size=1), st.data())
def test_half_a_frame_is_the_end(payload: bytes, data: st.DataObject) -> None:
    """Half a frame, as a worker that died while answering leaves it, reads as the end."""
    stream = io.BytesIO()
    write_frame(stream, FrameKind.PDF, payload)
    whole = stream.getvalue()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(whole[:cut]))
