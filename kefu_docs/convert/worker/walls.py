"""Walls around a process: it asks the kernel to keep it from network, files, rights and excess.

`python -I -S walls.py WALLS COMMAND...` puts them up and becomes the command, for which seconds
count: nothing is imported that it can do without. What the kernel refuses is left out, so that a
conversion never fails for want of a wall; `refusals` tells which.
Sources: unshare(2), user_namespaces(7), landlock(7), capset(2), setrlimit(2) of Linux.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = 65534
"""User and group of no rights, on every Linux."""

MEMORY = 4 << 30
"""Bytes of addresses. A worker has 1.2 GB of them, of which it uses 300 MB."""
FILE = 512 << 20
"""Bytes of one file that is written."""
CPU_SECONDS = 600
"""Of one document. The time on the clock is the pool's to limit."""
THREADS = 256
"""Processes and threads at once, where they are counted for the namespace alone."""

_NEW_USER, _NEW_IPC, _NEW_NET = 0x10000000, 0x08000000, 0x40000000  # linux/sched.h
_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS of linux/prctl.h
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every processor

# Rights over files by the version of Landlock that knows them first (linux/landlock.h). What is
# handled and in no rule is refused.
_FILE_RIGHTS = ((1, (1 << 13) - 1), (2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE = 1, 2, 4, 8, 1 << 14
_REMOVE_FILE, _MAKE_SOCKET = 1 << 5, 1 << 9
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_TCP = 0b11  # binding and connecting, since version 4
_SCOPES = 0b11  # abstract sockets and signals, since version 6

_libc = ctypes.CDLL(None, use_errno=True)


class Walls:
    """What to put up: `kinds` of namespaces, landlock, nobody; and what is not behind them.

    The kind "alone" puts nothing up: a user namespace of the process's own is there already.

    `python` is read until LibreOffice is loaded, `read` later, too; `write` is written as well.
    """

    def __init__(
        self, kinds: list[str], python: list[str], read: list[str], write: list[str]
    ) -> None:
        self.kinds = kinds
        self.python = python
        self.read = read
        self.write = write

    def word(self) -> str:
        """As one argument of a command; `read_walls` is the other way."""
        return "\n\n".join("\n".join(part) for part in self._parts())

    def _parts(self) -> tuple[list[str], ...]:
        return self.kinds, self.python, self.read, self.write


def read_walls(word: str) -> Walls:
    """Read an argument that `word` made."""
    return Walls(*(part.split("\n") if part else [] for part in word.split("\n\n")))


def put_up(walls: Walls, sockets: str = "") -> None:
    """Keep this process, which has one thread yet, and all it starts within the walls.

    In the folder `sockets` it may make sockets, and remove them with whatever else is its user's.
    Only `become_nobody` comes later, when nothing has to be read any more that is another's.
    """
    # First the limits: in a user namespace of its own the process may not raise what others set.
    limit(alone=not {"namespaces", "alone"}.isdisjoint(walls.kinds))
    if "namespaces" in walls.kinds:
        with suppress(OSError):
            enter_namespaces()
    elif sys.platform == "linux" and os.geteuid() == 0 and "nobody" not in walls.kinds:
        with suppress(OSError):
            give_up_capabilities()
    if "landlock" in walls.kinds:
        with suppress(OSError):
            shut_files([*walls.python, *walls.read], walls.write, sockets)


def limit(*, alone: bool) -> None:
    """Bound memory, files, and processes where they are counted for this program `alone`.

    No core is dumped: it would hold the document.
    """
    for kind, bound in bounds(alone=alone):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (bound, bound))


def bounds(*, alone: bool) -> list[tuple[int, int]]:
    """Each limit with its bound, which is no higher than what others set."""
    found = [
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_CORE, 0),
    ]
    if alone and _release() >= (5, 14):
        # Older kernels count what the user runs anywhere on the machine.
        found.append((resource.RLIMIT_NPROC, THREADS))
    hard = [resource.getrlimit(kind)[1] for kind, _ in found]
    return [
        (kind, most if h == resource.RLIM_INFINITY else min(most, h))
        for (kind, most), h in zip(found, hard, strict=True)
    ]


