"""A docx's files as they are packed: those of a template are unpacked once."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from kefu_docs.layout_reuse.packed_parts import read_some
from kefu_docs.render.word.docx_zip import beginning, completed, stored

WANTED, CHANGING = re.compile("a|b|d"), re.compile("[bc]")
PARTS = {"a": "合同".encode() * 50, "b": b"1" * 99, "c": b"2", "d": b"", "e": b"3" * 99}


class Unseekable(io.BytesIO):
    """A file to which lengths are written behind the bytes."""

    def seekable(self) -> bool:
        """Whether one can go back: no."""
        return False


def streamed(parts: dict[str, bytes]) -> bytes:
    """A zip as programs write it that do not go back."""
    written = Unseekable()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()


@pytest.mark.parametrize(
    "docx",
    [completed(beginning(PARTS, {"b"}), {"b": PARTS["b"]}), stored(PARTS), streamed(PARTS)],
    ids=["rendered", "stored", "streamed"],
)
def test_files_are_read_however_they_are_packed(docx: bytes) -> None:
    """The wanted files come as they are, one that came before, too."""
    for _ in range(2):
        files, _ = read_some(docx, WANTED, CHANGING)
        assert files == {name: PARTS[name] for name in "abd"}


def test_what_is_the_same_is_told_by_packed_bytes() -> None:
    """Two documents of a template differ in what changes, and in nothing else."""
    start = beginning(PARTS, {"b", "c"})
    one, other = (completed(start, {"b": data, "c": data}) for data in (b"1", b"22"))
    assert read_some(one, WANTED, CHANGING)[1] == read_some(other, WANTED, CHANGING)[1]
    changed = completed(beginning({**PARTS, "e": b"4"}, {"b", "c"}), {"b": b"1", "c": b"1"})
    assert read_some(one, WANTED, CHANGING)[1] != read_some(changed, WANTED, CHANGING)[1]
