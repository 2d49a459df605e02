"""The declarations of documents.yaml that can be used beside others that cannot.

A slip in one kind is no reason to make no document of any other. Each declaration begins at the
margin; one in which something is wrong is read as blank lines, so that the others keep their
places.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kefu_docs.diagnostics import Severity
from kefu_docs.diagnostics.encodings import encoded_text
from kefu_docs.model import Record
from kefu_docs.model.kind_declaration import KindDeclarations
from kefu_docs.records.decode import Decoded, decode
from kefu_docs.records.parsed import split_lines

_BEGIN = re.compile(r"[^\s#]")
_NAME = re.compile(r"(?:[-－] *)?[\"'“]?([^\s:：=＝\"'”{\[]+)")


class SoundKinds(NamedTuple):
    """The declarations that can be used, None where there are none; and the texts of the others."""

    record: Record[KindDeclarations] | None
    broken: tuple[str, ...]


def sound_kinds(path: Path) -> SoundKinds:
    """Read the declarations of a file one by one, of which not all can be read together.

    Where each by itself is sound, what is wrong lies between them, and none is used. What is wrong
    with the file is told by whoever read it whole.
    """
    file, data = path.as_posix(), b""
    with suppress(OSError):
        data = path.read_bytes()
    read = encoded_text(data)
    blocks = _blocks(split_lines(read.text)) if read.bad is None else []
    sound = [block for block in blocks if _is_sound(file, block)]
    if not sound or len(sound) == len(blocks):
        return SoundKinds(None, tuple(map(_text, blocks)) or ("",))
    lines = [""] * max(map(len, blocks))
    for block in sound:
        lines[len(block) - len(_own(block)) : len(block)] = _own(block)
    record = _decoded(file, lines).record
    broken = [block for block in blocks if record is None or block not in sound]
    return SoundKinds(record, tuple(map(_text, broken)))


def name_of(declaration: str) -> str:
    """The kind that the first line of a declaration names; empty where it does not."""
    found = _NAME.match(declaration)
    return found[1] if found else ""


def _blocks(lines: list[str]) -> list[list[str]]:
    """Each declaration with blank lines for all that stands above it."""
    begins = [number for number, line in enumerate(lines) if _BEGIN.match(line)]
    ends = [*begins[1:], len(lines)]
    return [[""] * a + lines[a:b] for a, b in zip(begins, ends, strict=True)]


def _own(block: list[str]) -> list[str]:
    """The lines of a declaration without the blank ones above it."""
    first = next(number for number, line in enumerate(block) if line)
    return block[first:]


def _text(block: list[str]) -> str:
    return "\n".join(_own(block))


def _is_sound(file: str, block: list[str]) -> bool:
    found = _decoded(file, block)
    return found.record is not None and not any(
        each.severity is Severity.ERROR for each in found.diagnostics
    )


def _decoded(file: str, lines: list[str]) -> Decoded[KindDeclarations]:
    return decode(file, "\n".join(lines).encode(), KindDeclarations)