def limit_cpu() -> None:
    """Give the process CPU_SECONDS from now on; the kernel ends it after that (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(OSError, ValueError):
        seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def enter_namespaces() -> None:
    """Be nobody, without capabilities, in a network of no interfaces. Raises OSError."""
    user, group = os.geteuid(), os.getegid()
    _done(_libc.unshare(_NEW_USER | _NEW_NET | _NEW_IPC))
    # One's own number may be mapped without a privilege, once groups can no longer be given up.
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{NOBODY} {user} 1"),
        ("gid_map", f"{NOBODY} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123
            file.write(text)
    give_up_capabilities()


def give_up_capabilities() -> None:
    """Lose every privilege, also for programs that this one becomes. Raises OSError."""
    _done(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    version_3 = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _done(_libc.capset(version_3, (ctypes.c_uint32 * 6)()))


def shut_files(read: list[str], write: list[str], sockets: str = "") -> None:
    """Leave these files and folders to be read, those to be written, and no others.

    In the folder `sockets` nothing but sockets may be made.

    No TCP either where Landlock has version 4 (Linux 6.7), no signals to processes outside where it
    has 6 (6.12). Raises OSError where there is no Landlock.
    """
    version = _done(_libc.syscall(_CREATE_RULESET, None, 0, 1))
    rights = sum(right for since, right in _FILE_RIGHTS if version >= since)
    handled = (ctypes.c_uint64 * 3)(
        rights, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0
    )
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = _done(_libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(size), 0))
    for paths, allowed in (
        (read, _EXECUTE | _READ_FILE | _READ_DIR),
        (write, rights),
        (filter(None, [sockets]), _MAKE_SOCKET | _REMOVE_FILE),
    ):
        for path in paths:
            with suppress(FileNotFoundError):
                _allow(ruleset, path, allowed & rights)
    _done(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _done(_libc.syscall(_RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    """Add a rule to a set of Landlock's."""
    place = os.open(path, os.O_PATH)
    try:
        if not os.path.isdir(path):  # noqa: PTH112
            rights &= _OF_FILES
        # A packed structure: the rights in eight bytes, the place in four.
        rule = rights.to_bytes(8, sys.byteorder) + place.to_bytes(4, sys.byteorder)
        _done(_libc.syscall(_ADD_RULE, ruleset, 1, rule, 0))
    finally:
        os.close(place)


def become_nobody(walls: Walls) -> None:
    """Leave root's account for good, all threads of the process, if the walls say so.

    What may be written is given to nobody first. Where nobody could not read what is needed, such
    as fonts in a home folder, root is kept, without its privileges.
    """
    if "nobody" not in walls.kinds or os.geteuid() != 0:
        return
    folders = [os.path.dirname(path) for path in walls.write]  # noqa: PTH120
    # In a container of few accounts there may be no nobody, or root may not become another.
    with suppress(OSError):
        if _could_enter([*walls.read, *folders]):
            for path in walls.write:
                _give(path)
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            return
    with suppress(OSError):
        give_up_capabilities()


def _give(path: str) -> None:
    """Make nobody the owner of a folder and what is in it; devices stay whose they are."""
    if not os.path.isdir(path):  # noqa: PTH112
        return
    os.chown(path, NOBODY, NOBODY)
    for folder, folders, files in os.walk(path):
        for name in (*folders, *files):
            os.lchown(os.path.join(folder, name), NOBODY, NOBODY)  # noqa: PTH118


def _could_enter(paths: list[str]) -> bool:
    """Whether nobody can read the files and use the folders, those that are there."""
    there = [path for path in paths if os.path.exists(path)]  # noqa: PTH110
    groups = os.getgroups()
    os.setgroups([])
    try:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        return all(
            os.access(path, os.X_OK if os.path.isdir(path) else os.R_OK, effective_ids=True)  # noqa: PTH112
            for path in there
        )
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def refusals(walls: Walls) -> list[str]:
    """Try namespaces and Landlock; `kind: reason` for each that the kernel refuses.

    The process is within those that it does not refuse afterwards.
    """
    tries: dict[str, Callable[[], None]] = {
        "namespaces": enter_namespaces,
        "landlock": lambda: shut_files([*walls.python, *walls.read], walls.write),
    }
    refused = []
    for kind in walls.kinds:
        try:
            tries[kind]()
        except OSError as error:
            refused.append(f"{kind}: {error.strerror}")
    return refused


def _release() -> tuple[int, ...]:
    """The kernel's version, two numbers of it."""
    return tuple(int(number) for number in os.uname().release.split(".")[:2] if number.isdigit())


def _done(result: int) -> int:
    """What a call of C's gave; OSError where that is -1."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def main(word: str, *command: str) -> None:
    """Put the walls up and become the command; without one, print what the kernel refuses."""
    walls = read_walls(word)
    if not command:
        print("\n".join(refusals(walls)))
        return
    # soffice (7.4, 25.2) makes a socket in /tmp, by which a second one of its profile finds it, and
    # ends where it cannot; one that was killed leaves its own, which the next has to remove.
    put_up(walls, sockets="/tmp")  # noqa: S108
    limit_cpu()
    become_nobody(walls)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(*sys.argv[1:])
