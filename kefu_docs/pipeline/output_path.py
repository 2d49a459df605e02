"""The one place where the name of an output becomes a path."""

from __future__ import annotations

from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import OutputNameError
from kefu_docs.diagnostics.machine_faults import in_the_way
from kefu_docs.model.path_segment import segment_fault


def output_path(build: Path, name: str) -> Path:
    """The file below `build` of an output such as `contracts/E001.pdf`.

    Records are checked before, at their places; this holds whatever they let through. Raises
    OutputNameError where a segment of the name would lead elsewhere or is no name of a file, and
    MachineError where a folder stands in its place, or a file in that of a folder: the other
    outputs can be written all the same.
    """
    for segment in name.split("/"):
        if fault := segment_fault(segment):
            values = {"name": name, "why": fault}
            raise OutputNameError(Message("no file can be written as {name!r}: {why}", values))
    path = build / name
    if path.is_dir():
        raise in_the_way(path.as_posix())
    folders = (build.joinpath(*path.relative_to(build).parts[:n]) for n in range(name.count("/")))
    for folder in (*folders, path.parent):
        if folder.exists() and not folder.is_dir():
            raise in_the_way(path.as_posix())
    return path
