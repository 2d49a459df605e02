"""What the system refuses: a full disk, missing rights, too many open files; told in plain words.

The numbers are those of POSIX.1-2017, "Error Numbers".
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from msgspec.structs import replace

from kefu_docs.diagnostics.diagnostic import Message
from kefu_docs.diagnostics.errors import MachineError
from kefu_docs.diagnostics.system_reasons import system_reason

_IN_THE_WAY = {errno.EISDIR, errno.ENOTDIR, errno.EEXIST}
_FAULT = Message("the system reports a fault: {reason}")
_WORDS = (
    (
        {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
        Message("the disk is full: {reason}"),
        Message("make room and build again; what was built stays and is not made twice"),
    ),
    (
        {errno.EACCES, errno.EPERM, errno.EROFS},
        Message("the system does not allow it: {reason}"),
        Message("look whose file or folder it is, and whether its disk can be written"),
    ),
    (
        {errno.EMFILE, errno.ENFILE},
        Message("no more files can be opened: {reason}"),
        Message("raise the limit with ulimit -n, or build with fewer --jobs"),
    ),
    (
        {errno.ENOENT},
        _FAULT,
        Message("somebody removed it meanwhile, or its disk is gone; then build again"),
    ),
)
"""What is said of errors of these numbers, and what to do."""
_OTHERS = (_FAULT, Message("look after the disk, and build again; what was built stays"))


def machine_error(error: OSError) -> MachineError:
    """The error to tell for one that the system raised."""
    # Of a file that is renamed, the second name is the one that people know.
    named = error.filename2 or error.filename
    file = os.fsdecode(named) if isinstance(named, str | bytes) else ""
    if error.errno in _IN_THE_WAY and file:
        return in_the_way(file)
    said = ((what, hint) for numbers, what, hint in _WORDS if error.errno in numbers)
    what, hint = next(said, _OTHERS)
    reason = system_reason(error)
    where = Message("{reason}, at {file}", {"file": file, "reason": reason}) if file else reason
    return MachineError(replace(what, values={"reason": where}), hint)


def output_error(error: OSError) -> MachineError:
    """The error to tell where standard output takes no more."""
    reason = system_reason(error)
    return MachineError(
        Message("standard output cannot be written: {reason}", {"reason": reason}),
        Message("the work itself is done; run the command again to see what it says"),
    )


def in_the_way(file: str) -> MachineError:
    """The error to tell where a folder stands in the place of a file, or the other way round.

    Or a link, such as to a disk that is not there, stands in the place of a folder.
    """
    path = Path(file)
    if path.is_dir():
        what = Message("{file}: a folder stands where this file is to be", {"file": file})
        return MachineError(what, Message("move or rename it, and build again"))
    upwards = (path, *path.parents)
    culprit = next((each.as_posix() for each in upwards if os.path.lexists(each)), file)
    if leads_nowhere(culprit):
        return MachineError(
            Message("{file} is a link that leads nowhere", {"file": culprit}),
            Message("make what it leads to available, or remove the link, and build again"),
        )
    what = Message("{file}: a file stands where this folder is to be", {"file": culprit})
    return MachineError(what, Message("move or rename it, and build again"))


def leads_nowhere(file: str) -> bool:
    """Whether that is a link to what is not there."""
    return os.path.islink(file) and not os.path.exists(file)  # noqa: PTH110, PTH114
