"""The one place where the name of an output becomes a path."""

from __future__ import annotations

import os
from errno import ELOOP, ENOENT, ENOTDIR
from pathlib import Path
from stat import S_ISDIR

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import OutputNameError
from kefu_docs.diagnostics.machine_faults import in_the_way, leads_nowhere
from kefu_docs.model.path_segment import segment_fault


def output_path(build: Path, name: str) -> Path:
    """The file below `build` of an output such as `contracts/E001.pdf`.

    Records are checked before, at their places; this holds whatever they let through. Raises
    OutputNameError where a segment of the name would lead elsewhere or is no name of a file, and
    MachineError where a folder stands in its place, or in that of a folder a file or a link that
    leads nowhere: the other outputs can be written all the same.
    """
    for segment in name.split("/"):
        if fault := segment_fault(segment):
            values = {"name": name, "why": fault}
            raise OutputNameError(Message("no file can be written as {name!r}: {why}", values))
    path = build / name
    if _is_folder(os.fspath(path)):
        raise in_the_way(path.as_posix())
    folder = os.fspath(build)
    for segment in ("", *name.split("/")[:-1]):
        folder = f"{folder}/{segment}" if segment else folder
        is_folder = _is_folder(folder)
        if is_folder is False or (is_folder is None and leads_nowhere(folder)):
            raise in_the_way(folder)
    return path


def _is_folder(path: str) -> bool | None:
    """Whether that is a folder; None where there is nothing."""
    try:
        return S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - thousands of paths
    except OSError as error:
        if error.errno in (ENOENT, ENOTDIR, ELOOP):
            return None
        raise
