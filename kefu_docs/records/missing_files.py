"""The file that is meant by a path in a record which leads to none.

Only one whose name differs in what cannot be another file's: folder, ending, case, width, blanks,
dashes and characters that nobody sees. A name that is merely near may be another person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.characters import (
    MEANINGLESS,
    described,
    invisible,
    without_meaningless,
)
from kefu_docs.model.path_segment import folded

_DASHES = re.compile(r"[\s\-‐‑‒–—−_]+")
_ENDING = re.compile(r"\.\w{2,4}$")


def meant_file(folder: Path, name: str, beside: str) -> Message | str:
    """The end of a message on the path `name` from `folder`: the file that there is, or nothing.

    `beside` is the folder in `folder` in which such files are kept.
    """
    windows = PureWindowsPath(name)
    if windows.drive:
        values = {"folder": beside, "name": windows.name}
        return Message("; copy it to {folder} and write {folder}/{name}", values)
    plain = name.replace("\\", "/")
    wanted = _plain(plain.rpartition("/")[2])
    places = {beside, plain.rpartition("/")[0]}
    found = {file for place in places for file in _files(folder, place) if _plain(file) == wanted}
    return _there_is(found.pop()) if len(found) == 1 else ""


def _there_is(file: str) -> Message:
    """The file; where its name holds what nobody sees, which no value can, that it be renamed."""
    seen = without_meaningless(file)
    unseen = next((which for _, which in invisible(file) if which in MEANINGLESS), None)
    if unseen is None:
        return Message("; there is {found}", {"found": file})
    return Message(
        "; the name of a file there holds the invisible character {character}: rename it to {name}",
        {"character": described(unseen), "name": seen},
    )


def _files(folder: Path, place: str) -> Iterator[str]:
    """The files in a folder below `folder`, by their paths from there."""
    root = folder.resolve()
    try:
        inside = root.joinpath(place).resolve()
        if inside.is_relative_to(root):
            entries = (path for path in sorted(inside.iterdir()) if path.is_file())
            yield from (path.relative_to(root).as_posix() for path in entries)
    except (OSError, ValueError):
        return


def _plain(path: str) -> str:
    name = without_meaningless(path.rpartition("/")[2])
    return _DASHES.sub("", folded(_ENDING.sub("", name)))
