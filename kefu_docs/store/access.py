"""Who may read what is written: its owner alone, or a group as well.

Contracts, ID numbers and pay lie in the outputs and in the store, so what the owner's umask leaves
to others is taken away: files are made 0600 and folders 0700. LibreOffice and the worker processes
inherit the umask, so that their profiles and temporary files are private, too.
"""

from __future__ import annotations

import grp
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError

_OTHERS, _OTHERS_WRITING = 0o077, 0o027
_FOLDER, _FILE = 0o2750, 0o640
"""A folder with the set-group-id bit gives its group to what is made in it (Linux, inode(7))."""


class OutputAccess:
    """The umask of this process and its children; `before` is what the user set."""

    def __init__(self, before: int) -> None:
        self._before = before

    def share(self, folder: Path, group: str) -> None:
        """Let a group read `folder`: what is there and what is written from now on.

        Raises UsageError where there is no such group, or the user is not in it.
        """
        number = _number_of(group)
        os.umask(self._before | _OTHERS_WRITING)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._give(folder, number)
            for inside, folders, files in os.walk(folder):
                for name in (*folders, *files):
                    with suppress(FileNotFoundError):  # another build's temporary file
                        self._give(Path(inside, name), number)
        except PermissionError:
            raise UsageError(
                Message("files cannot be given to the group {group}", {"group": group}),
                Message("ask for the user to be made a member of it"),
            ) from None

    def _give(self, path: Path, group: int) -> None:
        state = path.lstat()
        is_folder = stat.S_ISDIR(state.st_mode)
        is_ours = os.geteuid() in {0, state.st_uid}
        if is_ours and (is_folder or stat.S_ISREG(state.st_mode)):
            # chown first: it takes the set-group-id bit away.
            os.chown(path, -1, group, follow_symlinks=False)
            path.chmod((_FOLDER if is_folder else _FILE) & ~self._before)


@contextmanager
def owner_only() -> Iterator[OutputAccess]:
    """Have everything that is made be its owner's alone; the umask of before comes back."""
    before = os.umask(_OTHERS)
    os.umask(before | _OTHERS)
    try:
        yield OutputAccess(before)
    finally:
        os.umask(before)


def _number_of(group: str) -> int:
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError:
        raise UsageError(Message("there is no group {group!r}", {"group": group})) from None
